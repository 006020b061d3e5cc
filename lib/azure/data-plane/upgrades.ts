/**
 * Which versions AKS upgrades cluster and nodes to by itself: patches of the minor version, the newest minor version
 * (`rapid`) or the one before (`stable`), or none but images of the nodes.
 */
export type UpgradeChannel = 'patch' | 'stable' | 'rapid' | 'node-image';

/**
 * Whether AKS goes on to other minor versions than the plan's. Terraform then leaves the version alone: AKS never goes
 * back, and an apply that asked for it would fail.
 */
export function followsChannel(channel: UpgradeChannel): boolean {
  return channel === 'stable' || channel === 'rapid';
}
