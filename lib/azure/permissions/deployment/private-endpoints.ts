import type { Permission } from '../permission';
import { hasVaultEndpoint, type Noun } from './context';

const ENDPOINTS = 'Microsoft.Network/privateEndpoints';

/**
 * Private addresses of custody's storage accounts and of the key vault, and of the vendor's control plane. In a network of
 * the customer's, names lead there by zones of the customer's.
 */
export const privateEndpointPermissions: Noun = (context) => {
  const { existingNetwork, storageAccounts, controlPlaneEndpoint } = context;
  if (storageAccounts.length === 0 && !hasVaultEndpoint(context) && !controlPlaneEndpoint) return [];
  const common = { on: 'data-plane group', neededBy: 'private endpoints' } as const;
  return [
    {
      ...common,
      actions: [
        'Microsoft.Network/networkInterfaces/read',
        `${ENDPOINTS}/privateDnsZoneGroups/read`,
        `${ENDPOINTS}/read`,
      ],
      phases: ['read'],
      reason:
        'compares private endpoints with what they should be; Terraform reads their addresses at their interfaces',
    },
    {
      ...common,
      actions: [`${ENDPOINTS}/write`],
      phases: ['install'],
      reason: "makes the endpoints by which storage accounts, key vault and the vendor's control plane are reached",
    },
    {
      actions: ['Microsoft.Network/virtualNetworks/subnets/join/action'],
      phases: ['install'],
      on: existingNetwork === undefined ? 'data-plane group' : 'endpoint subnet',
      reason: 'puts endpoints into their subnet',
      neededBy: 'private endpoints',
    },
    {
      ...common,
      actions: [`${ENDPOINTS}/delete`],
      phases: ['install', 'delete'],
      reason: 'takes endpoints away; what they lead to stays',
    },
    ...(storageAccounts.length === 0 ? [] : [approval('storage accounts', 'Microsoft.Storage/storageAccounts')]),
    ...(hasVaultEndpoint(context) ? [approval('key vault', 'Microsoft.KeyVault/vaults')] : []),
  ];
};

/** https://learn.microsoft.com/azure/private-link/rbac-permissions */
function approval(on: 'storage accounts' | 'key vault', type: string): Permission {
  return {
    actions: [`${type}/PrivateEndpointConnectionsApproval/action`],
    phases: ['install'],
    on,
    reason:
      'an endpoint is connected at once if its maker may approve it; to read what is behind it takes other rights',
    neededBy: 'private endpoints',
  };
}
