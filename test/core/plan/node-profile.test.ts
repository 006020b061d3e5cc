import type { NodeProfile } from '../../../lib/core/config-types';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { minimalEnvironment, minimalPlan, problemsOf } from '../../support/config';

const RULES: [string, Partial<NodeProfile>, string][] = [
  [
    'the name of a profile is too long',
    { name: 'a'.repeat(21) },
    "'plan.nodeProfiles[0].name' must be 1 to 20 lower-case letters and digits in words joined by single hyphens, each word starting with a letter, got aaaaaaaaaaaaaaaaaaaaa; choose another name",
  ],
  [
    'a profile has half a processor',
    { vcpu: 0.5 },
    "'plan.nodeProfiles[0].vcpu' must be a whole number from 1 to 192 (vCPU), got 0.5; choose one in that range",
  ],
  [
    'a profile may never have a node',
    { maxNodesPerZone: 0 },
    "'plan.nodeProfiles[0].maxNodesPerZone' must be a whole number from 1 to 450 (nodes), got 0; choose one in that range",
  ],
  [
    'an architecture is called as AWS does',
    { architecture: 'x86_64' as 'amd64' },
    "'plan.nodeProfiles[0].architecture' must be one of amd64, arm64, got x86_64; choose one of them",
  ],
  [
    'a list of instance types is empty',
    { machineTypes: { aws: [] } },
    "'plan.nodeProfiles[0].machineTypes.aws' must have at least one entry, got []; add one",
  ],
  [
    'the root volume is too small for an image',
    { diskGiB: 19 },
    "'plan.nodeProfiles[0].diskGiB' must be a whole number from 20 to 16384 (GiB), got 19; choose one in that range",
  ],
  [
    'a taint has an unknown effect',
    { taints: [{ key: 'notes', effect: 'NoRun' as 'NoExecute' }] },
    "'plan.nodeProfiles[0].taints[0].effect' must be one of NoSchedule, PreferNoSchedule, NoExecute, got NoRun; choose one of them",
  ],
];

test.each(RULES)('fails if %s', (_, profile, message) => {
  expect(problems(profile)).toEqual([message]);
});

test('the longest name and the most nodes are taken', () => {
  expect(problems({ name: 'a'.repeat(20), maxNodesPerZone: 450 })).toEqual([]);
});

function problems(profile: Partial<NodeProfile>): string[] {
  const nodeProfiles = [{ name: 'general', vcpu: 2, memoryGiB: 8, maxNodesPerZone: 3, ...profile }];
  return problemsOf(() => resolveConfig({ ...minimalPlan(), nodeProfiles }, minimalEnvironment()));
}
