import type { Noun } from './context';

const GATEWAYS = 'Microsoft.Network/natGateways';
const ADDRESSES = 'Microsoft.Network/publicIPAddresses';

/** The NAT gateway and the address that it calls out from. */
export const natPermissions: Noun = ({ existingNetwork }) => {
  if (existingNetwork !== undefined) return [];
  const common = { on: 'data-plane group', neededBy: 'nat' } as const;
  return [
    {
      ...common,
      actions: [`${GATEWAYS}/read`, `${ADDRESSES}/read`],
      phases: ['read'],
      reason: 'compares NAT gateway and address with what they should be',
    },
    {
      ...common,
      actions: [`${GATEWAYS}/join/action`, `${GATEWAYS}/write`],
      phases: ['install', 'delete'],
      reason:
        'makes the NAT gateway and puts it on the subnet for nodes; before it goes, Terraform takes its address off',
    },
    {
      ...common,
      actions: [`${ADDRESSES}/join/action`, `${ADDRESSES}/write`],
      phases: ['install'],
      reason: 'reserves the address that it calls out from, and hands it to the gateway',
    },
    {
      ...common,
      actions: [`${GATEWAYS}/delete`, `${ADDRESSES}/delete`],
      phases: ['install', 'delete'],
      reason: 'a failed install or a change of the network takes gateway and address away',
    },
  ];
};
