import type { Cloud } from '../../lib/core/clouds/cloud-facts';
import { layoutNetwork, rangesOf } from '../../lib/core/network-layout';

const ZONES = ['a', 'b', 'c'];

describe('AWS gives every zone a quarter and divides the last one', () => {
  test('of a /16', () => {
    expect(table('aws', '10.0.0.0/16')).toEqual([
      'private a 10.0.0.0/18',
      'private b 10.0.64.0/18',
      'private c 10.0.128.0/18',
      'public a 10.0.192.0/21',
      'public b 10.0.200.0/21',
      'public c 10.0.208.0/21',
      'intra a 10.0.216.0/21',
      'intra b 10.0.224.0/21',
      'intra c 10.0.232.0/21',
      'services 172.20.0.0/16',
      'spare 10.0.240.0/20',
    ]);
  });

  test('of a /20', () => {
    expect(table('aws', '10.0.0.0/20')).toEqual([
      'private a 10.0.0.0/22',
      'private b 10.0.4.0/22',
      'private c 10.0.8.0/22',
      'public a 10.0.12.0/25',
      'public b 10.0.12.128/25',
      'public c 10.0.13.0/25',
      'intra a 10.0.13.128/25',
      'intra b 10.0.14.0/25',
      'intra c 10.0.14.128/25',
      'services 172.20.0.0/16',
      'spare 10.0.15.0/24',
    ]);
  });

  test('of a /22', () => {
    expect(table('aws', '10.0.0.0/22')).toEqual([
      'private a 10.0.0.0/24',
      'private b 10.0.1.0/24',
      'private c 10.0.2.0/24',
      'public a 10.0.3.0/27',
      'public b 10.0.3.32/27',
      'public c 10.0.3.64/27',
      'intra a 10.0.3.96/27',
      'intra b 10.0.3.128/27',
      'intra c 10.0.3.160/27',
      'services 172.20.0.0/16',
      'spare 10.0.3.192/26',
    ]);
  });

  test('of a /23', () => {
    expect(table('aws', '10.0.0.0/23')).toEqual([
      'private a 10.0.0.0/25',
      'private b 10.0.0.128/25',
      'private c 10.0.1.0/25',
      'public a 10.0.1.128/28',
      'public b 10.0.1.144/28',
      'public c 10.0.1.160/28',
      'intra a 10.0.1.176/28',
      'intra b 10.0.1.192/28',
      'intra c 10.0.1.208/28',
      'services 172.20.0.0/16',
      'spare 10.0.1.224/27',
    ]);
  });
});

describe('GCP has regional ranges, those of pods and services beside the nodes', () => {
  test('of a /16', () => {
    expect(table('gcp', '10.0.0.0/16')).toEqual([
      'pods 10.0.0.0/17',
      'nodes 10.0.128.0/20',
      'services 10.0.144.0/20',
      'private-service-connect 10.0.160.0/22',
      'control-plane 10.0.168.0/28',
      'kept for proxy-only 10.0.164.0/22',
      'spare 10.0.168.16/28',
      'spare 10.0.168.32/27',
      'spare 10.0.168.64/26',
      'spare 10.0.168.128/25',
      'spare 10.0.169.0/24',
      'spare 10.0.170.0/23',
      'spare 10.0.172.0/22',
      'spare 10.0.176.0/20',
      'spare 10.0.192.0/18',
    ]);
  });

  test('of a /18', () => {
    expect(table('gcp', '10.0.0.0/18')).toEqual([
      'pods 10.0.0.0/19',
      'nodes 10.0.32.0/22',
      'services 10.0.36.0/22',
      'private-service-connect 10.0.40.0/24',
      'control-plane 10.0.42.0/28',
      'kept for proxy-only 10.0.41.0/24',
      'spare 10.0.42.16/28',
      'spare 10.0.42.32/27',
      'spare 10.0.42.64/26',
      'spare 10.0.42.128/25',
      'spare 10.0.43.0/24',
      'spare 10.0.44.0/22',
      'spare 10.0.48.0/20',
    ]);
  });

  test('of a /20', () => {
    expect(table('gcp', '10.0.0.0/20')).toEqual([
      'pods 10.0.0.0/21',
      'nodes 10.0.8.0/24',
      'services 10.0.9.0/24',
      'private-service-connect 10.0.10.0/26',
      'control-plane 10.0.10.128/28',
      'kept for proxy-only 10.0.10.64/26',
      'spare 10.0.10.144/28',
      'spare 10.0.10.160/27',
      'spare 10.0.10.192/26',
      'spare 10.0.11.0/24',
      'spare 10.0.12.0/22',
    ]);
  });
});

