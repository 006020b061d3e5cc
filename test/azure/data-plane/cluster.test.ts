import { NatGateway } from '@cdktf/provider-azurerm/lib/nat-gateway';
import { TerraformVariable } from 'cdktf';
import { DependencyGroup } from 'constructs';
import type { AzureClusterProps } from '../../../lib/azure/data-plane/cluster-props';
import { type Block, declare, type RenderedStack, render, TENANT, ZONES } from '../../support/azure';
import {
  ADMINISTRATORS,
  API_SERVER_SUBNET,
  CLUSTER_IDENTITY,
  DISK_ENCRYPTION_SET,
  ETCD_KEY,
  KUBELET_IDENTITY,
  makeCluster,
  NODE_SUBNET,
} from './support/cluster';

const CLUSTER = 'azurerm_kubernetes_cluster';

function clusterWith(props: Partial<AzureClusterProps> = {}): Block {
  return render((stack) => makeCluster(stack, props)).only(CLUSTER);
}

/** What a cluster puts out, references made readable. */
function outputsOf(props: Partial<AzureClusterProps> = {}): Readonly<Record<string, string>> {
  return render((stack) => declare(stack, { ...makeCluster(stack, props).outputs })).outputs;
}

describe('a cluster with the least', () => {
  let rendered: RenderedStack;
  let cluster: Block;
  beforeAll(() => {
    rendered = render((stack) => makeCluster(stack));
    cluster = rendered.only(CLUSTER);
  });

  test('is one resource, in a group that is there, beside one that AKS makes', () => {
    expect(rendered.types).toEqual([CLUSTER]);
    expect(cluster).toMatchObject({
      name: 'byoc-demo',
      resource_group_name: 'byoc-demo',
      node_resource_group: 'byoc-demo-nodes',
      location: 'westeurope',
      dns_prefix: 'byoc-demo',
    });
  });

  test('has a control plane whose availability is promised', () => {
    expect(cluster).toMatchObject({ sku_tier: 'Standard', support_plan: 'KubernetesOfficial' });
  });

  test('starts with the version of the plan and goes on along its channel, at any time', () => {
    expect(cluster).toMatchObject({
      kubernetes_version: '1.36',
      automatic_upgrade_channel: 'patch',
      node_os_upgrade_channel: 'NodeImage',
    });
    expect(cluster.maintenance_window).toBeUndefined();
    expect(cluster.maintenance_window_auto_upgrade).toBeUndefined();
    expect(cluster.maintenance_window_node_os).toBeUndefined();
  });

  test('is reached inside the network only: by an address in a subnet of its own', () => {
    expect(cluster).toMatchObject({
      private_cluster_enabled: true,
      private_cluster_public_fqdn_enabled: false,
      private_dns_zone_id: 'System',
    });
    expect(cluster.api_server_access_profile).toEqual({
      virtual_network_integration_enabled: true,
      subnet_id: API_SERVER_SUBNET,
    });
  });

  test('has pods beside the network, and Cilium, which enforces network policies', () => {
    expect(cluster.network_profile).toEqual({
      network_plugin: 'azure',
      network_plugin_mode: 'overlay',
      network_data_plane: 'cilium',
      network_policy: 'cilium',
      load_balancer_sku: 'standard',
      outbound_type: 'userAssignedNATGateway',
      ip_versions: ['IPv4'],
      pod_cidr: '10.244.0.0/16',
      service_cidr: '172.20.0.0/16',
      dns_service_ip: '172.20.0.10',
    });
  });

  test('lets nobody in but by Entra, and by no certificate', () => {
    expect(cluster.azure_active_directory_role_based_access_control).toEqual({
      tenant_id: TENANT,
      azure_rbac_enabled: true,
      admin_group_object_ids: ADMINISTRATORS,
    });
    expect(cluster).toMatchObject({
      local_account_disabled: true,
      role_based_access_control_enabled: true,
      run_command_enabled: false,
    });
    expect(cluster.service_principal).toBeUndefined();
    expect(cluster.linux_profile).toBeUndefined();
  });

  test('gives tokens by which Entra knows workloads', () => {
    expect(cluster).toMatchObject({ oidc_issuer_enabled: true, workload_identity_enabled: true });
  });

  test('acts by identities of custody', () => {
    expect(cluster.identity).toEqual({ type: 'UserAssigned', identity_ids: [CLUSTER_IDENTITY] });
    expect(cluster.kubelet_identity).toEqual({
      user_assigned_identity_id: KUBELET_IDENTITY.id,
      client_id: KUBELET_IDENTITY.clientId,
      object_id: KUBELET_IDENTITY.objectId,
    });
  });

  test('encrypts what Kubernetes stores, with a key of a closed vault, and disks', () => {
    expect(cluster.key_management_service).toEqual({
      key_vault_key_id: ETCD_KEY,
      key_vault_network_access: 'Private',
    });
    expect(cluster.disk_encryption_set_id).toBe(DISK_ENCRYPTION_SET);
  });

  test('has a driver for disks, and none that works with keys of storage accounts', () => {
    expect(cluster.storage_profile).toEqual({
      disk_driver_enabled: true,
      snapshot_controller_enabled: true,
      file_driver_enabled: false,
      blob_driver_enabled: false,
    });
  });

  test('removes images that nothing uses, and runs no add-on that nobody asked for', () => {
    expect(cluster).toMatchObject({
      image_cleaner_enabled: true,
      image_cleaner_interval_hours: 168,
      azure_policy_enabled: false,
    });
    for (const addOn of [
      'microsoft_defender',
      'oms_agent',
      'monitor_metrics',
      'web_app_routing',
      'service_mesh_profile',
    ]) {
      expect([addOn, cluster[addOn]]).toEqual([addOn, undefined]);
    }
  });

  test('scales as on other clouds', () => {
    expect(cluster.auto_scaler_profile).toEqual({
      expander: 'least-waste',
      skip_nodes_with_local_storage: true,
      skip_nodes_with_system_pods: false,
    });
  });

  test('comes with the system nodes, which are for cluster services only', () => {
    expect(cluster.default_node_pool).toEqual({
      name: 'system',
      temporary_name_for_rotation: expect.stringMatching(/^tmpsys[a-z2-9]{6}$/),
      type: 'VirtualMachineScaleSets',
      only_critical_addons_enabled: true,
      vm_size: 'Standard_D4s_v6',
      zones: ZONES,
      vnet_subnet_id: NODE_SUBNET,
      max_pods: 250,
      orchestrator_version: '1.36',
      auto_scaling_enabled: true,
      min_count: 3,
      max_count: 6,
      os_sku: 'AzureLinux',
      os_disk_type: 'Managed',
      os_disk_size_gb: 100,
      kubelet_disk_type: 'OS',
      host_encryption_enabled: true,
      node_public_ip_enabled: false,
      scale_down_mode: 'Delete',
      node_labels: { 'byoc/profile': 'system' },
      tags: { 'byoc:environment': 'demo', owner: 'platform', 'byoc:profile': 'system' },
      upgrade_settings: {
        max_surge: '3',
        drain_timeout_in_minutes: 60,
        node_soak_duration_in_minutes: 0,
        undrainable_node_behavior: 'Schedule',
      },
    });
  });

  test('is protected, and has time for upgrades', () => {
    expect(cluster.lifecycle).toEqual({ prevent_destroy: true });
    expect(cluster.timeouts).toEqual({ update: '12h', delete: '2h' });
  });

  test('has tags, and waits for nothing', () => {
    expect(cluster.tags).toEqual({ 'byoc:environment': 'demo', owner: 'platform' });
    expect(cluster.depends_on).toBeUndefined();
  });

  test('puts out what the manifests need', () => {
    expect(outputsOf()).toEqual({
      name: '<azurerm_kubernetes_cluster.Cluster.name>',
      endpoint: 'https://<azurerm_kubernetes_cluster.Cluster.private_fqdn>',
      version: '1.36',
      issuer: '<azurerm_kubernetes_cluster.Cluster.oidc_issuer_url>',
    });
  });
});

