import './peers';

export type { Mode, Phase, VendorAccess } from '../core/vendor-phases';
export { GcpAuditLogs, type GcpAuditLogsProps } from './bootstrap/audit-logs';
export { GcpBootstrap, type GcpBootstrapProps } from './bootstrap/bootstrap';
export { GcpBootstrapStack, gcpBootstrapProps } from './bootstrap/bootstrap-stack';
export { GcpDeploymentRoles, type GcpDeploymentRolesProps } from './bootstrap/deployment-roles';
export {
  GcpIdentityFederation,
  type GcpIdentityFederationProps,
  type OidcIdentity,
} from './bootstrap/identity-federation';
export {
  GcpRequiredApis,
  type GcpRequiredApisProps,
  OPTIONAL_APIS,
  type OptionalApi,
  REQUIRED_APIS,
} from './bootstrap/required-apis';
export { GcpVendorAccess, type GcpVendorAccessProps, type VendorIdentity } from './bootstrap/vendor-access';
export { GcpAdministrators, type GcpAdministratorsProps } from './custody/administrators';
export { GcpCustody, type GcpCustodyProps } from './custody/custody';
export type { IGcpCustody } from './custody/custody-contract';
export { GcpCustodyStack, gcpCustodyProps } from './custody/custody-stack';
export { GcpEncryption, type GcpEncryptionProps, type KeyUser } from './custody/encryption';
export { GcpGrants, type GcpGrantsProps, type VendorGrant } from './custody/grants';
export { GcpGrantsStack } from './custody/grants-stack';
export { GcpLogs, type GcpLogsProps } from './custody/logs';
export { type GcpBucketProps, GcpObjectStorage, type GcpObjectStorageProps } from './custody/object-storage';
export { GcpPrivateZones, type GcpPrivateZonesProps, type PrivateZone } from './custody/private-zones';
export type { DataOnDelete } from './custody/removal';
export { GcpSupportAccess, type GcpSupportAccessProps, type SupportWindow } from './custody/support-access';
export { GcpWorkloadIdentity, type GcpWorkloadIdentityProps, type NodeAccountUser } from './custody/workload-identity';
export type { GcpApiAccess } from './data-plane/api-endpoints';
export { GcpCluster, type GcpClusterProps } from './data-plane/cluster';
export { GcpDataPlane, type GcpDataPlaneProps } from './data-plane/data-plane';
export { GcpDataPlaneStack } from './data-plane/data-plane-stack';
export type { ExistingNetworkNames, ExistingNetworkResources, Named } from './data-plane/existing-network';
export { GcpFirewall, type GcpFirewallProps } from './data-plane/firewall';
export { type FirewallRule, type FirewallRulesInput, firewallRules } from './data-plane/firewall-rules';
export { GcpHostProjectGrants, type GcpHostProjectGrantsProps } from './data-plane/host-project-grants';
export { type GcpListener, GcpLoadBalancers, type GcpLoadBalancersProps } from './data-plane/load-balancers';
export { GcpNat, type GcpNatProps } from './data-plane/nat';
export { GcpNetwork, type GcpNetworkProps } from './data-plane/network';
export type { IGcpNetwork } from './data-plane/network-contract';
export { GcpNodePools, type GcpNodePoolsProps } from './data-plane/node-pools';
export { GcpPrivateEndpoints, type GcpPrivateEndpointsProps } from './data-plane/private-endpoints';
export type { InstallationStackProps } from './installation-stack';
export { ENVIRONMENT_LABEL, type GcpNames, namesOf, PRODUCT_LABEL, PROFILE_LABEL } from './names';
export type { Condition, NamedKind, Place } from './permissions/conditions';
export type { DeploymentContext } from './permissions/deployment/context';
export type { Permission, PolicyRecord, RoleRecord } from './permissions/permission';
