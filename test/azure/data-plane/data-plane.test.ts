import { AzureCustody, type AzureCustodyProps } from '../../../lib/azure/custody/custody';
import { azureCustodyProps } from '../../../lib/azure/custody/custody-stack';
import { AzureDataPlane } from '../../../lib/azure/data-plane/data-plane';
import { AzureDataPlaneStack } from '../../../lib/azure/data-plane/data-plane-stack';
import { AzureNetwork } from '../../../lib/azure/data-plane/network';
import { resourceIdsOf } from '../../../lib/azure/names';
import type { AzureEnvironment, VendorPlan } from '../../../lib/core/config-types';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { messageOf, RenderedStack, render, SUBSCRIPTION, testScope, testStack } from '../../support/azure';
import {
  azureEnvironment,
  existingVirtualNetwork,
  fullAzureEnvironment,
  fullPlan,
  minimalPlanForEveryCloud,
} from '../../support/config';

const CLUSTER = 'azurerm_kubernetes_cluster';
const POOL = 'azurerm_kubernetes_cluster_node_pool';
const ids = resourceIdsOf('demo', SUBSCRIPTION);

function stackOf(environment: AzureEnvironment, plan: VendorPlan = minimalPlanForEveryCloud()): RenderedStack {
  const config = resolveConfig(plan, environment);
  return RenderedStack.of(new AzureDataPlaneStack(testScope(), `data-plane-${environment.id}`, { config }));
}

/** What private endpoints lead to, by resource id; services of a vendor have none. */
function targetsOf(rendered: RenderedStack): (string | undefined)[] {
  return Object.values(rendered.resources('azurerm_private_endpoint')).map(
    ({ private_service_connection: connection }) => connection.private_connection_resource_id,
  );
}

