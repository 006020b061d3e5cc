import type { AzureEnvironment } from '../../lib/core/config-types';
import { resolveConfig } from '../../lib/core/resolve-config';
import { azureEnvironment, minimalPlanForEveryCloud, problemsOf, warningsOf } from '../support/config';

test.each(['SecurityPatch', 'None'] as const)('fails if nodes get %s beside new images', (nodeOsUpgradeChannel) => {
  expect(problems({ upgradeChannel: 'node-image', nodeOsUpgradeChannel })).toEqual([
    `'environment.nodeOsUpgradeChannel' must be NodeImage where upgradeChannel is node-image, got ${nodeOsUpgradeChannel}; remove it, or set upgradeChannel to patch`,
  ]);
});

test.each(['patch', 'stable', 'rapid'] as const)('nodes may get security patches beside %s', (upgradeChannel) => {
  expect(problems({ upgradeChannel, nodeOsUpgradeChannel: 'SecurityPatch' })).toEqual([]);
});

test('new images alone are taken', () => {
  expect(problems({ upgradeChannel: 'node-image' })).toEqual([]);
});

test('nodes that get nothing are doubtful', () => {
  const config = resolveConfig(minimalPlanForEveryCloud(), { ...azureEnvironment(), nodeOsUpgradeChannel: 'None' });
  expect(warningsOf(config)).toContain(
    'environment.nodeOsUpgradeChannel is None: nodes get no security updates until somebody upgrades them',
  );
});

function problems(environment: Partial<AzureEnvironment>): string[] {
  return problemsOf(() => resolveConfig(minimalPlanForEveryCloud(), { ...azureEnvironment(), ...environment }));
}
