import type { Noun } from './context';

/** The resource group itself: nobody but the customer makes, changes or removes it. */
export const groupPermissions: Noun = () => [
  {
    actions: ['Microsoft.Resources/subscriptions/resourceGroups/read'],
    phases: ['read'],
    on: 'data-plane group',
    reason: 'reads the stamp of the bootstrap in the tags of the resource group',
    neededBy: 'resource group',
  },
];
