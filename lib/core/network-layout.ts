import { type Capacity, capacityOf } from './capacity';
import { Cidr } from './cidr';
import type { Cloud, NetworkSplit, RangeRule } from './clouds/cloud-facts';
import { factsOf, type NetworkRoles } from './clouds/facts';
import { type Path, Report } from './config-error';

/** A part of the network with one purpose. */
export interface NetworkRange<Role extends string = string> {
  readonly role: Role;
  readonly cidr: string;
  /** Zone and its index in the list of zones. @default - the range spans the region */
  readonly zone?: string;
  readonly zoneIndex?: number;
}

/** Every address of a network, accounted for. */
export interface NetworkLayout<Role extends string = string> {
  readonly cidr: string;
  /** Ranges by role and zone, inside the network and, for the cloud's overlay and services, outside it. */
  readonly ranges: readonly NetworkRange<Role>[];
  /** Ranges that are kept free until they are asked for. */
  readonly reserved: readonly NetworkRange<Role>[];
  /** What no range uses: room to grow. */
  readonly spare: readonly string[];
  readonly capacity: Capacity;
}

/** What a layout depends on. */
export interface NetworkLayoutInput<C extends Cloud = Cloud> {
  /** Decides the split, the limits and the reserved ranges. */
  readonly cloud: C;
  /** Addresses of the network, for example `10.0.0.0/16`. */
  readonly cidr: string;
  /** Three zones, as names or ids. */
  readonly zones: readonly string[];
  /** Addresses of Kubernetes services, where they lie outside the network. @default - the cloud's, 172.20.0.0/16 */
  readonly serviceCidr?: string;
  /** Addresses of pods, where they lie outside the network. @default - the cloud's, 10.244.0.0/16 */
  readonly podCidr?: string;
  /** Networks that must stay apart. @default [] */
  readonly peeredCidrs?: readonly string[];
  /** Profiles in the order in which they are given addresses. @default [] */
  readonly nodeProfiles?: readonly { readonly name: string; readonly maxNodesPerZone: number }[];
  /** Roles of ranges that are made on request only. @default [] */
  readonly requested?: readonly NetworkRoles[C][];
  /** Addresses in each node range that something else than a node takes, such as load balancers. @default 0 */
  readonly fixedAddresses?: number;
}

/**
 * Divides a network's CIDR by the cloud's split and counts what fits.
 *
 * @throws ConfigError with every rule that the addresses break
 */
export function layoutNetwork<C extends Cloud>(input: NetworkLayoutInput<C>): NetworkLayout<NetworkRoles[C]> {
  const report = new Report();
  checkAddresses(input, ['network'], report);
  report.throwIfAny();
  const { split } = factsOf(input.cloud);
  const whole = Cidr.parse(input.cidr);
  const inside = divide(whole, input.zones, split);
  const used = inside.reduce((sum, range) => sum + Cidr.parse(range.cidr).size, 0);
  const waits = ({ role }: NetworkRange<NetworkRoles[C]>) =>
    split.ranges.some((rule) => rule.role === role && rule.onRequest) && !(input.requested ?? []).includes(role);
  const ranges = [...inside.filter((range) => !waits(range)), ...outsideRanges(input)];
  return {
    cidr: input.cidr,
    ranges,
    reserved: inside.filter(waits),
    spare: whole.rest(used).map(String),
    capacity: capacityOf({
      prefix: whole.prefix,
      ranges,
      zones: input.zones,
      nodeProfiles: input.nodeProfiles ?? [],
      fixedAddresses: input.fixedAddresses ?? 0,
      addressing: split.addressing,
    }),
  };
}

/** The ranges of one role, in the order of their zones. */
export function rangesOf<Role extends string>(layout: NetworkLayout<Role>, role: Role): readonly NetworkRange<Role>[] {
  return layout.ranges.filter((range) => range.role === role);
}

/** Places the ranges by size, largest first, so that every one is aligned and no hole is left between them. */
function divide<Role extends string>(
  whole: Cidr,
  zones: readonly string[],
  split: NetworkSplit<Role>,
): NetworkRange<Role>[] {
  const wanted = split.ranges.flatMap((rule) => {
    const prefix = prefixOf(rule, whole.prefix);
    return rule.perZone
      ? zones.map((zone, zoneIndex) => ({ prefix, role: rule.role, zone, zoneIndex }))
      : [{ prefix, role: rule.role }];
  });
  let offset = 0;
  return [...wanted]
    .sort((a, b) => a.prefix - b.prefix)
    .map(({ prefix, ...range }) => {
      const part = whole.part(offset, prefix);
      offset += part.size;
      return { ...range, cidr: part.toString() };
    });
}

function prefixOf(rule: RangeRule, network: number): number {
  return rule.prefix ?? Math.max(network + (rule.newBits ?? 0), rule.atMost ?? 0);
}

/** Ranges beside the network, as the customer chooses them. */
function outsideRanges<C extends Cloud>(input: NetworkLayoutInput<C>): NetworkRange<NetworkRoles[C]>[] {
  return factsOf(input.cloud).split.outside.map(({ role, cidr, setting }) => ({ role, cidr: input[setting] ?? cidr }));
}

