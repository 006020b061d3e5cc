import type { Block } from '../../../support/azure';

/** What Azure asks of who applies a resource, in the data plane's resource group unless it is said. */
export interface Needs {
  readonly read: readonly string[];
  /** @default - it is made and changed by what runs */
  readonly install?: readonly string[];
  /** @default - nothing changes it but an install */
  readonly run?: readonly string[];
  readonly delete: readonly string[];
  /** Resource ids elsewhere, and the action on each: what the resource names, its maker must be let use. */
  readonly linked?: readonly (readonly [when: 'install' | 'run', id: string, action: string])[];
}

const N = 'Microsoft.Network';
const C = 'Microsoft.ContainerService/managedClusters';
const JOIN = `${N}/virtualNetworks/subnets/join/action`;
const all = (type: string, ...verbs: readonly string[]) => verbs.map((verb) => `${type}/${verb}`);
const isElsewhere = (id: unknown) => typeof id === 'string' && id.startsWith('/subscriptions/');

/** Made, changed and removed by an install; removed by a removal, too. */
const plain =
  (type: string, ...joins: readonly string[]) =>
  (): Needs => ({
    read: [`${type}/read`],
    install: [...all(type, 'write', 'delete'), ...joins],
    delete: [`${type}/delete`],
  });

/** To take one thing off a subnet, the provider writes it with the other thing that it still has. */
const WITHOUT_ASSOCIATION = [
  `${N}/virtualNetworks/subnets/write`,
  `${N}/networkSecurityGroups/join/action`,
  `${N}/natGateways/join/action`,
];

/** A subnet that a block names: of the same stack, or of a network of the customer's. */
function joined(when: 'install' | 'run', ids: readonly unknown[]): Pick<Needs, 'install' | 'run' | 'linked'> {
  const elsewhere = ids.filter(isElsewhere).map((id) => [when, String(id), JOIN] as const);
  return { [when]: ids.some((id) => !isElsewhere(id)) ? [JOIN] : [], linked: elsewhere };
}

/**
 * By the type of the resource: what the provider calls, and what the calls ask for. Sources: provider 4.55
 * (internal/services/network, privatedns, containers), the pages in `lib/azure/permissions/operations.ts`, and
 * https://learn.microsoft.com/azure/aks/concepts-identity#identity-creating-and-operating-the-cluster-permissions,
 * https://learn.microsoft.com/azure/private-link/rbac-permissions
 */
