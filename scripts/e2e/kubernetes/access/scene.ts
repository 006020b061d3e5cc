import { SYSTEM_NAMESPACE } from '../../../../lib/core/namespaces';
import type { ControlPlane } from '../control-plane';
import { eventually } from '../eventually';
import type { KubernetesObject } from '../objects';
import { claim } from './agent-objects';
import { deployment, FOREIGN, podOf, service } from './agent-pods';
import type { Targets } from './requests';
import { AGENT } from './who';

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
  /** Two claims of the product's namespace: one has its volume, and what its driver added. */
  public readonly claims = { bound: `${NAME}-bound`, pending: `${NAME}-pending` } as const;
  /** Whoever is in this group may do everything, as far as roles go. */
  public static readonly EVERYTHING = 'e2e-everything';
  public static readonly FINALIZERS = ['example.com/driver'];

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
    const { node } = await this.targets();
    await this.plane.kubectl(['create', '-f', '-'], listOf([...this.objects, this.running(node), this.bound]));
  }

  public async targets(): Promise<Targets> {
    const { stdout } = await this.plane.kubectl(['get', 'nodes', '-o', 'jsonpath={.items[0].metadata.name}']);
    return { namespace: NAMESPACE, name: NAME, node: stdout };
  }

  public async clear(): Promise<void> {
    const { node } = await this.targets();
    const finalizers = JSON.stringify({ metadata: { finalizers: null } });
    const patch = ['patch', 'persistentvolumeclaim', this.claims.bound, '--namespace', this.product, '--type=merge'];
    await this.plane.kubectl([...patch, '-p', finalizers]);
    const all = listOf([...this.objects, this.running(node), this.bound]);
    await this.plane.kubectl(['delete', '--ignore-not-found', '-f', '-'], all);
    await this.plane.kubectl(['delete', 'namespace', NAMESPACE]);
  }

  /** A pod of the product on its node. */
  private running(nodeName: string): KubernetesObject {
    return pod(this.product, { nodeName });
  }

  private get bound(): KubernetesObject {
    const { metadata, spec, ...rest } = claim(this.product, this.claims.bound);
    return {
      ...rest,
      metadata: { ...metadata, finalizers: Scene.FINALIZERS },
      spec: { ...Object(spec), volumeName: NAME },
    };
  }

  private get objects(): KubernetesObject[] {
    const { foreign, plain } = this.deployments;
    const mounted = { volumes: [{ name: 'volume', secret: { secretName: FOREIGN } }] };
    return [
      asleep(deployment(NAMESPACE, NAME, {})),
      claim(this.product, this.claims.pending),
      asleep(deployment(this.product, plain, {})),
      asleep(deployment(this.product, foreign, mounted)),
      // Nobody schedules it: there is no kubelet to wait for.
      pod(NAMESPACE, { schedulerName: 'nobody' }),
      ...[NAMESPACE, this.product].map((namespace) => service(namespace, NAME)),
      binding('edit', SYSTEM_NAMESPACE, { apiGroup: API_GROUP, kind: 'Group', name: 'others' }),
      binding('cluster-admin', undefined, { apiGroup: API_GROUP, kind: 'Group', name: Scene.EVERYTHING }),
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

function pod(namespace: string, part: object): KubernetesObject {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { namespace, name: NAME }, spec: { ...podOf({}), ...part } };
}

function asleep(object: KubernetesObject): KubernetesObject {
  return { ...object, spec: { ...Object(object.spec), replicas: 0 } };
}

function listOf(items: readonly KubernetesObject[]): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
}
