import { ComputeNetwork } from '@cdktf/provider-google/lib/compute-network';
import { TerraformOutput, type TerraformStack } from 'cdktf';
import { DependencyGroup } from 'constructs';
import { GcpCluster, type GcpClusterProps } from '../../../lib/gcp/data-plane/cluster';
import {
  type Block,
  messageOf,
  PROJECT,
  REGION,
  type RenderedStack,
  render,
  testStack,
  ZONES,
} from '../../support/gcp';

const KEY = 'projects/acme-keys/locations/europe-west1/keyRings/data/cryptoKeys/byoc';
const NODES = 'byoc-acme-nodes@acme-data.iam.gserviceaccount.com';
const subnet = (role: string) => `projects/acme-data/regions/europe-west1/subnetworks/byoc-acme-${role}`;

function makeCluster(stack: TerraformStack, props: Partial<GcpClusterProps> = {}): GcpCluster {
  return new GcpCluster(stack, 'Cluster', {
    clusterName: 'byoc-acme',
    project: PROJECT,
    region: REGION,
    zones: ZONES,
    kubernetesVersion: '1.36',
    releaseChannel: 'REGULAR',
    network: {
      network: 'projects/acme-data/global/networks/byoc-acme',
      nodeSubnet: subnet('nodes'),
      podRange: 'pods',
      serviceRange: 'services',
      controlPlaneSubnet: subnet('control-plane'),
    },
    podsPerNode: 64,
    encryptionKey: KEY,
    nodeServiceAccount: NODES,
    api: { access: 'private', allowedCidrs: [], endpoint: 'dns' },
    maintenanceExclusions: [],
    binaryAuthorization: 'off',
    workloadLogs: true,
    managedPrometheus: false,
    clusterDns: 'kube-dns',
    protection: true,
    labels: { 'byoc-environment': 'acme', owner: 'platform' },
    ...props,
  });
}

/** What a cluster puts out, references made readable. */
function outputsOf(props: Partial<GcpClusterProps> = {}): Readonly<Record<string, string>> {
  return render((stack) => {
    for (const [name, value] of Object.entries(makeCluster(stack, props).outputs)) {
      new TerraformOutput(stack, name, { value, staticId: true });
    }
  }).outputs;
}

function clusterWith(props: Partial<GcpClusterProps> = {}): Block {
  return render((stack) => makeCluster(stack, props)).only('google_container_cluster');
}

