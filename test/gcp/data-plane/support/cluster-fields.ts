import { ACCOUNTS, LABELS, NETWORK, NODES, type Row, SAME, type Seen } from './row';

const CLUSTER = (path: string): Seen => ['google_container_cluster', 'DataPlane_Cluster', path];
const POOL = (path: string): Seen => ['google_container_node_pool', 'DataPlane_NodePools_system', path];
const ZONES = ['b', 'c', 'd'].map((zone) => `europe-west1-${zone}`);
const OTHER_ZONES = ['a', 'b', 'c'].map((zone) => `europe-west4-${zone}`);
const KEYS = [
  'projects/acme-keys/locations/europe-west1/keyRings/data/cryptoKeys/byoc',
  'projects/demo-data/locations/europe-west4/keyRings/byoc-demo-5z9ndqhv/cryptoKeys/byoc-demo',
] as const;
const EXCLUDED = [
  {
    exclusion_name: 'holidays',
    start_time: '2026-12-24T00:00:00Z',
    end_time: '2027-01-02T00:00:00Z',
    exclusion_options: { scope: 'NO_UPGRADES' },
  },
];
const CONTROL_PLANE_LOGS = ['SYSTEM_COMPONENTS', 'APISERVER', 'SCHEDULER', 'CONTROLLER_MANAGER'];

/** Props of cluster and node pools. */
export const CLUSTER_FIELDS: Readonly<Record<string, readonly Row[]>> = {
  cluster: [
    ['environmentId', 'environment.id', CLUSTER('name'), 'byoc-acme', 'byoc-demo'],
    ['clusterName', 'environment.id', CLUSTER('name'), 'byoc-acme', 'byoc-demo'],
    ['project', 'environment.project', CLUSTER('project'), 'acme-data', 'demo-data'],
    ['region', 'environment.region', CLUSTER('location'), 'europe-west1', 'europe-west4'],
    ['zones', 'environment.zones', CLUSTER('node_locations'), ZONES, OTHER_ZONES],
    ['kubernetesVersion', 'plan.kubernetesVersion', CLUSTER('min_master_version'), '1.35', '1.36'],
    ['releaseChannel', 'environment.releaseChannel', CLUSTER('release_channel.channel'), 'STABLE', 'REGULAR'],
    ['network', SAME, CLUSTER('network'), NETWORK, NETWORK],
    ['network', SAME, CLUSTER('subnetwork'), NODES, NODES],
    ['podsPerNode', 'environment.network.cidr', CLUSTER('default_max_pods_per_node'), 64, 32],
    ['encryptionKey', 'environment.own', CLUSTER('database_encryption.key_name'), ...KEYS],
    ['nodeServiceAccount', 'environment.id', CLUSTER('node_config.service_account'), ...ACCOUNTS],
    ['api.access', 'environment.kubernetesApi', CLUSTER('private_cluster_config.enable_private_endpoint'), false, true],
    [
      'api.allowedCidrs',
      'environment.kubernetesApi',
      CLUSTER('master_authorized_networks_config.cidr_blocks'),
      [{ cidr_block: '198.51.100.0/24' }],
      undefined,
    ],
    [
      'api.endpoint',
      'environment.apiEndpoint',
      CLUSTER('control_plane_endpoints_config.dns_endpoint_config.allow_external_traffic'),
      false,
      true,
    ],
    [
      'maintenanceWindow',
      'environment.maintenanceWindows',
      CLUSTER('maintenance_policy.recurring_window.recurrence'),
      'FREQ=WEEKLY;BYDAY=FR,SA,SU',
      undefined,
    ],
    [
      'maintenanceExclusions',
      'environment.maintenanceExclusions',
      CLUSTER('maintenance_policy.maintenance_exclusion'),
      EXCLUDED,
      undefined,
    ],
    [
      'binaryAuthorization',
      'environment.binaryAuthorization',
      CLUSTER('binary_authorization.evaluation_mode'),
      'PROJECT_SINGLETON_POLICY_ENFORCE',
      'DISABLED',
    ],
    [
      'workloadLogs',
      'environment.workloadLogs',
      CLUSTER('logging_config.enable_components'),
      CONTROL_PLANE_LOGS,
      [...CONTROL_PLANE_LOGS, 'WORKLOADS'],
    ],
    [
      'managedPrometheus',
      'environment.managedPrometheus',
      CLUSTER('monitoring_config.managed_prometheus.enabled'),
      true,
      false,
    ],
    ['clusterDns', 'environment.clusterDns', CLUSTER('dns_config.cluster_dns'), 'CLOUD_DNS', 'PLATFORM_DEFAULT'],
    ['protection', 'environment.protection', CLUSTER('deletion_protection'), true, false],
    ['protection', 'environment.protection', CLUSTER('lifecycle.prevent_destroy'), true, false],
    ['labels', 'environment.tags', CLUSTER('resource_labels'), ...LABELS],
  ],
  nodePools: [
    ['environmentId', 'environment.id', POOL('name'), 'acme-system', 'demo-system'],
    ['project', 'environment.project', POOL('project'), 'acme-data', 'demo-data'],
    ['region', 'environment.region', POOL('location'), 'europe-west1', 'europe-west4'],
    ['zones', 'environment.zones', POOL('node_locations'), ZONES, OTHER_ZONES],
    [
      'clusterName',
      SAME,
      POOL('cluster'),
      '<google_container_cluster.DataPlane_Cluster.name>',
      '<google_container_cluster.DataPlane_Cluster.name>',
    ],
    [
      'profiles',
      'plan.nodeProfiles',
      ['google_container_node_pool', 'DataPlane_NodePools_compute', 'node_config.machine_type'],
      'c4a-standard-8',
      undefined,
    ],
    [
      'profiles',
      'environment.nodeLimits',
      ['google_container_node_pool', 'DataPlane_NodePools_compute', 'autoscaling.max_node_count'],
      6,
      undefined,
    ],
    ['podsPerNode', 'environment.network.cidr', POOL('max_pods_per_node'), 64, 32],
    ['serviceAccount', 'environment.id', POOL('node_config.service_account'), ...ACCOUNTS],
    ['encryptionKey', 'environment.own', POOL('node_config.boot_disk_kms_key'), ...KEYS],
    ['upgrades', 'environment.nodeUpgrades', POOL('upgrade_settings.strategy'), 'BLUE_GREEN', 'SURGE'],
    [
      'labels',
      'environment.tags',
      POOL('node_config.resource_labels'),
      { ...LABELS[0], 'byoc-profile': 'system' },
      { ...LABELS[1], 'byoc-profile': 'system' },
    ],
  ],
};
