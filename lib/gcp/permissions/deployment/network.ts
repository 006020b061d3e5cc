import { NO_NAMES, NOT_YET, type Noun } from './context';

/** Network and subnets; nothing of it in a network of the customer's. */
export const networkPermissions: Noun = ({ network }) => {
  if (network !== 'new') return [];
  const common = { on: 'project', unnamed: NO_NAMES, neededBy: 'network' } as const;
  return [
    {
      ...common,
      permissions: ['compute.networks.get', 'compute.subnetworks.get'],
      phases: ['read'],
      reason: 'compares network and subnets with what they should be',
    },
    {
      ...common,
      unnamed: `${NO_NAMES}, and ${NOT_YET}`,
      permissions: ['compute.networks.create', 'compute.subnetworks.create'],
      phases: ['install'],
      reason: 'makes network and subnets',
    },
    {
      ...common,
      permissions: ['compute.networks.updatePolicy'],
      phases: ['install', 'delete'],
      reason: 'Compute Engine asks for it when a subnet, a router or a firewall rule of a network changes',
    },
    {
      ...common,
      permissions: [
        'compute.subnetworks.expandIpCidrRange',
        'compute.subnetworks.setPrivateIpGoogleAccess',
        'compute.subnetworks.update',
      ],
      phases: ['install'],
      reason: 'changes ranges, flow logs and the way to Google services of a subnet',
    },
    {
      ...common,
      permissions: ['compute.subnetworks.delete'],
      phases: ['install', 'delete'],
      reason: 'a failed install or a change of the network takes subnets away; none of them holds data',
    },
    {
      ...common,
      permissions: ['compute.networks.delete'],
      phases: ['delete'],
      reason: 'removes the network, at the very end',
    },
  ];
};
