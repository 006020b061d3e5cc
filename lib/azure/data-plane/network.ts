import { Subnet, type SubnetConfig } from '@cdktf/provider-azurerm/lib/subnet';
import { VirtualNetwork } from '@cdktf/provider-azurerm/lib/virtual-network';
import { Construct, DependencyGroup, type IDependable } from 'constructs';
import type { AzureRole } from '../../core/clouds/azure';
import { type NetworkLayout, rangesOf } from '../../core/network-layout';
import { namesOf } from '../names';
import type { AzurePlace } from '../place';
import {
  ExistingNetwork,
  type ExistingNetworkIds,
  type ExistingNetworkResources,
  identifiedNetwork,
} from './existing-network';
import { AzureNat } from './nat';
import type { IAzureNetwork } from './network-contract';

export interface AzureNetworkProps extends AzurePlace {
  /** Zones of the address of the NAT gateway: `1`, `2` and `3`. */
  readonly zones: readonly string[];
  /** Ranges by role, from `layoutNetwork`. */
  readonly layout: NetworkLayout<AzureRole>;
}

/** Roles of ranges that are subnets; those of pods and services are known to the cluster alone. */
export type SubnetRole = Exclude<AzureRole, 'pods' | 'services'>;

/** What is particular to a subnet. https://learn.microsoft.com/azure/templates/microsoft.network/virtualnetworks/subnets */
const SETTINGS: Readonly<Record<SubnetRole, Partial<SubnetConfig>>> = {
  // Else security groups would not hold for private endpoints: among the nodes, that of a private cluster's API.
  nodes: { privateEndpointNetworkPolicies: 'NetworkSecurityGroupEnabled' },
  'private-endpoints': { privateEndpointNetworkPolicies: 'NetworkSecurityGroupEnabled' },
  'load-balancers': {},
  // Azure refuses to take addresses of a Private Link service from the subnet while they are on.
  'private-link': { privateLinkServiceNetworkPoliciesEnabled: false },
  // https://learn.microsoft.com/azure/aks/api-server-vnet-integration
  'api-server': {
    delegation: [
      {
        name: 'aks',
        serviceDelegation: {
          name: 'Microsoft.ContainerService/managedClusters',
          actions: ['Microsoft.Network/virtualNetworks/subnets/join/action'],
        },
      },
    ],
  },
};

/** A virtual network drawn subnet by subnet from a layout: every address is known in advance. */
export class AzureNetwork extends Construct implements IAzureNetwork {
  /** Uses a network of the customer's, by resource ids. Creates nothing. */
  public static fromIds(scope: Construct, id: string, props: ExistingNetworkIds): IAzureNetwork {
    return new ExistingNetwork(scope, id, identifiedNetwork(props));
  }

  /** Uses a network that the same app makes or reads. Creates nothing and changes nothing in it. */
  public static fromResources(scope: Construct, id: string, props: ExistingNetworkResources): IAzureNetwork {
    return new ExistingNetwork(scope, id, props);
  }

  public readonly virtualNetwork: string;
  public readonly nodeSubnet: string;
  public readonly apiServerSubnet: string;
  public readonly privateEndpointSubnet: string;
  public readonly loadBalancerSubnet: string;
  public readonly loadBalancerCidr: string;
  public readonly privateLinkSubnet: string;
  public readonly outbound = 'nat-gateway';
  public readonly egressAddresses: readonly string[];
  public readonly wayOut: IDependable;
  /** Subnets by role, as security groups take them. */
  public readonly subnets: Readonly<Record<SubnetRole, string>>;
  /** NAT of nodes and pods. */
  public readonly nat: AzureNat;

  /** @throws Error if the layout has no range for a subnet */
  public constructor(scope: Construct, id: string, props: AzureNetworkProps) {
    super(scope, id);
    const { environmentId, subscription, resourceGroup, region, layout, tags } = props;
    const names = namesOf(environmentId, subscription);
    const network = new VirtualNetwork(this, 'Resource', {
      resourceGroupName: resourceGroup,
      location: region,
      name: names.network,
      addressSpace: [layout.cidr],
      tags: { ...tags },
    });
    const subnet = (construct: string, role: SubnetRole) =>
      new Subnet(this, construct, {
        resourceGroupName: resourceGroup,
        virtualNetworkName: network.name,
        name: names.subnet(role),
        addressPrefixes: [this.rangeOf(layout, role)],
        // Else Azure would give machines addresses on the internet that nobody chose.
        defaultOutboundAccessEnabled: false,
        ...SETTINGS[role],
      });
    const nodes = subnet('Nodes', 'nodes');
    const privateEndpoints = subnet('PrivateEndpoints', 'private-endpoints');
    const loadBalancers = subnet('LoadBalancers', 'load-balancers');
    const privateLink = subnet('PrivateLink', 'private-link');
    const apiServer = subnet('ApiServer', 'api-server');
    this.nat = new AzureNat(this, 'Nat', {
      environmentId,
      subscription,
      resourceGroup,
      region,
      zones: props.zones,
      subnet: nodes.id,
      tags,
    });
    this.subnets = {
      nodes: nodes.id,
      'private-endpoints': privateEndpoints.id,
      'load-balancers': loadBalancers.id,
      'private-link': privateLink.id,
      'api-server': apiServer.id,
    };
    this.virtualNetwork = network.id;
    this.nodeSubnet = nodes.id;
    this.apiServerSubnet = apiServer.id;
    this.privateEndpointSubnet = privateEndpoints.id;
    this.loadBalancerSubnet = loadBalancers.name;
    this.loadBalancerCidr = this.rangeOf(layout, 'load-balancers');
    this.privateLinkSubnet = privateLink.name;
    this.egressAddresses = this.nat.addresses;
    this.wayOut = new DependencyGroup(nodes, privateEndpoints, loadBalancers, privateLink, apiServer, this.nat);
  }

  private rangeOf(layout: NetworkLayout<AzureRole>, role: SubnetRole): string {
    const [range] = rangesOf(layout, role);
    if (range !== undefined) return range.cidr;
    throw new Error(
      `'layout' of ${this.node.path} must have a range for ${role}, got ${layout.ranges.map((other) => other.role).join(', ')}; use layoutNetwork`,
    );
  }
}