describe('a cluster with the least', () => {
  let rendered: RenderedStack;
  let cluster: Block;
  beforeAll(() => {
    rendered = render((stack) => makeCluster(stack));
    cluster = rendered.only('google_container_cluster');
  });

  test('is one resource', () => {
    expect(rendered.types).toEqual(['google_container_cluster']);
  });

  test('is regional, over the zones', () => {
    expect(cluster).toMatchObject({ project: PROJECT, name: 'byoc-acme', location: REGION, node_locations: ZONES });
  });

  test('starts with the version of the plan and goes on along its channel, patches at once', () => {
    expect(cluster).toMatchObject({
      min_master_version: '1.36',
      release_channel: { channel: 'REGULAR' },
      gke_auto_upgrade_config: { patch_mode: 'ACCELERATED' },
    });
    expect(cluster.node_version).toBeUndefined();
    expect(cluster.maintenance_policy).toBeUndefined();
  });

  test('takes its addresses from ranges of the network, with room for so many pods on each node', () => {
    expect(cluster).toMatchObject({
      network: 'projects/acme-data/global/networks/byoc-acme',
      subnetwork: subnet('nodes'),
      networking_mode: 'VPC_NATIVE',
      ip_allocation_policy: {
        cluster_secondary_range_name: 'pods',
        services_secondary_range_name: 'services',
        stack_type: 'IPV4',
      },
      default_max_pods_per_node: 64,
    });
  });

  test('has Dataplane V2, which enforces network policies, and no other that does', () => {
    expect(cluster).toMatchObject({
      datapath_provider: 'ADVANCED_DATAPATH',
      enable_intranode_visibility: true,
      enable_cilium_clusterwide_network_policy: true,
      enable_fqdn_network_policy: true,
      addons_config: { network_policy_config: { disabled: true } },
    });
    expect(cluster.network_policy).toBeUndefined();
  });

  test('makes load balancers for Services and leaves their firewall rules to Terraform', () => {
    expect(cluster).toMatchObject({
      enable_l4_ilb_subsetting: true,
      disable_l4_lb_firewall_reconciliation: true,
      service_external_ips_config: { enabled: false },
    });
  });

  test('is reached by a name that IAM guards, and has no address for anybody but its nodes', () => {
    expect(cluster.control_plane_endpoints_config).toEqual({
      dns_endpoint_config: { allow_external_traffic: true },
      ip_endpoints_config: { enabled: false },
    });
    expect(cluster.private_cluster_config).toEqual({
      enable_private_nodes: true,
      enable_private_endpoint: true,
      master_global_access_config: { enabled: false },
      private_endpoint_subnetwork: subnet('control-plane'),
    });
    expect(cluster.master_authorized_networks_config).toBeUndefined();
  });

  test('encrypts what Kubernetes stores', () => {
    expect(cluster.database_encryption).toEqual({ state: 'ENCRYPTED', key_name: KEY });
  });

  test('knows workloads by the pool of the project', () => {
    expect(cluster.workload_identity_config).toEqual({ workload_pool: 'acme-data.svc.id.goog' });
  });

  test('lets nobody in but by IAM', () => {
    expect(cluster).toMatchObject({
      enable_legacy_abac: false,
      master_auth: { client_certificate_config: { issue_client_certificate: false } },
      anonymous_authentication_config: { mode: 'LIMITED' },
      rbac_binding_config: {
        enable_insecure_binding_system_unauthenticated: false,
        enable_insecure_binding_system_authenticated: false,
      },
    });
    expect(cluster.identity_service_config).toBeUndefined();
    expect(cluster.authenticator_groups_config).toBeUndefined();
  });

  test('looks after its security, as far as it costs nothing', () => {
    expect(cluster).toMatchObject({
      binary_authorization: { evaluation_mode: 'DISABLED' },
      security_posture_config: { mode: 'BASIC', vulnerability_mode: 'VULNERABILITY_DISABLED' },
    });
    expect(cluster.enterprise_config).toBeUndefined();
    expect(cluster.fleet).toBeUndefined();
  });

  test('logs control plane, system and workloads', () => {
    expect(cluster.logging_config).toEqual({
      enable_components: ['SYSTEM_COMPONENTS', 'APISERVER', 'SCHEDULER', 'CONTROLLER_MANAGER', 'WORKLOADS'],
    });
  });

  test('keeps to the metrics that cost nothing', () => {
    expect(cluster.monitoring_config).toEqual({
      enable_components: ['SYSTEM_COMPONENTS'],
      managed_prometheus: { enabled: false },
      advanced_datapath_observability_config: { enable_metrics: false, enable_relay: false },
    });
  });

  test('has the add-ons it needs', () => {
    expect(cluster.addons_config).toEqual({
      http_load_balancing: { disabled: false },
      horizontal_pod_autoscaling: { disabled: false },
      network_policy_config: { disabled: true },
      gce_persistent_disk_csi_driver_config: { enabled: true },
      dns_cache_config: { enabled: true },
    });
    expect(cluster.dns_config).toEqual({ cluster_dns: 'PLATFORM_DEFAULT' });
  });

  test('makes no node pools of its own, and removes the one that it cannot be made without', () => {
    expect(cluster).toMatchObject({
      remove_default_node_pool: true,
      initial_node_count: 1,
      cluster_autoscaling: { enabled: false, autoscaling_profile: 'BALANCED' },
    });
    expect(cluster.node_pool).toBeUndefined();
  });

  test('has first nodes that no policy of an organization refuses', () => {
    expect(cluster.enable_shielded_nodes).toBe(true);
    expect(cluster.node_config).toEqual({
      image_type: 'COS_CONTAINERD',
      service_account: NODES,
      oauth_scopes: ['https://www.googleapis.com/auth/cloud-platform'],
      boot_disk_kms_key: KEY,
      metadata: { 'disable-legacy-endpoints': 'true' },
      shielded_instance_config: { enable_secure_boot: true, enable_integrity_monitoring: true },
      workload_metadata_config: { mode: 'GKE_METADATA' },
      gvnic: { enabled: true },
      kubelet_config: { insecure_kubelet_readonly_port_enabled: 'FALSE', cpu_cfs_quota: true },
    });
  });

  test('closes the read-only port of every kubelet', () => {
    expect(cluster.node_pool_defaults).toEqual({
      node_config_defaults: { insecure_kubelet_readonly_port_enabled: 'FALSE' },
    });
  });

  test('is protected, and is not replaced for what was decided when it was made', () => {
    expect(cluster.deletion_protection).toBe(true);
    expect(cluster.lifecycle).toEqual({
      prevent_destroy: true,
      ignore_changes: ['initial_node_count', 'node_config', 'private_cluster_config[0].private_endpoint_subnetwork'],
    });
  });

  test('has labels, and waits for nothing', () => {
    expect(cluster.resource_labels).toEqual({ 'byoc-environment': 'acme', owner: 'platform' });
    expect(cluster.depends_on).toBeUndefined();
  });

  test('puts out what the manifests need', () => {
    expect(outputsOf()).toEqual({
      name: '<google_container_cluster.Cluster.name>',
      endpoint:
        'https://<google_container_cluster.Cluster.control_plane_endpoints_config[0].dns_endpoint_config[0].endpoint>',
      version: '1.36',
      issuer: 'https://container.googleapis.com/v1/projects/acme-data/locations/europe-west1/clusters/byoc-acme',
    });
  });
});

