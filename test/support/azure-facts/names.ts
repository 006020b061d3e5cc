import type { DataPlaneFacts } from '../contract/facts';
import { type Deployment, roomsOf } from '../terraform-facts/deployment';

type Named = readonly [field: string, kind: string];

/**
 * Fields by which resources are named where others could have the same name, and the kind of core's name limits. What is
 * named within another thing is not among them: node pools, containers, rules, locks, settings, and what is in a zone.
 */
export const NAMES: Readonly<Record<string, readonly Named[]>> = {
  azurerm_disk_encryption_set: [['name', 'diskEncryptionSet']],
  azurerm_federated_identity_credential: [['name', 'federatedCredential']],
  azurerm_key_vault: [['name', 'keyVault']],
  azurerm_kubernetes_cluster: [
    ['name', 'cluster'],
    ['dns_prefix', 'dnsPrefix'],
    ['node_resource_group', 'nodeResourceGroup'],
  ],
  azurerm_monitor_action_group: [
    ['name', 'alert'],
    ['short_name', 'actionGroupShortName'],
  ],
  azurerm_monitor_activity_log_alert: [['name', 'alert']],
  azurerm_nat_gateway: [['name', 'natGateway']],
  azurerm_network_security_group: [['name', 'networkSecurityGroup']],
  azurerm_private_endpoint: [['name', 'privateEndpoint']],
  azurerm_public_ip: [['name', 'publicAddress']],
  azurerm_resource_group: [['name', 'resourceGroup']],
  azurerm_resource_group_template_deployment: [['name', 'deployment']],
  azurerm_role_definition: [['name', 'roleName']],
  azurerm_storage_account: [['name', 'storageAccount']],
  azurerm_subnet: [['name', 'subnet']],
  azurerm_user_assigned_identity: [['name', 'userAssignedIdentity']],
  azurerm_virtual_network: [['name', 'virtualNetwork']],
};

export function fixedNames(deployment: Deployment<'azure'>): DataPlaneFacts['fixedNames'] {
  return roomsOf(deployment).flatMap(({ resources }) =>
    resources.flatMap(({ type, block }) => (NAMES[type] ?? []).map(([field, kind]) => ({ kind, name: block[field] }))),
  );
}