/** 100.64.0.0/10, which networks may use and Kubernetes services on EKS may not. */
const CARRIER_GRADE_PREFIX = 10;
const PRIVATE_RANGES = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'].map((text) =>
  Cidr.parse(text),
);
const OTHER_ADDRESSES = 'choose other addresses';

/**
 * The rules of a network's addresses.
 *
 * @param path where `cidr`, `serviceCidr`, `podCidr` and `peeredCidrs` stand
 * @param sizes whose sizes the network must have: those that can be divided, or any
 */
export function checkAddresses(
  input: NetworkLayoutInput,
  path: Path,
  report: Report,
  sizes: 'divisible' | 'any' = 'divisible',
): void {
  const network = parseAligned(input.cidr, [...path, 'cidr'], report);
  if (network === undefined) return;
  const at = [...path, 'cidr'];
  checkPrivate(network, at, report);
  if (sizes === 'divisible') checkDivisible(input, network, at, report);
  checkReserved(network, at, input.cloud, report);
  checkApart(input, network, path, report);
}

function checkDivisible(input: NetworkLayoutInput, network: Cidr, at: Path, report: Report): void {
  const { split } = factsOf(input.cloud);
  if (network.prefix < split.largestPrefix) {
    const smaller = network.part(0, split.largestPrefix);
    report.problem(at, `be a /${split.largestPrefix} or smaller on ${input.cloud}`, input.cidr, `write ${smaller}`);
  }
  if (network.prefix > split.smallestPrefix) {
    report.problem(
      at,
      `be a /${split.smallestPrefix} or larger on ${input.cloud}`,
      input.cidr,
      'choose a larger network',
    );
  }
}

/** Network, peers and the ranges beside the network must not overlap each other. */
function checkApart(input: NetworkLayoutInput, network: Cidr, path: Path, report: Report): void {
  const peers = (input.peeredCidrs ?? []).flatMap((cidr, index) => {
    const at = [...path, 'peeredCidrs', index];
    const range = parseAligned(cidr, at, report);
    return range === undefined ? [] : [{ name: 'peered network', range }];
  });
  for (const { range } of peers) {
    if (range.overlaps(network)) {
      report.problem([...path, 'cidr'], `not overlap the peered network ${range}`, input.cidr, OTHER_ADDRESSES);
    }
  }
  const others = [{ name: 'network', range: network }, ...peers];
  const outside = factsOf(input.cloud).split.outside.flatMap(({ role, cidr, setting, sizes }) => {
    const at = [...path, setting];
    const range = parseAligned(input[setting] ?? cidr, at, report);
    return range === undefined ? [] : [{ role, setting, sizes, at, range }];
  });
  outside.forEach(({ role, setting, sizes, at, range }, index) => {
    if (role === 'services') checkForServices(range, at, report);
    else checkPrivate(range, at, report);
    if (sizes !== undefined && (range.prefix < sizes.largestPrefix || range.prefix > sizes.smallestPrefix)) {
      const rule = `be a /${sizes.largestPrefix} to /${sizes.smallestPrefix}`;
      report.problem(at, rule, String(range), 'choose a range of that size');
    }
    checkReserved(range, at, input.cloud, report);
    const later = outside.slice(index + 1).map((other) => ({ ...other, name: `range for ${other.role}` }));
    for (const other of [...others, ...later]) {
      if (!other.range.overlaps(range)) continue;
      const rule = `keep the range for ${role} (${range}) apart from the ${other.name} ${other.range}`;
      report.problem(at, rule, String(range), `set ${setting} to another range`);
    }
  });
}

/** EKS takes no shared addresses here: https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html */
function checkForServices(range: Cidr, at: Path, report: Report): void {
  const allowed = PRIVATE_RANGES.filter(({ prefix }) => prefix !== CARRIER_GRADE_PREFIX);
  if (allowed.some((other) => other.contains(range))) return;
  report.problem(at, `lie inside ${allowed.join(', ')}`, String(range), 'choose private addresses');
}

function checkReserved(range: Cidr, at: Path, cloud: Cloud, report: Report): void {
  for (const { cidr, why } of factsOf(cloud).reserved) {
    if (!Cidr.parse(cidr).overlaps(range)) continue;
    report.problem(at, `not overlap ${cidr} (${why})`, String(range), OTHER_ADDRESSES);
  }
}

function checkPrivate(range: Cidr, at: Path, report: Report): void {
  if (PRIVATE_RANGES.some((allowed) => allowed.contains(range))) return;
  report.problem(at, `lie inside ${PRIVATE_RANGES.join(', ')}`, String(range), 'choose private addresses');
}

function parseAligned(text: string, at: Path, report: Report): Cidr | undefined {
  const network = Cidr.tryParse(text);
  const enclosing = Cidr.tryEnclosing(text);
  if (network === undefined && enclosing === undefined) {
    report.problem(at, 'be an IPv4 network in CIDR notation', text, 'write it like 10.0.0.0/16');
  } else if (network === undefined) {
    report.problem(at, 'be network-aligned', text, `write ${enclosing}`);
  }
  return network;
}
