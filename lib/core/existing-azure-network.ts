import { Cidr } from './cidr';
import type { Report } from './config-error';
import { checkAddresses, type NetworkLayoutInput } from './network-layout';
import type { EnvironmentOf, ResolvedExistingNetwork } from './resolved-network';
import { capacityIn, type Occupants } from './room';

type Existing = Extract<EnvironmentOf<'azure'>['network'], { kind: 'existing' }>;

const PATH = ['environment', 'network'];

/**
 * Subnets, with the longest prefixes that work: of an API server as AKS says, of load balancers and endpoints with room for
 * more than one. Nodes are counted.
 */
const SUBNETS = [
  { field: 'nodeSubnet', smallest: 29 },
  { field: 'privateEndpointSubnet', smallest: 28 },
  { field: 'loadBalancerSubnet', smallest: 28 },
  { field: 'apiServerSubnet', smallest: 28 },
  { field: 'privateLinkSubnet', smallest: 28 },
] as const;

/** Checks what the environment says of a network of the customer's, and lists what only its subscription knows. */
export function resolveExistingAzureNetwork(
  environment: EnvironmentOf<'azure'>,
  serviceCidr: string,
  input: NetworkLayoutInput,
  occupants: Occupants,
  report: Report,
): ResolvedExistingNetwork<'azure'> | undefined {
  const { network } = environment;
  if (network.kind !== 'existing') return undefined;
  const before = report.count;
  checkAddresses(input, PATH, report, 'any');
  checkParts(environment, network, report);
  checkSubnets(network, report);
  checkLabels(network, report);
  warnOfUnknown(environment, network, report);
  if (report.count > before || occupants.zones.names.length !== 3) return undefined;
  const ranges = {
    nodes: { path: ['nodeSubnet', 'cidr'], cidr: network.nodeSubnet.cidr },
    pods: { path: ['podCidr'], cidr: network.podCidr },
    prefix: Cidr.parse(network.cidr).prefix,
  };
  return { ...network, serviceCidr, capacity: capacityIn('azure', ranges, occupants, report) };
}

/** What other choices of the environment ask for. */
function checkParts({ apiServer, endpointServices }: EnvironmentOf<'azure'>, network: Existing, report: Report): void {
  if (apiServer === 'vnet-integration' && network.apiServerSubnet === undefined) {
    const fix = 'name a subnet that is delegated to it, or set apiServer to private-cluster';
    report.problem([...PATH, 'apiServerSubnet'], 'be set where apiServer is vnet-integration', undefined, fix);
  }
  if (apiServer === 'private-cluster' && network.apiServerSubnet !== undefined) {
    report.warn(
      [...PATH, 'apiServerSubnet'],
      "is not used where apiServer is private-cluster: it is in the nodes' subnet",
    );
  }
  if (endpointServices.length > 0 && network.privateLinkSubnet === undefined) {
    const fix = 'name a subnet for Private Link services, or remove endpointServices';
    report.problem([...PATH, 'privateLinkSubnet'], 'be set for endpointServices', undefined, fix);
  }
}

/** Subnets lie in the network, apart from each other, and are large enough. */
function checkSubnets(network: Existing, report: Report): void {
  const whole = Cidr.parse(network.cidr);
  const seen: { readonly field: string; readonly id: string; readonly range: Cidr }[] = [];
  for (const { field, smallest } of SUBNETS) {
    const subnet = network[field];
    if (subnet === undefined) continue;
    const { id, cidr } = subnet;
    const range = Cidr.parse(cidr);
    const at = [...PATH, field, 'cidr'];
    if (!id.startsWith(`${network.virtualNetworkId}/`)) {
      report.problem([...PATH, field, 'id'], 'be a subnet of virtualNetworkId', id, 'correct the one or the other');
    }
    const same = seen.find((other) => other.id === id);
    if (same !== undefined) report.problem([...PATH, field, 'id'], `differ from ${same.field}`, id, 'name another one');
    if (!whole.contains(range)) {
      report.problem(at, `lie inside cidr ${whole}`, cidr, 'correct the one or the other');
    }
    if (range.prefix > smallest) report.problem(at, `be a /${smallest} or larger`, cidr, 'choose a larger subnet');
    const twin = seen.find((other) => other.id !== id && other.range.overlaps(range));
    if (twin !== undefined) {
      report.problem(at, `not overlap ${twin.field} ${twin.range}`, cidr, 'correct the one or the other');
    }
    seen.push({ field, id, range });
  }
}

/**
 * AKS makes labels of nodes of these names:
 * https://learn.microsoft.com/azure/aks/concepts-network-azure-cni-overlay#limitations-with-azure-cni-overlay
 */
const LABEL = /^[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$/;

function checkLabels({ virtualNetworkId, nodeSubnet }: Existing, report: Report): void {
  const [, , , , group = '', , , , network = ''] = virtualNetworkId.split('/');
  const subnet = nodeSubnet.id.slice(nodeSubnet.id.lastIndexOf('/') + 1);
  const rule = (what: string) => `have a ${what} whose name is a Kubernetes label of at most 63 characters`;
  const fix = 'AKS makes labels of it: rename it, or use another one';
  if (!LABEL.test(group)) report.problem([...PATH, 'virtualNetworkId'], rule('resource group'), group, fix);
  if (!LABEL.test(network)) report.problem([...PATH, 'virtualNetworkId'], rule('network'), network, fix);
  if (!LABEL.test(subnet)) report.problem([...PATH, 'nodeSubnet', 'id'], rule('subnet'), subnet, fix);
}

function warnOfUnknown({ region }: EnvironmentOf<'azure'>, network: Existing, report: Report): void {
  const { virtualNetworkId, nodeSubnet, outbound, apiServerSubnet, privateLinkSubnet } = network;
  const unknown = (path: readonly string[], what: string, command: string): void =>
    report.warn([...PATH, ...path], `unknown whether ${what}; verify with: az network vnet ${command}`);
  const subnet = (id: string, field: string) => `subnet show --ids ${id} --query ${field}`;
  unknown(
    ['virtualNetworkId'],
    `it is in ${region}, its subnets have the ranges that are declared, and it asks Azure for names or a server that does (dhcpOptions)`,
    `show --ids ${virtualNetworkId}`,
  );
  unknown(
    ['outbound'],
    outbound === 'routes'
      ? 'the route table of the nodes sends 0.0.0.0/0 to a firewall that lets AKS out'
      : 'the subnet for nodes has a NAT gateway',
    subnet(nodeSubnet.id, outbound === 'routes' ? 'routeTable.id' : 'natGateway.id'),
  );
  unknown(
    ['nodeSubnet'],
    'its security group lets pods, nodes, the load balancer of Azure and the clients of listeners in',
    subnet(nodeSubnet.id, 'networkSecurityGroup.id'),
  );
  if (apiServerSubnet !== undefined) {
    unknown(
      ['apiServerSubnet'],
      'it is delegated to Microsoft.ContainerService/managedClusters, and nothing else uses it',
      subnet(apiServerSubnet.id, 'delegations[].serviceName'),
    );
  }
  if (privateLinkSubnet !== undefined) {
    unknown(
      ['privateLinkSubnet'],
      'network policies of Private Link services are off in it',
      subnet(privateLinkSubnet.id, 'privateLinkServiceNetworkPolicies'),
    );
  }
}
