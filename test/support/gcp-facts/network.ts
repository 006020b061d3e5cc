import type { ResolvedExistingNetwork } from '../../../lib/core/resolved-network';
import type { NetworkFact, RangeFact } from '../contract/facts';
import type { Deployment } from '../terraform-facts/deployment';
import { list, single } from '../terraform-facts/read';
import type { Block, Resource } from '../terraform-facts/room';
import { clusterOf } from './cluster';
import { keepsLogsOf } from './log-stores';
import { privateApis, privateServices } from './services';

export function networkFact(deployment: Deployment<'gcp'>): NetworkFact {
  const { network } = deployment.config;
  return network.kind === 'existing' ? existingNetwork(network, deployment) : newNetwork(deployment);
}

/** A network of the customer's, which no stack has: the cluster names it, the environment says its addresses. */
function existingNetwork(network: ResolvedExistingNetwork<'gcp'>, deployment: Deployment<'gcp'>): NetworkFact {
  const cluster = clusterOf(deployment);
  const subnet: string = cluster.subnetwork;
  const { cluster_secondary_range_name: pods, services_secondary_range_name: services } =
    single(cluster.ip_allocation_policy) ?? {};
  const common = { loadBalancers: [], publicAddresses: false };
  const wanted = [network.nodeSubnet, network.podRange, network.serviceRange];
  const found = [subnet.split('/').at(-1), pods, services];
  return {
    ref: cluster.network,
    name: cluster.network,
    ranges: [
      { role: 'nodes', ref: subnet, cidr: network.nodeCidr, name: subnet },
      { role: 'pods', ref: `${subnet}/${pods}`, cidr: network.podCidr, name: pods },
      { role: 'services', ref: `${subnet}/${services}`, cidr: network.serviceCidr, name: services },
    ].flatMap((range, index): RangeFact[] =>
      wanted[index] === found[index]
        ? [{ ...common, ...range, ...(range.role === 'nodes' ? ofNodes(cluster, deployment) : {}) }]
        : [],
    ),
    egressAddresses: [],
    zonesWithWayOut: [],
    flowLogs: false,
    storagePrivate: false,
    privateServices: 0,
    foreignServices: [],
    ...(network.privateServiceConnectSubnet === undefined
      ? {}
      : { consumerRange: network.privateServiceConnectSubnet }),
  };
}

function newNetwork(deployment: Deployment<'gcp'>): NetworkFact {
  const { dataPlane } = deployment;
  const network = dataPlane.only('google_compute_network');
  const ref = network?.id ?? '';
  const subnets = dataPlane.all('google_compute_subnetwork').filter(({ block }) => block.network === ref);
  const forNodes = subnets.find((subnet) => subnet.id === clusterOf(deployment).subnetwork);
  const nats = dataPlane
    .all('google_compute_router_nat')
    .filter(({ block }) => leadsOut(block, network, forNodes, deployment));
  const consumers = subnets.find(({ block }) => block.purpose === 'PRIVATE_SERVICE_CONNECT');
  return {
    ref,
    name: network?.block.name,
    ranges: subnets.flatMap((subnet) => rangesOf(subnet, deployment)),
    egressAddresses: nats.flatMap(({ block }) => list(block.nat_ips).map((address) => addressOf(address, deployment))),
    // A NAT is regional: it serves the nodes of all zones.
    zonesWithWayOut: nats.length > 0 ? list(clusterOf(deployment).node_locations) : [],
    flowLogs: forNodes !== undefined && logsConnections(forNodes.block, deployment),
    storagePrivate: forNodes?.block.private_ip_google_access === true,
    privateServices: privateApis(deployment, ref).length,
    foreignServices: privateServices(deployment, ref),
    ...(consumers === undefined ? {} : { consumerRange: consumers.block.name }),
  };
}

