import { resolveConfig } from '../../lib/core/resolve-config';
import { hasScarceAddresses } from '../../lib/core/resolved-network';
import { existingVpc, minimalEnvironment, minimalPlan } from '../support/config';
import { resolveInVpc, withCidrs } from '../support/config-existing-vpc';

test.each([
  ['10.0.0.0/20', false],
  ['10.0.0.0/21', true],
])('addresses of a new network %s are scarce: %s', (cidr, scarce) => {
  const { network } = resolveConfig(minimalPlan(), { ...minimalEnvironment(), network: { cidr } });
  expect(hasScarceAddresses(network)).toBe(scarce);
});

test.each([
  [22, false],
  [23, true],
])('addresses of an existing network whose smallest subnet is a /%i are scarce: %s', (prefix, scarce) => {
  const cidrs = ['10.60.0.0/22', `10.60.4.0/${prefix}`, '10.60.12.0/22'];
  const privateSubnets = withCidrs(existingVpc().privateSubnets, cidrs);
  const { network } = resolveInVpc({ privateSubnets, intraSubnets: [], publicSubnets: [] });
  expect(hasScarceAddresses(network)).toBe(scarce);
});
