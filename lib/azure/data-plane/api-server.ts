import type { KubernetesClusterConfig } from '@cdktf/provider-azurerm/lib/kubernetes-cluster';

/** How the Kubernetes API is reached, beside the nodes. */
export interface AzureApiAccess {
  /**
   * `private`: by a private address only; which networks lead to it, security groups say. `public`: by an address on
   * the internet as well, from the listed networks.
   */
  readonly access: 'private' | 'public';
  /** The listed networks; anything larger than a /8 is refused. */
  readonly allowedCidrs: readonly string[];
  /**
   * `vnet-integration`: its private address lies in a subnet of its own. `private-cluster`: it is a private endpoint
   * among the nodes, and there is no other.
   */
  readonly attachment: 'vnet-integration' | 'private-cluster';
}

type Settings = Pick<
  KubernetesClusterConfig,
  'privateClusterEnabled' | 'privateDnsZoneId' | 'privateClusterPublicFqdnEnabled' | 'apiServerAccessProfile'
>;

/** Nodes reach it by its private address in any case. */
export function apiServer(api: AzureApiAccess, subnet: string | undefined): Settings {
  const isPrivate = api.access === 'private';
  const integration =
    api.attachment === 'private-cluster' || subnet === undefined
      ? {}
      : { virtualNetworkIntegrationEnabled: true, subnetId: subnet };
  // AKS takes a list for the public address only: https://learn.microsoft.com/azure/aks/private-clusters#limitations
  const profile = { ...integration, ...(isPrivate ? {} : { authorizedIpRanges: [...api.allowedCidrs] }) };
  return {
    privateClusterEnabled: isPrivate,
    privateClusterPublicFqdnEnabled: false,
    // A zone that AKS makes among the nodes' resources, and links to the network.
    ...(isPrivate ? { privateDnsZoneId: 'System' } : {}),
    ...(Object.keys(profile).length === 0 ? {} : { apiServerAccessProfile: profile }),
  };
}
