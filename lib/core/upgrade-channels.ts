import type { Report } from './config-error';
import type { Environment } from './environment/environment';

/** How AKS upgrades cluster and nodes by itself. */
export function checkUpgradeChannels(environment: Environment, report: Report): void {
  if (environment.cloud !== 'azure') return;
  const { upgradeChannel, nodeOsUpgradeChannel } = environment;
  const path = ['environment', 'nodeOsUpgradeChannel'];
  // https://learn.microsoft.com/azure/aks/auto-upgrade-node-os-image#node-os-autoupgrade-channel-known-limitations
  if (upgradeChannel === 'node-image' && nodeOsUpgradeChannel !== 'NodeImage') {
    const rule = 'be NodeImage where upgradeChannel is node-image';
    report.problem(path, rule, nodeOsUpgradeChannel, 'remove it, or set upgradeChannel to patch');
  } else if (nodeOsUpgradeChannel === 'None') {
    report.warn(path, 'is None: nodes get no security updates until somebody upgrades them');
  }
}
