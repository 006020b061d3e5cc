import { NOT_YET, type Noun } from './context';

/**
 * Rules of the installation's network, told by the beginning of their names. In a network of the customer's, the
 * customer writes them. `compute.networks.updatePolicy`, which Compute Engine also asks for, is with the network.
 */
export const firewallPermissions: Noun = ({ network }) => {
  if (network !== 'new') return [];
  const rule = { on: 'named resources', kind: 'firewall rule', neededBy: 'firewall' } as const;
  return [
    {
      ...rule,
      permissions: ['compute.firewalls.get'],
      phases: ['read'],
      reason: 'compares its rules with what they should be',
    },
    {
      permissions: ['compute.firewalls.create'],
      phases: ['install'],
      on: 'project',
      unnamed: NOT_YET,
      reason: 'lets health checks, listeners and the control plane in to the nodes',
      neededBy: 'firewall',
    },
    {
      ...rule,
      permissions: ['compute.firewalls.update'],
      phases: ['install'],
      reason: 'changes whom its rules let in, when listeners or allow-lists change',
    },
    {
      ...rule,
      permissions: ['compute.firewalls.delete'],
      phases: ['install', 'delete'],
      reason: 'takes its rules away, of a listener that goes or of the whole network',
    },
  ];
};