describe('a cluster with everything', () => {
  let cluster: Block;
  beforeAll(() => {
    cluster = render((stack) => {
      const network = new ComputeNetwork(stack, 'Network', { name: 'byoc-acme' });
      makeCluster(stack, {
        kubernetesVersion: '1.35',
        releaseChannel: 'STABLE',
        podsPerNode: 32,
        network: {
          network: 'projects/acme-host/global/networks/shared',
          nodeSubnet: 'projects/acme-host/regions/europe-west1/subnetworks/byoc',
          podRange: 'byoc-pods',
          serviceRange: 'byoc-services',
        },
        api: { access: 'public', allowedCidrs: ['198.51.100.0/24', '203.0.113.7/32'], endpoint: 'ip' },
        maintenanceWindow: { days: ['sat'], start: '02:00', hours: 12 },
        maintenanceExclusions: [
          { name: 'fair', start: '2027-02-01T00:00:00Z', end: '2027-02-08T00:00:00Z', scope: 'minor' },
        ],
        binaryAuthorization: 'project-policy',
        workloadLogs: false,
        managedPrometheus: true,
        clusterDns: 'cloud-dns',
        protection: false,
        after: [new DependencyGroup(network)],
      });
    }).only('google_container_cluster');
  });

  test('lies in a network of a host project', () => {
    expect(cluster).toMatchObject({
      project: PROJECT,
      network: 'projects/acme-host/global/networks/shared',
      subnetwork: 'projects/acme-host/regions/europe-west1/subnetworks/byoc',
      ip_allocation_policy: {
        cluster_secondary_range_name: 'byoc-pods',
        services_secondary_range_name: 'byoc-services',
      },
    });
    expect(Object.keys(cluster.private_cluster_config)).not.toContain('private_endpoint_subnetwork');
  });

  test('is reached by its public address from the listed networks, and by no name', () => {
    expect(cluster).toMatchObject({
      control_plane_endpoints_config: {
        dns_endpoint_config: { allow_external_traffic: false },
        ip_endpoints_config: { enabled: true },
      },
      private_cluster_config: { enable_private_nodes: true, enable_private_endpoint: false },
      master_authorized_networks_config: {
        private_endpoint_enforcement_enabled: true,
        gcp_public_cidrs_access_enabled: false,
        cidr_blocks: [{ cidr_block: '198.51.100.0/24' }, { cidr_block: '203.0.113.7/32' }],
      },
    });
  });

  test('is upgraded when the environment says so', () => {
    expect(cluster).toMatchObject({
      min_master_version: '1.35',
      release_channel: { channel: 'STABLE' },
      default_max_pods_per_node: 32,
      maintenance_policy: {
        recurring_window: {
          start_time: '2024-01-06T02:00:00Z',
          end_time: '2024-01-06T14:00:00Z',
          recurrence: 'FREQ=WEEKLY;BYDAY=SA',
        },
        maintenance_exclusion: [{ exclusion_name: 'fair', exclusion_options: { scope: 'NO_MINOR_UPGRADES' } }],
      },
    });
  });

  test('follows the choices of the environment', () => {
    expect(cluster).toMatchObject({
      binary_authorization: { evaluation_mode: 'PROJECT_SINGLETON_POLICY_ENFORCE' },
      logging_config: { enable_components: ['SYSTEM_COMPONENTS', 'APISERVER', 'SCHEDULER', 'CONTROLLER_MANAGER'] },
      monitoring_config: { managed_prometheus: { enabled: true } },
      dns_config: {
        cluster_dns: 'CLOUD_DNS',
        cluster_dns_scope: 'CLUSTER_SCOPE',
        cluster_dns_domain: 'cluster.local',
      },
    });
  });

  test('can be destroyed', () => {
    expect(cluster.deletion_protection).toBe(false);
    expect(cluster.lifecycle.prevent_destroy).toBe(false);
  });

  test('is made after what it waits for, and removed before it', () => {
    expect(cluster.depends_on).toEqual(['google_compute_network.Network']);
  });
});

