import { single } from '../terraform-facts/read';
import type { AttributeOf, Block } from '../terraform-facts/room';

/** Where resources are that lie in a group. */
const IN_GROUP = '/subscriptions/{subscription}/resourceGroups/{resource_group_name}/providers';
const NETWORK = `${IN_GROUP}/Microsoft.Network`;

/**
 * What Azure calls a resource, from its fields: https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules.
 * Written apart from the library, to compare the two: what is not called so by both is not the same thing.
 */
const NAMES: Readonly<Record<string, string>> = {
  azurerm_disk_encryption_set: `${IN_GROUP}/Microsoft.Compute/diskEncryptionSets/{name}`,
  azurerm_federated_identity_credential: '{parent_id}/federatedIdentityCredentials/{name}',
  azurerm_key_vault: `${IN_GROUP}/Microsoft.KeyVault/vaults/{name}`,
  azurerm_kubernetes_cluster: `${IN_GROUP}/Microsoft.ContainerService/managedClusters/{name}`,
  azurerm_kubernetes_cluster_node_pool: '{kubernetes_cluster_id}/agentPools/{name}',
  azurerm_management_lock: '{scope}/providers/Microsoft.Authorization/locks/{name}',
  azurerm_monitor_action_group: `${IN_GROUP}/Microsoft.Insights/actionGroups/{name}`,
  azurerm_monitor_activity_log_alert: `${IN_GROUP}/Microsoft.Insights/activityLogAlerts/{name}`,
  azurerm_nat_gateway: `${NETWORK}/natGateways/{name}`,
  azurerm_network_security_group: `${NETWORK}/networkSecurityGroups/{name}`,
  azurerm_network_security_rule: `${NETWORK}/networkSecurityGroups/{network_security_group_name}/securityRules/{name}`,
  azurerm_private_dns_a_record: `${NETWORK}/privateDnsZones/{zone_name}/A/{name}`,
  azurerm_private_dns_zone: `${NETWORK}/privateDnsZones/{name}`,
  azurerm_private_dns_zone_virtual_network_link: `${NETWORK}/privateDnsZones/{private_dns_zone_name}/virtualNetworkLinks/{name}`,
  azurerm_private_endpoint: `${NETWORK}/privateEndpoints/{name}`,
  azurerm_public_ip: `${NETWORK}/publicIPAddresses/{name}`,
  azurerm_resource_group: '/subscriptions/{subscription}/resourceGroups/{name}',
  azurerm_resource_group_template_deployment: `${IN_GROUP}/Microsoft.Resources/deployments/{name}`,
  azurerm_role_definition:
    '/subscriptions/{subscription}/providers/Microsoft.Authorization/roleDefinitions/{role_definition_id}',
  azurerm_storage_account: `${IN_GROUP}/Microsoft.Storage/storageAccounts/{name}`,
  azurerm_storage_container: '{storage_account_id}/blobServices/default/containers/{name}',
  azurerm_subnet: `${NETWORK}/virtualNetworks/{virtual_network_name}/subnets/{name}`,
  azurerm_user_assigned_identity: `${IN_GROUP}/Microsoft.ManagedIdentity/userAssignedIdentities/{name}`,
  azurerm_virtual_network: `${NETWORK}/virtualNetworks/{name}`,
};

/** How Azure names things. Everything of a stack is in the subscription of its provider. */
export const attributeOf: AttributeOf = ({ type, block }, attribute, { provider }) => {
  const name = NAMES[type];
  if (attribute === 'id' && name !== undefined) {
    return filled(name, { ...block, subscription: single(provider?.azurerm)?.subscription_id });
  }
  const value: unknown = block[attribute];
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
};

function filled(name: string, block: Block): string {
  return name.replace(/\{(\w+)\}/g, (_, field: string) => String(block[field] ?? `<${field}>`));
}