test('a range that is made on request only is one of the network’s where it is asked for', () => {
  const { ranges, reserved } = layoutNetwork({
    cloud: 'gcp',
    cidr: '10.0.0.0/16',
    zones: ZONES,
    requested: ['proxy-only'],
  });
  expect(ranges).toContainEqual({ role: 'proxy-only', cidr: '10.0.164.0/22' });
  expect(reserved).toEqual([]);
});

describe('Azure has regional ranges by size, and pods and services outside', () => {
  // Endpoints and load balancers are capped at /24, so that Private Link comes before them in a large network.
  test('of a /16', () => {
    expect(table('azure', '10.0.0.0/16')).toEqual([
      'nodes 10.0.0.0/18',
      'private-link 10.0.64.0/20',
      'private-endpoints 10.0.80.0/24',
      'load-balancers 10.0.81.0/24',
      'api-server 10.0.82.0/28',
      'pods 10.244.0.0/16',
      'services 172.20.0.0/16',
      'spare 10.0.82.16/28',
      'spare 10.0.82.32/27',
      'spare 10.0.82.64/26',
      'spare 10.0.82.128/25',
      'spare 10.0.83.0/24',
      'spare 10.0.84.0/22',
      'spare 10.0.88.0/21',
      'spare 10.0.96.0/19',
      'spare 10.0.128.0/17',
    ]);
  });

  test('of a /20', () => {
    expect(table('azure', '10.0.0.0/20')).toEqual([
      'nodes 10.0.0.0/22',
      'private-endpoints 10.0.4.0/24',
      'load-balancers 10.0.5.0/24',
      'private-link 10.0.6.0/24',
      'api-server 10.0.7.0/28',
      'pods 10.244.0.0/16',
      'services 172.20.0.0/16',
      'spare 10.0.7.16/28',
      'spare 10.0.7.32/27',
      'spare 10.0.7.64/26',
      'spare 10.0.7.128/25',
      'spare 10.0.8.0/21',
    ]);
  });

  test('of a /22', () => {
    expect(table('azure', '10.0.0.0/22')).toEqual([
      'nodes 10.0.0.0/24',
      'private-endpoints 10.0.1.0/25',
      'load-balancers 10.0.1.128/25',
      'private-link 10.0.2.0/26',
      'api-server 10.0.2.64/28',
      'pods 10.244.0.0/16',
      'services 172.20.0.0/16',
      'spare 10.0.2.80/28',
      'spare 10.0.2.96/27',
      'spare 10.0.2.128/25',
      'spare 10.0.3.0/24',
    ]);
  });

  test('of a /23', () => {
    expect(table('azure', '10.0.0.0/23')).toEqual([
      'nodes 10.0.0.0/25',
      'private-endpoints 10.0.0.128/26',
      'load-balancers 10.0.0.192/26',
      'private-link 10.0.1.0/27',
      'api-server 10.0.1.32/28',
      'pods 10.244.0.0/16',
      'services 172.20.0.0/16',
      'spare 10.0.1.48/28',
      'spare 10.0.1.64/26',
      'spare 10.0.1.128/25',
    ]);
  });
});

test('the ranges of a role come in the order of the zones', () => {
  const layout = layoutNetwork({ cloud: 'aws', cidr: '10.0.0.0/16', zones: ZONES });
  expect(rangesOf(layout, 'intra')).toEqual([
    { role: 'intra', zone: 'a', zoneIndex: 0, cidr: '10.0.216.0/21' },
    { role: 'intra', zone: 'b', zoneIndex: 1, cidr: '10.0.224.0/21' },
    { role: 'intra', zone: 'c', zoneIndex: 2, cidr: '10.0.232.0/21' },
  ]);
});

test('the range for services is the customer’s choice', () => {
  const layout = layoutNetwork({ cloud: 'aws', cidr: '10.0.0.0/16', zones: ZONES, serviceCidr: '192.168.0.0/20' });
  expect(rangesOf(layout, 'services')).toEqual([{ role: 'services', cidr: '192.168.0.0/20' }]);
});

/** Every range as `role zone cidr`, then what is spare. */
function table(cloud: Cloud, cidr: string): string[] {
  const { ranges, reserved, spare } = layoutNetwork({ cloud, cidr, zones: ZONES });
  return [
    ...ranges.map(({ role, zone, cidr: range }) => [role, ...(zone === undefined ? [] : [zone]), range].join(' ')),
    ...reserved.map(({ role, cidr: range }) => `kept for ${role} ${range}`),
    ...spare.map((part) => `spare ${part}`),
  ];
}
