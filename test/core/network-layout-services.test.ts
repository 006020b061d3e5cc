import type { Cloud } from '../../lib/core/clouds/cloud-facts';
import { layoutNetwork } from '../../lib/core/network-layout';
import { problemsOf } from '../support/config';

test.each(['10.16.0.0/12', '172.21.0.0/16', '192.168.5.0/24'])('services may have %s', (serviceCidr) => {
  expect(problems('aws', { serviceCidr })).toEqual([]);
});

test('fails if the network overlaps the default range for services', () => {
  expect(problems('aws', { cidr: '172.20.0.0/20' })).toEqual([
    "'network.serviceCidr' must keep the range for services (172.20.0.0/16) apart from the network 172.20.0.0/20, got 172.20.0.0/16; set serviceCidr to another range",
  ]);
});

test('fails if a peer overlaps the range for services', () => {
  expect(problems('aws', { peeredCidrs: ['172.20.1.0/24'] })).toEqual([
    "'network.serviceCidr' must keep the range for services (172.20.0.0/16) apart from the peered network 172.20.1.0/24, got 172.20.0.0/16; set serviceCidr to another range",
  ]);
});

test('fails if the range for services is not aligned', () => {
  expect(problems('aws', { serviceCidr: '172.20.0.5/16' })).toEqual([
    "'network.serviceCidr' must be network-aligned, got 172.20.0.5/16; write 172.20.0.0/16",
  ]);
});

test('fails if the range for services is outside the private ranges', () => {
  expect(problems('aws', { serviceCidr: '198.18.0.0/20' })).toEqual([
    "'network.serviceCidr' must lie inside 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, got 198.18.0.0/20; choose private addresses",
  ]);
});

test('fails if the range for services has the shared addresses that a network may have', () => {
  expect(problems('aws', { serviceCidr: '100.64.0.0/16' })).toEqual([
    "'network.serviceCidr' must lie inside 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, got 100.64.0.0/16; choose private addresses",
  ]);
});

test('fails if the range for services sticks out of a private range', () => {
  expect(problems('aws', { serviceCidr: '192.168.0.0/15' })).toEqual([
    "'network.serviceCidr' must lie inside 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, got 192.168.0.0/15; choose private addresses",
  ]);
});

test('fails if the range for services is larger than a /12', () => {
  expect(problems('aws', { serviceCidr: '10.32.0.0/11' })).toEqual([
    "'network.serviceCidr' must be a /12 to /24, got 10.32.0.0/11; choose a range of that size",
  ]);
});

test('fails if the range for services is smaller than a /24', () => {
  expect(problems('aws', { serviceCidr: '172.21.0.0/25' })).toEqual([
    "'network.serviceCidr' must be a /12 to /24, got 172.21.0.0/25; choose a range of that size",
  ]);
});

test('fails if the range for services overlaps one that the cloud keeps', () => {
  expect(problems('azure', { serviceCidr: '172.30.0.0/20' })).toEqual([
    "'network.serviceCidr' must not overlap 172.30.0.0/16 (used by AKS itself), got 172.30.0.0/20; choose other addresses",
  ]);
});

function problems(cloud: Cloud, more: { cidr?: string; peeredCidrs?: string[]; serviceCidr?: string }): string[] {
  return problemsOf(() => layoutNetwork({ cloud, cidr: '10.0.0.0/16', zones: ['a', 'b', 'c'], ...more }));
}
