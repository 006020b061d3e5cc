import type { TerraformStack } from 'cdktf';
import { AzureNodePools, type AzureNodePoolsProps } from '../../../lib/azure/data-plane/node-pools';
import type { ResolvedNodeProfile } from '../../../lib/core/node-profiles';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { type Block, messageOf, type RenderedStack, render, testStack, ZONES } from '../../support/azure';
import { azureEnvironment, fullPlan, minimalPlanForEveryCloud } from '../../support/config';
import { LEAST, makeCluster, NODE_SUBNET, NODES } from './support/cluster';

const POOL = 'azurerm_kubernetes_cluster_node_pool';
const [, GENERAL] = LEAST as [ResolvedNodeProfile, ResolvedNodeProfile];

function makePools(stack: TerraformStack, props: Partial<AzureNodePoolsProps> = {}): AzureNodePools {
  return new AzureNodePools(stack, 'NodePools', {
    ...NODES,
    clusterId: 'cluster-id',
    profiles: [GENERAL],
    upgradeChannel: 'patch',
    ...props,
  });
}

/** The one pool of a profile. */
function poolOf(profile: Partial<ResolvedNodeProfile>, props: Partial<AzureNodePoolsProps> = {}): Block {
  return render((stack) => makePools(stack, { ...props, profiles: [{ ...GENERAL, ...profile }] })).only(POOL);
}

describe('node pools with the least', () => {
  let pools: AzureNodePools;
  let rendered: RenderedStack;
  let general: Block;
  beforeAll(() => {
    rendered = render((stack) => {
      pools = makePools(stack, { clusterId: makeCluster(stack).clusterId });
    });
    general = rendered.only(POOL);
  });

  test('are one for each profile', () => {
    expect(rendered.field(POOL, 'name')).toEqual({ NodePools_general: 'general' });
    expect(Object.keys(pools.profiles)).toEqual(['general']);
  });

  test('belong to the cluster, over its zones, and wait for it', () => {
    expect(general).toMatchObject({
      kubernetes_cluster_id: '<azurerm_kubernetes_cluster.Cluster.id>',
      zones: ZONES,
      vnet_subnet_id: NODE_SUBNET,
      mode: 'User',
      os_type: 'Linux',
      priority: 'Regular',
    });
  });

  test('have their limits for all zones together, from none on', () => {
    expect(general).toMatchObject({ auto_scaling_enabled: true, min_count: 0, max_count: 9 });
    // The autoscaler changes it, and Terraform does not fight where it is not said.
    expect(general.node_count).toBeUndefined();
  });

  test('have nodes like the system ones', () => {
    expect(general).toMatchObject({
      vm_size: 'Standard_D2s_v6',
      max_pods: 250,
      orchestrator_version: '1.36',
      os_sku: 'AzureLinux',
      os_disk_type: 'Managed',
      os_disk_size_gb: 100,
      kubelet_disk_type: 'OS',
      host_encryption_enabled: true,
      node_public_ip_enabled: false,
      scale_down_mode: 'Delete',
      node_labels: { 'byoc/profile': 'general' },
      node_taints: [],
      tags: { 'byoc:environment': 'demo', owner: 'platform', 'byoc:profile': 'general' },
    });
  });

  test('are replaced with one node more in each zone, each given an hour', () => {
    expect(general.upgrade_settings).toEqual({
      max_surge: '3',
      drain_timeout_in_minutes: 60,
      node_soak_duration_in_minutes: 0,
      undrainable_node_behavior: 'Schedule',
    });
    expect(general.timeouts).toEqual({ update: '12h', delete: '2h' });
    expect(general.lifecycle).toBeUndefined();
  });
});

