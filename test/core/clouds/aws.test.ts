import { aws } from '../../../lib/core/clouds/aws';

test('zones are the region’s letters, and ids have their own prefix', () => {
  expect(aws.regions['us-east-2']).toEqual({
    zones: ['us-east-2a', 'us-east-2b', 'us-east-2c'],
    zoneIds: ['use2-az1', 'use2-az2', 'use2-az3'],
  });
});

test('a region may skip letters and numbers', () => {
  expect(aws.regions['ca-central-1']).toMatchObject({
    zones: ['ca-central-1a', 'ca-central-1b', 'ca-central-1d'],
    zoneIds: ['cac1-az1', 'cac1-az2', 'cac1-az4'],
  });
});

test('zone ids of two regions differ', () => {
  const ids = Object.values(aws.regions).flatMap(({ zoneIds = [] }) => zoneIds);
  expect(new Set(ids).size).toBe(ids.length);
});

test('every zone has a name and an id', () => {
  for (const { zones, zoneIds = [] } of Object.values(aws.regions)) expect(zoneIds).toHaveLength(zones.length);
});

test('EKS takes no cluster subnet in three zones', () => {
  const unsupported = Object.values(aws.regions).flatMap(({ unsupportedZoneIds = [] }) => unsupportedZoneIds);
  expect(unsupported.sort()).toEqual(['cac1-az3', 'use1-az3', 'usw1-az2']);
});

test('accounts get fewer zones than there are in two regions', () => {
  const limited = Object.entries(aws.regions).flatMap(([name, { zonesPerAccount }]) =>
    zonesPerAccount === undefined ? [] : [[name, zonesPerAccount]],
  );
  expect(limited).toEqual([
    ['ap-northeast-1', 3],
    ['us-west-1', 2],
  ]);
});

test('EC2 and Docker keep three ranges', () => {
  expect(aws.reserved.map(({ cidr }) => cidr)).toEqual(['169.254.0.0/16', '127.0.0.0/8', '172.17.0.0/16']);
});

test.each([
  ['bucket', 'byoc-acme-data', true],
  ['bucket', 'xn--acme', false],
  ['bucket', 'acme..data', false],
  ['bucket', '10.0.0.1', false],
  ['bucket', 'acme-s3alias', false],
  ['loadBalancer', 'internal-acme', false],
  ['logGroup', '/aws/eks/byoc-acme/cluster', true],
  ['logGroup', 'aws/eks', false],
  ['tagKey', 'aws:owner', false],
  ['tagKey', 'Eigentümer', true],
])('a %s may be called %s: %s', (kind, name, allowed) => {
  expect(aws.nameLimits[kind]?.pattern.test(name)).toBe(allowed);
});

test('ten profiles with the system nodes are one group too many', () => {
  expect(aws.nodePools).toMatchObject({ perProfile: 3, limit: 30, quota: 'L-6D54EA21' });
});
