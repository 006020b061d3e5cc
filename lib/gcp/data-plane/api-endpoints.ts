import type { ContainerClusterConfig } from '@cdktf/provider-google/lib/container-cluster';

/** How the Kubernetes API is reached, beside the nodes. */
export interface GcpApiAccess {
  /**
   * Who reaches its address, where it has one. `private`: connected networks, if listed. `public`: networks of the
   * internet, at least one.
   */
  readonly access: 'private' | 'public';
  /** The listed networks; anything larger than a /8 is refused. */
  readonly allowedCidrs: readonly string[];
  /**
   * `dns`: it has a name of Google's, which answers to whoever IAM grants `container.clusters.connect`, from anywhere,
   * and an address only if networks are listed. `ip`: it has an address and no name.
   */
  readonly endpoint: 'dns' | 'ip';
}

/** Nodes get private addresses in any case. */
export function apiEndpoints(
  api: GcpApiAccess,
  controlPlaneSubnet: string | undefined,
): Pick<
  ContainerClusterConfig,
  'controlPlaneEndpointsConfig' | 'privateClusterConfig' | 'masterAuthorizedNetworksConfig'
> {
  const isPrivate = api.access === 'private';
  const byAddress = api.endpoint === 'ip' || api.allowedCidrs.length > 0;
  return {
    controlPlaneEndpointsConfig: {
      dnsEndpointConfig: { allowExternalTraffic: api.endpoint === 'dns' },
      ipEndpointsConfig: { enabled: byAddress },
    },
    privateClusterConfig: {
      enablePrivateNodes: true,
      enablePrivateEndpoint: isPrivate,
      // A network may be connected in another region; who gets in, the list says.
      masterGlobalAccessConfig: { enabled: isPrivate && api.allowedCidrs.length > 0 },
      ...(controlPlaneSubnet === undefined ? {} : { privateEndpointSubnetwork: controlPlaneSubnet }),
    },
    // Without an address GKE keeps no list, and the provider would want to add it at every apply.
    ...(byAddress
      ? {
          masterAuthorizedNetworksConfig: {
            privateEndpointEnforcementEnabled: true,
            gcpPublicCidrsAccessEnabled: false,
            cidrBlocks: api.allowedCidrs.map((cidrBlock) => ({ cidrBlock })),
          },
        }
      : {}),
  };
}
