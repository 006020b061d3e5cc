import { NO_NAMES, type Noun } from './context';

/**
 * Reserved addresses. Load balancers, their rules and service attachments are made by GKE, from Services of the
 * manifests, with rights of its own.
 */
export const loadBalancerPermissions: Noun = ({ network, externalListeners }) => {
  const common = { on: 'project', unnamed: NO_NAMES, neededBy: 'load balancers' } as const;
  return [
    {
      ...common,
      permissions: ['compute.addresses.get'],
      phases: ['read'],
      reason: 'compares the addresses of load balancers with what they should be',
    },
    {
      ...common,
      permissions: [
        'compute.addresses.createInternal',
        'compute.addresses.get',
        'compute.addresses.setLabels',
        // In a Shared VPC, the host project grants it on the one subnet.
        ...(network === 'shared' ? [] : ['compute.subnetworks.use']),
      ],
      phases: ['install'],
      reason: 'reserves the internal addresses of load balancers in the subnet for nodes',
    },
    {
      ...common,
      permissions: ['compute.addresses.deleteInternal'],
      phases: ['install', 'delete'],
      reason: 'gives internal addresses back, of a listener that goes or of all',
    },
    ...(externalListeners
      ? [
          {
            ...common,
            permissions: ['compute.addresses.create'],
            phases: ['install'],
            reason: 'reserves the addresses of external listeners, which the environment opens',
          } as const,
          {
            ...common,
            permissions: ['compute.addresses.delete'],
            phases: ['install', 'delete'],
            reason: 'gives addresses of external listeners back',
          } as const,
        ]
      : []),
  ];
};