describe('node pools with everything', () => {
  let rendered: RenderedStack;
  beforeAll(() => {
    const plan = { ...minimalPlanForEveryCloud(), nodeProfiles: fullPlan().nodeProfiles };
    const nodeLimits = { compute: { minNodesPerZone: 1, maxNodesPerZone: 6 } };
    const [, ...profiles] = resolveConfig(plan, { ...azureEnvironment(), nodeLimits }).nodeProfiles;
    rendered = render((stack) => {
      makePools(stack, { profiles, podsPerNode: 110, upgradeChannel: 'rapid' });
    });
  });

  test('have the sizes, the limits of the environment first', () => {
    expect(
      ['compute', 'serving', 'meta'].map((name) => {
        const { min_count, max_count, vm_size, os_disk_type, os_disk_size_gb } = rendered.only(POOL, name);
        return [min_count, max_count, vm_size, os_disk_type, os_disk_size_gb];
      }),
    ).toEqual([
      [3, 18, 'Standard_D8ps_v6', 'Managed', 100],
      [0, 12, 'Standard_E4pds_v6', 'Ephemeral', 200],
      [3, 6, 'Standard_D4s_v6', 'Managed', 100],
    ]);
  });

  test('have the labels and taints of the plan', () => {
    expect(rendered.only(POOL, 'serving')).toMatchObject({
      node_labels: { 'byoc/profile': 'serving', workload: 'serving' },
      node_taints: ['riverbed/serving=true:NoSchedule'],
    });
  });

  test('run as many pods on a node as asked for, and versions that AKS chooses', () => {
    for (const pool of Object.values(rendered.resources(POOL))) {
      expect(pool).toMatchObject({ max_pods: 110, lifecycle: { ignore_changes: ['orchestrator_version'] } });
    }
  });
});

test('a taint without a value is written as Kubernetes reads it', () => {
  expect(poolOf({ taints: [{ key: 'k', value: '', effect: 'NoExecute' }] }).node_taints).toEqual(['k=:NoExecute']);
});

test.each([
  ['general', 'general'],
  ['streaming', 'streaming'],
  ['meta-data', expect.stringMatching(/^metada[a-z2-9]{6}$/)],
  ['a-very-long-profile', expect.stringMatching(/^averyl[a-z2-9]{6}$/)],
])('the pool of profile %s is named as AKS takes it', (name, expected) => {
  const pool = poolOf({ name });
  expect(pool.name).toEqual(expected);
  expect(pool.name).toMatch(/^[a-z][a-z0-9]{0,11}$/);
  expect(pool.temporary_name_for_rotation).toMatch(/^[a-z][a-z0-9]{11}$/);
});

test('no two pools have the same name, nor the same one for the time of a change', () => {
  const names = ['serving', 'serving-a', 'serving-b', 'servinga', 'tmp-serving', 'tmp'];
  const rendered = render((stack) => {
    makePools(stack, { profiles: names.map((name) => ({ ...GENERAL, name })) });
  });
  const all = [
    ...Object.values(rendered.field(POOL, 'name')),
    ...Object.values(rendered.field(POOL, 'temporary_name_for_rotation')),
  ];
  expect(new Set(all).size).toBe(2 * names.length);
});

test('OS disks lie on the machine wherever it has room, unless the environment says otherwise', () => {
  const profile = { name: 'cache', machineTypes: ['Standard_D4ds_v6'], diskGiB: 200 };
  const typeWith = (osDisks: AzureNodePoolsProps['osDisks'], more: Partial<ResolvedNodeProfile> = {}) =>
    poolOf({ ...profile, ...more }, { osDisks }).os_disk_type;
  expect([typeWith({}), typeWith({ cache: 'managed' }), typeWith({}, { diskGiB: 300 })]).toEqual([
    'Ephemeral',
    'Managed',
    'Managed',
  ]);
});

test('fails if a profile has no machine type', () => {
  expect(messageOf(() => makePools(testStack(), { profiles: [{ ...GENERAL, machineTypes: [] }] }))).toBe(
    "'profiles' of Test/NodePools must have a machine type each, got none for 'general'; pass config.nodeProfiles",
  );
});
