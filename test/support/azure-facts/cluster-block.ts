import type { Deployment } from '../terraform-facts/deployment';
import { list, single } from '../terraform-facts/read';
import type { Block } from '../terraform-facts/room';

/** Fields of the cluster. */
export function clusterOf({ dataPlane }: Deployment<'azure'>): Block {
  return dataPlane.only('azurerm_kubernetes_cluster')?.block ?? {};
}

/** Resource id of the subnet of the nodes that come with the cluster. */
export function nodeSubnetOf(deployment: Deployment<'azure'>): string | undefined {
  return single(clusterOf(deployment).default_node_pool)?.vnet_subnet_id;
}

/** Resource id of the subnet that the API server is integrated in. Undefined: it has none of its own. */
export function apiSubnetOf(deployment: Deployment<'azure'>): string | undefined {
  const { virtual_network_integration_enabled, subnet_id } =
    single(clusterOf(deployment).api_server_access_profile) ?? {};
  return virtual_network_integration_enabled === true ? subnet_id : undefined;
}

/** Addresses of a subnet that is made here. Empty: it is the customer's. */
export function rangesOf(subnet: string | undefined, { dataPlane }: Deployment<'azure'>): readonly string[] {
  return dataPlane
    .all('azurerm_subnet')
    .flatMap(({ id, block }) => (id === subnet ? list(block.address_prefixes) : []));
}

/** The cluster's own, as rules name them: nodes, pods, API server, and what asks whether something answers. */
export function ownRanges(deployment: Deployment<'azure'>): readonly string[] {
  return [
    ...rangesOf(nodeSubnetOf(deployment), deployment),
    ...rangesOf(apiSubnetOf(deployment), deployment),
    ...list(single(clusterOf(deployment).network_profile)?.pod_cidr),
    'AzureLoadBalancer',
  ];
}
