import type { TerraformStack } from 'cdktf';
import type { ResolvedNodeProfile } from '../../../lib/core/node-profiles';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { GcpNodePools, type GcpNodePoolsProps } from '../../../lib/gcp/data-plane/node-pools';
import { fullPlan, gcpEnvironment, minimalPlanForEveryCloud } from '../../support/config';
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
const POOL = 'google_container_node_pool';
const { nodeProfiles: LEAST } = resolveConfig(minimalPlanForEveryCloud(), gcpEnvironment());
const [SYSTEM] = LEAST as [ResolvedNodeProfile];

function makePools(stack: TerraformStack, props: Partial<GcpNodePoolsProps> = {}): GcpNodePools {
  return new GcpNodePools(stack, 'NodePools', {
    environmentId: 'acme',
    project: PROJECT,
    region: REGION,
    zones: ZONES,
    clusterName: 'byoc-acme',
    profiles: LEAST,
    podsPerNode: 64,
    serviceAccount: NODES,
    encryptionKey: KEY,
    upgrades: 'surge',
    labels: { 'byoc-environment': 'acme', owner: 'platform' },
    ...props,
  });
}

/** The one pool of a profile. */
function poolOf(profile: Partial<ResolvedNodeProfile>, props: Partial<GcpNodePoolsProps> = {}): Block {
  return render((stack) => makePools(stack, { ...props, profiles: [{ ...SYSTEM, ...profile }] })).only(POOL);
}

describe('node pools with the least', () => {
  let pools: GcpNodePools;
  let rendered: RenderedStack;
  let system: Block;
  beforeAll(() => {
    rendered = render((stack) => {
      pools = makePools(stack);
    });
    system = rendered.only(POOL, 'system');
  });

  test('are one for each profile, the system one first', () => {
    expect(rendered.field(POOL, 'name')).toEqual({
      NodePools_system: 'acme-system',
      NodePools_general: 'acme-general',
    });
    expect(Object.keys(pools.profiles)).toEqual(['system', 'general']);
    expect(pools.system).toBe(pools.profiles.system);
    expect(rendered.types).toEqual([POOL]);
  });

  test('belong to the cluster, over its zones', () => {
    for (const pool of Object.values(rendered.resources(POOL))) {
      expect(pool).toMatchObject({
        project: PROJECT,
        location: REGION,
        node_locations: ZONES,
        cluster: 'byoc-acme',
        max_pods_per_node: 64,
      });
    }
  });

  test('have their limits in each zone, as many nodes at first as at least', () => {
    expect(rendered.field(POOL, 'initial_node_count')).toEqual({ NodePools_system: 1, NodePools_general: 0 });
    expect(rendered.field(POOL, 'autoscaling')).toEqual({
      NodePools_system: { min_node_count: 1, max_node_count: 2, location_policy: 'BALANCED' },
      NodePools_general: { min_node_count: 0, max_node_count: 3, location_policy: 'BALANCED' },
    });
  });

  test('set everything about a node', () => {
    expect(system.node_config).toEqual({
      machine_type: 'n2-standard-4',
      image_type: 'COS_CONTAINERD',
      disk_type: 'pd-balanced',
      disk_size_gb: 100,
      boot_disk_kms_key: KEY,
      service_account: NODES,
      oauth_scopes: ['https://www.googleapis.com/auth/cloud-platform'],
      labels: { 'byoc/profile': 'system' },
      resource_labels: { 'byoc-environment': 'acme', owner: 'platform', 'byoc-profile': 'system' },
      taint: [{ key: 'CriticalAddonsOnly', value: 'true', effect: 'NO_SCHEDULE' }],
      metadata: { 'disable-legacy-endpoints': 'true' },
      shielded_instance_config: { enable_secure_boot: true, enable_integrity_monitoring: true },
      workload_metadata_config: { mode: 'GKE_METADATA' },
      gvnic: { enabled: true },
      kubelet_config: { insecure_kubelet_readonly_port_enabled: 'FALSE', cpu_cfs_quota: true },
    });
  });

  test('give machines private addresses only', () => {
    expect(system.network_config).toEqual({ enable_private_nodes: true });
  });

  test('are repaired and upgraded by GKE, node by node, and so have no version of their own', () => {
    expect(system).toMatchObject({
      management: { auto_repair: true, auto_upgrade: true },
      upgrade_settings: { strategy: 'SURGE', max_surge: 1, max_unavailable: 0 },
      timeouts: { update: '12h', delete: '2h' },
    });
    expect(system.version).toBeUndefined();
  });

  test('are not replaced for the number of nodes they began with', () => {
    expect(system.lifecycle).toEqual({ ignore_changes: ['initial_node_count'] });
    expect(system.depends_on).toBeUndefined();
  });
});

