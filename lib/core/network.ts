import { warnOfProfilesWithoutRoom } from './capacity';
import { Cidr } from './cidr';
import type { NetworkSplit } from './clouds/cloud-facts';
import { factsOf } from './clouds/facts';
import type { Report } from './config-error';
import type { Environment } from './environment/environment';
import { resolveExistingAzureNetwork } from './existing-azure-network';
import { resolveExistingGcpNetwork } from './existing-gcp-network';
import { resolveExistingVpc } from './existing-vpc';
import type { ResolvedListener } from './listeners';
import { checkAddresses, layoutNetwork, type NetworkLayoutInput, rangesOf } from './network-layout';
import type { ResolvedNodeProfile } from './node-profiles';
import { warnOfNodeUpgrades } from './node-upgrades';
import type { ResolvedNetwork, ResolvedNewNetwork } from './resolved-network';
import { checkRoom, type Occupants } from './room';
import type { Zones } from './zones';

const PATH = ['environment', 'network'];

/** Checks the addresses, lays a new network out, and says which profile has no room. */
export function resolveNetwork(
  environment: Environment,
  zones: Zones,
  nodeProfiles: readonly ResolvedNodeProfile[],
  listeners: readonly ResolvedListener[],
  report: Report,
): ResolvedNetwork | undefined {
  const { network, cloud } = environment;
  const { split } = factsOf(cloud);
  const outsideServices = split.outside.find(({ role }) => role === 'services')?.cidr;
  const serviceCidr = network.serviceCidr ?? outsideServices ?? '';
  const loadBalancers = internalLoadBalancers(listeners);
  const input: NetworkLayoutInput = {
    cloud,
    cidr: network.cidr,
    zones: zones.names,
    peeredCidrs: network.peeredCidrs,
    nodeProfiles,
    // On Google Cloud pods run out of addresses long before nodes do; Azure has a subnet for load balancers.
    fixedAddresses: cloud === 'aws' ? loadBalancers : 0,
    ...('proxyOnlySubnet' in network && network.proxyOnlySubnet ? { requested: ['proxy-only'] } : {}),
    ...(environment.cloud === 'azure' ? { podCidr: environment.network.podCidr } : {}),
    ...(network.serviceCidr === undefined ? {} : { serviceCidr: network.serviceCidr }),
  };
  const occupants: Occupants = { zones, nodeProfiles, fixedAddresses: cloud === 'azure' ? 0 : loadBalancers };
  const before = report.count;
  if (network.kind === 'existing') {
    if (environment.cloud === 'aws') return resolveExistingVpc(environment, serviceCidr, zones, input, report);
    if (environment.cloud === 'azure') {
      return resolveExistingAzureNetwork(environment, serviceCidr, input, occupants, report);
    }
    const existing = resolveExistingGcpNetwork(environment, occupants, report);
    if (existing !== undefined) warnOfNodeUpgrades(environment, existing.capacity, nodeProfiles, report);
    return existing;
  }
  if (network.serviceCidr !== undefined && outsideServices === undefined) {
    report.warn([...PATH, 'serviceCidr'], `is not used on ${cloud}: services get a part of the network`);
  }
  checkAddresses(input, PATH, report);
  const choices = 'nat' in network ? network : ON_AZURE;
  const prefix = Cidr.parse(network.cidr).prefix;
  checkChoices(choices, network.cidr, split, report);
  if (report.count > before || zones.names.length !== 3) return undefined;
  const layout = layoutNetwork(input);
  if (split.comfortablePrefix !== undefined && prefix > split.comfortablePrefix) {
    report.warn(
      [...PATH, 'cidr'],
      `${network.cidr} is small: it has room for ${layout.capacity.nodes} nodes and ${layout.capacity.pods} pods`,
    );
  }
  if (environment.cloud === 'azure') {
    const [nodeRange] = rangesOf(layout, 'nodes');
    const nodes = { path: ['cidr'], cidr: nodeRange?.cidr ?? network.cidr, whole: network.cidr };
    const pods = { path: ['podCidr'], cidr: environment.network.podCidr };
    checkRoom(cloud, layout.capacity, { nodes, pods }, occupants, report);
  } else {
    warnOfProfilesWithoutRoom(layout.capacity, report);
  }
  warnOfNodeUpgrades(environment, layout.capacity, nodeProfiles, report);
  return {
    kind: 'new',
    cidr: network.cidr,
    serviceCidr: outsideServices === undefined ? (rangesOf(layout, 'services')[0]?.cidr ?? '') : serviceCidr,
    peeredCidrs: network.peeredCidrs,
    nat: choices.nat,
    endpoints: choices.endpoints,
    flowLogs: choices.flowLogs,
    layout,
  };
}

type Choices = Pick<ResolvedNewNetwork, 'nat' | 'endpoints' | 'flowLogs'>;

/**
 * On Azure there is nothing to choose: a subnet takes one NAT gateway, buckets and key vault are reached through private
 * endpoints only, and flow logs belong to the Network Watcher of the subscription, outside of the installation.
 */
const ON_AZURE: Choices = { nat: 'single', endpoints: 'private', flowLogs: false };

/** The way out, and the way to the cloud's APIs. */
function checkChoices(
  { nat, endpoints }: Choices,
  cidr: string,
  { privateEndpoints }: Pick<NetworkSplit, 'privateEndpoints'>,
  report: Report,
): void {
  const { prefix } = Cidr.parse(cidr);
  if (endpoints === 'private' && privateEndpoints !== undefined) {
    if (prefix > privateEndpoints.smallestPrefix) {
      report.problem(
        [...PATH, 'endpoints'],
        `be gateway in a network smaller than /${privateEndpoints.smallestPrefix}: each endpoint takes an address in every zone`,
        `private in ${cidr}`,
        'choose a larger network, or gateway',
      );
    } else if (prefix > privateEndpoints.comfortablePrefix) {
      report.warn(
        [...PATH, 'endpoints'],
        `private endpoints just fit into a /${prefix}; take a /${privateEndpoints.comfortablePrefix} to have room`,
      );
    }
  }
  if (nat === 'none' && endpoints === 'gateway') {
    report.warn(
      [...PATH, 'nat'],
      'none leaves nodes without a way out until you add routes, and the first install waits for its nodes: take endpoints private, or a network of yours (kind existing)',
    );
  }
}

/** Each internal load balancer takes one address in every private subnet. */
function internalLoadBalancers(listeners: readonly ResolvedListener[]): number {
  return new Set(listeners.filter(({ exposure }) => exposure === 'internal').map(({ component }) => component)).size;
}
