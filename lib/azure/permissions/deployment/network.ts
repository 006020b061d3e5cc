import type { Noun } from './context';

const NETWORKS = 'Microsoft.Network/virtualNetworks';

/**
 * Virtual network and subnets; nothing of it in a network of the customer's. Who writes a subnet must be let use the
 * security group and the NAT gateway that it has, each time: their nouns say so. No `peer/action`: a peering takes that
 * right in both networks, so none comes about.
 */
export const networkPermissions: Noun = ({ existingNetwork }) => {
  if (existingNetwork !== undefined) return [];
  const common = { on: 'data-plane group', neededBy: 'network' } as const;
  return [
    {
      ...common,
      actions: [`${NETWORKS}/read`, `${NETWORKS}/subnets/read`],
      phases: ['read'],
      reason: 'compares network and subnets with what they should be',
    },
    {
      ...common,
      actions: [`${NETWORKS}/write`],
      phases: ['install'],
      reason: 'makes and changes the network; Azure has one action for both',
    },
    {
      ...common,
      actions: [`${NETWORKS}/subnets/write`],
      phases: ['install', 'delete'],
      reason: 'makes and changes subnets; before a subnet goes, Terraform takes security group and NAT gateway off it',
    },
    {
      ...common,
      actions: [`${NETWORKS}/subnets/delete`],
      phases: ['install', 'delete'],
      reason: 'a failed install or a change of the network takes subnets away; none of them holds data',
    },
    {
      ...common,
      actions: [`${NETWORKS}/delete`],
      phases: ['delete'],
      reason: 'removes the network, at the very end',
    },
  ];
};
