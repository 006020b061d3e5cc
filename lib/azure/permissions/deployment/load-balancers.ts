import type { Noun } from './context';

const ADDRESSES = 'Microsoft.Network/publicIPAddresses';

/**
 * Addresses of external listeners. Load balancers, their rules and Private Link services are made by AKS from Services of
 * the manifests, with rights of its own in the resource group of the nodes; Azure reserves no internal addresses.
 */
export const loadBalancerPermissions: Noun = ({ externalListeners }) => {
  if (!externalListeners) return [];
  const common = { on: 'data-plane group', neededBy: 'load balancers' } as const;
  return [
    {
      ...common,
      actions: [`${ADDRESSES}/read`],
      phases: ['read'],
      reason: 'compares the addresses of external listeners with what they should be',
    },
    {
      ...common,
      actions: [`${ADDRESSES}/write`],
      phases: ['install'],
      reason: 'reserves the addresses of external listeners, which the environment opens',
    },
    {
      ...common,
      actions: [`${ADDRESSES}/delete`],
      phases: ['install', 'delete'],
      reason: 'gives addresses of external listeners back',
    },
  ];
};
