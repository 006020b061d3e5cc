import type { CapabilityGrants } from './context';

/** Private endpoints are forwarding rules of the project. Subnets of a Shared VPC are in the host project, and are not seen. */
export const privateEndpointsRead: CapabilityGrants = ({ neededBy }) => [
  {
    kind: 'custom',
    role: 'private-endpoints-read',
    permissions: [
      'compute.forwardingRules.get',
      'compute.forwardingRules.list',
      'compute.subnetworks.get',
      'compute.subnetworks.list',
    ],
    on: 'project',
    grantedBy: 'customer',
    unnamed: 'lists are asked of the project, and endpoints of the customer have names of the customer',
    reason: 'looks up private endpoints and subnets, to connect sources and sinks privately',
    neededBy,
  },
];