describe('a cluster with everything', () => {
  let cluster: Block;
  beforeAll(() => {
    cluster = render((stack) => {
      const nat = new NatGateway(stack, 'Nat', { name: 'nat', location: 'westeurope', resourceGroupName: 'byoc-demo' });
      const etcdKey = new TerraformVariable(stack, 'etcd_key_id', { type: 'string' }).stringValue;
      makeCluster(stack, {
        api: {
          access: 'public',
          allowedCidrs: ['198.51.100.0/24', '203.0.113.7/32'],
          attachment: 'vnet-integration',
        },
        podCidr: '10.128.0.0/14',
        serviceCidr: '172.21.0.0/20',
        outbound: 'routes',
        custody: {
          clusterIdentity: CLUSTER_IDENTITY,
          kubeletIdentity: KUBELET_IDENTITY,
          diskEncryptionSet: DISK_ENCRYPTION_SET,
          etcdKey,
          keyVaultIsPrivate: false,
        },
        kubernetesVersion: '1.35',
        upgradeChannel: 'stable',
        nodeOsUpgradeChannel: 'SecurityPatch',
        maintenanceWindow: { days: ['sat'], start: '02:00', hours: 12 },
        maintenanceExclusions: [
          { name: 'fair', start: '2027-02-01T00:00:00Z', end: '2027-02-08T00:00:00Z', scope: 'minor' },
        ],
        azurePolicy: true,
        defenderWorkspace: `${DISK_ENCRYPTION_SET}-workspace`,
        protection: false,
        after: [new DependencyGroup(nat)],
      });
    }).only(CLUSTER);
  });

  test('is reached by a public address from the listed networks, and by its nodes inside', () => {
    expect(cluster).toMatchObject({ private_cluster_enabled: false, private_cluster_public_fqdn_enabled: false });
    expect(cluster.private_dns_zone_id).toBeUndefined();
    expect(cluster.api_server_access_profile).toEqual({
      virtual_network_integration_enabled: true,
      subnet_id: API_SERVER_SUBNET,
      authorized_ip_ranges: ['198.51.100.0/24', '203.0.113.7/32'],
    });
  });

  test('takes other addresses, and goes where routes lead', () => {
    expect(cluster.network_profile).toMatchObject({
      outbound_type: 'userDefinedRouting',
      pod_cidr: '10.128.0.0/14',
      service_cidr: '172.21.0.0/20',
      dns_service_ip: '172.21.0.10',
    });
  });

  test('takes a key of an open vault, which is known when it is applied', () => {
    expect(cluster.key_management_service).toEqual({
      key_vault_key_id: '<var.etcd_key_id>',
      key_vault_network_access: 'Public',
    });
  });

  test('is upgraded by AKS when the environment says so, and Terraform leaves its versions alone', () => {
    expect(cluster).toMatchObject({
      kubernetes_version: '1.35',
      automatic_upgrade_channel: 'stable',
      node_os_upgrade_channel: 'SecurityPatch',
      maintenance_window_auto_upgrade: {
        day_of_week: 'Saturday',
        not_allowed: [{ start: '2027-02-01T00:00:00Z', end: '2027-02-08T00:00:00Z' }],
      },
      maintenance_window_node_os: { day_of_week: 'Saturday', not_allowed: [] },
      default_node_pool: { orchestrator_version: '1.35' },
    });
    expect(cluster.lifecycle.ignore_changes).toEqual([
      'kubernetes_version',
      'default_node_pool[0].orchestrator_version',
    ]);
  });

  test('follows the choices of the environment', () => {
    expect(cluster.azure_policy_enabled).toBe(true);
    expect(cluster.microsoft_defender).toEqual({ log_analytics_workspace_id: `${DISK_ENCRYPTION_SET}-workspace` });
  });

  test('can be destroyed', () => {
    expect(cluster.lifecycle.prevent_destroy).toBe(false);
  });

  test('is made after what it waits for, and removed before it', () => {
    expect(cluster.depends_on).toEqual(['azurerm_nat_gateway.Nat']);
  });
});

