import type { GcpEnvironment } from '../../lib/core/config-types';
import { resolveConfig } from '../../lib/core/resolve-config';
import { existingGcpNetwork, gcpEnvironment, minimalPlanForEveryCloud, warningsOf } from '../support/config';

// A /20 has room for 32 nodes; the system profile has 2 per zone.
const SMALL = { cidr: '10.0.0.0/20' };

test('a blue-green upgrade without room for a second set of nodes is doubtful, by profile', () => {
  expect(warnings({ network: SMALL, nodeUpgrades: 'blue-green' }, 5)).toEqual([
    "environment.nodeUpgrades is blue-green: with every profile at its maximum, an upgrade of 'general' takes addresses for 36 nodes, and there are some for 32",
  ]);
});

test('is not doubtful where there is room', () => {
  expect(warnings({ network: SMALL, nodeUpgrades: 'blue-green' }, 4)).toEqual([]);
});

test('needs no room where nodes are replaced one at a time', () => {
  expect(warnings({ network: SMALL }, 5)).toEqual([]);
});

test('counts the addresses of a network of the customer’s', () => {
  const network = { ...existingGcpNetwork(), podCidr: '10.64.0.0/21' };
  expect(warnings({ network, nodeUpgrades: 'blue-green' }, 5)).toHaveLength(1);
  expect(warnings({ network, nodeUpgrades: 'blue-green' }, 4)).toEqual([]);
});

test('is not doubtful where it takes the last address', () => {
  // Of 64 addresses Google keeps four; the system profile has 2 nodes per zone.
  const network = { ...existingGcpNetwork(), nodeCidr: '10.60.0.0/26', controlPlaneSubnet: 'control-plane' };
  expect(warnings({ network, nodeUpgrades: 'blue-green' }, 9)).toEqual([]);
  expect(warnings({ network, nodeUpgrades: 'blue-green' }, 10)).toHaveLength(1);
});

function warnings(environment: Partial<GcpEnvironment>, maxNodesPerZone: number): string[] {
  const nodeProfiles = [{ name: 'general', vcpu: 2, memoryGiB: 8, maxNodesPerZone }];
  const config = resolveConfig(
    { ...minimalPlanForEveryCloud(), nodeProfiles },
    { ...gcpEnvironment(), ...environment },
  );
  return warningsOf(config).filter((warning) => warning.startsWith('environment.nodeUpgrades'));
}
