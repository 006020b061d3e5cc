import type { ResolvedExistingNetwork } from '../../../lib/core/resolved-network';
import type { NetworkFact, RangeFact } from '../contract/facts';
import { once } from '../once';
import type { Deployment } from '../terraform-facts/deployment';
import { list, single } from '../terraform-facts/read';
import type { Block, Resource } from '../terraform-facts/room';
import { apiSubnetOf, clusterOf, nodeSubnetOf } from './cluster-block';
import { accountsReached, endpointsReached, privateServices } from './private-endpoints';

/** A network of the customer's has no resource here: what is in it is told from who uses it, and its addresses from the environment. */
export function networkFact(deployment: Deployment<'azure'>): NetworkFact {
  const { dataPlane } = deployment;
  const network = dataPlane.only('azurerm_virtual_network');
  const ref = network?.id ?? nodeSubnetOf(deployment)?.replace(/\/subnets\/[^/]+$/, '') ?? '';
  const nats = dataPlane.all('azurerm_nat_gateway').filter(({ id }) => leadsOut(id, deployment));
  const addresses = nats.flatMap(({ id }) => addressesOf(id, deployment));
  const ranges = rangesIn(deployment);
  const consumers = consumerRange(ranges, deployment);
  return {
    ref,
    name: network?.block.name,
    ranges,
    egressAddresses: addresses.map(({ address }) => `${address}.ip_address`),
    // A gateway is in no zone that could be named, and goes where its addresses are:
    // https://learn.microsoft.com/azure/nat-gateway/nat-availability-zones
    zonesWithWayOut: list(single(clusterOf(deployment).default_node_pool)?.zones).filter(
      (zone) => addresses.length > 0 && addresses.every(({ block }) => list(block.zones).includes(zone)),
    ),
    flowLogs: dataPlane.all('azurerm_network_watcher_flow_log').some(({ block }) => block.enabled === true),
    storagePrivate: accountsReached(deployment, ref),
    privateServices: endpointsReached(deployment, ref).length,
    foreignServices: privateServices(deployment, ref),
    ...(consumers === undefined ? {} : { consumerRange: consumers }),
  };
}

/** Ranges of the network, and those of pods and Services beside it. */
export const rangesIn = once((deployment: Deployment<'azure'>): readonly RangeFact[] => {
  const { dataPlane, config } = deployment;
  const inside =
    config.network.kind === 'existing'
      ? existingRanges(config.network, deployment)
      : subnetsOf(dataPlane.only('azurerm_virtual_network'), deployment).map((subnet) => rangeOf(subnet, deployment));
  return [...inside, ...outsideRanges(clusterOf(deployment))];
});

/** Subnets of a network that is made here. */
function subnetsOf(network: Resource | undefined, { dataPlane }: Deployment<'azure'>): readonly Resource[] {
  return dataPlane
    .all('azurerm_subnet')
    .filter(
      ({ block }) =>
        block.virtual_network_name === network?.block.name &&
        block.resource_group_name === network?.block.resource_group_name,
    );
}

/** Whether the nodes' subnet gets out through a NAT gateway, and the cluster is told so. */
function leadsOut(nat: string | undefined, deployment: Deployment<'azure'>): boolean {
  const isTold = single(clusterOf(deployment).network_profile)?.outbound_type === 'userAssignedNATGateway';
  return deployment.dataPlane
    .all('azurerm_subnet_nat_gateway_association')
    .some(({ block }) => isTold && block.nat_gateway_id === nat && block.subnet_id === nodeSubnetOf(deployment));
}

/** Addresses of a NAT gateway, which stay the same: it takes no others. */
function addressesOf(nat: string | undefined, { dataPlane }: Deployment<'azure'>): Resource[] {
  const used = dataPlane
    .all('azurerm_nat_gateway_public_ip_association')
    .filter(({ block }) => block.nat_gateway_id === nat)
    .map(({ block }) => block.public_ip_address_id);
  return dataPlane.all('azurerm_public_ip').filter(({ id, block }) => used.includes(id) && isReserved(block));
}

/** Whether an address is there before anything uses it, and stays: https://learn.microsoft.com/azure/virtual-network/ip-services/public-ip-addresses */
export function isReserved({ allocation_method, sku }: Block): boolean {
  return allocation_method === 'Static' && sku === 'Standard';
}

function rangeOf(subnet: Resource, deployment: Deployment<'azure'>): RangeFact {
  const { id = '', block } = subnet;
  const role = roleOf(subnet, deployment);
  return {
    role,
    ref: id,
    cidr: list(block.address_prefixes).join(),
    name: block.name,
    loadBalancers: loadBalancersIn(role),
    // https://learn.microsoft.com/azure/virtual-network/ip-services/default-outbound-access
    publicAddresses: block.default_outbound_access_enabled !== false || (role === 'nodes' && arePublic(deployment)),
  };
}

