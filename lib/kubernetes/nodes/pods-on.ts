import { allocatable, type ClusterKind } from '../../core/allocatable';
import { Report } from '../../core/config-error';
import { PROFILE_LABEL, type ResolvedNodeProfile } from '../../core/node-profiles';
import { tryCpuMillis, tryMemoryMiB } from '../../core/quantities';
import type { Toleration } from '../pods/pod-defaults';

/** What the pods of one workload need. */
export interface PodNeeds {
  /** CPU request of one pod, the sum of its containers, such as `250m` or `2`. */
  readonly cpu: string;
  /** Memory request and limit of one pod, the sum of its containers, in `Mi` or `Gi`. */
  readonly memory: string;
  /** Labels that only the pods of this workload have: they are spread over the zones. */
  readonly labels: Readonly<Record<string, string>>;
  /**
   * `always`: a pod that would unbalance the three zones waits for a node in another zone, also after a zone is lost.
   * `if-possible`: it then goes where there is room.
   *
   * @default always
   */
  readonly spread?: 'always' | 'if-possible';
}

/** One topology spread constraint of a pod. */
export interface ZoneSpread {
  readonly maxSkew: number;
  readonly topologyKey: string;
  readonly whenUnsatisfiable: 'DoNotSchedule' | 'ScheduleAnyway';
  /** Zones to fill even before they have nodes. @default - those that have nodes */
  readonly minDomains?: number;
  readonly labelSelector: { readonly matchLabels: Readonly<Record<string, string>> };
  readonly matchLabelKeys: readonly string[];
  readonly nodeTaintsPolicy: 'Honor';
}

/** What puts pods on the nodes of a profile: fields of a pod's spec, but for `resources`, which is its container's. */
export interface PodPlacement {
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly tolerations: readonly Toleration[];
  readonly topologySpreadConstraints: readonly ZoneSpread[];
  readonly resources: {
    readonly requests: { readonly cpu: string; readonly memory: string };
    readonly limits: { readonly memory: string };
  };
}

const ZONES = 3;

/** GKE gives it to nodes with Arm: https://cloud.google.com/kubernetes-engine/docs/how-to/prepare-arm-workloads-for-deployment */
const ARM_ON_GKE: Toleration = { key: 'kubernetes.io/arch', operator: 'Equal', value: 'arm64', effect: 'NoSchedule' };

/**
 * Puts pods of the product on the nodes of a profile. Memory is requested as it is limited, so that a node never runs out
 * of it; CPU has no limit.
 *
 * @throws ConfigError if a pod does not fit on a node beside the daemon sets: it would be pending for ever.
 */
export function podsOn(profile: ResolvedNodeProfile, needs: PodNeeds, cluster: ClusterKind): PodPlacement {
  checkRequests(profile, needs, cluster);
  const { cpu, memory } = needs;
  return {
    nodeSelector: { [PROFILE_LABEL]: profile.name },
    tolerations: [
      ...profile.taints.map((taint): Toleration => ({ ...taint, operator: 'Equal' })),
      ...(cluster.cloud === 'gcp' && profile.architecture === 'arm64' ? [ARM_ON_GKE] : []),
    ],
    topologySpreadConstraints: [zoneSpread(needs)],
    resources: { requests: { cpu, memory }, limits: { memory } },
  };
}

function checkRequests(profile: ResolvedNodeProfile, { cpu, memory }: PodNeeds, cluster: ClusterKind): void {
  const report = new Report();
  const most = allocatable(profile, cluster);
  const fit = `fit on a node of profile '${profile.name}' beside the daemon sets`;
  const fix = 'ask for less or take a larger profile';
  const cpuMillis = tryCpuMillis(cpu);
  const memoryMiB = tryMemoryMiB(memory);
  if (cpuMillis === undefined || cpuMillis === 0) {
    report.problem(['cpu'], 'be a Kubernetes CPU quantity above zero', cpu, 'write it like 250m or 2');
  } else if (cpuMillis > most.cpuMillis) {
    report.problem(['cpu'], `${fit}, ${most.cpuMillis}m at most`, cpu, fix);
  }
  if (memoryMiB === undefined || memoryMiB === 0) {
    report.problem(['memory'], 'be a Kubernetes memory quantity in Mi or Gi above zero', memory, 'write it like 512Mi');
  } else if (memoryMiB > most.memoryMiB) {
    report.problem(['memory'], `${fit}, ${most.memoryMiB}Mi at most`, memory, fix);
  }
  report.throwIfAny();
}

/** Pods of an earlier version of a Deployment do not count, nor do nodes that are being drained. */
function zoneSpread({ labels, spread = 'always' }: PodNeeds): ZoneSpread {
  return {
    maxSkew: 1,
    topologyKey: 'topology.kubernetes.io/zone',
    ...(spread === 'always'
      ? { whenUnsatisfiable: 'DoNotSchedule', minDomains: ZONES }
      : { whenUnsatisfiable: 'ScheduleAnyway' }),
    labelSelector: { matchLabels: { ...labels } },
    matchLabelKeys: ['pod-template-hash'],
    nodeTaintsPolicy: 'Honor',
  };
}
