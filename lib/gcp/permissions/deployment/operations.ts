import type { Noun } from './context';

const CHOSEN = 'the service names its operations, and IAM knows none of them';

/** What Terraform waits for: nothing of it changes or reads a resource. */
export const operationPermissions: Noun = ({ network }) => [
  {
    permissions: ['container.operations.get'],
    phases: ['read'],
    on: 'project',
    unnamed: CHOSEN,
    reason: 'waits for changes of cluster and node pools, also for one that an earlier run left open',
    neededBy: 'cluster',
  },
  {
    permissions: ['compute.regionOperations.get', ...(network === 'new' ? ['compute.globalOperations.get'] : [])],
    phases: ['install', 'delete'],
    on: 'project',
    unnamed: CHOSEN,
    reason: 'waits for changes of the network and its addresses',
    neededBy: 'network',
  },
];
