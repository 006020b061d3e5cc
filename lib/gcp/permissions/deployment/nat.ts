import { NO_NAMES, NOT_YET, type Noun } from './context';

/** Router, NAT and the addresses that it calls out from. */
export const natPermissions: Noun = ({ nat }) => {
  if (!nat) return [];
  const common = { on: 'project', unnamed: NO_NAMES, neededBy: 'nat' } as const;
  return [
    {
      ...common,
      permissions: ['compute.addresses.get', 'compute.routers.get'],
      phases: ['read'],
      reason: 'compares router, NAT and addresses with what they should be',
    },
    {
      ...common,
      unnamed: `${NO_NAMES}, and ${NOT_YET}`,
      permissions: ['compute.addresses.create', 'compute.routers.create'],
      phases: ['install'],
      reason: 'makes the router, and reserves the addresses that the NAT calls out from',
    },
    {
      ...common,
      permissions: ['compute.routers.update'],
      phases: ['install', 'delete'],
      reason: 'a NAT is a part of its router: it is made, changed and removed in it',
    },
    {
      ...common,
      permissions: ['compute.addresses.get', 'compute.addresses.setLabels', 'compute.addresses.use'],
      phases: ['install'],
      reason: 'labels the addresses, and hands them to the NAT',
    },
    {
      ...common,
      permissions: ['compute.addresses.delete', 'compute.routers.delete'],
      phases: ['install', 'delete'],
      reason: 'a failed install or a change of the network takes router and addresses away',
    },
  ];
};
