import type { Noun } from './context';

/** Google registers every private endpoint in Service Directory, with the rights of its maker. */
export const serviceDirectoryPermissions: Noun = ({ googleApisEndpoint, controlPlaneEndpoint }) => {
  if (!googleApisEndpoint && !controlPlaneEndpoint) return [];
  const common = {
    on: 'project',
    unnamed: 'Google chooses the names, and IAM knows none of them',
    neededBy: 'private endpoints',
  } as const;
  return [
    {
      ...common,
      permissions: ['servicedirectory.namespaces.create', 'servicedirectory.services.create'],
      phases: ['install'],
      reason: 'Google registers a private endpoint in Service Directory, and asks its maker for the right',
    },
    {
      ...common,
      permissions: ['servicedirectory.namespaces.delete', 'servicedirectory.services.delete'],
      phases: ['install', 'delete'],
      reason: 'with a private endpoint goes what Google registered for it',
    },
  ];
};
