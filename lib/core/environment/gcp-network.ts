import { z } from 'zod';
import { cidr, strict } from '../schema';
import { existingCommon, newNetwork } from './common';
import { networkPart, projectId } from './gcp-names';

/** A network that the data plane makes on Google Cloud. */
export const newGcpNetwork = strict({
  ...newNetwork.shape,
  nat: newNetwork.shape.nat.describe(
    'Cloud NAT for outbound traffic. It is regional: one serves all zones, with three reserved addresses (`per-zone`) or one (`single`). `none`: you route outbound traffic yourself.',
  ),
  proxyOnlySubnet: z
    .boolean()
    .default(false)
    .describe(
      'Whether the subnet for Envoy load balancers is made; nothing of ours uses it. Its range is kept free otherwise.',
    ),
}).meta({ title: 'NewGcpNetwork' });

/** A network of the customer's on Google Cloud, or of a host project that shares it. */
export const existingGcpNetwork = strict({
  ...existingCommon,
  cidr: cidr().describe('Addresses of the network around the nodes: clients of internal listeners come from there.'),
  hostProject: projectId()
    .optional()
    .describe('Host project of a Shared VPC; needs the grants of docs/gcp/shared-vpc.md.\n\n@default - `project`'),
  network: networkPart('network').describe('Name of the VPC network.'),
  nodeSubnet: networkPart('subnet').describe('Name of the subnet for nodes and internal load balancers.'),
  nodeCidr: cidr().describe('Addresses of that subnet, its primary range.'),
  podRange: networkPart('secondary range').describe('Name of its secondary range for pods.'),
  podCidr: cidr().describe('Addresses of the range for pods; each node takes a block of them.'),
  serviceRange: networkPart('secondary range').describe('Name of its secondary range for services.'),
  serviceCidr: cidr().describe('Addresses of the range for services.'),
  privateServiceConnectSubnet: networkPart('subnet')
    .optional()
    .describe(
      'Name of a subnet for Private Service Connect, from which consumers of `endpointServices` come.\n\n@default - none',
    ),
  controlPlaneSubnet: networkPart('subnet')
    .optional()
    .describe(
      'Name of a subnet of a /28 or larger for the address of the control plane.\n\n@default - the address lies in the subnet for nodes',
    ),
}).meta({ title: 'ExistingVpcNetwork' });
