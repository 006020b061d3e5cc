import type { AwsEnvironment } from '../../lib/core/config-types';
import { existingVpc } from '../support/config';
import { problemsInVpc as problems, resolveInVpc, withCidrs, withSecond } from '../support/config-existing-vpc';

const ROLES = ['privateSubnets', 'intraSubnets', 'publicSubnets'] as const;
const { privateSubnets, intraSubnets, publicSubnets } = existingVpc();

test.each(ROLES)('%s come out in the order of the zones', (role) => {
  const zones = ['eu-central-1c', 'eu-central-1a', 'eu-central-1b'];
  const { network } = resolveInVpc({}, { zones });
  const subnets = network.kind === 'existing' ? network[role] : [];
  expect(subnets.map(({ zone }) => zone)).toEqual(zones);
});

test('a subnet keeps its id and its addresses when the zones have another order', () => {
  const { network } = resolveInVpc({}, { zones: ['eu-central-1c', 'eu-central-1a', 'eu-central-1b'] });
  const [first, second, third] = privateSubnets;
  expect(network).toMatchObject({ privateSubnets: [third, first, second] });
});

test('interfaces of the cluster may share the private subnets', () => {
  expect(problems({ intraSubnets: [] })).toEqual([]);
});

test('public subnets are not needed where nothing is open', () => {
  expect(problems({ publicSubnets: [] })).toEqual([]);
});

test('subnets may lie in a secondary range of the network', () => {
  const inSecondary = withCidrs(privateSubnets, ['100.64.0.0/24', '100.64.1.0/24', '100.64.2.0/24']);
  expect(problems({ privateSubnets: inSecondary, secondaryCidrs: ['100.64.0.0/16'] })).toEqual([]);
});

test('fails if a zone has no private subnet', () => {
  expect(problems({ privateSubnets: privateSubnets.slice(0, 2) })).toEqual([
    '\'environment.network.privateSubnets\' must be one subnet in each zone, got ["eu-central-1a","eu-central-1b"]; add one in eu-central-1c',
  ]);
});

test('fails if there are no private subnets', () => {
  expect(problems({ privateSubnets: [] })).toEqual([
    "'environment.network.privateSubnets' must be one subnet in each zone, got []; add one in eu-central-1a, eu-central-1b, eu-central-1c",
  ]);
});

test('fails if a zone has two private subnets', () => {
  const another = { id: 'subnet-00000003', zone: 'eu-central-1a', cidr: '10.60.6.0/24' };
  expect(problems({ privateSubnets: [...privateSubnets, another] })).toEqual([
    '\'environment.network.privateSubnets\' must be one subnet in each zone, got ["eu-central-1a","eu-central-1b","eu-central-1c","eu-central-1a"]; remove some',
  ]);
});

test('fails if a zone has no intra subnet while others have', () => {
  expect(problems({ intraSubnets: (intraSubnets ?? []).slice(1) })).toEqual([
    '\'environment.network.intraSubnets\' must be one subnet in each zone, got ["eu-central-1b","eu-central-1c"]; add one in eu-central-1a',
  ]);
});

test('fails if something is open and there are no public subnets', () => {
  const environment: Partial<AwsEnvironment> = { publicIngress: { allowedCidrs: ['198.51.100.0/24'] } };
  expect(problems({ publicSubnets: [] }, environment)).toEqual([
    "'environment.network.publicSubnets' must be one subnet in each zone, got []; add one in eu-central-1a, eu-central-1b, eu-central-1c",
  ]);
});

test('fails if a subnet lies outside the network', () => {
  const network = { publicSubnets: withSecond(publicSubnets, '10.61.0.0/28'), secondaryCidrs: ['10.62.0.0/24'] };
  expect(problems(network)).toEqual([
    "'environment.network.publicSubnets[1].cidr' must lie inside the network (10.60.0.0/20, 10.62.0.0/24), got 10.61.0.0/28; correct it, or add the secondary CIDR to secondaryCidrs",
  ]);
});

test('fails if a subnet is larger than the network', () => {
  // The others lie in the secondary range, where they overlap nothing.
  const network = {
    privateSubnets: withCidrs(privateSubnets, ['100.64.0.0/24', '10.60.0.0/19', '100.64.2.0/24']),
    intraSubnets: [],
    publicSubnets: [],
    secondaryCidrs: ['100.64.0.0/16'],
  };
  expect(problems(network)).toEqual([
    "'environment.network.privateSubnets[1].cidr' must lie inside the network (10.60.0.0/20, 100.64.0.0/16), got 10.60.0.0/19; correct it, or add the secondary CIDR to secondaryCidrs",
  ]);
});

test('fails if two subnets of a kind overlap', () => {
  expect(problems({ publicSubnets: withSecond(publicSubnets, '10.60.9.0/27') })).toEqual([
    "'environment.network.publicSubnets[1].cidr' must not overlap subnet subnet-90000000 (10.60.9.0/28), got 10.60.9.0/27; correct the one or the other",
  ]);
});

test('fails if two subnets of different kinds overlap', () => {
  expect(problems({ intraSubnets: withSecond(intraSubnets, '10.60.2.16/28') })).toEqual([
    "'environment.network.intraSubnets[1].cidr' must not overlap subnet subnet-00000001 (10.60.2.0/24), got 10.60.2.16/28; correct the one or the other",
  ]);
});

test('subnets may follow one another without a gap', () => {
  expect(problems({ publicSubnets: withSecond(publicSubnets, '10.60.9.16/28') })).toEqual([]);
});

test.each([
  ['privateSubnets', 25],
  ['intraSubnets', 28],
  ['publicSubnets', 28],
] as const)('fails if one of the %s is smaller than a /%i', (role, prefix) => {
  const cidr = `10.60.15.0/${prefix + 1}`;
  expect(problems({ [role]: withSecond(existingVpc()[role], cidr) })).toEqual([
    `'environment.network.${role}[1].cidr' must be a /${prefix} or larger, got ${cidr}; choose a larger subnet`,
  ]);
});

test.each([
  ['privateSubnets', 25],
  ['intraSubnets', 28],
  ['publicSubnets', 28],
] as const)('one of the %s may be a /%i', (role, prefix) => {
  expect(problems({ [role]: withSecond(existingVpc()[role], `10.60.15.0/${prefix}`) })).toEqual([]);
});
