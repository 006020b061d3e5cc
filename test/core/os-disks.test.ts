import type { AzureEnvironment, NodeProfile } from '../../lib/core/config-types';
import { osDiskOf } from '../../lib/core/os-disks';
import { resolveConfig } from '../../lib/core/resolve-config';
import { azureEnvironment, minimalPlanForEveryCloud, problemsOf, warningsOf } from '../support/config';

const PROFILE: NodeProfile = { name: 'general', vcpu: 4, memoryGiB: 16, maxNodesPerZone: 3 };
const on = (azure: string, more: Partial<NodeProfile> = {}): NodeProfile => ({
  ...PROFILE,
  machineTypes: { azure },
  ...more,
});

describe('an OS disk lies on the machine wherever it fits', () => {
  test.each<[string, NodeProfile, 'Ephemeral' | 'Managed']>([
    ['a machine without disks', PROFILE, 'Managed'],
    ['NVMe disks', on('Standard_D4ds_v6'), 'Ephemeral'],
    ['NVMe disks of just its size', on('Standard_D4ds_v6', { diskGiB: 220 }), 'Ephemeral'],
    ['smaller NVMe disks', on('Standard_D4ds_v6', { diskGiB: 221 }), 'Managed'],
    ['a temporary disk', on('Standard_D4ds_v5'), 'Ephemeral'],
    ['a smaller temporary disk', on('Standard_D4ds_v5', { diskGiB: 151 }), 'Managed'],
    ['a small temporary disk of Fsv2', on('Standard_F8s_v2', { vcpu: 8 }), 'Managed'],
    ['a large temporary disk of Fsv2', on('Standard_F16s_v2', { vcpu: 16, memoryGiB: 32 }), 'Ephemeral'],
    [
      'disks that are larger than any OS disk may be',
      on('Standard_D128ds_v6', { vcpu: 128, memoryGiB: 512, diskGiB: 2041 }),
      'Managed',
    ],
    ['a machine that is not in the table', on('Standard_D4ds_v9'), 'Managed'],
    ['such a machine, whose local disks are asked for', on('Standard_D4ds_v9', { localDisk: true }), 'Ephemeral'],
    ['local disks that are asked for', { ...PROFILE, localDisk: true }, 'Ephemeral'],
  ])('%s', (_, profile, disk) => {
    expect(disks(profile)).toEqual(['Managed', disk]);
  });

  test('unless the environment says otherwise', () => {
    expect(disks(on('Standard_D4ds_v6'), { general: 'managed' })).toEqual(['Managed', 'Managed']);
    expect(disks(on('Standard_D4ds_v9'), { general: 'ephemeral' })).toEqual(['Managed', 'Ephemeral']);
  });
});

test('fails if the profile is unknown', () => {
  expect(problems(PROFILE, { big: 'managed' })).toEqual([
    "'environment.osDisks.big' must name a node profile of the plan, got big; choose one of system, general",
  ]);
});

test('fails if an ephemeral one is asked for that does not fit', () => {
  expect(problems(PROFILE, { general: 'ephemeral', system: 'ephemeral' })).toEqual([
    "'environment.osDisks.system' must be managed: an OS disk of 100 GiB does not fit on the disks of Standard_D4s_v6 (0 GiB), got ephemeral; set it, or choose a size with larger disks",
    "'environment.osDisks.general' must be managed: an OS disk of 100 GiB does not fit on the disks of Standard_D4s_v6 (0 GiB), got ephemeral; set it, or choose a size with larger disks",
  ]);
});

test('fails if local disks are asked for on which it does not fit', () => {
  expect(problems({ ...PROFILE, localDisk: true, diskGiB: 300 })).toEqual([
    "'plan.nodeProfiles[0].diskGiB' must fit on the local disks of Standard_D4ds_v6 (220 GiB): on AKS, they are those of the OS disk, got 300; lower it, choose another size, or set localDisk to false",
  ]);
  expect(problems(on('Standard_L8s_v3', { vcpu: 8, memoryGiB: 64, localDisk: true }))).toEqual([
    "'plan.nodeProfiles[0].diskGiB' must fit on the local disks of Standard_L8s_v3 (0 GiB): on AKS, they are those of the OS disk, got 100; lower it, choose another size, or set localDisk to false",
  ]);
});

test('a managed one is doubtful where the plan asks for local disks', () => {
  expect(warnings({ ...PROFILE, localDisk: true }, { general: 'managed' })).toEqual([
    'environment.osDisks.general is managed: pods get none of the local disks that the plan asks for',
  ]);
});

test('NVMe disks of Arm machines are doubtful', () => {
  const arm: NodeProfile = { ...PROFILE, architecture: 'arm64', localDisk: true };
  expect(warnings(arm)).toEqual([
    'environment.osDisks.general may be refused: in some regions AKS does not know the disks of Standard_D4pds_v6 (https://github.com/Azure/AKS/issues/5568); set it to managed there',
  ]);
  expect(warnings({ ...PROFILE, localDisk: true })).toEqual([]);
});

function resolve(profile: NodeProfile, osDisks: NonNullable<AzureEnvironment['osDisks']> = {}) {
  const plan = { ...minimalPlanForEveryCloud(), nodeProfiles: [profile] };
  return resolveConfig(plan, { ...azureEnvironment(), osDisks });
}

function disks(profile: NodeProfile, osDisks: NonNullable<AzureEnvironment['osDisks']> = {}): string[] {
  const { nodeProfiles, environment } = resolve(profile, osDisks);
  return nodeProfiles.map((resolved) => osDiskOf(resolved, environment.osDisks));
}

function problems(profile: NodeProfile, osDisks: NonNullable<AzureEnvironment['osDisks']> = {}): string[] {
  return problemsOf(() => resolve(profile, osDisks));
}

function warnings(profile: NodeProfile, osDisks: NonNullable<AzureEnvironment['osDisks']> = {}): string[] {
  return warningsOf(resolve(profile, osDisks)).filter((warning) => warning.startsWith('environment.osDisks'));
}
