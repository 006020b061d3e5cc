import { Construct, DependencyGroup, type IDependable } from 'constructs';
import type { ResolvedExistingNetwork } from '../../core/resolved-network';
import type { IAzureNetwork, Outbound } from './network-contract';

/** An existing network, by resource ids. */
export interface ExistingNetworkIds {
  /** `/subscriptions/S/resourceGroups/G/providers/Microsoft.Network/virtualNetworks/V`. */
  readonly virtualNetwork: string;
  /** Subnet for nodes: `.../virtualNetworks/V/subnets/N`. All are of the one virtual network. */
  readonly nodeSubnet: string;
  /**
   * Subnet that is delegated to the API server.
   *
   * @default - none: the API server is behind a private endpoint in the subnet for nodes
   */
  readonly apiServerSubnet?: string;
  /** Subnet for private endpoints. */
  readonly privateEndpointSubnet: string;
  /** Subnet for internal load balancers. */
  readonly loadBalancerSubnet: string;
  /** Its addresses, of which load balancers take the first. */
  readonly loadBalancerCidr: string;
  /**
   * Subnet in which network policies of Private Link services are off.
   *
   * @default - none
   */
  readonly privateLinkSubnet?: string;
  /** How nodes get out. */
  readonly outbound: Outbound;
}

/** What a resource or a data source of the provider says of itself; `Subnet`, for example. */
export interface Identified {
  /** Resource id. */
  readonly id: string;
  readonly name: string;
}

/** An existing network, by resources or data sources of the same stack. */
export interface ExistingNetworkResources extends Pick<ExistingNetworkIds, 'loadBalancerCidr' | 'outbound'> {
  /** `VirtualNetwork` or `DataAzurermVirtualNetwork`. */
  readonly virtualNetwork: Identified;
  /** `Subnet` or `DataAzurermSubnet` for nodes. */
  readonly nodeSubnet: Identified;
  /**
   * Subnet that is delegated to the API server.
   *
   * @default - none: the API server is behind a private endpoint in the subnet for nodes
   */
  readonly apiServerSubnet?: Identified;
  /** Subnet for private endpoints. */
  readonly privateEndpointSubnet: Identified;
  /** Subnet for internal load balancers. */
  readonly loadBalancerSubnet: Identified;
  /**
   * Subnet in which network policies of Private Link services are off.
   *
   * @default - none
   */
  readonly privateLinkSubnet?: Identified;
  /**
   * What nodes need before they can start, for example the NAT gateway's association that the same stack makes.
   *
   * @default - nothing
   */
  readonly wayOut?: IDependable;
}

/** A network of the customer's: nothing is created and nothing changed in it. */
export class ExistingNetwork extends Construct implements IAzureNetwork {
  /** The network that an environment describes by ids. */
  public static fromEnvironment(
    scope: Construct,
    id: string,
    network: ResolvedExistingNetwork<'azure'>,
  ): IAzureNetwork {
    return new ExistingNetwork(scope, id, describedNetwork(network));
  }

  public readonly virtualNetwork: string;
  public readonly nodeSubnet: string;
  public readonly apiServerSubnet?: string;
  public readonly privateEndpointSubnet: string;
  public readonly loadBalancerSubnet: string;
  public readonly loadBalancerCidr: string;
  public readonly privateLinkSubnet?: string;
  public readonly outbound: Outbound;
  /** The addresses are the customer's, and known to the customer. */
  public readonly egressAddresses: readonly string[] = [];
  public readonly wayOut: IDependable;

  public constructor(scope: Construct, id: string, props: ExistingNetworkResources) {
    super(scope, id);
    this.virtualNetwork = props.virtualNetwork.id;
    this.nodeSubnet = props.nodeSubnet.id;
    if (props.apiServerSubnet !== undefined) this.apiServerSubnet = props.apiServerSubnet.id;
    this.privateEndpointSubnet = props.privateEndpointSubnet.id;
    this.loadBalancerSubnet = props.loadBalancerSubnet.name;
    this.loadBalancerCidr = props.loadBalancerCidr;
    if (props.privateLinkSubnet !== undefined) this.privateLinkSubnet = props.privateLinkSubnet.name;
    this.outbound = props.outbound;
    this.wayOut = props.wayOut ?? new DependencyGroup();
  }
}

/** Resource ids and names of the network that an environment describes. */
export function describedNetwork(network: ResolvedExistingNetwork<'azure'>): ExistingNetworkResources {
  const { apiServerSubnet, privateLinkSubnet } = network;
  return identifiedNetwork({
    virtualNetwork: network.virtualNetworkId,
    nodeSubnet: network.nodeSubnet.id,
    privateEndpointSubnet: network.privateEndpointSubnet.id,
    loadBalancerSubnet: network.loadBalancerSubnet.id,
    loadBalancerCidr: network.loadBalancerSubnet.cidr,
    outbound: network.outbound,
    ...(apiServerSubnet === undefined ? {} : { apiServerSubnet: apiServerSubnet.id }),
    ...(privateLinkSubnet === undefined ? {} : { privateLinkSubnet: privateLinkSubnet.id }),
  });
}

/** Names from resource ids, of which they are the last part. */
export function identifiedNetwork(ids: ExistingNetworkIds): ExistingNetworkResources {
  const { apiServerSubnet, privateLinkSubnet, loadBalancerCidr, outbound } = ids;
  const identified = (id: string): Identified => ({ id, name: id.slice(id.lastIndexOf('/') + 1) });
  return {
    virtualNetwork: identified(ids.virtualNetwork),
    nodeSubnet: identified(ids.nodeSubnet),
    privateEndpointSubnet: identified(ids.privateEndpointSubnet),
    loadBalancerSubnet: identified(ids.loadBalancerSubnet),
    loadBalancerCidr,
    outbound,
    ...(apiServerSubnet === undefined ? {} : { apiServerSubnet: identified(apiServerSubnet) }),
    ...(privateLinkSubnet === undefined ? {} : { privateLinkSubnet: identified(privateLinkSubnet) }),
  };
}