/** Through a NAT of the network with addresses of its own, for nodes and pods, to the route that the network has by default. */
function leadsOut(
  nat: Block,
  network: Resource | undefined,
  forNodes: Resource | undefined,
  deployment: Deployment<'gcp'>,
): boolean {
  const router = deployment.dataPlane.all('google_compute_router').find(({ block }) => block.name === nat.router);
  const [cidrs, ...others] = list(nat.subnetwork).filter(({ name }) => forNodes !== undefined && name === forNodes.id);
  const { cluster_secondary_range_name: pods } = single(clusterOf(deployment).ip_allocation_policy) ?? {};
  return (
    network !== undefined &&
    router?.block.network === network.id &&
    network.block.delete_default_routes_on_create !== true &&
    nat.nat_ip_allocate_option === 'MANUAL_ONLY' &&
    cidrs !== undefined &&
    others.length === 0 &&
    ['PRIMARY_IP_RANGE', 'LIST_OF_SECONDARY_IP_RANGES'].every((kind) =>
      cidrs.source_ip_ranges_to_nat?.includes(kind),
    ) &&
    list(cidrs.secondary_ip_range_names).includes(pods)
  );
}

/** The address itself, of a reservation. */
function addressOf(name: string, { dataPlane }: Deployment<'gcp'>): string {
  const reserved = dataPlane.all('google_compute_address').find((address) => address.id === name);
  return reserved?.block.address_type === 'EXTERNAL' ? `${reserved.address}.address` : 'not reserved';
}

/** Whether some of the connections of a subnet are logged, and kept. */
function logsConnections({ log_config, name }: Block, deployment: Deployment<'gcp'>): boolean {
  return single(log_config)?.flow_sampling > 0 && keepsLogsOf(deployment, 'gce_subnetwork', name);
}

/** A subnet and its secondary ranges. */
function rangesOf(subnet: Resource, deployment: Deployment<'gcp'>): RangeFact[] {
  const { block } = subnet;
  const ref = subnet.id ?? '';
  const cluster = clusterOf(deployment);
  const role = roleOf(subnet, deployment);
  // An address of the internet comes with IPv6 of that kind only, or to nodes that are not private.
  const publicAddresses = block.ipv6_access_type === 'EXTERNAL';
  const isForNodes = ref === cluster.subnetwork;
  return [
    {
      role,
      ref,
      cidr: block.ip_cidr_range,
      name: block.name,
      loadBalancers: [],
      publicAddresses,
      ...(isForNodes ? ofNodes(cluster, deployment) : {}),
    },
    ...list(block.secondary_ip_range).map(({ range_name, ip_cidr_range }) => ({
      role: secondaryRole(cluster, range_name),
      ref: `${ref}/${range_name}`,
      cidr: ip_cidr_range,
      name: `${block.name}/${range_name}`,
      loadBalancers: [],
      publicAddresses,
    })),
  ];
}

/** Internal load balancers are placed where the nodes are: GKE looks nowhere else. */
function ofNodes(
  cluster: Block,
  { dataPlane }: Deployment<'gcp'>,
): Pick<RangeFact, 'loadBalancers' | 'publicAddresses'> {
  const pools = dataPlane.all('google_container_node_pool').map(({ block }) => single(block.network_config));
  const arePrivate =
    single(cluster.private_cluster_config)?.enable_private_nodes === true &&
    pools.every((network) => network?.enable_private_nodes !== false);
  return { loadBalancers: ['internal'], publicAddresses: !arePrivate };
}

/** What a subnet is for, by who uses it. */
function roleOf(subnet: Resource, deployment: Deployment<'gcp'>): string {
  const { purpose } = subnet.block;
  const cluster = clusterOf(deployment);
  if (purpose === 'PRIVATE_SERVICE_CONNECT') return 'private-service-connect';
  if (purpose === 'REGIONAL_MANAGED_PROXY') return 'proxy-only';
  if (subnet.id === cluster.subnetwork) return 'nodes';
  const { private_endpoint_subnetwork: controlPlane } = single(cluster.private_cluster_config) ?? {};
  return subnet.id === controlPlane ? 'control-plane' : 'nobody uses it';
}

function secondaryRole(cluster: Block, name: string): string {
  const { cluster_secondary_range_name: pods, services_secondary_range_name: services } =
    single(cluster.ip_allocation_policy) ?? {};
  if (name === pods) return 'pods';
  return name === services ? 'services' : 'nobody uses it';
}
