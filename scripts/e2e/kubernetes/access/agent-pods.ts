import { PRIORITY_CLASSES } from '../../../../lib/kubernetes/nodes/priority-classes';
import type { KubernetesObject } from '../objects';
import { claimParts } from './claim-parts';

/** What a pod says, beside its container. */
type PodPart = Readonly<Record<string, unknown>>;

/** Two pods that differ in one thing, which decides whether the agent may make them. */
export interface Pair {
  readonly what: string;
  readonly refused: PodPart;
  readonly allowed: PodPart;
  /** Part of what is said of the one that is refused. */
  readonly because: string;
}

/** Names of the installation that decide. */
export interface Allowed {
  readonly account: string;
  readonly secret: string;
  /** @default - the cloud has none */
  readonly audience?: string;
}

export const FOREIGN = 'foreign';
const SECRETS = 'are given no secrets';

/** Every way to give a pod something, closed and open. */
export function pairs({ account, secret, audience }: Allowed): Pair[] {
  const bySecret = (what: string, part: (name: string) => PodPart): Pair => ({
    what,
    refused: part(FOREIGN),
    allowed: part(secret),
    because: SECRETS,
  });
  const inContainers = (field: string): Pair[] => [
    bySecret(`a variable of ${field}`, (name) => ({ [field]: [container({ env: [variable(name)] })] })),
    bySecret(`the environment of ${field}`, (name) => ({
      [field]: [container({ envFrom: [{ secretRef: { name } }] })],
    })),
  ];
  const token = (wanted?: string) => ({ path: 'token', ...(wanted === undefined ? {} : { audience: wanted }) });
  return [
    {
      what: 'an account',
      refused: { serviceAccountName: FOREIGN },
      allowed: { serviceAccountName: account },
      because: 'run as workloads of the plan',
    },
    {
      what: 'an account by its old field',
      refused: { serviceAccount: FOREIGN },
      allowed: { serviceAccount: account },
      because: 'run as workloads of the plan',
    },
    {
      what: 'a token of the Kubernetes API',
      refused: { automountServiceAccountToken: true },
      allowed: { automountServiceAccountToken: false },
      because: 'no token of the Kubernetes API',
    },
    {
      what: 'a folder of the node',
      refused: volume({ hostPath: { path: '/var/lib/kubelet' } }),
      allowed: volume({ emptyDir: {} }),
      because: 'volumes of the agent',
    },
    {
      what: 'a volume of a driver, which may be handed a secret',
      refused: volume({ csi: { driver: 'files.example.com', nodePublishSecretRef: { name: secret } } }),
      allowed: volume({ persistentVolumeClaim: { claimName: 'data' } }),
      because: 'volumes of the agent',
    },
    bySecret('a volume', (name) => volume({ secret: { secretName: name } })),
    bySecret('an optional volume', (name) => volume({ secret: { secretName: name, optional: true } })),
    bySecret('a volume behind another one', (name) => ({
      volumes: [
        { name: 'first', emptyDir: {} },
        { name: 'second', secret: { secretName: name } },
      ],
    })),
    bySecret('a projected volume', (name) => volume({ projected: { sources: [{ secret: { name } }] } })),
    ...inContainers('containers'),
    ...inContainers('initContainers'),
    bySecret('an image', (name) => ({ imagePullSecrets: [{ name }] })),
    {
      what: 'a projected token for the Kubernetes API',
      refused: projected({ serviceAccountToken: token() }),
      allowed: projected(audience === undefined ? { downwardAPI: {} } : { serviceAccountToken: token(audience) }),
      because: "tokens of the agent's pods are for",
    },
    {
      what: 'a projected token for somebody else',
      refused: projected({ serviceAccountToken: token('vault.example.com') }),
      allowed: projected({ configMap: { name: 'settings' } }),
      because: "tokens of the agent's pods are for",
    },
    {
      what: 'a priority of the cluster',
      refused: { priorityClassName: 'system-node-critical' },
      allowed: { priorityClassName: PRIORITY_CLASSES.product },
      because: 'have the priority class',
    },
    {
      what: 'a node',
      refused: { nodeName: 'node' },
      allowed: { nodeSelector: { 'kubernetes.io/hostname': 'node' } },
      because: 'name no node',
    },
    {
      what: 'a toleration of everything',
      refused: { tolerations: [{ operator: 'Exists' }] },
      allowed: { tolerations: [{ key: 'byoc/profile', operator: 'Exists' }] },
      because: 'tolerations of the agent name a key',
    },
    ...claimParts().map(({ what, refused, allowed, because }) => ({
      ...{ what: `an ephemeral volume with ${what}`, because },
      refused: volume({ ephemeral: { volumeClaimTemplate: refused } }),
      allowed: volume({ ephemeral: { volumeClaimTemplate: allowed } }),
    })),
  ];
}

