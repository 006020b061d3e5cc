import type { ControlPlane } from './control-plane';
import { eventually } from './eventually';
import { isSystemNode, ZONE_LABEL } from './nodes';
import { type DisruptionBudget, type KubernetesObject, type Node, nameOf, type Pod, type Workload } from './objects';

const AVAILABLE_SECONDS = 120;
const NODE_SECONDS = 60;
/** Of those why pods wait; one cause has many. */
const REASONS = 3;
const AUTOSCALERS = '/apis/autoscaling/v2/horizontalpodautoscalers';

/** Where workloads are, by kind. */
const WORKLOADS = {
  Deployment: '/apis/apps/v1/deployments',
  StatefulSet: '/apis/apps/v1/statefulsets',
  DaemonSet: '/apis/apps/v1/daemonsets',
} as const;
export type WorkloadKind = keyof typeof WORKLOADS;

/** The cluster as it is now. */
export class Cluster {
  public constructor(private readonly plane: ControlPlane) {}

  public nodes(): Promise<Node[]> {
    return this.plane.list<Node>('/api/v1/nodes', 'Node');
  }

  public async systemNodes(): Promise<Node[]> {
    return (await this.nodes()).filter(isSystemNode);
  }

  /** Pods that are not on their way out. */
  public async pods(): Promise<Pod[]> {
    const pods = await this.plane.list<Pod>('/api/v1/pods', 'Pod');
    return pods.filter(
      ({ metadata, status }) => metadata.deletionTimestamp === undefined && status.phase !== 'Succeeded',
    );
  }

  public budgets(): Promise<DisruptionBudget[]> {
    return this.plane.list<DisruptionBudget>('/apis/policy/v1/poddisruptionbudgets', 'PodDisruptionBudget');
  }

  public async workloads(...kinds: readonly WorkloadKind[]): Promise<Workload[]> {
    const lists = await Promise.all(kinds.map((kind) => this.plane.list<Workload>(WORKLOADS[kind], kind)));
    return lists.flat();
  }

  /** Adds nodes and waits until pods may go there. */
  public async join(nodes: readonly Node[]): Promise<void> {
    const items = { apiVersion: 'v1', kind: 'List', items: nodes };
    await this.plane.kubectl(['create', '-f', '-'], JSON.stringify(items));
    const names = nodes.map(({ metadata }) => metadata.name);
    await eventually('every node is ready', NODE_SECONDS, async () => {
      const late = (await this.nodes()).filter((node) => names.includes(node.metadata.name) && !isReady(node));
      return late.length === 0 ? undefined : late.map(nameOf).join(', ');
    });
  }

  /** Takes a node away, and what still ran there: nobody else would tell the API server that it ended. */
  public async leave({ metadata: { name } }: Node): Promise<void> {
    await this.plane.kubectl(['delete', 'node', name, '--ignore-not-found']);
    const here = ['--all-namespaces', `--field-selector=spec.nodeName=${name}`];
    await this.plane.kubectl(['delete', 'pods', ...here, '--force', '--grace-period=0']);
  }

  /** Waits until all that should run does, by the controllers' own account. */
  public async available(): Promise<void> {
    await eventually('everything is available', AVAILABLE_SECONDS, async () => {
      const all = await this.workloads('Deployment', 'StatefulSet', 'DaemonSet');
      const autoscalers = await this.plane.list<Autoscaler>(AUTOSCALERS, 'HorizontalPodAutoscaler');
      const late = [
        ...all.filter((workload) => !isAvailable(workload)),
        ...autoscalers.filter((autoscaler) => !hasScaled(autoscaler, all)),
      ];
      if (late.length === 0) return undefined;
      return [...late.map(nameOf), ...(await this.reasons())].join('; ');
    });
  }

  /** Zone of each node by its name. */
  public async zones(): Promise<Map<string, string>> {
    const nodes = await this.nodes();
    return new Map(nodes.map(({ metadata }) => [metadata.name, metadata.labels?.[ZONE_LABEL] ?? '']));
  }

  /** Why pods wait or cannot be made. */
  private async reasons(): Promise<string[]> {
    const waiting = (await this.pods()).flatMap((pod) => {
      const condition = pod.status.conditions?.find(
        ({ type, status }) => type === 'PodScheduled' && status === 'False',
      );
      return condition === undefined ? [] : [`${nameOf(pod)}: ${condition.message}`];
    });
    const events = await this.plane.list<Event>('/api/v1/events?fieldSelector=reason%3DFailedCreate', 'Event');
    return [...waiting, ...events.map(({ message }) => message)].slice(0, REASONS);
  }
}

interface Event {
  readonly kind: string;
  readonly message: string;
}

interface Autoscaler extends KubernetesObject {
  readonly spec: {
    readonly scaleTargetRef: { readonly kind: string; readonly name: string };
    readonly minReplicas: number;
  };
}

/** Whether an autoscaler has raised its workload to the least that it allows; it does so some time after both are there. */
function hasScaled({ metadata, spec }: Autoscaler, workloads: readonly Workload[]): boolean {
  const { kind, name } = spec.scaleTargetRef;
  const target = workloads.find(
    (workload) =>
      workload.kind === kind && workload.metadata.name === name && workload.metadata.namespace === metadata.namespace,
  );
  return (target?.spec.replicas ?? 0) >= spec.minReplicas;
}

export function isReady({ status }: Node): boolean {
  return status.conditions?.some(({ type, status: value }) => type === 'Ready' && value === 'True') ?? false;
}

function isAvailable({ kind, metadata, spec, status = {} }: Workload): boolean {
  if (status.observedGeneration !== metadata.generation) return false;
  if (kind === 'DaemonSet') return (status.numberAvailable ?? 0) === status.desiredNumberScheduled;
  const { replicas = 0, updatedReplicas = 0, readyReplicas = 0, availableReplicas = readyReplicas } = status;
  return [replicas, updatedReplicas, availableReplicas].every((count) => count === spec.replicas);
}
