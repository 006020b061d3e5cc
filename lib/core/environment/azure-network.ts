import { z } from 'zod';
import { cidr, strict } from '../schema';
import { resourceId } from './azure-ids';
import { existingCommon, newNetwork } from './common';

const podCidr = cidr()
  .default('10.244.0.0/16')
  .describe(
    'Addresses of pods, which only the cluster knows. Every node takes a /24 of them: a /16 ends at 256 nodes, a /14 at 1024. Choose it at the install: a change replaces the cluster.',
  );

/**
 * A network that the data plane makes on Azure. Nothing to choose about: one NAT gateway (a subnet takes no second one) with
 * an address in all three zones, and private endpoints for buckets, key vault and a private service of the control plane.
 */
export const newAzureNetwork = strict({
  kind: newNetwork.shape.kind,
  cidr: newNetwork.shape.cidr,
  podCidr,
  serviceCidr: newNetwork.shape.serviceCidr,
  peeredCidrs: newNetwork.shape.peeredCidrs,
}).meta({ title: 'NewAzureNetwork' });

const subnet = strict({
  id: resourceId('a subnet', 'Microsoft.Network/virtualNetworks/<network>/subnets/<subnet>').describe(
    'Resource id of the subnet.',
  ),
  cidr: cidr().describe('Addresses of the subnet.'),
}).meta({ title: 'ExistingAzureSubnet' });

/** A network of the customer's on Azure. */
export const existingAzureNetwork = strict({
  ...existingCommon,
  cidr: cidr().describe('Addresses of the network around the subnets: clients of internal listeners come from there.'),
  podCidr,
  virtualNetworkId: resourceId('a virtual network', 'Microsoft.Network/virtualNetworks/<network>').describe(
    'Resource id of the virtual network; needs the grants of docs/azure/existing-network.md.',
  ),
  nodeSubnet: subnet.describe('Subnet for nodes; with a way out, see `outbound`.'),
  privateEndpointSubnet: subnet.describe('Subnet for private endpoints of buckets, key vault and control plane.'),
  loadBalancerSubnet: subnet.describe(
    'Subnet for internal load balancers, which take its first addresses; nothing else may take any there.',
  ),
  apiServerSubnet: subnet
    .optional()
    .describe(
      'Subnet that is delegated to Microsoft.ContainerService/managedClusters, where `apiServer` is vnet-integration.\n\n@default - none',
    ),
  privateLinkSubnet: subnet
    .optional()
    .describe(
      'Subnet with network policies of Private Link services off, from which consumers of `endpointServices` come.\n\n@default - none',
    ),
  outbound: z
    .enum(['nat-gateway', 'routes'])
    .default('nat-gateway')
    .describe(
      'How the nodes get out: by a NAT gateway of their subnet, or by its route table, whose 0.0.0.0/0 leads to a firewall of yours.',
    ),
}).meta({ title: 'ExistingVirtualNetwork' });
