import type { DataPlaneConfig } from '../../../lib';
import { nodeAllocatable } from '../../../lib/core/allocatable';
import { PROFILE_LABEL, type ResolvedNodeProfile, SYSTEM_PROFILE_NAME } from '../../../lib/core/node-profiles';
import type { Node } from './objects';

export const ZONE_LABEL = 'topology.kubernetes.io/zone';

/** The nodes that an installation starts with: as many as each profile must have in each zone. */
export function firstNodes(config: DataPlaneConfig): Node[] {
  return config.nodeProfiles.flatMap((profile) =>
    config.zones.names.flatMap((zone) =>
      Array.from({ length: profile.minNodesPerZone }, (_, index) => nodeOf(config, profile, zone, index)),
    ),
  );
}

/** A node as the node group of this profile and zone makes it. */
export function nodeOf(
  { cloud, environment }: DataPlaneConfig,
  profile: ResolvedNodeProfile,
  zone: string,
  index: number,
): Node {
  const name = `${profile.name}-${zone}-${index}`;
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: {
        ...profile.labels,
        [PROFILE_LABEL]: profile.name,
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        'kubernetes.io/arch': profile.architecture,
        'node.kubernetes.io/instance-type': profile.machineTypes[0] ?? '',
        'topology.kubernetes.io/region': environment.region,
        [ZONE_LABEL]: zone,
      },
    },
    spec: { taints: profile.taints },
    status: resourcesOf(profile, cloud),
  };
}

export function isSystemNode({ metadata }: Node): boolean {
  return metadata.labels?.[PROFILE_LABEL] === SYSTEM_PROFILE_NAME;
}

/** What the machine has, and what system and kubelet leave of it to pods. */
function resourcesOf(profile: ResolvedNodeProfile, cloud: DataPlaneConfig['cloud']): Node['status'] {
  const { cpuMillis, memoryMiB, pods } = nodeAllocatable(profile, cloud);
  return {
    capacity: { cpu: String(profile.vcpu), memory: `${profile.memoryGiB}Gi`, pods: String(pods) },
    allocatable: { cpu: `${cpuMillis}m`, memory: `${memoryMiB}Mi`, pods: String(pods) },
  };
}
