import { BESIDE, BESIDE_LEFT_OUT, type ReplacedRole } from './replaced-role';

const ROLES = 'https://learn.microsoft.com/azure/role-based-access-control/built-in-roles';
const CONTAINERS = 'Microsoft.Storage/storageAccounts/blobServices/containers';
const IDENTITIES = 'Microsoft.ManagedIdentity/userAssignedIdentities';

/** What comparable products ask for the services that run in the cluster. */
export const SERVICE_ROLES: readonly ReplacedRole[] = [
  {
    role: 'Storage Blob Data Contributor',
    actions: [
      `${CONTAINERS}/delete`,
      `${CONTAINERS}/read`,
      `${CONTAINERS}/write`,
      'Microsoft.Storage/storageAccounts/blobServices/generateUserDelegationKey/action',
    ],
    dataActions: [
      `${CONTAINERS}/blobs/add/action`,
      `${CONTAINERS}/blobs/delete`,
      `${CONTAINERS}/blobs/move/action`,
      `${CONTAINERS}/blobs/read`,
      `${CONTAINERS}/blobs/write`,
    ],
    source: `${ROLES}/storage#storage-blob-data-contributor`,
    replacedBy: '`bucket:read` and `bucket:read-write`, each on one container of the plan and to one workload',
    keptBy: ['bucket:read', 'bucket:read-write'],
    leftOut: [
      { actions: `${CONTAINERS}/delete`, why: 'a container goes with all that is in it; custody keeps it' },
      { actions: `${CONTAINERS}/write`, why: 'who may see a container from outside is said by its settings' },
      { actions: `${CONTAINERS}/read`, why: 'settings of containers are none of the business of a workload' },
      {
        actions: 'Microsoft.Storage/storageAccounts/blobServices/generateUserDelegationKey/action',
        why: 'signs URLs that let anybody in for up to seven days',
      },
      {
        actions: `${CONTAINERS}/blobs/move/action`,
        why: 'only accounts with folders (hierarchical namespace) move blobs',
      },
    ],
  },
  {
    role: 'Network Contributor',
    actions: ['Microsoft.Network/*', 'Microsoft.ResourceHealth/availabilityStatuses/read', ...BESIDE],
    source: `${ROLES}/networking#network-contributor`,
    replacedBy:
      '`private-endpoints:read` for workloads, which looks endpoints and subnets up; for AKS, three actions on subnets, reading of the NAT gateway, and two on reserved addresses',
    keptBy: ['private-endpoints:read', 'cluster'],
    leftOut: [
      { actions: 'Microsoft.Network/virtualNetworks/peer/action', why: 'a peering leads out of the network' },
      { actions: 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings/*', why: 'the same' },
      { actions: 'Microsoft.Network/virtualNetworks/*', why: 'the network is changed by Terraform only' },
      { actions: 'Microsoft.Network/networkSecurityGroups/*', why: 'the same; a rule lets anybody in' },
      { actions: 'Microsoft.Network/natGateways/*', why: 'the same' },
      { actions: 'Microsoft.Network/routeTables/*', why: 'a route can lead traffic past every rule' },
      {
        actions: 'Microsoft.Network/privateEndpoints/*',
        why: 'a private endpoint connects the network to somebody else: the customer makes it',
      },
      {
        actions: 'Microsoft.Network/privateLinkServices/*',
        why: 'AKS makes them in the resource group of the nodes, from Services of the manifests',
      },
      { actions: 'Microsoft.Network/loadBalancers/*', why: 'the same' },
      { actions: 'Microsoft.Network/publicIPAddresses/*', why: 'addresses are reserved by Terraform' },
      { actions: 'Microsoft.Network/dnsZones/*', why: 'names are written by external-dns, in one zone' },
      { actions: 'Microsoft.Network/privateDnsZones/*', why: 'zones of private endpoints are made by Terraform' },
      {
        actions: 'Microsoft.Network/*',
        why: 'firewalls, gateways, hubs and captures of traffic; no workload sets them up',
      },
      { actions: 'Microsoft.ResourceHealth/*', why: 'no workload asks for the state of Azure' },
      ...BESIDE_LEFT_OUT,
    ],
  },
  {
    role: 'Managed Identity Contributor',
    actions: [
      `${IDENTITIES}/delete`,
      `${IDENTITIES}/federatedIdentityCredentials/delete`,
      `${IDENTITIES}/federatedIdentityCredentials/read`,
      `${IDENTITIES}/federatedIdentityCredentials/write`,
      `${IDENTITIES}/read`,
      `${IDENTITIES}/revokeTokens/action`,
      `${IDENTITIES}/write`,
      ...BESIDE,
    ],
    source: `${ROLES}/identity#managed-identity-contributor`,
    replacedBy: 'nothing: custody makes an identity per workload, and grants its credential, both by the customer',
    keptBy: [],
    leftOut: [
      {
        actions: `${IDENTITIES}/federatedIdentityCredentials/*`,
        why: 'who writes a credential lets anybody be the identity, with all that it may do',
      },
      { actions: `${IDENTITIES}/write`, why: 'an identity that the customer does not watch' },
      { actions: `${IDENTITIES}/delete`, why: 'roles of a deleted identity are lost, also when it is made anew' },
      { actions: `${IDENTITIES}/revokeTokens/action`, why: 'it cuts a workload off' },
      { actions: `${IDENTITIES}/read`, why: 'what other identities there are is none of the business of a workload' },
      ...BESIDE_LEFT_OUT,
    ],
  },
  {
    role: 'Role Based Access Control Administrator',
    actions: [
      'Microsoft.Authorization/roleAssignments/delete',
      'Microsoft.Authorization/roleAssignments/write',
      '*/read',
      'Microsoft.Support/*',
    ],
    source: `${ROLES}/privileged#role-based-access-control-administrator`,
    replacedBy:
      'nothing: the customer assigns every role, in bootstrap, custody and grants. A condition would limit which roles somebody else assigns, and to whom; here nobody else assigns any',
    keptBy: [],
    leftOut: [
      {
        actions: 'Microsoft.Authorization/roleAssignments/write',
        why: 'whoever assigns roles may have every right; also with a condition, the allowed ones go to anybody',
      },
      { actions: 'Microsoft.Authorization/roleAssignments/delete', why: "it takes the customer's own access away" },
      { actions: '*/read', why: 'settings of everything in the scope; no workload needs them' },
      { actions: 'Microsoft.Support/*', why: "the customer's support contract is the customer's" },
    ],
  },
  {
    role: 'Monitoring Reader',
    actions: ['*/read', 'Microsoft.OperationalInsights/workspaces/search/action', 'Microsoft.Support/*'],
    source: `${ROLES}/monitor#monitoring-reader`,
    replacedBy: '`metrics:query`: one data action, on one workspace for metrics that the customer names',
    keptBy: [],
    leftOut: [
      { actions: 'Microsoft.OperationalInsights/*', why: 'logs of everything in the scope; no workload reads any' },
      { actions: '*/read', why: 'settings of everything in the scope; metrics of the data plane are in Prometheus' },
      { actions: 'Microsoft.Support/*', why: "the customer's support contract is the customer's" },
    ],
  },
  {
    role: 'custom role that reads network interfaces',
    actions: ['Microsoft.Network/networkInterfaces/read'],
    replacedBy: "`private-endpoints:read`, in the data plane's resource group",
    keptBy: ['private-endpoints:read'],
    leftOut: [],
  },
  {
    role: 'custom role for federated credentials',
    actions: [`${IDENTITIES}/federatedIdentityCredentials/*`],
    replacedBy: 'nothing: grants makes one credential per workload with its exact subject, by the customer',
    keptBy: [],
    leftOut: [
      {
        actions: `${IDENTITIES}/federatedIdentityCredentials/*`,
        why: 'who writes a credential lets anybody be the identity, with all that it may do',
      },
    ],
  },
];
