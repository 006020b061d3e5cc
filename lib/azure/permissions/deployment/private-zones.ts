import { hasVaultEndpoint, type Noun } from './context';

const ZONES = 'Microsoft.Network/privateDnsZones';
const ZONE_GROUPS = 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups';

/**
 * Zones by which names lead to private endpoints. They answer in the installation's network only: a link takes a right on
 * the network, too. In a network of the customer's, the customer has zones of its own.
 */
export const privateZonePermissions: Noun = (context) => {
  const { existingNetwork, storageAccounts, controlPlaneEndpoint } = context;
  const namesServices = storageAccounts.length > 0 || hasVaultEndpoint(context);
  if (existingNetwork !== undefined || (!namesServices && !controlPlaneEndpoint)) return [];
  const common = { on: 'data-plane group', neededBy: 'private DNS zones' } as const;
  return [
    {
      ...common,
      actions: [
        'Microsoft.Network/privateDnsOperationResults/read',
        'Microsoft.Network/privateDnsOperationStatuses/read',
        `${ZONES}/SOA/read`,
        `${ZONES}/read`,
        `${ZONES}/virtualNetworkLinks/read`,
      ],
      phases: ['read'],
      reason: 'compares zones and their links with what they should be, and waits for changes of them',
    },
    {
      ...common,
      actions: [
        'Microsoft.Network/virtualNetworks/join/action',
        `${ZONES}/virtualNetworkLinks/write`,
        `${ZONES}/write`,
      ],
      phases: ['install'],
      reason: 'makes zones, and links them to the network',
    },
    {
      ...common,
      actions: [`${ZONES}/delete`, `${ZONES}/virtualNetworkLinks/delete`],
      phases: ['install', 'delete'],
      reason: 'takes zones and their links away',
    },
    ...(namesServices
      ? [
          {
            ...common,
            actions: [`${ZONES}/join/action`, `${ZONE_GROUPS}/write`],
            phases: ['install'],
            reason: 'has Azure write the names of storage accounts and key vault into their zones',
          } as const,
          {
            ...common,
            actions: [`${ZONE_GROUPS}/delete`],
            phases: ['install', 'delete'],
            reason: 'takes these names away',
          } as const,
        ]
      : []),
    ...(controlPlaneEndpoint
      ? [
          {
            ...common,
            actions: [`${ZONES}/A/read`],
            phases: ['read'],
            reason: "compares the names of the vendor's control plane with what they should be",
          } as const,
          {
            ...common,
            actions: [`${ZONES}/A/write`],
            phases: ['install'],
            reason: "has the names of the vendor's control plane lead to its endpoint",
          } as const,
          {
            ...common,
            actions: [`${ZONES}/A/delete`],
            phases: ['install', 'delete'],
            reason: 'takes these names away',
          } as const,
        ]
      : []),
  ];
};