function volume(source: object): PodPart {
  return { volumes: [{ name: 'volume', ...source }] };
}

function projected(source: object): PodPart {
  return volume({ projected: { sources: [source] } });
}

function variable(name: string): object {
  return { name: 'PASSWORD', valueFrom: { secretKeyRef: { name, key: 'password' } } };
}

/** A container that Pod Security `restricted` lets in. */
function container(part: object = {}) {
  return {
    ...{ name: 'main', image: 'registry.example.com/product:1.0.0' },
    resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '16Mi' } },
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
    ...part,
  };
}

/** A pod that is as large as products are: what is allowed must not be refused for the time it takes to look at. */
export function largePod({ secret }: Allowed): PodPart {
  const many = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
  const env = many(100, (index) => ({ ...variable(secret), name: `VARIABLE_${index}` }));
  return {
    volumes: many(50, (index) => ({ name: `volume-${index}`, secret: { secretName: secret } })),
    containers: many(20, (index) => container({ name: `container-${index}`, env })),
    initContainers: many(20, (index) => container({ name: `init-${index}`, env })),
  };
}

/** The specification of a pod that differs from a plain one. */
export function podOf(part: PodPart): PodPart {
  const spec = {
    securityContext: { runAsNonRoot: true, runAsUser: 10001, seccompProfile: { type: 'RuntimeDefault' } },
    automountServiceAccountToken: false,
    containers: [container()],
    ...part,
  };
  // Two containers cannot have one name.
  const init = Array.isArray(part.initContainers) && part.initContainers.length === 1;
  return init ? { ...spec, containers: [container({ name: 'other' })] } : spec;
}

/** A Deployment with this pod. */
export function deployment(namespace: string, name: string, part: PodPart): KubernetesObject {
  return workload('apps/v1', 'Deployment', namespace, name, part, { selector: { matchLabels: { app: name } } });
}

/** A StatefulSet with these templates of claims. */
export function statefulSet(namespace: string, name: string, claims: readonly object[]): KubernetesObject {
  const spec = { selector: { matchLabels: { app: name } }, serviceName: name, volumeClaimTemplates: claims };
  return workload('apps/v1', 'StatefulSet', namespace, name, {}, spec);
}

/** Everything that carries a pod, with this one. */
export function carriers(namespace: string, name: string, part: PodPart): KubernetesObject[] {
  const selector = { selector: { matchLabels: { app: name } } };
  const of = (apiVersion: string, kind: string, spec: object) =>
    workload(apiVersion, kind, namespace, name, part, spec);
  const job = of('batch/v1', 'Job', {});
  return [
    { apiVersion: 'v1', kind: 'Pod', metadata: { namespace, name }, spec: podOf(part) },
    of('v1', 'ReplicationController', { selector: { app: name } }),
    of('apps/v1', 'Deployment', selector),
    of('apps/v1', 'StatefulSet', { ...selector, serviceName: name }),
    of('apps/v1', 'DaemonSet', selector),
    of('apps/v1', 'ReplicaSet', selector),
    job,
    {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { namespace, name },
      spec: { schedule: '@daily', jobTemplate: { spec: job.spec } },
    },
  ];
}

/** A Service, with something beside its port. */
export function service(namespace: string, name: string, part: object = {}): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace, name },
    spec: { ports: [{ port: 80 }], selector: { app: name }, ...part },
  };
}

/** A change of a pod that adds a container with a secret in its environment. */
export function debugging(secret: string): string {
  const shell = { name: 'shell', image: 'registry.example.com/shell:1.0.0', env: [variable(secret)] };
  const { securityContext } = container();
  return JSON.stringify({ spec: { ephemeralContainers: [{ ...shell, securityContext }] } });
}

function workload(
  apiVersion: string,
  kind: string,
  namespace: string,
  name: string,
  part: PodPart,
  spec: object,
): KubernetesObject {
  const restartPolicy = kind === 'Job' ? { restartPolicy: 'Never' } : {};
  return {
    apiVersion,
    kind,
    metadata: { namespace, name },
    spec: {
      ...spec,
      template: {
        ...(kind === 'Job' ? {} : { metadata: { labels: { app: name } } }),
        spec: { ...podOf(part), ...restartPolicy },
      },
    },
  };
}