describe('a data plane with the least', () => {
  let rendered: RenderedStack;
  beforeAll(() => {
    rendered = stackOf(azureEnvironment());
  });

  test('lies in the resource group of the environment, in its region', () => {
    for (const type of rendered.types) {
      for (const { resource_group_name: group } of Object.values(rendered.resources(type))) {
        expect([type, group]).toEqual([type, group === undefined ? undefined : 'byoc-demo']);
      }
    }
    expect(rendered.only(CLUSTER)).toMatchObject({ resource_group_name: 'byoc-demo', location: 'westeurope' });
  });

  test('has a cluster in the network that it draws, of which nodes and API server take subnets', () => {
    expect(rendered.only(CLUSTER)).toMatchObject({
      api_server_access_profile: { subnet_id: '<azurerm_subnet.DataPlane_Network_ApiServer.id>' },
      default_node_pool: { vnet_subnet_id: '<azurerm_subnet.DataPlane_Network_Nodes.id>', max_pods: 250, min_count: 3 },
      network_profile: {
        outbound_type: 'userAssignedNATGateway',
        pod_cidr: '10.244.0.0/16',
        service_cidr: '172.20.0.0/16',
      },
      kubernetes_version: resolveConfig(minimalPlanForEveryCloud(), azureEnvironment()).plan.kubernetesVersion,
      lifecycle: { prevent_destroy: true },
    });
    expect(rendered.only(POOL)).toMatchObject({
      name: 'general',
      kubernetes_cluster_id: '<azurerm_kubernetes_cluster.DataPlane_Cluster.id>',
      vnet_subnet_id: '<azurerm_subnet.DataPlane_Network_Nodes.id>',
    });
  });

  test('takes from custody what names lead to, and what none leads to as variables', () => {
    expect(rendered.only(CLUSTER)).toMatchObject({
      identity: { identity_ids: [ids.identity('cluster')] },
      kubelet_identity: {
        user_assigned_identity_id: ids.identity('kubelet'),
        client_id: '<var.kubelet_client_id>',
        object_id: '<var.kubelet_object_id>',
      },
      key_management_service: { key_vault_key_id: '<var.etcd_key_id>', key_vault_network_access: 'Private' },
      disk_encryption_set_id: ids.diskEncryptionSet,
    });
    expect(JSON.stringify(rendered.json)).not.toContain('terraform_remote_state');
  });

  test('lets in the administrators of the environment, under its tenant', () => {
    const { administrators, tenant } = azureEnvironment();
    expect(rendered.only(CLUSTER).azure_active_directory_role_based_access_control).toEqual({
      tenant_id: tenant,
      azure_rbac_enabled: true,
      admin_group_object_ids: administrators,
    });
  });

  test('makes the way out and everything that nodes and load balancers use before the cluster', () => {
    const { depends_on: before } = rendered.only(CLUSTER);
    const types = new Set(before.map((resource: string) => resource.split('.')[0]));
    expect([...types].sort()).toEqual(
      expect.arrayContaining([
        'azurerm_nat_gateway_public_ip_association',
        'azurerm_network_security_rule',
        'azurerm_private_dns_zone_virtual_network_link',
        'azurerm_private_endpoint',
        'azurerm_subnet_nat_gateway_association',
        'azurerm_subnet_network_security_group_association',
      ]),
    );
    expect(before).toEqual(
      expect.arrayContaining([
        'azurerm_subnet.DataPlane_Network_LoadBalancers',
        'azurerm_subnet.DataPlane_Network_PrivateLink',
      ]),
    );
  });

  test('lets nodes, pods and API server reach the nodes', () => {
    const sourcesOf = (rule: string) => {
      const found = rendered.only('azurerm_network_security_rule', rule);
      return found.source_address_prefixes ?? [found.source_address_prefix];
    };
    expect(sourcesOf('SecurityGroups_Nodes_Cluster')).toEqual(['10.0.0.0/18', '10.244.0.0/16']);
    expect(sourcesOf('SecurityGroups_Nodes_ApiServer')).toEqual(['10.0.82.0/28']);
  });

  test('puts private endpoints into a subnet of their own, and names them in zones', () => {
    const subnets = Object.values(rendered.field('azurerm_private_endpoint', 'subnet_id'));
    expect([...new Set(subnets)]).toEqual(['<azurerm_subnet.DataPlane_Network_PrivateEndpoints.id>']);
    expect(Object.values(rendered.field('azurerm_private_dns_zone', 'name')).sort()).toEqual([
      'privatelink.blob.core.windows.net',
      'privatelink.vaultcore.azure.net',
    ]);
    const links = Object.values(rendered.field('azurerm_private_dns_zone_virtual_network_link', 'virtual_network_id'));
    expect([...new Set(links)]).toEqual(['<azurerm_virtual_network.DataPlane_Network.id>']);
  });

  test('has private endpoints for the storage accounts and the key vault of custody', () => {
    const { buckets } = resolveConfig(minimalPlanForEveryCloud(), azureEnvironment()).plan;
    expect(targetsOf(rendered).sort()).toEqual(
      [...buckets.map(({ name }) => ids.storageAccount(name)), ids.keyVault].sort(),
    );
  });

  test('tags what takes tags', () => {
    const tags = { 'byoc:environment': 'demo', 'byoc:product': minimalPlanForEveryCloud().product.id };
    expect(rendered.only(CLUSTER).tags).toEqual(tags);
    expect(rendered.only(POOL).tags).toEqual({ ...tags, 'byoc:profile': 'general' });
    expect(rendered.only('azurerm_virtual_network').tags).toEqual(tags);
  });

  test('puts out what manifests and people need', () => {
    expect(rendered.outputs).toMatchObject({
      ClusterName: '<azurerm_kubernetes_cluster.DataPlane_Cluster.name>',
      ClusterEndpoint: 'https://<azurerm_kubernetes_cluster.DataPlane_Cluster.private_fqdn>',
      ClusterIssuer: '<azurerm_kubernetes_cluster.DataPlane_Cluster.oidc_issuer_url>',
      NetworkId: '<azurerm_virtual_network.DataPlane_Network.id>',
      NodeSubnetIds: '<azurerm_subnet.DataPlane_Network_Nodes.id>',
      EgressAddresses: '<azurerm_public_ip.DataPlane_Network_Nat_Address.ip_address>',
      ReachTheCluster: expect.stringMatching(/^az aks get-credentials --resource-group byoc-demo --name byoc-demo /),
    });
  });
});

