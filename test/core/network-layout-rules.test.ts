import type { Cloud } from '../../lib/core/clouds/cloud-facts';
import { layoutNetwork, type NetworkLayoutInput } from '../../lib/core/network-layout';
import { problemsOf } from '../support/config';

const ZONES = ['a', 'b', 'c'];

test.each(['10.0.0.0/16', '172.16.0.0/16', '192.168.0.0/16', '100.64.0.0/16'])('%s is a private network', (cidr) => {
  expect(problems('aws', cidr)).toEqual([]);
});

test.each([
  ['aws', 16],
  ['aws', 23],
  ['gcp', 16],
  ['gcp', 20],
  ['azure', 16],
  ['azure', 23],
] as const)('on %s a /%i is within the limits', (cloud, prefix) => {
  expect(problems(cloud, `10.0.0.0/${prefix}`)).toEqual([]);
});

test('fails if the network is no network', () => {
  expect(problems('aws', '10.0.0.0')).toEqual([
    "'network.cidr' must be an IPv4 network in CIDR notation, got 10.0.0.0; write it like 10.0.0.0/16",
  ]);
});

test('fails if the network is not aligned', () => {
  expect(problems('aws', '10.0.0.5/16')).toEqual([
    "'network.cidr' must be network-aligned, got 10.0.0.5/16; write 10.0.0.0/16",
  ]);
});

test('fails if the network is outside the private ranges', () => {
  expect(problems('aws', '11.0.0.0/16')).toEqual([
    "'network.cidr' must lie inside 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10, got 11.0.0.0/16; choose private addresses",
  ]);
});

test('fails if the network sticks out of a private range', () => {
  expect(problems('aws', '192.168.0.0/15')).toEqual([
    "'network.cidr' must lie inside 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10, got 192.168.0.0/15; choose private addresses",
    "'network.cidr' must be a /16 or smaller on aws, got 192.168.0.0/15; write 192.168.0.0/16",
  ]);
});

test.each(['aws', 'gcp', 'azure'] as const)('fails if the network is too large for %s', (cloud) => {
  expect(problems(cloud, '10.0.0.0/15')).toEqual([
    `'network.cidr' must be a /16 or smaller on ${cloud}, got 10.0.0.0/15; write 10.0.0.0/16`,
  ]);
});

test.each([
  ['aws', 23],
  ['gcp', 20],
  ['azure', 23],
] as const)('fails if the network is too small for %s', (cloud, smallest) => {
  expect(problems(cloud, `10.0.0.0/${smallest + 1}`)).toEqual([
    `'network.cidr' must be a /${smallest} or larger on ${cloud}, got 10.0.0.0/${smallest + 1}; choose a larger network`,
  ]);
});

test.each([
  [
    'aws',
    '172.17.0.0/16',
    "Docker's default bridge; AWS services such as Cloud9 and SageMaker AI use it and conflict with such a VPC",
  ],
  [
    'gcp',
    '172.17.0.0/16',
    "Docker's default bridge on the nodes: GKE refuses it for control plane, nodes, pods and services",
  ],
  ['azure', '172.30.0.0/16', 'used by AKS itself'],
  ['azure', '172.31.0.0/16', 'used by AKS itself'],
] as const)('fails if the network on %s overlaps %s, which the cloud keeps', (cloud, reserved, why) => {
  const inside = reserved.replace('.0.0/16', '.16.0/20');
  expect(problems(cloud, inside)).toEqual([
    `'network.cidr' must not overlap ${reserved} (${why}), got ${inside}; choose other addresses`,
  ]);
});

test('fails if the network overlaps a peer', () => {
  expect(problems('aws', '10.0.0.0/16', { peeredCidrs: ['10.1.0.0/16', '10.0.128.0/24'] })).toEqual([
    "'network.cidr' must not overlap the peered network 10.0.128.0/24, got 10.0.0.0/16; choose other addresses",
  ]);
});

test('fails if a peer is not aligned', () => {
  expect(problems('aws', '10.0.0.0/16', { peeredCidrs: ['10.1.0.5/16'] })).toEqual([
    "'network.peeredCidrs[0]' must be network-aligned, got 10.1.0.5/16; write 10.1.0.0/16",
  ]);
});

test('fails if the network overlaps the overlay of the pods', () => {
  expect(problems('azure', '10.244.0.0/20')).toEqual([
    "'network.podCidr' must keep the range for pods (10.244.0.0/16) apart from the network 10.244.0.0/20, got 10.244.0.0/16; set podCidr to another range",
  ]);
});

test('fails if a peer overlaps the overlay of the pods', () => {
  expect(problems('azure', '10.0.0.0/16', { peeredCidrs: ['10.1.0.0/16', '10.244.8.0/24'] })).toEqual([
    "'network.podCidr' must keep the range for pods (10.244.0.0/16) apart from the peered network 10.244.8.0/24, got 10.244.0.0/16; set podCidr to another range",
  ]);
});

test.each([
  [
    'services',
    { podCidr: '172.16.0.0/12' },
    [
      "'network.podCidr' must not overlap 172.30.0.0/16 (used by AKS itself), got 172.16.0.0/12; choose other addresses",
      "'network.podCidr' must not overlap 172.31.0.0/16 (used by AKS itself), got 172.16.0.0/12; choose other addresses",
      "'network.podCidr' must keep the range for pods (172.16.0.0/12) apart from the range for services 172.20.0.0/16, got 172.16.0.0/12; set podCidr to another range",
    ],
  ],
  [
    'services that were moved',
    { serviceCidr: '10.244.0.0/16' },
    [
      "'network.podCidr' must keep the range for pods (10.244.0.0/16) apart from the range for services 10.244.0.0/16, got 10.244.0.0/16; set podCidr to another range",
    ],
  ],
])('fails if the overlay of the pods overlaps %s', (_, more, messages) => {
  expect(problems('azure', '10.0.0.0/16', more)).toEqual(messages);
});

test('fails if the overlay of the pods has public addresses', () => {
  expect(problems('azure', '10.0.0.0/16', { podCidr: '11.0.0.0/16' })).toEqual([
    "'network.podCidr' must lie inside 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10, got 11.0.0.0/16; choose private addresses",
  ]);
});

test('the overlay of the pods may have the shared addresses', () => {
  expect(problems('azure', '10.0.0.0/16', { podCidr: '100.64.0.0/14' })).toEqual([]);
});

test('fails if services on Azure get a /12', () => {
  expect(problems('azure', '10.240.0.0/16', { serviceCidr: '10.0.0.0/12' })).toEqual([
    "'network.serviceCidr' must be a /13 to /24, got 10.0.0.0/12; choose a range of that size",
  ]);
});

function problems(
  cloud: Cloud,
  cidr: string,
  more: Pick<NetworkLayoutInput, 'peeredCidrs' | 'podCidr' | 'serviceCidr'> = {},
): string[] {
  return problemsOf(() => layoutNetwork({ cloud, cidr, zones: ZONES, ...more }));
}
