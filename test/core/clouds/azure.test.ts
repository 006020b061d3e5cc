import { azure } from '../../../lib/core/clouds/azure';

test.each(['westeurope', 'eastus2'])('%s has three logical zones', (region) => {
  expect(azure.regions[region]).toEqual({ zones: ['1', '2', '3'] });
});

test.each([
  ['usgovvirginia', 'Azure Government'],
  ['chinanorth3', 'Azure in China'],
])('%s has three logical zones, of another cloud', (region, sovereign) => {
  expect(azure.regions[region]).toEqual({ zones: ['1', '2', '3'], sovereign });
});

test('a region without zones is known to have none', () => {
  expect(azure.regions.westus).toEqual({ zones: [] });
});

test('no region is both with and without zones', () => {
  const all = Object.values(azure.regions);
  expect(all.filter(({ zones }) => zones.length === 3)).toHaveLength(42);
  expect(all.filter(({ zones }) => zones.length === 0)).toHaveLength(18);
});

test.each([
  ['Dsv6', 'Standard_D4s_v6', 4, 4, 'amd64', false],
  ['Eadsv6', 'Standard_E8ads_v6', 8, 8, 'amd64', true],
  ['Dplsv5', 'Standard_D2pls_v5', 2, 2, 'arm64', false],
  ['Lsv3', 'Standard_L80s_v3', 80, 8, 'amd64', true],
])('of %s, %s has %i vCPU of %i GiB', (family, type, vcpu, gibPerVcpu, architecture, localDisk) => {
  const found = azure.machineFamilies.find((candidate) => candidate.family === family);
  expect(found).toMatchObject({ gibPerVcpu, architecture, localDisk });
  expect(found?.types[type]).toBe(vcpu);
});

test.each([
  ['Ddsv6', 55],
  ['Dldsv6', 55],
  ['Eadsv6', 55],
  ['Edsv5', 37.5],
  ['Dpldsv5', 37.5],
  ['Fsv2', 8],
])('machines of %s have %d GiB for each vCPU that an OS disk may lie on', (family, gibPerVcpu) => {
  const found = azure.machineFamilies.find((candidate) => candidate.family === family);
  expect(found?.ephemeralOsDisk).toEqual({ gibPerVcpu });
});

test.each(['Dsv6', 'Esv5', 'Dpsv6', 'Fasv6', 'Lsv3', 'Lasv3'])('machines of %s take no OS disk', (family) => {
  expect(azure.machineFamilies.find((candidate) => candidate.family === family)).not.toHaveProperty('ephemeralOsDisk');
});

test('a p in the name of a series tells of Arm', () => {
  for (const { family, architecture } of azure.machineFamilies) {
    expect([family, architecture]).toEqual([family, /^[DE]p/.test(family) ? 'arm64' : 'amd64']);
  }
});

test('AKS keeps three ranges for itself', () => {
  const own = azure.reserved.filter(({ why }) => why === 'used by AKS itself').map(({ cidr }) => cidr);
  expect(own).toEqual(['172.30.0.0/16', '172.31.0.0/16', '192.0.2.0/24']);
});

test.each([
  ['nodePool', 'compute', true],
  ['nodePool', 'my-pool', false],
  ['storageAccount', 'byocacme', true],
  ['storageAccount', 'byoc-acme', false],
  ['keyVault', 'kv--acme', false],
  ['keyVault', '1kv', false],
  ['resourceGroup', 'byoc-acme.', false],
])('a %s may be called %s: %s', (kind, name, allowed) => {
  expect(azure.nameLimits[kind]?.pattern.test(name)).toBe(allowed);
});
