import type { Neighbour } from '../../../support/denials';

/** Ids of the vendor in the phases of mode managed; the second half of each in a network of the customer's. */
const both = (...ids: readonly string[]) => [...ids, ...ids.map((id) => `${id}, in your network`)];
export const MANAGED = both('vendor: managed', 'vendor: managed, install', 'vendor: managed, delete');
export const READERS = [...both('vendor: approved'), ...MANAGED];
export const INSTALL = both('vendor: managed, install');
export const INSTALL_IN_OWN = ['vendor: managed, install'];
export const DELETE = both('vendor: managed, delete');
export const DELETE_IN_OWN = ['vendor: managed, delete'];
export const CLUSTER = both('cluster');

/** What is allowed in place of much else. */
const CLUSTERS = 'Microsoft.ContainerService/managedClusters';
export const READS_CLUSTER: Neighbour = ['vendor: approved', `${CLUSTERS}/read`];
export const CHANGES_CLUSTER: Neighbour = ['vendor: managed', `${CLUSTERS}/write`];
export const REACHES_CLUSTER: Neighbour = ['support', `${CLUSTERS}/listClusterUserCredential/action`];
export const READS_NETWORK: Neighbour = ['vendor: approved', 'Microsoft.Network/virtualNetworks/read'];
export const MAKES_NETWORK: Neighbour = ['vendor: managed, install', 'Microsoft.Network/virtualNetworks/write'];
export const OPENS_PORTS: Neighbour = [
  'vendor: managed, install',
  'Microsoft.Network/networkSecurityGroups/securityRules/write',
];
export const MAKES_ENDPOINTS: Neighbour = ['vendor: managed, install', 'Microsoft.Network/privateEndpoints/write'];
export const WRITES_RECORDS: Neighbour = ['dns:records', 'Microsoft.Network/dnsZones/A/write'];
export const USES_IDENTITY: Neighbour = [
  'vendor: managed',
  'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action',
];
export const NAMES_DISK_KEY: Neighbour = ['vendor: managed', 'Microsoft.Compute/diskEncryptionSets/read'];
export const READS_BLOBS: Neighbour = [
  'bucket:read',
  'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read',
];
export const WRITES_BLOBS: Neighbour = [
  'bucket:read-write',
  'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write',
];
export const CONNECTS_ACCOUNT: Neighbour = [
  'vendor: managed, install',
  'Microsoft.Storage/storageAccounts/PrivateEndpointConnectionsApproval/action',
];
export const ENCRYPTS: Neighbour = ['cluster', 'Microsoft.KeyVault/vaults/keys/encrypt/action'];
export const WRAPS: Neighbour = ['encryption', 'Microsoft.KeyVault/vaults/keys/wrap/action'];
export const READS_GROUP: Neighbour = ['vendor: approved', 'Microsoft.Resources/subscriptions/resourceGroups/read'];
export const QUERIES_METRICS: Neighbour = ['metrics:query', 'Microsoft.Monitor/accounts/data/metrics/read'];
export const HAS_LOG_KEY: Neighbour = ['vendor: managed', 'Microsoft.OperationalInsights/workspaces/sharedKeys/read'];
