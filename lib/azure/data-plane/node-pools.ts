import { KubernetesClusterNodePool } from '@cdktf/provider-azurerm/lib/kubernetes-cluster-node-pool';
import { Construct } from 'constructs';
import type { ResolvedNodeProfile } from '../../core/node-profiles';
import { type AzureNodes, nodeConfig } from './node-config';
import { followsChannel, type UpgradeChannel } from './upgrades';

export interface AzureNodePoolsProps extends AzureNodes {
  /** Resource id of the cluster. */
  readonly clusterId: string;
  /** All but the system profile, whose nodes come with the cluster. */
  readonly profiles: readonly ResolvedNodeProfile[];
  /** Which versions AKS upgrades the cluster to by itself. */
  readonly upgradeChannel: UpgradeChannel;
}

/**
 * Node pools of everything but cluster services: each profile one, over the zones. They wait for the cluster, and with it
 * for the way out.
 */
export class AzureNodePools extends Construct {
  /** Node pools by profile. */
  public readonly profiles: Readonly<Record<string, KubernetesClusterNodePool>>;

  /** @throws Error if a profile has no machine type */
  public constructor(scope: Construct, id: string, props: AzureNodePoolsProps) {
    super(scope, id);
    this.profiles = Object.fromEntries(props.profiles.map((profile) => [profile.name, this.poolOf(profile, props)]));
  }

  private poolOf(profile: ResolvedNodeProfile, props: AzureNodePoolsProps): KubernetesClusterNodePool {
    return new KubernetesClusterNodePool(this, profile.name, {
      ...nodeConfig(profile, props, this.node.path),
      kubernetesClusterId: props.clusterId,
      mode: 'User',
      osType: 'Linux',
      priority: 'Regular',
      nodeTaints: profile.taints.map(({ key, value, effect }) => `${key}=${value}:${effect}`),
      // Draining a node may take an hour, and nodes go one after the other.
      timeouts: { update: '12h', delete: '2h' },
      ...(followsChannel(props.upgradeChannel) ? { lifecycle: { ignoreChanges: ['orchestrator_version'] } } : {}),
    });
  }
}
