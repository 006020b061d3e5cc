import './peers';

export type { Mode, Phase, VendorAccess } from '../core/vendor-phases';
export { AzureBootstrap, type AzureBootstrapProps } from './bootstrap/bootstrap';
export { AzureBootstrapStack, azureBootstrapProps } from './bootstrap/bootstrap-stack';
export { AzureDeploymentRoles, type AzureDeploymentRolesProps } from './bootstrap/deployment-roles';
export { AzureDetections, type AzureDetectionsProps } from './bootstrap/detections';
export { OPTIONAL_RESOURCE_PROVIDERS, REQUIRED_RESOURCE_PROVIDERS } from './bootstrap/resource-providers';
export {
  AzureVendorAccess,
  type AzureVendorAccessProps,
  type OidcIdentity,
  type VendorIdentity,
} from './bootstrap/vendor-access';
export { AzureAdministrators, type AzureAdministratorsProps } from './custody/administrators';
export type { Made } from './custody/binding';
export { AzureClusterLogs, type AzureClusterLogsProps } from './custody/cluster-logs';
export { AzureCustody, type AzureCustodyProps } from './custody/custody';
export type { IAzureCustody, KubeletIdentity } from './custody/custody-contract';
export { AzureCustodyStack, azureCustodyProps } from './custody/custody-stack';
export { AzureDiskEncryption, type AzureDiskEncryptionProps } from './custody/disk-encryption';
export { AzureEncryption, type AzureEncryptionProps, type OwnKeys } from './custody/encryption';
export { AzureGrants, type AzureGrantsProps, type VendorGrant } from './custody/grants';
export { AzureGrantsStack } from './custody/grants-stack';
export { AzureKeyVault, type AzureKeyVaultProps } from './custody/key-vault';
export { AzureLogs, type AzureLogsProps } from './custody/logs';
export { type AzureBucketProps, AzureObjectStorage, type AzureObjectStorageProps } from './custody/object-storage';
export type { DataOnDelete, RemovalProps } from './custody/removal';
export { AzureSupportAccess, type AzureSupportAccessProps, type SupportWindow } from './custody/support-access';
export { AzureVaultKeys, type AzureVaultKeysProps, type VaultKey } from './custody/vault-keys';
export { AzureVendorRoles, type AzureVendorRolesProps } from './custody/vendor-roles';
export { AzureWorkloadIdentity, type AzureWorkloadIdentityProps } from './custody/workload-identity';
export type { AzureApiAccess } from './data-plane/api-server';
export { AzureCluster } from './data-plane/cluster';
export type { AzureClusterProps } from './data-plane/cluster-props';
export { AzureDataPlane, type AzureDataPlaneProps } from './data-plane/data-plane';
export { AzureDataPlaneStack } from './data-plane/data-plane-stack';
export type { ExistingNetworkIds, ExistingNetworkResources, Identified } from './data-plane/existing-network';
export { type AzureListener, AzureLoadBalancers, type AzureLoadBalancersProps } from './data-plane/load-balancers';
export { AzureNat, type AzureNatProps } from './data-plane/nat';
export { AzureNetwork, type AzureNetworkProps, type SubnetRole } from './data-plane/network';
export type { IAzureNetwork, Outbound } from './data-plane/network-contract';
export type { AzureNodes } from './data-plane/node-config';
export { AzureNodePools, type AzureNodePoolsProps } from './data-plane/node-pools';
export {
  AzurePrivateEndpoints,
  type AzurePrivateEndpointsProps,
  type EndpointNames,
} from './data-plane/private-endpoints';
export { AzurePrivateZone, type AzurePrivateZoneProps } from './data-plane/private-zone';
export { AzureSecurityGroups, type AzureSecurityGroupsProps } from './data-plane/security-groups';
export {
  type GuardedSubnet,
  type SecurityRule,
  type SecurityRulesInput,
  securityRules,
} from './data-plane/security-rules';
export type { Expiry } from './draw-role';
export type { VendorRolesProps } from './draw-vendor-roles';
export { AZURE_PROVIDER_FEATURES, type InstallationStackProps } from './installation-stack';
export {
  type AzureNames,
  BOOTSTRAP_TAG,
  ENVIRONMENT_TAG,
  namesOf,
  PRODUCT_TAG,
  resourceIdsOf,
  tagsOf,
} from './names';
export type { Condition } from './permissions/conditions';
export { type DeploymentContext, deploymentContext } from './permissions/deployment/context';
export type { Permission, PolicyRecord, RoleRecord } from './permissions/permission';
export type { Place } from './permissions/place';
export type { AzurePlace } from './place';
export { STACK_VARIABLES } from './stack-variables';
