import { capacityOf, warnOfProfilesWithoutRoom } from './capacity';
import { Cidr } from './cidr';
import { factsOf } from './clouds/facts';
import type { Report } from './config-error';
import { checkAddresses, type NetworkLayoutInput } from './network-layout';
import type { EnvironmentOf, ResolvedExistingNetwork } from './resolved-network';
import type { Zones } from './zones';

type ExistingVpc = Extract<EnvironmentOf<'aws'>['network'], { kind: 'existing' }>;

const PATH = ['environment', 'network'];
/** Smallest subnets that work: nodes as in the smallest new network, an EKS interface subnet and an NLB with 8 free addresses. */
const LONGEST_PREFIX = { privateSubnets: 25, intraSubnets: 28, publicSubnets: 28 } as const;

/**
 * Checks what the environment says of a VPC of the customer's, and lists what only the account knows. Subnets come out
 * in the order of the zones.
 */
export function resolveExistingVpc(
  environment: EnvironmentOf<'aws'>,
  serviceCidr: string,
  zones: Zones,
  input: NetworkLayoutInput,
  report: Report,
): ResolvedExistingNetwork<'aws'> | undefined {
  const { network } = environment;
  if (network.kind !== 'existing') return undefined;
  checkAddresses(input, PATH, report);
  checkSecondary(network.secondaryCidrs, { ...input, serviceCidr }, report);
  const before = report.count;
  checkSubnets(network, zones, environment.publicIngress !== undefined, report);
  if (report.count === before) warnOfRoom(network, zones, input, report);
  warnOfUnknown(environment, network, report);
  const byZone = <Subnet extends { readonly zone: string }>(subnets: readonly Subnet[]): Subnet[] =>
    zones.names.flatMap((zone) => subnets.filter((subnet) => subnet.zone === zone));
  return {
    ...network,
    serviceCidr,
    privateSubnets: byZone(network.privateSubnets),
    intraSubnets: byZone(network.intraSubnets),
    publicSubnets: byZone(network.publicSubnets),
  };
}

/** Further addresses of the VPC must stay apart from what its first ones must. */
function checkSecondary(secondaryCidrs: readonly string[], input: NetworkLayoutInput, report: Report): void {
  const apart = [
    ...(input.peeredCidrs ?? []).map((cidr) => ({ cidr, name: 'the peered network' })),
    { cidr: input.serviceCidr ?? '', name: 'the range for services' },
    ...factsOf('aws').reserved.map(({ cidr, why }) => ({ cidr, name: `the reserved range (${why})` })),
  ];
  secondaryCidrs.forEach((cidr, index) => {
    for (const other of apart) {
      if (!Cidr.tryParse(other.cidr)?.overlaps(Cidr.parse(cidr))) continue;
      report.problem(
        [...PATH, 'secondaryCidrs', index],
        `not overlap ${other.name} ${other.cidr}`,
        cidr,
        'choose other addresses',
      );
    }
  });
}

function checkSubnets(network: ExistingVpc, zones: Zones, publicIngress: boolean, report: Report): void {
  const cidrs = [network.cidr, ...network.secondaryCidrs].map((cidr) => Cidr.parse(cidr));
  const seen: { readonly subnet: Cidr; readonly id: string }[] = [];
  for (const role of ['privateSubnets', 'intraSubnets', 'publicSubnets'] as const) {
    const subnets = network[role];
    const needed = role === 'privateSubnets' || subnets.length > 0 || (role === 'publicSubnets' && publicIngress);
    if (!needed) continue;
    const found = subnets.map(({ zone }) => zone);
    const missing = zones.names.filter((zone) => !found.includes(zone));
    if (missing.length > 0 || subnets.length !== zones.names.length) {
      report.problem(
        [...PATH, role],
        'be one subnet in each zone',
        found,
        missing.length > 0 ? `add one in ${missing.join(', ')}` : 'remove some',
      );
    }
    subnets.forEach(({ cidr, id }, index) => {
      const subnet = Cidr.parse(cidr);
      const at = [...PATH, role, index, 'cidr'];
      if (!cidrs.some((whole) => whole.contains(subnet))) {
        report.problem(
          at,
          `lie inside the network (${cidrs.join(', ')})`,
          cidr,
          'correct it, or add the secondary CIDR to secondaryCidrs',
        );
      }
      if (subnet.prefix > LONGEST_PREFIX[role]) {
        report.problem(at, `be a /${LONGEST_PREFIX[role]} or larger`, cidr, 'choose a larger subnet');
      }
      const twin = seen.find((other) => other.subnet.overlaps(subnet));
      if (twin !== undefined) {
        report.problem(at, `not overlap subnet ${twin.id} (${twin.subnet})`, cidr, 'correct the one or the other');
      }
      seen.push({ subnet, id });
    });
  }
}

/** A new network gives each zone a quarter: its private subnets are two bits longer than the network. */
function warnOfRoom(network: ExistingVpc, zones: Zones, input: NetworkLayoutInput, report: Report): void {
  const prefixes = network.privateSubnets.map(({ cidr }) => Cidr.parse(cidr).prefix);
  const capacity = capacityOf({
    prefix: Math.max(...prefixes) - 2,
    ranges: network.privateSubnets.map(({ cidr }, zoneIndex) => ({ role: 'private' as const, cidr, zoneIndex })),
    zones: zones.names,
    nodeProfiles: input.nodeProfiles ?? [],
    fixedAddresses: input.fixedAddresses ?? 0,
    addressing: factsOf('aws').split.addressing,
  });
  warnOfProfilesWithoutRoom(capacity, report);
}

function warnOfUnknown({ region }: EnvironmentOf<'aws'>, network: ExistingVpc, report: Report): void {
  const ids = [...network.privateSubnets, ...network.intraSubnets, ...network.publicSubnets].map(({ id }) => id);
  for (const [what, command] of [
    [
      'DNS hostnames and DNS resolution are on',
      `aws ec2 describe-vpc-attribute --region ${region} --vpc-id ${network.vpcId} --attribute enableDnsHostnames (and enableDnsSupport)`,
    ],
    [
      'subnet zones, sizes and free addresses are as declared',
      `aws ec2 describe-subnets --region ${region} --subnet-ids ${ids.join(' ')}`,
    ],
    [
      'private subnets have a route out, or endpoints for every service the nodes need',
      `aws ec2 describe-route-tables --region ${region} --filters Name=vpc-id,Values=${network.vpcId}`,
    ],
  ] as const) {
    report.warn(PATH, `unknown whether ${what}; verify with: ${command}`);
  }
  const filters = `Name=vpc-id,Values=${network.vpcId} Name=service-name,Values=com.amazonaws.${region}.s3`;
  report.warn(
    [...PATH, 's3Endpoint'],
    network.s3Endpoint
      ? `unknown whether the VPC has a gateway endpoint for S3 in the route tables of its subnets; verify with: aws ec2 describe-vpc-endpoints --region ${region} --filters ${filters}`
      : 'is false: the boundary does not refuse objects to credentials that are used outside your VPCs',
  );
}
