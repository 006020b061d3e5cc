import { type Capacity, capacityOf } from './capacity';
import { Cidr } from './cidr';
import type { Cloud } from './clouds/cloud-facts';
import { factsOf } from './clouds/facts';
import type { Report } from './config-error';
import type { ResolvedNodeProfile } from './node-profiles';
import type { Zones } from './zones';

const PATH = ['environment', 'network'];

/** What takes addresses in a network whose nodes and pods have a range each. */
export interface Occupants {
  readonly zones: Zones;
  readonly nodeProfiles: readonly ResolvedNodeProfile[];
  /** Addresses of the range for nodes that something else takes. */
  readonly fixedAddresses: number;
}

/** A range of the environment, and the field that says so: `environment.network.podCidr`. */
export interface FieldOfRange {
  readonly path: readonly string[];
  readonly cidr: string;
  /** What the field says, where the range is a part of it. @default - the range */
  readonly whole?: string;
}

/** Counts the nodes that fit into two ranges of a customer's own network, and says what does not. */
export function capacityIn(
  cloud: Cloud,
  ranges: { readonly nodes: FieldOfRange; readonly pods: FieldOfRange; readonly prefix: number },
  occupants: Occupants,
  report: Report,
): Capacity {
  const { addressing } = factsOf(cloud).split;
  const capacity = capacityOf({
    prefix: ranges.prefix,
    ranges: [
      { role: addressing.nodes, cidr: ranges.nodes.cidr },
      { role: addressing.pods, cidr: ranges.pods.cidr },
    ],
    zones: occupants.zones.names,
    nodeProfiles: occupants.nodeProfiles,
    fixedAddresses: occupants.fixedAddresses,
    addressing,
  });
  checkRoom(cloud, capacity, ranges, occupants, report);
  return capacity;
}

/** Says in which of two ranges the nodes have too little room. */
export function checkRoom(
  cloud: Cloud,
  capacity: Capacity,
  { nodes, pods }: { readonly nodes: FieldOfRange; readonly pods: FieldOfRange },
  { zones, nodeProfiles, fixedAddresses }: Occupants,
  report: Report,
): void {
  const { reservedAddresses, surgeNodes = 0 } = factsOf(cloud).split.addressing;
  const taken = reservedAddresses.start + reservedAddresses.end + fixedAddresses + surgeNodes;
  const short = capacity.nodes < Cidr.parse(nodes.cidr).size - taken ? pods : nodes;
  const path = [...PATH, ...short.path];
  const always = zones.names.length * nodeProfiles.reduce((sum, { minNodesPerZone }) => sum + minNodesPerZone, 0);
  if (capacity.nodes < always) {
    const rule = `have room for the ${always} nodes that always run`;
    const got = `${short.whole ?? short.cidr}, which is enough for ${capacity.nodes}`;
    report.problem(path, rule, got, 'choose a larger range');
    return;
  }
  for (const { profile, fitPerZone, wantedPerZone, fits } of capacity.profiles) {
    if (fits) continue;
    report.warn(
      path,
      `is enough for ${capacity.nodes} nodes: there is room for ${fitPerZone} of the ${wantedPerZone} nodes per zone that profile '${profile}' may grow to`,
    );
  }
}
