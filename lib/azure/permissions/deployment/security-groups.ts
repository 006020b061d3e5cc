import type { Noun } from './context';

const GROUPS = 'Microsoft.Network/networkSecurityGroups';

/** Security groups of the installation's subnets. In a network of the customer's, the customer writes them. */
export const securityGroupPermissions: Noun = ({ existingNetwork }) => {
  if (existingNetwork !== undefined) return [];
  const common = { on: 'data-plane group', neededBy: 'security groups' } as const;
  return [
    {
      ...common,
      actions: [`${GROUPS}/read`, `${GROUPS}/securityRules/read`],
      phases: ['read'],
      reason: 'compares security groups and their rules with what they should be',
    },
    {
      ...common,
      actions: [`${GROUPS}/write`, `${GROUPS}/securityRules/write`],
      phases: ['install'],
      reason: 'lets health checks, listeners and the API server in to the nodes, and changes whom its rules let in',
    },
    {
      ...common,
      actions: [`${GROUPS}/join/action`],
      phases: ['install', 'delete'],
      reason: 'puts security groups on subnets, and writes subnets that have one',
    },
    {
      ...common,
      actions: [`${GROUPS}/delete`, `${GROUPS}/securityRules/delete`],
      phases: ['install', 'delete'],
      reason: 'takes rules away, of a listener that goes or of the whole network',
    },
  ];
};