describe('a data plane with everything', () => {
  let rendered: RenderedStack;
  beforeAll(() => {
    rendered = stackOf(fullAzureEnvironment(), fullPlan());
  });

  test('follows the choices of the environment', () => {
    const config = resolveConfig(fullPlan(), fullAzureEnvironment());
    const { environment, nodeProfiles } = config;
    expect(rendered.only(CLUSTER)).toMatchObject({
      automatic_upgrade_channel: environment.upgradeChannel,
      node_os_upgrade_channel: environment.nodeOsUpgradeChannel,
      azure_policy_enabled: environment.azurePolicy,
      private_cluster_enabled: environment.kubernetesApi.access === 'private',
      lifecycle: { prevent_destroy: environment.protection },
      network_profile: { pod_cidr: environment.network.podCidr },
      microsoft_defender: { log_analytics_workspace_id: environment.defenderWorkspace },
      maintenance_window_auto_upgrade: { day_of_week: 'Saturday', not_allowed: [{ start: '2026-12-24T00:00:00Z' }] },
      default_node_pool: { os_disk_type: 'Managed' },
    });
    const profiles = Object.values(rendered.field(POOL, 'node_labels')).map((labels) => labels['byoc/profile']);
    expect(rendered.field(POOL, 'os_disk_type')).toMatchObject({
      DataPlane_NodePools_compute: 'Managed',
      DataPlane_NodePools_serving: 'Ephemeral',
    });
    expect(profiles.sort()).toEqual(
      nodeProfiles
        .slice(1)
        .map(({ name }) => name)
        .sort(),
    );
  });

  test('puts internal load balancers into a subnet of their own', () => {
    expect(rendered.outputs).toMatchObject({
      ListenerSqlAddress: expect.stringMatching(/^10\.40\./),
      ListenerSqlTarget: '<azurerm_subnet.DataPlane_Network_LoadBalancers.name>',
    });
  });

  test("uses the key of the customer, and makes no endpoint in a vault that is not custody's", () => {
    const { encryptionKey } = fullAzureEnvironment().own ?? {};
    expect(rendered.only(CLUSTER).key_management_service.key_vault_key_id).toBe(encryptionKey);
    expect(targetsOf(rendered).filter((target) => target?.includes('Microsoft.KeyVault'))).toEqual([]);
  });
});

describe('a data plane in a network of the customer', () => {
  let rendered: RenderedStack;
  const network = { ...existingVirtualNetwork(), outbound: 'routes' } as const;
  beforeAll(() => {
    rendered = stackOf({ ...azureEnvironment(), network });
  });

  test('makes no network and no rules, and uses the subnets that it is told', () => {
    for (const type of ['azurerm_virtual_network', 'azurerm_subnet', 'azurerm_network_security_group']) {
      expect(rendered.types).not.toContain(type);
    }
    expect(rendered.only(CLUSTER)).toMatchObject({
      default_node_pool: { vnet_subnet_id: network.nodeSubnet.id },
      api_server_access_profile: { subnet_id: network.apiServerSubnet?.id },
      network_profile: {
        outbound_type: 'userDefinedRouting',
        pod_cidr: '10.128.0.0/14',
        service_cidr: '172.21.0.0/16',
      },
    });
    expect(rendered.outputs.NetworkId).toBe(network.virtualNetworkId);
    expect(rendered.outputs.EgressAddresses).toBeUndefined();
  });

  test('leaves the names of private endpoints to the zones of the customer', () => {
    expect(rendered.types).not.toContain('azurerm_private_dns_zone');
    expect(rendered.types).toContain('azurerm_private_endpoint');
  });
});

