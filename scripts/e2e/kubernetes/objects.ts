/** What every object of Kubernetes has, as far as the tests read it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly uid?: string;
    readonly generation?: number;
    readonly resourceVersion?: string;
    readonly managedFields?: readonly object[];
    readonly deletionTimestamp?: string;
    readonly finalizers?: readonly string[];
    readonly ownerReferences?: readonly { readonly kind: string; readonly name: string }[];
  };
  readonly spec?: unknown;
  readonly status?: unknown;
}

/** Requests by resource, as they are written: `250m`, `64Mi`. */
export type Resources = Readonly<Record<string, string | number>>;

export interface Container {
  readonly name: string;
  readonly resources?: { readonly requests?: Resources; readonly limits?: Resources };
  readonly restartPolicy?: string;
}

export interface PodSpec {
  readonly nodeName?: string;
  readonly containers: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly overhead?: Resources;
}

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
}

export interface Pod extends KubernetesObject {
  readonly spec: PodSpec;
  readonly status: { readonly phase: string; readonly conditions?: readonly Condition[] };
}

export interface Taint {
  readonly key: string;
  readonly value?: string;
  readonly effect: string;
}

export interface Node extends KubernetesObject {
  readonly spec: { readonly taints?: readonly Taint[]; readonly unschedulable?: boolean };
  readonly status: {
    readonly capacity: Resources;
    readonly allocatable: Resources;
    readonly conditions?: readonly Condition[];
  };
}

/** A Deployment, a StatefulSet or a DaemonSet. */
export interface Workload extends KubernetesObject {
  readonly spec: {
    readonly replicas?: number;
    readonly selector: { readonly matchLabels: Readonly<Record<string, string>> };
    readonly template: {
      readonly metadata: { readonly labels: Readonly<Record<string, string>> };
      readonly spec: PodSpec;
    };
  };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly replicas?: number;
    readonly readyReplicas?: number;
    readonly updatedReplicas?: number;
    readonly availableReplicas?: number;
    readonly desiredNumberScheduled?: number;
    readonly numberAvailable?: number;
  };
}

export interface DisruptionBudget extends KubernetesObject {
  readonly spec: { readonly selector: { readonly matchLabels?: Readonly<Record<string, string>> } };
  readonly status?: {
    readonly expectedPods: number;
    readonly currentHealthy: number;
    readonly desiredHealthy: number;
  };
}

/** Says which object it is: `Deployment byoc-system/agent`. */
export function nameOf({ kind, metadata }: KubernetesObject): string {
  return [kind, metadata.namespace === undefined ? metadata.name : `${metadata.namespace}/${metadata.name}`].join(' ');
}

/** The same with its API group, whatever the version: what makes two objects the same one. */
export function identityOf(object: KubernetesObject): string {
  const group = object.apiVersion.includes('/') ? object.apiVersion.split('/')[0] : 'core';
  return `${group} ${nameOf(object)}`;
}