test.each([
  ['private', 'private_endpoint'],
  ['public', 'public_endpoint'],
] as const)('a cluster without a name puts out its %s address', (access, attribute) => {
  expect(outputsOf({ api: { access, allowedCidrs: ['10.1.0.0/16'], endpoint: 'ip' } }).endpoint).toBe(
    `https://<google_container_cluster.Cluster.private_cluster_config[0].${attribute}>`,
  );
});

test('a network that is known at deployment only is let in', () => {
  const cluster = render((stack) => {
    const network = new ComputeNetwork(stack, 'Network', { name: 'other' });
    const api = { access: 'private', allowedCidrs: [network.gatewayIpv4], endpoint: 'ip' } as const;
    makeCluster(stack, { api });
  }).only('google_container_cluster');
  expect(cluster.master_authorized_networks_config.cidr_blocks).toEqual([
    { cidr_block: '<google_compute_network.Network.gateway_ipv4>' },
  ]);
});

test.each([
  ['public', 'is open to the whole internet', ['198.51.100.0/24', '0.0.0.0/0'], '0.0.0.0/0'],
  ['public', 'is open to both halves of it', ['0.0.0.0/1', '128.0.0.0/1'], '0.0.0.0/1, 128.0.0.0/1'],
  ['public', 'has no list', [], 'nothing'],
  ['private', 'is open to more than a /8', ['10.0.0.0/8', '10.0.0.0/7'], '10.0.0.0/7'],
] as const)('fails if a %s API %s', (access, _, allowedCidrs, got) => {
  expect(messageOf(() => makeCluster(testStack(), { api: { access, allowedCidrs, endpoint: 'ip' } }))).toBe(
    "'api.allowedCidrs' of Test/Cluster must list the networks that may reach the Kubernetes API, " +
      `each a /8 or smaller, got ${got}; list those that need it, or set access to private`,
  );
});

test.each(['private', 'public'] as const)('a /8 is the largest network that reaches a %s API', (access) => {
  const { master_authorized_networks_config: list } = clusterWith({
    api: { access, allowedCidrs: ['10.0.0.0/8'], endpoint: 'ip' },
  });
  expect(list.cidr_blocks).toEqual([{ cidr_block: '10.0.0.0/8' }]);
});
