import type { AwsEnvironment, CustomerEnvironment, NodeProfile } from '../../lib/core/config-types';
import { resolveConfig } from '../../lib/core/resolve-config';
import {
  azureEnvironment,
  gcpEnvironment,
  minimalEnvironment,
  minimalPlanForEveryCloud,
  problemsOf,
  warningsOf,
} from '../support/config';

const GENERAL: NodeProfile = { name: 'general', vcpu: 2, memoryGiB: 8, maxNodesPerZone: 3 };

test.each([
  ['gcp', gcpEnvironment(), 'n2-standard-4'],
  ['azure', azureEnvironment(), 'Standard_D4s_v6'],
] as const)('the plan’s machine types for %s are taken', (cloud, environment, type) => {
  const profile = { vcpu: 4, memoryGiB: 16, machineTypes: { [cloud]: type } };
  expect(machineTypes(profile, environment)).toEqual([type]);
});

test('a family that the region does not offer is passed over', () => {
  expect(machineTypes({}, inRegion('me-south-1', 'a', 'b', 'c'))).toEqual(['m6i.large']);
});

test('the order of types that the plan gives is kept', () => {
  expect(machineTypes({ machineTypes: { aws: ['m6i.large', 'm7i.large'] } })).toEqual(['m6i.large', 'm7i.large']);
});

test('a type with local disks will do where none is asked for', () => {
  expect(machineTypes({ machineTypes: { aws: ['m6id.large'] } })).toEqual(['m6id.large']);
});

test('where a pool takes one type, the first of the families is taken', () => {
  expect(machineTypes({}, minimalEnvironment())?.length).toBeGreaterThan(1);
  // c3d and z3 have that size, v6 and v5 this one.
  expect(machineTypes({ vcpu: 8, memoryGiB: 64, localDisk: true }, gcpEnvironment())).toEqual(['c3d-highmem-8-lssd']);
  expect(machineTypes({}, azureEnvironment())).toEqual(['Standard_D2s_v6']);
});

test('types that were not offered in the region are doubtful', () => {
  const profile = { vcpu: 4, memoryGiB: 32, localDisk: true };
  expect(warningsOf(resolve(profile, inRegion('eu-north-1', 'a', 'b', 'c')))).toContain(
    'plan.nodeProfiles[0] r6id.xlarge were not offered in eu-north-1 on 2026-11-20; verify with: aws ec2 describe-instance-type-offerings --region eu-north-1 --filters Name=instance-type,Values=r6id.xlarge',
  );
});

test('a type that is not in the table is taken and not checked', () => {
  expect(warningsOf(resolve({ machineTypes: { aws: ['m99.large'] } }))).toContain(
    'plan.nodeProfiles[0].machineTypes.aws m99.large is not in the table of 2026-11-20: its size and architecture are not checked',
  );
});

test('fails if no machine type has that size', () => {
  expect(problems({ memoryGiB: 12 })).toEqual([
    "'plan.nodeProfiles[0]' must have a machine type on aws, got 2 vCPU, 12 GiB, amd64; choose vCPU and GiB in a ratio of 1:2, 1:4, 1:8 and a size the cloud has, or set machineTypes.aws",
  ]);
});

test('fails if no machine type of that size has local disks', () => {
  expect(problems({ memoryGiB: 4, localDisk: true }, gcpEnvironment())).toEqual([
    "'plan.nodeProfiles[0]' must have a machine type on gcp, got 2 vCPU, 4 GiB, amd64, local disk; choose vCPU and GiB in a ratio of 1:4, 1:8 and a size the cloud has, or set machineTypes.gcp",
  ]);
});

test('fails if an instance type has the wrong architecture', () => {
  expect(problems({ machineTypes: { aws: ['m7g.large'] } })).toEqual([
    "'plan.nodeProfiles[0].machineTypes.aws' must be an amd64 machine, got m7g.large (arm64); choose another type or set architecture",
  ]);
});

test('fails if the instance types of one group have unequal sizes', () => {
  expect(problems({ machineTypes: { aws: ['m7i.large', 'm7i.xlarge'] } })).toEqual([
    "'plan.nodeProfiles[0].machineTypes.aws[1]' must have 2 vCPU and 8 GiB like every type of the profile (the autoscaler takes them as equal), got m7i.xlarge (4 vCPU, 16 GiB); choose a type of that size",
  ]);
});

test('fails if the instance types of one group have unequal memory', () => {
  expect(problems({ machineTypes: { aws: ['m7i.large', 'r7i.large'] } })).toEqual([
    "'plan.nodeProfiles[0].machineTypes.aws[1]' must have 2 vCPU and 8 GiB like every type of the profile (the autoscaler takes them as equal), got r7i.large (2 vCPU, 16 GiB); choose a type of that size",
  ]);
});

test('fails if the instance types of one group have unequal numbers of processors', () => {
  expect(problems({ memoryGiB: 16, machineTypes: { aws: ['r7i.large', 'm7i.xlarge'] } })).toEqual([
    "'plan.nodeProfiles[0].machineTypes.aws[1]' must have 2 vCPU and 16 GiB like every type of the profile (the autoscaler takes them as equal), got m7i.xlarge (4 vCPU, 16 GiB); choose a type of that size",
  ]);
});

test('fails if an instance type lacks local disks', () => {
  expect(problems({ localDisk: true, machineTypes: { aws: ['m7i.large'] } })).toEqual([
    "'plan.nodeProfiles[0].machineTypes.aws' must have local disks, got m7i.large; choose another type or set localDisk to false",
  ]);
});

function resolve(profile: Partial<NodeProfile>, environment: CustomerEnvironment = minimalEnvironment()) {
  const plan = { ...minimalPlanForEveryCloud(), nodeProfiles: [{ ...GENERAL, ...profile }] };
  return resolveConfig(plan, environment);
}

function machineTypes(profile: Partial<NodeProfile>, environment?: CustomerEnvironment) {
  return resolve(profile, environment).nodeProfiles[1]?.machineTypes;
}

function problems(profile: Partial<NodeProfile>, environment?: CustomerEnvironment): string[] {
  return problemsOf(() => resolve(profile, environment));
}

function inRegion(region: string, ...letters: string[]): AwsEnvironment {
  return { ...minimalEnvironment(), region, zones: letters.map((letter) => region + letter) };
}