export const NEEDED: Readonly<Record<string, (block: Block, vault: string) => Needs>> = {
  azurerm_virtual_network: () => ({
    read: [`${N}/virtualNetworks/read`],
    install: [`${N}/virtualNetworks/write`],
    delete: [`${N}/virtualNetworks/delete`],
  }),
  azurerm_subnet: plain(`${N}/virtualNetworks/subnets`),
  azurerm_network_security_group: plain(`${N}/networkSecurityGroups`),
  azurerm_network_security_rule: plain(`${N}/networkSecurityGroups/securityRules`),
  azurerm_subnet_network_security_group_association: () => ({
    read: [`${N}/virtualNetworks/subnets/read`],
    install: [`${N}/virtualNetworks/subnets/write`, `${N}/networkSecurityGroups/join/action`],
    delete: WITHOUT_ASSOCIATION,
  }),
  azurerm_public_ip: plain(`${N}/publicIPAddresses`),
  azurerm_nat_gateway: plain(`${N}/natGateways`),
  azurerm_nat_gateway_public_ip_association: () => ({
    read: [`${N}/natGateways/read`],
    install: [`${N}/natGateways/write`, `${N}/publicIPAddresses/join/action`],
    delete: [`${N}/natGateways/write`],
  }),
  azurerm_subnet_nat_gateway_association: () => ({
    read: [`${N}/virtualNetworks/subnets/read`],
    install: [`${N}/virtualNetworks/subnets/write`, `${N}/natGateways/join/action`],
    delete: WITHOUT_ASSOCIATION,
  }),
  azurerm_private_endpoint: ({ subnet_id, private_dns_zone_group, private_service_connection }) => {
    const type = `${N}/privateEndpoints`;
    const zoneGroup = `${type}/privateDnsZoneGroups`;
    const hasZone = private_dns_zone_group !== undefined;
    const subnet = joined('install', [subnet_id]);
    const target = private_service_connection.private_connection_resource_id;
    return {
      read: [`${type}/read`, `${zoneGroup}/read`, `${N}/networkInterfaces/read`],
      install: [
        ...all(type, 'write', 'delete'),
        ...(hasZone ? [...all(zoneGroup, 'write', 'delete'), `${N}/privateDnsZones/join/action`] : []),
        ...(subnet.install ?? []),
      ],
      delete: [`${type}/delete`, ...(hasZone ? [`${zoneGroup}/delete`] : [])],
      linked: [
        ...(subnet.linked ?? []),
        ...(typeof target === 'string'
          ? [['install', groupOf(target), `${typeOf(target)}/PrivateEndpointConnectionsApproval/action`] as const]
          : []),
      ],
    };
  },
  azurerm_private_dns_zone: () => {
    const type = `${N}/privateDnsZones`;
    return {
      // Of each zone, the provider also reads who answers for it.
      read: [
        `${type}/read`,
        `${type}/SOA/read`,
        `${N}/privateDnsOperationStatuses/read`,
        `${N}/privateDnsOperationResults/read`,
      ],
      install: all(type, 'write', 'delete'),
      delete: [`${type}/delete`],
    };
  },
  azurerm_private_dns_zone_virtual_network_link: plain(
    `${N}/privateDnsZones/virtualNetworkLinks`,
    `${N}/virtualNetworks/join/action`,
  ),
  azurerm_private_dns_a_record: plain(`${N}/privateDnsZones/A`),
  azurerm_kubernetes_cluster: (block, vault) => {
    const { default_node_pool, api_server_access_profile, identity, kubelet_identity, microsoft_defender } = block;
    const { key_vault_network_access: access } = block.key_management_service;
    const subnets = joined(
      'run',
      [default_node_pool.vnet_subnet_id, api_server_access_profile?.subnet_id].filter((id) => id !== undefined),
    );
    return {
      read: [
        ...all(C, 'read', 'agentPools/read', 'maintenanceConfigurations/read', 'listClusterUserCredential/action'),
      ],
      run: [
        ...all(C, 'write', 'maintenanceConfigurations/write', 'maintenanceConfigurations/delete'),
        // The default pool is changed as a pool, with another one in its place meanwhile.
        ...all(C, 'agentPools/write', 'agentPools/delete', 'availableAgentPoolVersions/read'),
        ...(subnets.run ?? []),
      ],
      delete: [`${C}/delete`],
      linked: [
        ...(subnets.linked ?? []),
        ...[...identity.identity_ids, kubelet_identity.user_assigned_identity_id].map(
          (id: string) => ['run', id, 'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action'] as const,
        ),
        ['run', block.disk_encryption_set_id, 'Microsoft.Compute/diskEncryptionSets/read'] as const,
        // AKS takes a closed vault by its id, which the provider looks up by the address of the key.
        ...(access === 'Private' ? [['run', vault, 'Microsoft.KeyVault/vaults/read'] as const] : []),
        ...(microsoft_defender === undefined
          ? []
          : [
              [
                'run',
                microsoft_defender.log_analytics_workspace_id,
                'Microsoft.OperationalInsights/workspaces/sharedKeys/read',
              ] as const,
            ]),
      ],
    };
  },
  azurerm_kubernetes_cluster_node_pool: ({ vnet_subnet_id }) => {
    const subnets = joined('run', [vnet_subnet_id]);
    return {
      read: all(C, 'read', 'agentPools/read'),
      run: [
        ...all(C, 'agentPools/write', 'agentPools/delete', 'availableAgentPoolVersions/read'),
        ...(subnets.run ?? []),
      ],
      delete: [],
      linked: subnets.linked ?? [],
    };
  },
};

/** Custody locks accounts and vault, and a lock keeps every assignment on them: so these are assigned on their group. */
export function groupOf(id: string): string {
  return id.split('/').slice(0, 5).join('/');
}

/** `/subscriptions/S/resourceGroups/G/providers/Microsoft.Storage/storageAccounts/A` to its type. */
function typeOf(id: string): string {
  return id.split('/').slice(6, 8).join('/');
}
