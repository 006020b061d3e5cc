import type { AwsEnvironment, CustomerEnvironment, NodeProfile, VendorPlan } from '../../lib/core/config-types';
import { resolveConfig } from '../../lib/core/resolve-config';
import {
  fullEnvironment,
  fullPlan,
  gcpEnvironment,
  minimalEnvironment,
  minimalPlan,
  problemsOf,
  warningsOf,
} from '../support/config';

const GENERAL: NodeProfile = { name: 'general', vcpu: 2, memoryGiB: 8, maxNodesPerZone: 3 };

describe('a minimal plan', () => {
  const { nodeProfiles } = resolveConfig(minimalPlan(), minimalEnvironment());

  test('has system nodes, one per zone, that keep the product’s pods away', () => {
    expect(nodeProfiles[0]).toEqual({
      name: 'system',
      vcpu: 4,
      memoryGiB: 16,
      architecture: 'amd64',
      localDisk: false,
      diskGiB: 100,
      minNodesPerZone: 1,
      maxNodesPerZone: 2,
      labels: {},
      taints: [{ key: 'CriticalAddonsOnly', value: 'true', effect: 'NoSchedule' }],
      machineTypes: ['m7i.xlarge', 'm6i.xlarge'],
    });
  });

  test('gets the defaults of a profile', () => {
    expect(nodeProfiles[1]).toEqual({
      name: 'general',
      vcpu: 2,
      memoryGiB: 8,
      architecture: 'amd64',
      localDisk: false,
      diskGiB: 100,
      minNodesPerZone: 0,
      maxNodesPerZone: 3,
      labels: {},
      taints: [],
      machineTypes: ['m7i.large', 'm6i.large'],
    });
  });

  test('has no other profiles', () => {
    expect(nodeProfiles.map(({ name }) => name)).toEqual(['system', 'general']);
  });
});

test('a full plan keeps the order of its profiles behind the system nodes', () => {
  const { nodeProfiles } = resolveConfig(fullPlan(), fullEnvironment());
  expect(nodeProfiles.map(({ name, machineTypes }) => [name, ...machineTypes])).toEqual([
    ['system', 'm7i.xlarge', 'm6i.xlarge'],
    ['compute', 'm7g.2xlarge', 'm6g.2xlarge'],
    ['serving', 'r7gd.xlarge'],
    ['meta', 'm7i.xlarge', 'm6i.xlarge'],
  ]);
});

test('the environment’s limits replace the plan’s', () => {
  const [, compute] = resolveConfig(fullPlan(), fullEnvironment()).nodeProfiles;
  expect(compute).toMatchObject({ name: 'compute', minNodesPerZone: 1, maxNodesPerZone: 6 });
});

test('a limit that the environment leaves out stays the plan’s', () => {
  const [, general] = resolve({ minNodesPerZone: 1 }, { nodeLimits: { general: { maxNodesPerZone: 9 } } }).nodeProfiles;
  expect(general).toMatchObject({ minNodesPerZone: 1, maxNodesPerZone: 9 });
});

test('the environment may limit the system nodes', () => {
  const [system] = resolve({}, { nodeLimits: { system: { maxNodesPerZone: 4 } } }).nodeProfiles;
  expect(system).toMatchObject({ minNodesPerZone: 1, maxNodesPerZone: 4 });
});

test('nine profiles are as many as a cluster of AWS takes', () => {
  expect(pathsOfWarnings(planWithProfiles(9), minimalEnvironment())).not.toContain('plan.nodeProfiles');
});

test('more than nine profiles are doubtful, and the quota is named', () => {
  expect(warningsOf(resolveConfig(planWithProfiles(10), minimalEnvironment()))).toContain(
    'plan.nodeProfiles 10 profiles and the system nodes make 33 node groups; a cluster gets 30 unless quota L-6D54EA21 is raised to 33 first',
  );
});

test('ten profiles are not doubtful where a pool spans the zones', () => {
  const plan = { ...planWithProfiles(10), vendor: fullPlan().vendor };
  expect(pathsOfWarnings(plan, gcpEnvironment())).not.toContain('plan.nodeProfiles');
});

test('fails if the environment limits an unknown profile', () => {
  expect(problems({}, { nodeLimits: { genral: { maxNodesPerZone: 3 } } })).toEqual([
    "'environment.nodeLimits.genral' must name a node profile of the plan, got genral; choose one of system, general",
  ]);
});

test('fails if a profile is called like the system nodes', () => {
  expect(problems({ name: 'system', minNodesPerZone: 1 })).toEqual([
    "'plan.nodeProfiles[0].name' must differ from the name of the system nodes, got system; choose another name",
  ]);
});

test('fails if two profiles have one name', () => {
  expect(problemsOf(() => resolveConfig(planWith(GENERAL, GENERAL), minimalEnvironment()))).toEqual([
    "'plan.nodeProfiles[1].name' must be used once, got general; choose another name",
  ]);
});

test('fails if the plan’s minimum is over its maximum', () => {
  expect(problems({ minNodesPerZone: 4 })).toEqual([
    "'plan.nodeProfiles[0].minNodesPerZone' must not be more than maxNodesPerZone (3), got 4; lower the one or raise the other",
  ]);
});

test('fails if the environment’s minimum is over the plan’s maximum', () => {
  expect(problems({}, { nodeLimits: { general: { minNodesPerZone: 4 } } })).toEqual([
    "'environment.nodeLimits.general' must not be more than maxNodesPerZone (3), got 4; lower the one or raise the other",
  ]);
});

test('fails if the environment’s minimum is over the maximum of the system nodes', () => {
  expect(problems({}, { nodeLimits: { system: { minNodesPerZone: 3 } } })).toEqual([
    "'environment.nodeLimits.system' must not be more than maxNodesPerZone (2), got 3; lower the one or raise the other",
  ]);
});

test('fails if the environment wants no system nodes', () => {
  expect(problems({}, { nodeLimits: { system: { minNodesPerZone: 0 } } })).toEqual([
    "'environment.nodeLimits.system.minNodesPerZone' must be at least 1: cluster services run there, got 0; raise it",
  ]);
});

test('the environment may want no node of a profile of the plan', () => {
  expect(problems({ minNodesPerZone: 1 }, { nodeLimits: { general: { minNodesPerZone: 0 } } })).toEqual([]);
});

test('as many nodes at least as at most are allowed', () => {
  expect(problems({ minNodesPerZone: 3 })).toEqual([]);
});

function planWith(...nodeProfiles: NodeProfile[]): VendorPlan {
  return { ...minimalPlan(), nodeProfiles };
}

function planWithProfiles(count: number): VendorPlan {
  return planWith(...Array.from({ length: count }, (_, index) => ({ ...GENERAL, name: `profile-p${index}` })));
}

function resolve(profile: Partial<NodeProfile>, environment: Partial<AwsEnvironment> = {}) {
  return resolveConfig(planWith({ ...GENERAL, ...profile }), { ...minimalEnvironment(), ...environment });
}

function problems(profile: Partial<NodeProfile>, environment: Partial<AwsEnvironment> = {}): string[] {
  return problemsOf(() => resolve(profile, environment));
}

function pathsOfWarnings(plan: VendorPlan, environment: CustomerEnvironment): string[] {
  return resolveConfig(plan, environment).warnings.map(({ path }) => path);
}
