import { Cidr } from './cidr';
import { factsOf } from './clouds/facts';
import type { Report } from './config-error';
import type { EnvironmentOf, ResolvedExistingNetwork } from './resolved-network';
import { capacityIn, type Occupants } from './room';
import { warnOfSharedVpc } from './shared-vpc';

type Existing = Extract<EnvironmentOf<'gcp'>['network'], { kind: 'existing' }>;

const PATH = ['environment', 'network'];

/** Ranges of the subnet, with the sizes that GKE takes: https://cloud.google.com/kubernetes-engine/docs/concepts/alias-ips#cluster_sizing */
const RANGES = [
  { field: 'nodeCidr', largest: 8, smallest: 29 },
  { field: 'podCidr', largest: 8, smallest: 32 },
  { field: 'serviceCidr', largest: 16, smallest: 28 },
] as const;

/** Checks what the environment says of a network of the customer's, and lists what only its project knows. */
export function resolveExistingGcpNetwork(
  environment: EnvironmentOf<'gcp'>,
  occupants: Occupants,
  report: Report,
): ResolvedExistingNetwork<'gcp'> | undefined {
  const { network, project } = environment;
  if (network.kind !== 'existing') return undefined;
  const before = report.count;
  checkParts(environment, network, report);
  checkRanges(network, report);
  warnOfUnknown(environment, network, report);
  if (network.hostProject !== undefined) warnOfSharedVpc(environment, network, network.hostProject, report);
  if (report.count > before || occupants.zones.names.length !== 3) return undefined;
  const ranges = {
    nodes: { path: ['nodeCidr'], cidr: network.nodeCidr },
    pods: { path: ['podCidr'], cidr: network.podCidr },
    // A new network gives pods its half.
    prefix: Cidr.parse(network.podCidr).prefix - 1,
  };
  // Where the control plane has no subnet of its own, it takes an address of the nodes'.
  const fixedAddresses = occupants.fixedAddresses + (network.controlPlaneSubnet === undefined ? 1 : 0);
  const capacity = capacityIn('gcp', ranges, { ...occupants, fixedAddresses }, report);
  return { ...network, project: network.hostProject ?? project, capacity };
}

function checkParts(environment: EnvironmentOf<'gcp'>, network: Existing, report: Report): void {
  if (network.hostProject === environment.project) {
    const path = [...PATH, 'hostProject'];
    report.problem(path, 'be another project than environment.project', network.hostProject, 'remove it');
  }
  if (environment.endpointServices.length > 0 && network.privateServiceConnectSubnet === undefined) {
    const fix = 'name a subnet for Private Service Connect, or remove endpointServices';
    report.problem([...PATH, 'privateServiceConnectSubnet'], 'be set for endpointServices', undefined, fix);
  }
  const fields = [
    ['nodeSubnet', 'privateServiceConnectSubnet', 'controlPlaneSubnet'],
    ['podRange', 'serviceRange'],
  ] as const;
  for (const alike of fields) {
    alike.forEach((field, index) => {
      const twin = alike.slice(0, index).find((other) => network[other] === network[field]);
      if (twin === undefined || network[field] === undefined) return;
      report.problem([...PATH, field], `differ from ${twin}`, network[field], 'name another one');
    });
  }
}

/** The ranges must have a size that GKE takes, and lie apart from each other, from peers and from reserved ranges. */
function checkRanges(network: Existing, report: Report): void {
  const whole = Cidr.parse(network.cidr);
  checkApart('cidr', whole, network, report);
  RANGES.forEach(({ field, largest, smallest }, index) => {
    const path = [...PATH, field];
    const range = Cidr.parse(network[field]);
    if (range.prefix < largest) report.problem(path, `be a /${largest} or smaller`, network[field], 'correct it');
    if (range.prefix > smallest) {
      report.problem(path, `be a /${smallest} or larger`, network[field], 'choose a larger range');
    }
    if (field === 'nodeCidr' && !whole.contains(range)) {
      report.problem(path, `lie inside cidr ${whole}`, network[field], 'correct the one or the other');
    }
    // What is inside is checked with the whole.
    if (!whole.contains(range)) checkApart(field, range, network, report);
    const twin = RANGES.slice(0, index).find((other) => Cidr.parse(network[other.field]).overlaps(range));
    if (twin !== undefined) {
      const rule = `not overlap ${twin.field} ${network[twin.field]}`;
      report.problem(path, rule, network[field], 'correct the one or the other');
    }
  });
}

function checkApart(field: string, range: Cidr, { peeredCidrs }: Existing, report: Report): void {
  const others = [
    ...peeredCidrs.map((cidr) => ({ cidr, name: `the peered network ${cidr}` })),
    ...factsOf('gcp').reserved.map(({ cidr, why }) => ({ cidr, name: `${cidr} (${why})` })),
  ];
  for (const { cidr, name } of others) {
    if (!Cidr.parse(cidr).overlaps(range)) continue;
    report.problem([...PATH, field], `not overlap ${name}`, String(range), 'choose other addresses');
  }
}

function warnOfUnknown(
  { project, region }: EnvironmentOf<'gcp'>,
  { network, hostProject, nodeSubnet, privateServiceConnectSubnet, controlPlaneSubnet }: Existing,
  report: Report,
): void {
  const owner = hostProject ?? project;
  const unknown = (path: readonly string[], what: string, command: string): void =>
    report.warn([...PATH, ...path], `unknown whether ${what}; verify with: gcloud compute ${command}`);
  const subnet = (name: string, fields: string) =>
    `networks subnets describe ${name} --project ${owner} --region ${region} --format="yaml(${fields})"`;
  const ofNetwork = `--project ${owner} --filter="network~/${network}$"`;
  unknown(
    [],
    'the ranges are as declared, and Private Google Access is on',
    subnet(nodeSubnet, 'network,ipCidrRange,secondaryIpRanges,privateIpGoogleAccess'),
  );
  unknown([], 'nodes have a way out, by Cloud NAT or a route', `routers list ${ofNetwork} (and routes list)`);
  unknown(
    [],
    'the firewall lets health checks, the control plane and the clients of listeners in to the nodes',
    `firewall-rules list ${ofNetwork}`,
  );
  if (privateServiceConnectSubnet !== undefined) {
    unknown(
      ['privateServiceConnectSubnet'],
      'its purpose is PRIVATE_SERVICE_CONNECT, with an address for each connection',
      subnet(privateServiceConnectSubnet, 'network,purpose,ipCidrRange'),
    );
  }
  if (controlPlaneSubnet !== undefined) {
    unknown(
      ['controlPlaneSubnet'],
      'it is a /28 or larger that nothing else uses',
      subnet(controlPlaneSubnet, 'network,purpose,ipCidrRange'),
    );
  }
}
