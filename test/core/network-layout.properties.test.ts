import fc from 'fast-check';
import { Cidr } from '../../lib/core/cidr';
import type { Cloud } from '../../lib/core/clouds/cloud-facts';
import { layoutNetwork, type NetworkLayout } from '../../lib/core/network-layout';

/** One seed for all properties of a cloud: they look at the same thousand networks, each laid out once. */
const [seed = 0] = fc.sample(fc.integer(), 1);
const RUNS = { numRuns: 1000, seed };
const ZONES = ['z1', 'z2', 'z3'];
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'].map((text) => Cidr.parse(text));
/** What the network must not touch on any cloud: reserved ranges, services, overlay. */
const TAKEN = ['172.17.0.0/16', '172.20.0.0/16', '172.30.0.0/15', '10.244.0.0/16'].map((text) => Cidr.parse(text));

/** Smallest prefix length and what each role has: one range per zone or one for the region. */
const EXPECTED = {
  aws: { smallest: 23, perZone: ['private', 'public', 'intra'], regional: [], outside: ['services'] },
  gcp: {
    smallest: 20,
    perZone: [],
    regional: ['pods', 'nodes', 'services', 'private-service-connect', 'control-plane'],
    outside: [],
  },
  azure: {
    smallest: 23,
    perZone: [],
    regional: ['nodes', 'private-endpoints', 'load-balancers', 'private-link', 'api-server'],
    outside: ['pods', 'services'],
  },
} as const;

describe.each(['aws', 'gcp', 'azure'] as const)('any network on %s', (cloud) => {
  const { perZone, regional, outside } = EXPECTED[cloud];
  const isOutside = (role: string) => outside.some((other) => other === role);

  test('has every range inside, but for those that lie outside', () => {
    forAll(cloud, (layout, network) =>
      layout.ranges.every(({ role, cidr }) => {
        const range = Cidr.parse(cidr);
        return isOutside(role) ? !range.overlaps(network) : network.contains(range);
      }),
    );
  });

  test('has only aligned ranges', () => {
    forAll(cloud, (layout) => texts(layout).every((text) => Cidr.tryParse(text)?.toString() === text));
  });

  test('has no two ranges that overlap', () => {
    forAll(cloud, (layout) => {
      const sorted = texts(layout)
        .map((text) => Cidr.parse(text))
        .sort((a, b) => a.first - b.first);
      return sorted.slice(1).every((range, index) => range.first > (sorted[index]?.last ?? Number.POSITIVE_INFINITY));
    });
  });

  test('is the sum of its ranges, of those kept for later and of what is left over', () => {
    forAll(cloud, (layout, network) => {
      const inside = layout.ranges.filter(({ role }) => !isOutside(role)).map(({ cidr }) => cidr);
      const reserved = layout.reserved.map(({ cidr }) => cidr);
      const sizes = [...inside, ...reserved, ...layout.spare].map((text) => Cidr.parse(text).size);
      return sizes.reduce((sum, size) => sum + size, 0) === network.size;
    });
  });

  test('has every role, in every zone where it is zonal', () => {
    const wanted = [
      ...perZone.flatMap((role) => ZONES.map((zone, index) => `${role} ${zone} ${index}`)),
      ...[...regional, ...outside].map((role) => `${role} undefined undefined`),
    ];
    forAll(cloud, (layout) => {
      const found = layout.ranges.map(({ role, zone, zoneIndex }) => `${role} ${zone} ${zoneIndex}`);
      return found.sort().join() === [...wanted].sort().join();
    });
  });

  test('promises the profiles as many nodes as fit and no more', () => {
    const limits = fc.array(fc.integer({ min: 1, max: 450 }), { maxLength: 4 });
    fc.assert(
      fc.property(networks(cloud), limits, (cidr, wanted) => {
        const nodeProfiles = wanted.map((maxNodesPerZone, index) => ({ name: `p${index}`, maxNodesPerZone }));
        const { capacity } = layoutNetwork({ cloud, cidr, zones: ZONES, nodeProfiles });
        const given = capacity.profiles.reduce((sum, { fitPerZone }) => sum + fitPerZone, 0);
        const asked = wanted.reduce((sum, limit) => sum + limit, 0);
        return (
          given === Math.min(asked, Math.floor(capacity.nodes / ZONES.length)) &&
          capacity.pods <= given * ZONES.length * capacity.podsPerNode
        );
      }),
      RUNS,
    );
  });
});

const layouts = new Map<string, NetworkLayout>();

function forAll(cloud: Cloud, holds: (layout: NetworkLayout, network: Cidr) => boolean): void {
  fc.assert(
    fc.property(networks(cloud), (cidr) => {
      const key = `${cloud} ${cidr}`;
      const layout = layouts.get(key) ?? layoutNetwork({ cloud, cidr, zones: ZONES });
      layouts.set(key, layout);
      return holds(layout, Cidr.parse(cidr));
    }),
    RUNS,
  );
}

function texts({ ranges, reserved, spare }: NetworkLayout): string[] {
  return [...[...ranges, ...reserved].map(({ cidr }) => cidr), ...spare];
}

/** Aligned networks in private ranges within the cloud's limits. */
function networks(cloud: Cloud): fc.Arbitrary<string> {
  return fc
    .record({
      range: fc.constantFrom(...PRIVATE),
      prefix: fc.integer({ min: 16, max: EXPECTED[cloud].smallest }),
      at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    })
    .map(({ range, prefix, at }) => {
      const size = 2 ** (32 - prefix);
      return range.part(Math.floor((range.size / size) * at) * size, prefix);
    })
    .filter((network) => !TAKEN.some((taken) => taken.overlaps(network)))
    .map(String);
}