test('a private cluster has its address among the nodes', () => {
  const cluster = clusterWith({
    api: { access: 'private', allowedCidrs: [], attachment: 'private-cluster' },
    custody: {
      clusterIdentity: CLUSTER_IDENTITY,
      kubeletIdentity: KUBELET_IDENTITY,
      diskEncryptionSet: DISK_ENCRYPTION_SET,
      etcdKey: ETCD_KEY,
      keyVaultIsPrivate: false,
    },
  });
  expect(cluster).toMatchObject({ private_cluster_enabled: true, private_dns_zone_id: 'System' });
  expect(cluster.api_server_access_profile).toBeUndefined();
});

test('a public cluster puts out its public name', () => {
  const api = { access: 'public', allowedCidrs: ['198.51.100.0/24'], attachment: 'vnet-integration' } as const;
  expect(outputsOf({ api }).endpoint).toBe('https://<azurerm_kubernetes_cluster.Cluster.fqdn>');
});

test.each([
  ['patch', undefined],
  ['node-image', undefined],
  ['stable', ['kubernetes_version', 'default_node_pool[0].orchestrator_version']],
  ['rapid', ['kubernetes_version', 'default_node_pool[0].orchestrator_version']],
] as const)('on channel %s, Terraform leaves alone: %j', (upgradeChannel, ignored) => {
  expect(clusterWith({ upgradeChannel }).lifecycle.ignore_changes).toEqual(ignored);
});
