import { type CapacityInput, capacityOf, warnOfProfilesWithoutRoom } from '../../lib/core/capacity';
import { Report } from '../../lib/core/config-error';
import { layoutNetwork } from '../../lib/core/network-layout';
import { warningsOf } from '../support/config';

const ZONES = ['a', 'b', 'c'];

describe('on AWS pods take blocks of the nodes’ own subnet', () => {
  test.each([
    [23, 6],
    [22, 14],
    [21, 30],
    [20, 62],
    [16, 1022],
  ])('a zone of a /%i has %i free blocks', (prefix, free) => {
    expect(nodesWithBlocks(prefix, free)).toBe(3);
    expect(nodesWithBlocks(prefix, free + 1)).toBe(0);
  });

  test.each([
    [23, 18],
    [22, 42],
    [20, 90],
    [16, 1488],
  ])('a /%i holds %i nodes', (prefix, nodes) => {
    expect(layout('aws', prefix).nodes).toBe(nodes);
  });

  test('from /20 up a node keeps a second block warm', () => {
    // 62 blocks less 1 that holds the addresses of the nodes themselves: 30 nodes with two blocks.
    expect(layout('aws', 20).nodes).toBe(3 * 30);
    // 30 blocks less 1: 29 nodes with one block, although the network is half as large.
    expect(layout('aws', 21).nodes).toBe(3 * 29);
  });

  test('addresses of nodes and load balancers that no edge has room for cost whole blocks', () => {
    // The first and the last block have 27 addresses that EC2 does not keep: 14 nodes and 13 others.
    expect(layout('aws', 22, { fixedAddresses: 13 }).nodes).toBe(3 * 14);
    expect(layout('aws', 22, { fixedAddresses: 14 }).nodes).toBe(3 * 13);
  });

  test('pods fill the blocks that nodes do not need at the start', () => {
    // 6 blocks: 5 nodes hold one each, and one is left for whoever has more than 16 pods.
    const { pods } = layout('aws', 23, { nodeProfiles: [{ name: 'system', maxNodesPerZone: 5 }] });
    expect(pods).toBe(3 * 6 * 16);
  });

  test('a warm block takes pods when no other is left', () => {
    // 62 blocks less 1: 30 nodes hold 60, of which 30 are in use and 30 warm, and one is free.
    const { pods } = layout('aws', 20, { nodeProfiles: [{ name: 'system', maxNodesPerZone: 30 }] });
    expect(pods).toBe(3 * (30 + 1) * 16);
  });

  test('a node runs no more pods than the kubelet takes', () => {
    const capacity = layout('aws', 16, { nodeProfiles: [{ name: 'system', maxNodesPerZone: 2 }] });
    expect(capacity).toMatchObject({ pods: 3 * 2 * 110, podsPerNode: 110 });
  });
});

describe('on GCP every node gets a block of the pods’ range', () => {
  test.each([
    [16, 64, 256],
    [18, 64, 64],
    [19, 32, 64],
    [20, 32, 32],
  ])('a /%i has %i pods per node and room for %i nodes', (prefix, podsPerNode, nodes) => {
    expect(layout('gcp', prefix)).toMatchObject({ podsPerNode, nodes });
  });

  test('a node takes one block whatever the number of its pods', () => {
    const { pods } = layout('gcp', 20, { nodeProfiles: [{ name: 'system', maxNodesPerZone: 2 }] });
    expect(pods).toBe(3 * 2 * 32);
  });
});

describe('on Azure every node gets a /24 of the overlay, also the three that an upgrade adds', () => {
  test.each([
    [16, 253],
    [20, 253],
    // Fewer addresses for nodes than blocks: five of each subnet are Azure's.
    [22, 248],
    [23, 120],
  ])('a /%i has room for %i nodes', (prefix, nodes) => {
    expect(layout('azure', prefix)).toMatchObject({ podsPerNode: 250, nodes });
  });
});

test('a larger overlay has room for more nodes', () => {
  expect(layout('azure', 16, { podCidr: '10.128.0.0/14' }).nodes).toBe(1021);
});

