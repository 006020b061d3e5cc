import { Cidr } from './cidr';
import type { NodeAddressing } from './clouds/cloud-facts';
import type { Report } from './config-error';

/** How many nodes of a profile the addresses are enough for. */
export interface ProfileCapacity {
  readonly profile: string;
  /** Nodes per zone that the profile may grow to. */
  readonly wantedPerZone: number;
  /** Nodes per zone that fit when the profiles before it are at their maximum. */
  readonly fitPerZone: number;
  readonly fits: boolean;
}

/** What the addresses of a network are enough for. */
export interface Capacity {
  readonly profiles: readonly ProfileCapacity[];
  /** Nodes that fit in all zones together, each with one block of pod addresses and its spare one. */
  readonly nodes: number;
  /** Pods that fit on all nodes together when every profile that fits is at its maximum. */
  readonly pods: number;
  /** Most pods on one node. */
  readonly podsPerNode: number;
}

export interface CapacityInput<Role extends string> {
  /** Prefix length of the whole network; decides the step of the addressing. */
  readonly prefix: number;
  readonly ranges: readonly { readonly role: Role; readonly cidr: string; readonly zoneIndex?: number }[];
  readonly zones: readonly string[];
  /** In the order in which they are served, the system profile first. */
  readonly nodeProfiles: readonly { readonly name: string; readonly maxNodesPerZone: number }[];
  readonly fixedAddresses: number;
  readonly addressing: NodeAddressing<Role>;
}

/**
 * Counts nodes and pods. Where pods take their addresses in blocks from the nodes' own range (AWS prefix
 * delegation), whole free blocks count, not addresses: a block that holds one foreign address is lost. The
 * count is the best case, before the range is fragmented.
 */
export function capacityOf<Role extends string>(input: CapacityInput<Role>): Capacity {
  const { addressing, zones } = input;
  const step = addressing.steps.find(({ upToPrefix }) => input.prefix <= upToPrefix) ?? addressing.steps.at(-1);
  if (step === undefined) throw new RangeError('node addressing needs at least one step');
  const nodeRange = smallest(input, addressing.nodes);
  const podRange = smallest(input, addressing.pods);
  const perZone = nodeRange.zoneIndex !== undefined;
  const share = perZone ? 1 : zones.length;
  const reserved = addressing.reservedAddresses.start + addressing.reservedAddresses.end;
  const shared = addressing.nodes === addressing.pods;
  const blockSize = 2 ** (32 - step.podBlockPrefix);
  const blocks = Math.floor(Cidr.parse(podRange.cidr).size / blockSize);

  /** Whether this many nodes fit into one range, and how many blocks are then left. */
  const blocksLeft = (nodes: number): number => {
    const single = nodes + input.fixedAddresses;
    if (!shared) {
      const addresses = Cidr.parse(nodeRange.cidr).size - reserved;
      return single <= addresses ? blocks - nodes * step.blocksPerNode : -1;
    }
    // The first and the last block hold the cloud's own addresses; what they have left takes single ones.
    const inEdges = Math.max(0, 2 * blockSize - reserved);
    const lost = Math.ceil(Math.max(0, single - inEdges) / blockSize);
    return blocks - 2 - lost - nodes * step.blocksPerNode;
  };
  const mostNodes = (limit: number): number => {
    let [low, high] = [0, limit];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (blocksLeft(middle) >= 0) low = middle;
      else high = middle - 1;
    }
    return low;
  };

  const most = Math.max(0, mostNodes(blocks) - (addressing.surgeNodes ?? 0));
  let taken = 0;
  const profiles = input.nodeProfiles.map(({ name, maxNodesPerZone }): ProfileCapacity => {
    const fit = Math.min(maxNodesPerZone, Math.floor(most / share) - taken);
    taken += fit;
    return { profile: name, wantedPerZone: maxNodesPerZone, fitPerZone: fit, fits: fit === maxNodesPerZone };
  });
  const spareBlocksPerNode = step.blocksPerNode - 1;
  const nodesUsed = taken * share;
  const podBlocks = shared
    ? blocksLeft(nodesUsed) + nodesUsed * (step.blocksPerNode - spareBlocksPerNode)
    : nodesUsed * step.blocksPerNode;
  const pods = Math.min(podBlocks * blockSize, nodesUsed * step.podsPerNode);
  return {
    profiles,
    nodes: perZone ? most * zones.length : most,
    pods: perZone ? pods * zones.length : pods,
    podsPerNode: step.podsPerNode,
  };
}

/** The tightest range of a role decides: profiles grow evenly over the zones. */
function smallest<Role extends string>(input: CapacityInput<Role>, role: Role) {
  const [first, ...others] = input.ranges.filter((range) => range.role === role);
  if (first === undefined) throw new RangeError(`the network has no range '${role}'`);
  return others.reduce(
    (tightest, range) => (Cidr.parse(range.cidr).prefix > Cidr.parse(tightest.cidr).prefix ? range : tightest),
    first,
  );
}

/** Says which profile cannot grow to its maximum. */
export function warnOfProfilesWithoutRoom(capacity: Capacity, report: Report): void {
  for (const { profile, wantedPerZone, fitPerZone, fits } of capacity.profiles) {
    if (fits) continue;
    report.warn(
      ['environment', 'network', 'cidr'],
      `has room for ${fitPerZone} of the ${wantedPerZone} nodes per zone that profile '${profile}' may grow to`,
    );
  }
}