test('a network of the same app is used as it is, without rules of ours', () => {
  const described = existingVirtualNetwork();
  const config = resolveConfig(minimalPlanForEveryCloud(), { ...azureEnvironment(), network: described });
  const { virtualNetworkId, nodeSubnet, apiServerSubnet, privateEndpointSubnet } = described;
  const { loadBalancerSubnet, privateLinkSubnet, outbound } = described;
  const rendered = render((stack) => {
    const network = AzureNetwork.fromIds(stack, 'Given', {
      virtualNetwork: virtualNetworkId,
      nodeSubnet: nodeSubnet.id,
      ...(apiServerSubnet === undefined ? {} : { apiServerSubnet: apiServerSubnet.id }),
      privateEndpointSubnet: privateEndpointSubnet.id,
      loadBalancerSubnet: loadBalancerSubnet.id,
      loadBalancerCidr: loadBalancerSubnet.cidr,
      ...(privateLinkSubnet === undefined ? {} : { privateLinkSubnet: privateLinkSubnet.id }),
      outbound: outbound ?? 'nat-gateway',
    });
    const custody = AzureCustody.fromNames(stack, 'Custody', config);
    const dataPlane = new AzureDataPlane(stack, 'DataPlane', { config, custody, network });
    expect(dataPlane.network).toBe(network);
    expect(dataPlane.securityGroups).toBeUndefined();
  });
  expect(rendered.types).not.toContain('azurerm_network_security_group');
  expect(rendered.only(CLUSTER).default_node_pool.vnet_subnet_id).toBe(nodeSubnet.id);
});

test('a vault that the app hands to custody gets no endpoint, other than one that custody makes', () => {
  const config = resolveConfig(minimalPlanForEveryCloud(), azureEnvironment());
  const vault = `/subscriptions/${SUBSCRIPTION}/resourceGroups/acme/providers/Microsoft.KeyVault/vaults/acme`;
  const id = 'https://acme.vault.azure.net/keys/byoc';
  const etcd = { id: `${id}/1`, resourceId: `${vault}/keys/byoc` };
  const keys = { vault, etcd, data: { ...etcd, id, versionedId: etcd.id } };
  const vaultsReached = (more: Partial<AzureCustodyProps>) => {
    const rendered = render((stack) => {
      const custody = new AzureCustody(stack, 'Custody', { ...azureCustodyProps(stack, config), ...more });
      new AzureDataPlane(stack, 'DataPlane', { config, custody });
    });
    expect(rendered.only(CLUSTER).key_management_service.key_vault_network_access).toBe('Private');
    return targetsOf(rendered).filter((target) => target?.includes('Microsoft.KeyVault'));
  };
  expect(vaultsReached({ keys })).toEqual([]);
  expect(vaultsReached({})).toEqual([ids.keyVault]);
});

test('a private cluster is given a key of an open vault, and no endpoint of ours', () => {
  const rendered = stackOf({ ...azureEnvironment(), apiServer: 'private-cluster' });
  expect(rendered.only(CLUSTER)).toMatchObject({
    private_cluster_enabled: true,
    key_management_service: { key_vault_network_access: 'Public' },
  });
  expect(targetsOf(rendered)).not.toContain(ids.keyVault);
  // Its address lies among the nodes, and so does what it asks.
  expect(Object.keys(rendered.resources('azurerm_network_security_rule')).join()).not.toContain('Nodes_ApiServer');
});

test('fails if the configuration has no node profile', () => {
  const config = { ...resolveConfig(minimalPlanForEveryCloud(), azureEnvironment()), nodeProfiles: [] };
  const stack = testStack();
  const custody = AzureCustody.fromNames(stack, 'Custody', config);
  expect(messageOf(() => new AzureDataPlane(stack, 'DataPlane', { config, custody }))).toBe(
    "'config.nodeProfiles' of Test/DataPlane must start with the system profile, got none; pass what resolveConfig returns",
  );
});