test('profiles are served in their order, and the one without room is named', () => {
  const nodeProfiles = [
    { name: 'system', maxNodesPerZone: 2 },
    { name: 'general', maxNodesPerZone: 3 },
    { name: 'large', maxNodesPerZone: 4 },
    { name: 'late', maxNodesPerZone: 1 },
  ];
  expect(layout('aws', 23, { nodeProfiles }).profiles).toEqual([
    { profile: 'system', wantedPerZone: 2, fitPerZone: 2, fits: true },
    { profile: 'general', wantedPerZone: 3, fitPerZone: 3, fits: true },
    { profile: 'large', wantedPerZone: 4, fitPerZone: 1, fits: false },
    { profile: 'late', wantedPerZone: 1, fitPerZone: 0, fits: false },
  ]);
});

test('only profiles without room are warned of', () => {
  const report = new Report();
  const nodeProfiles = [
    { name: 'system', maxNodesPerZone: 2 },
    { name: 'general', maxNodesPerZone: 5 },
    { name: 'late', maxNodesPerZone: 1 },
  ];
  warnOfProfilesWithoutRoom(layout('aws', 23, { nodeProfiles }), report);
  expect(warningsOf(report)).toEqual([
    "environment.network.cidr has room for 4 of the 5 nodes per zone that profile 'general' may grow to",
    "environment.network.cidr has room for 0 of the 1 nodes per zone that profile 'late' may grow to",
  ]);
});

test('a regional range is shared by the zones', () => {
  const nodeProfiles = [{ name: 'system', maxNodesPerZone: 11 }];
  expect(layout('gcp', 20, { nodeProfiles }).profiles).toEqual([
    { profile: 'system', wantedPerZone: 11, fitPerZone: 10, fits: false },
  ]);
});

test('the smallest of the zones decides', () => {
  const ranges = ['10.0.0.0/24', '10.0.1.0/25', '10.0.2.0/24'].map((cidr, zoneIndex) => ({
    role: 'private' as const,
    cidr,
    zoneIndex,
  }));
  expect(capacityOf({ ...zonal(22, 1), ranges }).nodes).toBe(3 * 6);
});

test('fails if the network has no range for the nodes', () => {
  expect(() => capacityOf({ ...zonal(22, 1), ranges: [] })).toThrow(
    new RangeError("the network has no range 'private'"),
  );
});

test('fails if nothing says how nodes take addresses', () => {
  const input = zonal(22, 1);
  expect(() => capacityOf({ ...input, addressing: { ...input.addressing, steps: [] } })).toThrow(
    new RangeError('node addressing needs at least one step'),
  );
});

function layout(
  cloud: 'aws' | 'gcp' | 'azure',
  prefix: number,
  more: { nodeProfiles?: { name: string; maxNodesPerZone: number }[]; fixedAddresses?: number; podCidr?: string } = {},
) {
  return layoutNetwork({ cloud, cidr: `10.0.0.0/${prefix}`, zones: ZONES, ...more }).capacity;
}

/** Nodes that fit if each takes this many blocks: three, one per zone, tell that a zone has just so many. */
function nodesWithBlocks(prefix: number, blocksPerNode: number): number {
  return capacityOf(zonal(prefix, blocksPerNode)).nodes;
}

/** The private ranges of an AWS network, with another number of blocks per node. */
function zonal(prefix: number, blocksPerNode: number): CapacityInput<'private'> {
  const { ranges } = layoutNetwork({ cloud: 'aws', cidr: `10.0.0.0/${prefix}`, zones: ZONES });
  return {
    prefix,
    ranges: ranges.flatMap(({ role, cidr, zoneIndex }) =>
      role === 'private' && zoneIndex !== undefined ? [{ role, cidr, zoneIndex }] : [],
    ),
    zones: ZONES,
    nodeProfiles: [],
    fixedAddresses: 0,
    addressing: {
      nodes: 'private',
      pods: 'private',
      reservedAddresses: { start: 4, end: 1 },
      steps: [{ upToPrefix: 23, podBlockPrefix: 28, blocksPerNode, podsPerNode: 110 }],
      source: { url: 'https://example.com', checked: '2026-11-20' },
    },
  };
}
