import { NO_NAMES, type Noun } from './context';

/**
 * Cluster and node pools. A pool has no permission of its own: whoever may change a cluster may make and remove its
 * pools. https://cloud.google.com/kubernetes-engine/docs/reference/api-permissions
 */
export const clusterPermissions: Noun = ({ network }) => {
  const cluster = { on: 'named resources', kind: 'cluster', neededBy: 'cluster' } as const;
  return [
    {
      ...cluster,
      permissions: ['container.clusters.get'],
      phases: ['read'],
      reason: 'compares cluster and node pools with what they should be; nothing that is in Kubernetes',
    },
    {
      permissions: ['compute.instanceGroupManagers.get'],
      phases: ['read'],
      on: 'project',
      unnamed: 'GKE names the groups of its nodes, and IAM knows none of them',
      reason: 'Terraform reads the number of nodes of a pool there',
      neededBy: 'node pools',
    },
    {
      permissions: ['container.clusters.create'],
      phases: ['install'],
      on: 'project',
      unnamed:
        'GKE checks it on the project, where there is no cluster yet: a cluster of any name can be made, and a second one',
      reason: 'makes the cluster',
      neededBy: 'cluster',
    },
    ...(network === 'shared'
      ? []
      : [
          {
            permissions: ['compute.networks.get', 'compute.subnetworks.get', 'compute.subnetworks.use'],
            phases: ['install'],
            on: 'project',
            unnamed: NO_NAMES,
            reason: 'puts the cluster into its network',
            neededBy: 'cluster',
          } as const,
        ]),
    {
      ...cluster,
      permissions: ['container.clusters.update'],
      phases: ['run', 'upgrade'],
      reason: 'changes settings and versions of the cluster, makes, changes and removes its node pools',
    },
    {
      permissions: ['iam.serviceAccounts.actAs'],
      phases: ['run', 'upgrade'],
      on: 'node service account',
      reason: 'nodes of a cluster or pool run as the account that custody made for them, and as no other',
      neededBy: 'node pools',
    },
    {
      ...cluster,
      permissions: ['container.clusters.delete'],
      phases: ['delete'],
      reason: 'removes the cluster, at the very end',
    },
  ];
};
