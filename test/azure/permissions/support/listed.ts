/**
 * Actions that no role of Azure's names in full, and that were looked up one by one in November 2026: on the page of their
 * provider (`lib/azure/permissions/operations.ts`), or, where they are not on it, on the page that stands there for them.
 */
export const LISTED: Readonly<Record<'actions' | 'dataActions', readonly string[]>> = {
  actions: [
    ...under('Microsoft.Authorization', [
      'denyAssignments/delete',
      'policyAssignments/delete',
      'policyAssignments/write',
      'policyExemptions/write',
      'roleAssignmentScheduleRequests/write',
      'roleDefinitions/delete',
      'roleDefinitions/write',
      'roleManagementPolicies/write',
    ]),
    ...under('Microsoft.Compute', ['diskEncryptionSets/write']),
    ...under('Microsoft.ContainerService', [
      'managedClusters/availableAgentPoolVersions/read',
      'managedClusters/commandResults/read',
      'managedClusters/delete',
      'managedClusters/extensionaddons/write',
      'managedClusters/maintenanceConfigurations/delete',
      'managedClusters/maintenanceConfigurations/read',
      'managedClusters/maintenanceConfigurations/write',
      'managedClusters/privateEndpointConnectionsApproval/action',
      'managedClusters/resetAADProfile/action',
      'managedClusters/rotateClusterCertificates/action',
      'snapshots/write',
    ]),
    ...under('Microsoft.Insights', [
      'ActionGroups/Write',
      'ActivityLogAlerts/Delete',
      'ActivityLogAlerts/Write',
      'DiagnosticSettings/Delete',
      'DiagnosticSettings/Write',
    ]),
    ...under('Microsoft.KeyVault', ['vaults/accessPolicies/write', 'vaults/delete', 'vaults/write']),
    ...under('Microsoft.Network', [
      'applicationGateways/write',
      'bastionHosts/write',
      'dnszones/CNAME/write',
      'dnszones/NS/write',
      'dnszones/TXT/delete',
      'dnszones/TXT/read',
      'dnszones/TXT/write',
      'dnszones/all/read',
      'dnszones/delete',
      'dnszones/read',
      'dnszones/write',
      // Not on the page.
      'natGateways/delete',
      'natGateways/write',
      'networkWatchers/packetCaptures/write',
      'privateDnsOperationResults/read',
      'privateDnsZones/A/read',
      'privateDnsZones/ALL/read',
      'privateDnsZones/SOA/read',
      'privateDnsZones/TXT/delete',
      'privateDnsZones/TXT/write',
      'privateDnsZones/delete',
      'privateDnsZones/virtualNetworkLinks/delete',
      'privateEndpoints/delete',
      'privateEndpoints/privateDnsZoneGroups/delete',
      'virtualNetworkGateways/write',
      'virtualNetworkTaps/write',
    ]),
    ...under('Microsoft.Storage/storageAccounts', [
      'blobServices/containers/immutabilityPolicies/delete',
      'localusers/write',
      'managementPolicies/write',
    ]),
  ],
  dataActions: [
    ...under('Microsoft.ContainerService/managedClusters', [
      'pods/exec/action',
      'pods/write',
      'rbac.authorization.k8s.io/clusterrolebindings/write',
      'secrets/read',
      'secrets/write',
      'serviceaccounts/impersonate/action',
      'users/impersonate/action',
    ]),
    ...under('Microsoft.KeyVault/vaults', ['keys/purge/action']),
    ...under('Microsoft.Storage/storageAccounts/blobServices/containers/blobs', [
      'deleteBlobVersion/action',
      'permanentDelete/action',
    ]),
  ],
};

function under(start: string, ends: readonly string[]): readonly string[] {
  return ends.map((end) => `${start}/${end}`);
}