describe('node pools with everything', () => {
  let rendered: RenderedStack;
  const nodes = (profile: string): Block => rendered.only(POOL, profile).node_config;
  beforeAll(() => {
    const plan = { ...minimalPlanForEveryCloud(), nodeProfiles: fullPlan().nodeProfiles };
    const nodeLimits = { compute: { minNodesPerZone: 1, maxNodesPerZone: 6 } };
    const { nodeProfiles } = resolveConfig(plan, { ...gcpEnvironment(), nodeLimits });
    rendered = render((stack) => {
      makePools(stack, { profiles: nodeProfiles, upgrades: 'blue-green', podsPerNode: 32 });
    });
  });

  test('have the sizes, the limits of the environment first', () => {
    const limits = (min: number, max: number) => ({
      min_node_count: min,
      max_node_count: max,
      location_policy: 'BALANCED',
    });
    expect(rendered.field(POOL, 'autoscaling')).toEqual({
      NodePools_system: limits(1, 2),
      NodePools_compute: limits(1, 6),
      NodePools_serving: limits(0, 4),
      NodePools_meta: limits(1, 2),
    });
  });

  test('take the machines of their profile, and the disks that those can boot from', () => {
    expect(
      ['system', 'compute', 'serving', 'meta']
        .map((name) => nodes(name))
        .map(({ machine_type, disk_type, disk_size_gb }) => [machine_type, disk_type, disk_size_gb]),
    ).toEqual([
      ['n2-standard-4', 'pd-balanced', 100],
      ['c4a-standard-8', 'hyperdisk-balanced', 100],
      ['c4a-highmem-4-lssd', 'hyperdisk-balanced', 200],
      ['n2-standard-4', 'pd-balanced', 100],
    ]);
  });

  test('have the labels and taints of the plan, in the spelling of GKE', () => {
    expect(nodes('serving')).toMatchObject({
      labels: { 'byoc/profile': 'serving', workload: 'serving' },
      taint: [{ key: 'riverbed/serving', value: 'true', effect: 'NO_SCHEDULE' }],
    });
    expect(nodes('compute').taint).toEqual([]);
  });

  test('put local disks under containers and ephemeral volumes where a profile has them, and nowhere else', () => {
    expect(nodes('serving').ephemeral_storage_local_ssd_config).toEqual({ local_ssd_count: 1 });
    for (const name of ['system', 'compute', 'meta']) {
      expect([name, nodes(name).ephemeral_storage_local_ssd_config]).toEqual([name, undefined]);
    }
  });

  test('are upgraded by a second set of nodes, the first waits for an hour', () => {
    expect(Object.values(rendered.field(POOL, 'upgrade_settings'))).toEqual(
      Array.from({ length: 4 }, () => ({
        strategy: 'BLUE_GREEN',
        blue_green_settings: {
          node_pool_soak_duration: '3600s',
          standard_rollout_policy: { batch_node_count: 1, batch_soak_duration: '0s' },
        },
      })),
    );
  });

  test('run as many pods on a node as asked for', () => {
    expect(Object.values(rendered.field(POOL, 'max_pods_per_node'))).toEqual([32, 32, 32, 32]);
  });
});

test.each([
  ['NoSchedule', 'NO_SCHEDULE'],
  ['PreferNoSchedule', 'PREFER_NO_SCHEDULE'],
  ['NoExecute', 'NO_EXECUTE'],
] as const)('the effect %s is spelled %s', (effect, spelled) => {
  expect(poolOf({ taints: [{ key: 'k', value: 'v', effect }] }).node_config.taint).toEqual([
    { key: 'k', value: 'v', effect: spelled },
  ]);
});

test('labels of the plan stand beside the name of the profile', () => {
  expect(poolOf({ labels: { tier: 'gold' } }).node_config.labels).toEqual({ 'byoc/profile': 'system', tier: 'gold' });
});

test('local disks that a machine comes with are said even where the profile needs none: else GKE adds them', () => {
  const { node_config } = poolOf({ localDisk: false, machineTypes: ['c3-standard-8-lssd'] });
  expect(node_config.ephemeral_storage_local_ssd_config).toEqual({ local_ssd_count: 2 });
});

test('GKE decides about the local disks of machines that we do not know', () => {
  const pool = poolOf({ localDisk: true, machineTypes: ['c9-standard-4-lssd'] });
  expect(pool.node_config.ephemeral_storage_local_ssd_config).toBeUndefined();
  expect(pool.lifecycle).toEqual({
    ignore_changes: ['initial_node_count', 'node_config[0].ephemeral_storage_local_ssd_config'],
  });
});

test('fails if there is no profile', () => {
  expect(messageOf(() => makePools(testStack(), { profiles: [] }))).toBe(
    "'profiles' of Test/NodePools must start with the system profile, got none; pass config.nodeProfiles",
  );
});

test('fails if a profile has no machine type', () => {
  expect(messageOf(() => makePools(testStack(), { profiles: [{ ...SYSTEM, machineTypes: [] }] }))).toBe(
    "'profiles' of Test/NodePools must have a machine type each, got none for 'system'; pass config.nodeProfiles",
  );
});
