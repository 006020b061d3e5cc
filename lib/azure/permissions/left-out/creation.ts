import type { ReplacedRole } from './replaced-role';

const ROLES = 'https://learn.microsoft.com/azure/role-based-access-control/built-in-roles';

/** What comparable products ask for while an environment is made or deleted. */
export const CREATION_ROLES: readonly ReplacedRole[] = [
  {
    role: 'Owner (of the subscription)',
    actions: ['*'],
    source: `${ROLES}/privileged#owner`,
    replacedBy:
      'roles read, run, install and delete of the vendor, on one resource group that is empty before; and on what custody made, single actions for each of it',
    keptBy: ['vendor'],
    leftOut: [
      {
        actions: 'Microsoft.Authorization/*',
        why: 'who assigns roles or lifts locks can have every other right; the customer assigns all of them',
      },
      {
        actions: 'Microsoft.ContainerService/managedClusters/listClusterAdminCredential/action',
        why: 'an administrator that no log names; local accounts are off',
      },
      {
        actions: 'Microsoft.ContainerService/managedClusters/accessProfiles/listCredential/action',
        why: 'the same by another name',
      },
      {
        actions: 'Microsoft.ContainerService/managedClusters/runcommand/action',
        why: 'runs kubectl in the cluster, past its network; it is off',
      },
      {
        actions: 'Microsoft.ContainerService/managedClusters/trustedAccessRoleBindings/*',
        why: 'lets services of Azure into the cluster',
      },
      {
        actions: 'Microsoft.ContainerService/*',
        why: 'fleets, snapshots and single machines of pools; Terraform draws none',
      },
      { actions: 'Microsoft.Network/virtualNetworks/peer/action', why: 'a peering leads out of the network' },
      { actions: 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings/*', why: 'the same' },
      { actions: 'Microsoft.Network/routeTables/*', why: 'a route can lead traffic past every rule' },
      { actions: 'Microsoft.Network/networkWatchers/*', why: 'a capture copies traffic' },
      {
        actions: 'Microsoft.Network/privateLinkServices/*',
        why: 'AKS publishes load balancers, as the manifests say',
      },
      {
        actions: 'Microsoft.Network/*',
        why: 'load balancers and what belongs to them are made by AKS; the rest the data plane has not',
      },
      {
        actions: 'Microsoft.Compute/*',
        why: "nodes and disks are AKS's, in a resource group that the vendor has no rights in",
      },
      { actions: 'Microsoft.Storage/*', why: 'custody makes the accounts, and nobody gets their keys' },
      { actions: 'Microsoft.KeyVault/*', why: 'custody makes the vault, and nobody gets what is in it' },
      { actions: 'Microsoft.ManagedIdentity/*', why: 'custody makes every identity; the vendor may use two of them' },
      { actions: 'Microsoft.Resources/*', why: "bootstrap makes the resource group; a lock on it is the customer's" },
      { actions: 'Microsoft.Features/*', why: 'features of the subscription are for its owner' },
      { actions: 'Microsoft.Insights/*', why: "the customer's grants say where the logs of the cluster go" },
      { actions: 'Microsoft.OperationalInsights/*', why: 'custody keeps the logs, and the vendor reads none' },
      { actions: 'Microsoft.Monitor/*', why: 'metrics are for those that the customer names' },
      { actions: 'Microsoft.Security/*', why: 'what Defender watches is for the customer to say' },
      { actions: 'Microsoft.PolicyInsights/*', why: 'policies watch the vendor, too' },
    ],
  },
];
