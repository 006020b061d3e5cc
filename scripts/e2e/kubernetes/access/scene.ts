import { SYSTEM_NAMESPACE } from '../../../../lib/core/namespaces';
import type { ControlPlane } from '../control-plane';
import { eventually } from '../eventually';
import type { KubernetesObject } from '../objects';
import { deployment, FOREIGN, podOf, service } from './agent-pods';
import type { Targets } from './requests';
import { AGENT, person } from './who';

const READY_SECONDS = 30;
const API_GROUP = 'rbac.authorization.k8s.io';
/** A namespace that belongs to neither the product nor the library. */
const NAMESPACE = 'e2e-access';
const NAME = 'e2e-access';

/**
 * What the requests need: something to act on, and rights that are far too wide for support and the agent, so that
 * what refuses is a policy and not a role.
 */
export class Scene {
  /** Two Deployments of the product's namespace that the agent did not make: one mounts a secret that is not for it. */
  public readonly deployments = { foreign: `${NAME}-foreign`, plain: `${NAME}-plain` } as const;
  /** A role binding of the system namespace that has nothing to do with support. */
  public readonly binding = NAME;

  public constructor(
    private readonly plane: ControlPlane,
    private readonly product: string,
  ) {}

  public async set(): Promise<void> {
    await this.plane.kubectl(['create', 'namespace', NAMESPACE]);
    await eventually('the namespace has its account', READY_SECONDS, async () => {
      const { status, stderr } = await this.plane.tryKubectl(['get', 'serviceaccount', 'default', '-n', NAMESPACE]);
      return status === 0 ? undefined : stderr.trim();
    });
    await this.plane.kubectl(['create', '-f', '-'], listOf(this.objects));
  }

  public async targets(): Promise<Targets> {
    const { stdout } = await this.plane.kubectl(['get', 'nodes', '-o', 'jsonpath={.items[0].metadata.name}']);
    return { namespace: NAMESPACE, name: NAME, node: stdout };
  }

  public async clear(): Promise<void> {
    await this.plane.kubectl(['delete', '--ignore-not-found', '-f', '-'], listOf(this.objects));
    await this.plane.kubectl(['delete', 'namespace', NAMESPACE]);
  }

  private get objects(): KubernetesObject[] {
    const { foreign, plain } = this.deployments;
    const mounted = { volumes: [{ name: 'volume', secret: { secretName: FOREIGN } }] };
    return [
      asleep(deployment(NAMESPACE, NAME, {})),
      asleep(deployment(this.product, plain, {})),
      asleep(deployment(this.product, foreign, mounted)),
      ...[NAMESPACE, this.product].map((namespace) => ({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { namespace, name: NAME },
        // Nobody schedules it: there is no kubelet to wait for.
        spec: { ...podOf({}), schedulerName: 'nobody' },
      })),
      ...[NAMESPACE, this.product].map((namespace) => service(namespace, NAME)),
      binding('edit', SYSTEM_NAMESPACE, { apiGroup: API_GROUP, kind: 'Group', name: 'others' }),
      binding('cluster-admin', undefined, { apiGroup: API_GROUP, kind: 'User', name: person().user }),
      ...[NAMESPACE, this.product].map((namespace) => binding('cluster-admin', namespace, AGENT_SUBJECT)),
    ];
  }
}

const [, , AGENT_NAMESPACE = '', AGENT_NAME = ''] = AGENT.user.split(':');
const AGENT_SUBJECT = { kind: 'ServiceAccount', namespace: AGENT_NAMESPACE, name: AGENT_NAME };

function binding(role: string, namespace: string | undefined, subject: object): KubernetesObject {
  const place =
    namespace === undefined
      ? { kind: 'ClusterRoleBinding', metadata: { name: NAME } }
      : { kind: 'RoleBinding', metadata: { name: NAME, namespace } };
  const roleRef = { apiGroup: API_GROUP, kind: 'ClusterRole', name: role };
  return { apiVersion: `${API_GROUP}/v1`, ...place, ...{ roleRef, subjects: [subject] } };
}

function asleep(object: KubernetesObject): KubernetesObject {
  return { ...object, spec: { ...Object(object.spec), replicas: 0 } };
}

function listOf(items: readonly KubernetesObject[]): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
}
