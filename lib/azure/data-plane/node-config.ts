import type { KubernetesClusterDefaultNodePool } from '@cdktf/provider-azurerm/lib/kubernetes-cluster';
import { PROFILE_LABEL, type ResolvedNodeProfile } from '../../core/node-profiles';
import { osDiskOf } from '../../core/os-disks';
import { namesOf } from '../names';
import type { AzurePlace } from '../place';

/** Tag that names the node profile of a machine. */
const PROFILE_TAG = 'byoc:profile';

/** What all nodes of a cluster have in common. */
export interface AzureNodes extends Pick<AzurePlace, 'environmentId' | 'subscription' | 'tags'> {
  /** Zones of the nodes: `1`, `2` and `3`. */
  readonly zones: readonly string[];
  /** Resource id of their subnet. */
  readonly nodeSubnet: string;
  /** Most pods on one node, 10 to 250. */
  readonly podsPerNode: number;
  /** Kubernetes minor version of the cluster, `1.36`. */
  readonly kubernetesVersion: string;
  /** Where the OS disks of profiles lie, by name, if not on the machine wherever it has room. */
  readonly osDisks: Readonly<Record<string, 'ephemeral' | 'managed'>>;
}

/**
 * Replaced one after the other in each zone: of a surge that is no multiple of three, nobody knows in which zone it
 * comes, and volumes stay in theirs
 * (https://learn.microsoft.com/azure/aks/upgrade-options#special-considerations-for-node-pools-that-span-multiple-availability-zones).
 * Both fields about draining are said from the start, since taking one away would replace the cluster.
 */
const UPGRADES = {
  drainTimeoutInMinutes: 60,
  nodeSoakDurationInMinutes: 0,
  undrainableNodeBehavior: 'Schedule',
};

/**
 * The nodes of a profile: one pool, over the zones. The same in the cluster's own pool and in others.
 *
 * @throws Error if the profile has no machine type
 */
export function nodeConfig(profile: ResolvedNodeProfile, nodes: AzureNodes, path: string) {
  const { name, diskGiB, minNodesPerZone, maxNodesPerZone } = profile;
  const { environmentId, subscription, zones } = nodes;
  const names = namesOf(environmentId, subscription);
  const vmSize = sizeOf(profile, path);
  return {
    name: names.nodePool(name),
    // Another size or disk needs another pool for the time of the change. No profile has two hyphens in its name.
    temporaryNameForRotation: names.nodePool(`tmp--${name}`),
    vmSize,
    zones: [...zones],
    vnetSubnetId: nodes.nodeSubnet,
    maxPods: nodes.podsPerNode,
    orchestratorVersion: nodes.kubernetesVersion,
    // AKS counts the whole pool, and spreads it over the zones.
    autoScalingEnabled: true,
    minCount: zones.length * minNodesPerZone,
    maxCount: zones.length * maxNodesPerZone,
    osSku: 'AzureLinux',
    osDiskType: osDiskOf(profile, nodes.osDisks),
    osDiskSizeGb: diskGiB,
    // Images, logs and what pods write beside volumes lie on the OS disk, encrypted with the same key.
    kubeletDiskType: 'OS',
    // The host encrypts before anything leaves it: caches and temporary disks as well.
    hostEncryptionEnabled: true,
    nodePublicIpEnabled: false,
    scaleDownMode: 'Delete',
    nodeLabels: { ...profile.labels, [PROFILE_LABEL]: name },
    tags: { ...nodes.tags, [PROFILE_TAG]: name },
    upgradeSettings: { ...UPGRADES, maxSurge: String(zones.length) },
  } satisfies KubernetesClusterDefaultNodePool;
}

function sizeOf({ name, machineTypes: [size] }: ResolvedNodeProfile, path: string): string {
  if (size !== undefined) return size;
  throw new Error(
    `'profiles' of ${path} must have a machine type each, got none for '${name}'; pass config.nodeProfiles`,
  );
}
