import type { Cloud } from './clouds/cloud-facts';
import { daemonSetsOf } from './clouds/daemon-sets';
import { type Band, type KeptMemory, NODE_RESERVES, type PodStep } from './clouds/node-reserves';
import type { ClusterServiceId } from './cluster-services';
import type { Report } from './config-error';
import { type ResolvedNodeProfile, SYSTEM_PROFILE_NAME } from './node-profiles';

/** What one node has to give. */
export interface NodeResources {
  readonly cpuMillis: number;
  readonly memoryMiB: number;
  readonly pods: number;
}

/** What of a node profile decides what its nodes have. */
export type NodeSize = Pick<ResolvedNodeProfile, 'vcpu' | 'memoryGiB' | 'machineTypes'>;

/** What a cluster is like, as far as nodes notice; a part of `DataPlaneConfig`. */
export interface ClusterKind {
  readonly cloud: Cloud;
  readonly plan: { readonly clusterServices: readonly ClusterServiceId[] };
}

/** What the LimitRange gives a container that asks for nothing: no pod is smaller. */
export const SMALLEST_POD = { cpuMillis: 50, memoryMiB: 64 } as const;

const MIB_PER_GIB = 1024;

/**
 * What a node of a profile offers to all pods, daemon sets included: `status.allocatable` of the node, at the least. The
 * machine's memory is not all seen by Kubernetes, and kubelet and runtime keep a part of both. Nodes may have more:
 * where a cloud's image decides, the worst of the machine types is taken.
 */
export function nodeAllocatable(size: NodeSize, cloud: Cloud): NodeResources {
  const reserve = NODE_RESERVES[cloud];
  const machineMiB = size.memoryGiB * MIB_PER_GIB;
  const seenMiB = machineMiB * (1 - reserve.hidden.share) - reserve.hidden.mebibytes;
  const pods = podsOf(reserve.pods, size.vcpu);
  const keptMiB = keptMemory(reserve.memory, { ...size, machineMiB, seenMiB, pods });
  return {
    cpuMillis: atLeastNone(size.vcpu * 1000 - sumOver(reserve.cpu, size.vcpu)),
    memoryMiB: atLeastNone(seenMiB - keptMiB - reserve.evictionMiB),
    pods,
  };
}

/**
 * What pods of the product may ask for on one node of a profile: what the node offers, less the daemon sets that run on
 * every node. A pod that asks for no more than this gets onto an empty node.
 */
export function allocatable(size: NodeSize, { cloud, plan }: ClusterKind): NodeResources {
  const node = nodeAllocatable(size, cloud);
  const daemonSets = daemonSetsOf(cloud, plan.clusterServices);
  return {
    cpuMillis: atLeastNone(node.cpuMillis - sum(daemonSets.map(({ cpuMillis }) => cpuMillis))),
    memoryMiB: atLeastNone(node.memoryMiB - sum(daemonSets.map(({ memoryMiB }) => memoryMiB))),
    pods: atLeastNone(node.pods - daemonSets.length),
  };
}

/** Finds profiles of the plan whose nodes are full before a pod of the product comes. */
export function checkPodsFit(profiles: readonly ResolvedNodeProfile[], cluster: ClusterKind, report: Report): void {
  profiles
    .filter(({ name }) => name !== SYSTEM_PROFILE_NAME)
    .forEach((profile, index) => {
      const { cpuMillis, memoryMiB } = allocatable(profile, cluster);
      if (cpuMillis >= SMALLEST_POD.cpuMillis && memoryMiB >= SMALLEST_POD.memoryMiB) return;
      report.problem(
        ['plan', 'nodeProfiles', index],
        `have nodes that a pod of the product fits on: what runs on every node leaves ${cpuMillis}m CPU and ${memoryMiB}Mi memory`,
        `${profile.vcpu} vCPU, ${profile.memoryGiB} GiB`,
        'choose larger nodes',
      );
    });
}

function keptMemory(
  kept: KeptMemory,
  node: NodeSize & { readonly machineMiB: number; readonly seenMiB: number; readonly pods: number },
): number {
  if (kept.kind === 'by-size') return sumOver(kept.bands, node.seenMiB);
  const counted = node.machineTypes.map((type) => {
    const rule = kept.counted?.find(({ types }) => types.test(type));
    return rule === undefined ? 0 : podsOf(rule.pods, node.vcpu);
  });
  const byPods = kept.baseMiB + kept.perPodMiB * Math.max(node.pods, ...counted);
  return kept.mostShare === undefined ? byPods : Math.min(byPods, node.machineMiB * kept.mostShare);
}

function podsOf(steps: readonly PodStep[], vcpu: number): number {
  return steps.find(({ upToVcpu }) => vcpu <= upToVcpu)?.pods ?? 0;
}

/** Adds up a rate that changes with the size. */
function sumOver(bands: readonly Band[], size: number): number {
  let total = 0;
  let from = 0;
  for (const { upTo, rate } of bands) {
    total += Math.max(0, Math.min(size, upTo) - from) * rate;
    from = upTo;
  }
  return total;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function atLeastNone(amount: number): number {
  return Math.max(0, Math.floor(amount));
}
