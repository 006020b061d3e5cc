import type { Capacity } from './capacity';
import type { Report } from './config-error';
import type { Environment } from './environment/environment';

/** Says which profile has no room for a second set of its nodes, which a blue-green upgrade makes, one pool after the other. */
export function warnOfNodeUpgrades(
  environment: Environment,
  capacity: Capacity,
  nodeProfiles: readonly { readonly name: string; readonly maxNodesPerZone: number }[],
  report: Report,
): void {
  if (environment.cloud !== 'gcp' || environment.nodeUpgrades !== 'blue-green') return;
  const zones = environment.zones.length;
  const all = nodeProfiles.reduce((sum, { maxNodesPerZone }) => sum + maxNodesPerZone, 0);
  for (const { name, maxNodesPerZone } of nodeProfiles) {
    const needed = zones * (all + maxNodesPerZone);
    if (needed <= capacity.nodes) continue;
    report.warn(
      ['environment', 'nodeUpgrades'],
      `is blue-green: with every profile at its maximum, an upgrade of '${name}' takes addresses for ${needed} nodes, and there are some for ${capacity.nodes}`,
    );
  }
}
