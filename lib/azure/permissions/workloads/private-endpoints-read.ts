import { resourceIdsOf } from '../../names';
import type { CapabilityGrants } from './context';

/** In the data plane's resource group only: a network of the customer's is elsewhere, and is not seen. */
export const privateEndpointsRead: CapabilityGrants = ({ neededBy, environmentId, subscription }) => [
  {
    kind: 'custom',
    role: 'private-endpoints-read',
    actions: [
      'Microsoft.Network/networkInterfaces/read',
      'Microsoft.Network/privateEndpoints/read',
      'Microsoft.Network/virtualNetworks/subnets/read',
    ],
    dataActions: [],
    on: 'data-plane group',
    scope: resourceIdsOf(environmentId, subscription).dataPlaneGroup,
    grantedBy: 'customer',
    unnamed: 'lists are asked of the resource group, and nothing but the installation is in it',
    reason: 'looks up private endpoints with their addresses, and subnets, to connect sources and sinks privately',
    neededBy,
  },
];
