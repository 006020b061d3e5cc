import {
  ContainerNodePool,
  type ContainerNodePoolConfig,
  type ContainerNodePoolUpgradeSettings,
} from '@cdktf/provider-google/lib/container-node-pool';
import { Construct } from 'constructs';
import { PROFILE_LABEL as NODE_LABEL, type ResolvedNodeProfile } from '../../core/node-profiles';
import { namesOf, PROFILE_LABEL } from '../names';
import { nodeConfig } from './node-config';
import { bootDiskType, localDisks } from './node-disks';

export interface GcpNodePoolsProps {
  /** Id of the environment, with which pools are named; no token. */
  readonly environmentId: string;
  /** Id of the project; no token. */
  readonly project: string;
  /** Region of the cluster. */
  readonly region: string;
  /** Zones of the nodes, by name. */
  readonly zones: readonly string[];
  /** Name of the cluster. */
  readonly clusterName: string;
  /** The system profile first. */
  readonly profiles: readonly ResolvedNodeProfile[];
  /** Most pods on one node, 8 to 256. */
  readonly podsPerNode: number;
  /** Address of the service account of the nodes. */
  readonly serviceAccount: string;
  /** Resource name of the key of the nodes' disks: `projects/P/locations/R/keyRings/X/cryptoKeys/Y`. */
  readonly encryptionKey: string;
  /** How nodes are replaced: one at a time, or by a second set of nodes. */
  readonly upgrades: 'surge' | 'blue-green';
  /** Labels of machines and disks. */
  readonly labels: Readonly<Record<string, string>>;
}

const TAINT_EFFECTS = {
  NoSchedule: 'NO_SCHEDULE',
  PreferNoSchedule: 'PREFER_NO_SCHEDULE',
  NoExecute: 'NO_EXECUTE',
} as const;

const UPGRADES: Readonly<Record<GcpNodePoolsProps['upgrades'], ContainerNodePoolUpgradeSettings>> = {
  surge: { strategy: 'SURGE', maxSurge: 1, maxUnavailable: 0 },
  'blue-green': {
    strategy: 'BLUE_GREEN',
    blueGreenSettings: {
      // The old nodes wait for an hour, to go back to.
      nodePoolSoakDuration: '3600s',
      standardRolloutPolicy: { batchNodeCount: 1, batchSoakDuration: '0s' },
    },
  },
};

/** Node pools: each profile one, over the zones. GKE's autoscaler keeps to the limits in each zone. */
export class GcpNodePools extends Construct {
  /** Nodes of cluster services. */
  public readonly system: ContainerNodePool;
  /** Node pools by profile. */
  public readonly profiles: Readonly<Record<string, ContainerNodePool>>;

  /** @throws Error if there is no profile, or one without a machine type */
  public constructor(scope: Construct, id: string, props: GcpNodePoolsProps) {
    super(scope, id);
    this.profiles = Object.fromEntries(
      props.profiles.map((profile) => [
        profile.name,
        new ContainerNodePool(this, profile.name, this.poolOf(profile, props)),
      ]),
    );
    const [system] = Object.values(this.profiles);
    if (system === undefined) {
      throw new Error(
        `'profiles' of ${this.node.path} must start with the system profile, got none; pass config.nodeProfiles`,
      );
    }
    this.system = system;
  }

  private poolOf(profile: ResolvedNodeProfile, props: GcpNodePoolsProps): ContainerNodePoolConfig {
    const { environmentId, project, region, zones, podsPerNode } = props;
    const [machineType] = profile.machineTypes;
    if (machineType === undefined) {
      throw new Error(
        `'profiles' of ${this.node.path} must have a machine type each, got none for '${profile.name}'; pass config.nodeProfiles`,
      );
    }
    const localSsdCount = localDisks(machineType);
    return {
      project,
      location: region,
      nodeLocations: [...zones],
      cluster: props.clusterName,
      name: namesOf(environmentId, project).nodePool(profile.name),
      // All per zone; the limits called total are for the region.
      initialNodeCount: profile.minNodesPerZone,
      autoscaling: {
        minNodeCount: profile.minNodesPerZone,
        maxNodeCount: profile.maxNodesPerZone,
        locationPolicy: 'BALANCED',
      },
      maxPodsPerNode: podsPerNode,
      // No version: nodes follow the cluster, and the provider would fight GKE over it.
      management: { autoRepair: true, autoUpgrade: true },
      upgradeSettings: UPGRADES[props.upgrades],
      networkConfig: { enablePrivateNodes: true },
      nodeConfig: {
        ...nodeConfig(props),
        machineType,
        diskType: bootDiskType(machineType),
        diskSizeGb: profile.diskGiB,
        labels: { ...profile.labels, [NODE_LABEL]: profile.name },
        resourceLabels: { ...props.labels, [PROFILE_LABEL]: profile.name },
        taint: profile.taints.map(({ key, value, effect }) => ({ key, value, effect: TAINT_EFFECTS[effect] })),
        ...(localSsdCount === undefined ? {} : { ephemeralStorageLocalSsdConfig: { localSsdCount } }),
      },
      // Draining a node may take an hour, and nodes go one after the other.
      timeouts: { update: '12h', delete: '2h' },
      lifecycle: { ignoreChanges: profile.localDisk && localSsdCount === undefined ? LEFT_TO_GKE : DECIDED_ONCE },
    };
  }
}

/** The autoscaler changes the number of nodes afterwards. */
const DECIDED_ONCE = ['initial_node_count'];
/** Of machines that are not in our table GKE knows how many local disks they have: it writes the block itself. */
const LEFT_TO_GKE = [...DECIDED_ONCE, 'node_config[0].ephemeral_storage_local_ssd_config'];