/** AKS puts internal ones into the subnet that their Service names, external ones into none. */
function loadBalancersIn(role: string): RangeFact['loadBalancers'] {
  return role === 'load-balancers' ? ['internal'] : [];
}

function arePublic(deployment: Deployment<'azure'>): boolean {
  const { default_node_pool } = clusterOf(deployment);
  const pools = deployment.dataPlane.all('azurerm_kubernetes_cluster_node_pool').map(({ block }) => block);
  return [single(default_node_pool), ...pools].some((pool) => pool?.node_public_ip_enabled !== false);
}

/** What a subnet is for, by who uses it, and who alone can. */
function roleOf({ id, block }: Resource, deployment: Deployment<'azure'>): string {
  const services = list(block.delegation).map((each) => single(each.service_delegation)?.name);
  if (services.length > 0) {
    const isUsed = [id, undefined].includes(apiSubnetOf(deployment));
    return isUsed && services.join() === 'Microsoft.ContainerService/managedClusters' ? 'api-server' : 'nobody uses it';
  }
  if (id === nodeSubnetOf(deployment)) return 'nodes';
  const endpoints = deployment.dataPlane.all('azurerm_private_endpoint');
  if (endpoints.some((endpoint) => endpoint.block.subnet_id === id)) return 'private-endpoints';
  if (block.private_link_service_network_policies_enabled === false) return 'private-link';
  return 'load-balancers';
}

const INTERNAL_SUBNET = 'service.beta.kubernetes.io/azure-load-balancer-internal-subnet';
const CONSUMERS = 'service.beta.kubernetes.io/azure-pls-ip-configuration-subnet';

/** What Services say of themselves under a name. */
function annotated(name: string, { manifests }: Deployment<'azure'>): string[] {
  return [...new Set(manifests.flatMap(({ metadata }): string[] => metadata.annotations?.[name] ?? []))];
}

/** Name of the subnet that consumers come from: the one that Services name; if none does, the one that is for it. */
function consumerRange(ranges: readonly RangeFact[], deployment: Deployment<'azure'>): string | undefined {
  const { network } = deployment.config;
  const named = annotated(CONSUMERS, deployment);
  if (named.length > 0) return named.join();
  const given = network.kind === 'existing' ? network.privateLinkSubnet?.id : undefined;
  return given?.split('/').at(-1) ?? ranges.find(({ role }) => role === 'private-link')?.name;
}

/** Addresses of pods and Services, which only the cluster knows. */
function outsideRanges({ network_profile }: Block): RangeFact[] {
  const { network_plugin_mode, pod_cidr, service_cidr } = single(network_profile) ?? {};
  const common = { ref: '', name: undefined, loadBalancers: [], publicAddresses: false };
  return [
    ...(network_plugin_mode === 'overlay' ? [{ ...common, role: 'pods', cidr: pod_cidr }] : []),
    { ...common, role: 'services', cidr: service_cidr },
  ];
}

/** Subnets of the customer's, of which resources and Services use those that the environment says are for them. */
function existingRanges(network: ResolvedExistingNetwork<'azure'>, deployment: Deployment<'azure'>): RangeFact[] {
  const { dataPlane } = deployment;
  const named = (annotation: string) =>
    annotated(annotation, deployment).map((name) => `${network.virtualNetworkId}/subnets/${name}`);
  const users: readonly (readonly [role: string, subnet: { id: string; cidr: string } | undefined, used: unknown[]])[] =
    [
      ['nodes', network.nodeSubnet, [nodeSubnetOf(deployment)]],
      ['api-server', network.apiServerSubnet, [apiSubnetOf(deployment)]],
      [
        'private-endpoints',
        network.privateEndpointSubnet,
        dataPlane.all('azurerm_private_endpoint').map(({ block }) => block.subnet_id),
      ],
      ['load-balancers', network.loadBalancerSubnet, named(INTERNAL_SUBNET)],
      ['private-link', network.privateLinkSubnet, named(CONSUMERS)],
    ];
  return users.flatMap(([role, subnet, used]): RangeFact[] => {
    if (subnet === undefined || !used.includes(subnet.id)) return [];
    const publicAddresses = role === 'nodes' && arePublic(deployment);
    const { id: ref, cidr } = subnet;
    return [{ role, ref, cidr, name: ref, loadBalancers: loadBalancersIn(role), publicAddresses }];
  });
}
