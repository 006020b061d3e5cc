import { warnOfProfilesWithoutRoom } from './capacity';
import { Cidr } from './cidr';
import { factsOf } from './clouds/facts';
import type { Report } from './config-error';
import type { Environment } from './environment/environment';
import { resolveExistingGcpNetwork } from './existing-gcp-network';
import { resolveExistingVpc } from './existing-vpc';
import type { ResolvedListener } from './listeners';
import { checkAddresses, layoutNetwork, type NetworkLayoutInput, rangesOf } from './network-layout';
import type { ResolvedNodeProfile } from './node-profiles';
import { warnOfNodeUpgrades } from './node-upgrades';
import type { ResolvedNetwork } from './resolved-network';
import type { Zones } from './zones';

/** Checks the addresses, lays a new network out, and says which profile has no room. */
export function resolveNetwork(
  environment: Environment,
  zones: Zones,
  nodeProfiles: readonly ResolvedNodeProfile[],
  listeners: readonly ResolvedListener[],
  report: Report,
): ResolvedNetwork | undefined {
  const { network, cloud } = environment;
  const path = ['environment', 'network'];
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
    ...(network.serviceCidr === undefined ? {} : { serviceCidr: network.serviceCidr }),
  };
  const before = report.count;
  if (network.kind === 'existing') {
    if (environment.cloud === 'aws') return resolveExistingVpc(environment, serviceCidr, zones, input, report);
    if (environment.cloud === 'gcp') {
      const existing = resolveExistingGcpNetwork(environment, { zones, nodeProfiles, loadBalancers }, report);
      if (existing !== undefined) warnOfNodeUpgrades(environment, existing.capacity, nodeProfiles, report);
      return existing;
    }
    report.warn(
      path,
      'an existing network is described but not checked here: subnet sizes, routes and grants are unknown',
    );
    return { ...network, serviceCidr } as ResolvedNetwork;
  }
  if (network.serviceCidr !== undefined && outsideServices === undefined) {
    report.warn([...path, 'serviceCidr'], `is not used on ${cloud}: services get a part of the network`);
  }
  checkAddresses(input, path, report);
  const prefix = Cidr.parse(network.cidr).prefix;
  const { privateEndpoints } = split;
  if (network.endpoints === 'private' && privateEndpoints !== undefined) {
    if (prefix > privateEndpoints.smallestPrefix) {
      report.problem(
        [...path, 'endpoints'],
        `be gateway in a network smaller than /${privateEndpoints.smallestPrefix}: each endpoint takes an address in every zone`,
        `private in ${network.cidr}`,
        'choose a larger network, or gateway',
      );
    } else if (prefix > privateEndpoints.comfortablePrefix) {
      report.warn(
        [...path, 'endpoints'],
        `private endpoints just fit into a /${prefix}; take a /${privateEndpoints.comfortablePrefix} to have room`,
      );
    }
  }
  if (network.nat === 'none' && network.endpoints === 'gateway') {
    report.warn(
      [...path, 'nat'],
      'none leaves nodes without a way out until you add routes, and the first install waits for its nodes: take endpoints private, or a network of yours (kind existing)',
    );
  }
  if (report.count > before || zones.names.length !== 3) return undefined;
  const layout = layoutNetwork(input);
  if (split.comfortablePrefix !== undefined && prefix > split.comfortablePrefix) {
    report.warn(
      [...path, 'cidr'],
      `${network.cidr} is small: it has room for ${layout.capacity.nodes} nodes and ${layout.capacity.pods} pods`,
    );
  }
  warnOfProfilesWithoutRoom(layout.capacity, report);
  warnOfNodeUpgrades(environment, layout.capacity, nodeProfiles, report);
  return {
    kind: 'new',
    cidr: network.cidr,
    serviceCidr: outsideServices === undefined ? (rangesOf(layout, 'services')[0]?.cidr ?? '') : serviceCidr,
    peeredCidrs: network.peeredCidrs,
    nat: network.nat,
    endpoints: network.endpoints,
    flowLogs: network.flowLogs,
    layout,
  };
}

/** Each internal load balancer takes one address in every private subnet. */
function internalLoadBalancers(listeners: readonly ResolvedListener[]): number {
  return new Set(listeners.filter(({ exposure }) => exposure === 'internal').map(({ component }) => component)).size;
}
