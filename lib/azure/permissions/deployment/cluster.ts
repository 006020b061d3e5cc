import type { Noun } from './context';

const CLUSTERS = 'Microsoft.ContainerService/managedClusters';

/**
 * Cluster and node pools. Whoever writes one must be let use all that it names, each time and not only once: identities,
 * subnets, disk encryption set. Azure has one action for making and changing, so that no switch for the install holds it.
 * https://learn.microsoft.com/azure/aks/concepts-identity#identity-creating-and-operating-the-cluster-permissions
 */
export const clusterPermissions: Noun = ({ existingNetwork, keys, defenderWorkspace }) => {
  const cluster = { on: 'data-plane group', neededBy: 'cluster' } as const;
  const pools = { on: 'data-plane group', neededBy: 'node pools' } as const;
  return [
    {
      ...cluster,
      actions: [`${CLUSTERS}/agentPools/read`, `${CLUSTERS}/maintenanceConfigurations/read`, `${CLUSTERS}/read`],
      phases: ['read'],
      reason: 'compares cluster, node pools and maintenance windows with what they should be',
    },
    {
      ...cluster,
      actions: [`${CLUSTERS}/listClusterUserCredential/action`],
      phases: ['read'],
      reason: 'Terraform asks for it at every read; with Entra ID it answers where the API is, and holds no secret',
    },
    {
      ...cluster,
      actions: [
        `${CLUSTERS}/maintenanceConfigurations/delete`,
        `${CLUSTERS}/maintenanceConfigurations/write`,
        `${CLUSTERS}/write`,
      ],
      phases: ['run', 'upgrade'],
      reason: 'makes and changes the cluster, its version and its maintenance windows',
    },
    {
      ...pools,
      actions: [`${CLUSTERS}/agentPools/delete`, `${CLUSTERS}/agentPools/write`],
      phases: ['run', 'upgrade'],
      reason: 'makes, changes and removes node pools',
    },
    {
      ...pools,
      actions: [`${CLUSTERS}/availableAgentPoolVersions/read`],
      phases: ['upgrade'],
      reason: 'Terraform looks a version up before it upgrades a pool to it',
    },
    {
      actions: ['Microsoft.Network/virtualNetworks/subnets/join/action'],
      phases: ['run', 'upgrade'],
      on: existingNetwork === undefined ? 'data-plane group' : 'cluster subnets',
      reason: 'puts nodes and API server into their subnets',
      neededBy: 'node pools',
    },
    {
      actions: ['Microsoft.ManagedIdentity/userAssignedIdentities/assign/action'],
      phases: ['run', 'upgrade'],
      on: 'cluster identities',
      reason: 'AKS and nodes act by the identities that custody made for them, and by no others',
      neededBy: 'cluster',
    },
    {
      actions: ['Microsoft.Compute/diskEncryptionSets/read'],
      phases: ['run', 'upgrade'],
      on: 'disk encryption set',
      reason: "disks of the nodes are encrypted with the installation's key; it takes no right to use the key",
      neededBy: 'node pools',
    },
    ...(keys.closed
      ? [
          {
            actions: ['Microsoft.KeyVault/vaults/read'],
            phases: ['run', 'upgrade'],
            on: 'key vault',
            reason: 'Terraform looks a closed vault up to name it to AKS; it takes no right on keys',
            neededBy: 'cluster',
          } as const,
        ]
      : []),
    ...(defenderWorkspace === undefined
      ? []
      : [
          {
            actions: ['Microsoft.OperationalInsights/workspaces/sharedKeys/read'],
            phases: ['run', 'upgrade'],
            on: 'defender workspace',
            reason: 'AKS asks for it where a cluster names a workspace; with the key, one can write logs and read none',
            neededBy: 'Defender',
          } as const,
        ]),
    {
      ...cluster,
      actions: [`${CLUSTERS}/delete`],
      phases: ['delete'],
      reason: 'removes the cluster, at the very end',
    },
  ];
};
