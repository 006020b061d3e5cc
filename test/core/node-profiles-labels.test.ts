import type { NodeProfile } from '../../lib/core/config-types';
import { resolveConfig } from '../../lib/core/resolve-config';
import { minimalEnvironment, minimalPlan, problemsOf } from '../support/config';

const GENERAL: NodeProfile = { name: 'general', vcpu: 2, memoryGiB: 8, maxNodesPerZone: 3 };
const SYNTAX = 'see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set';

test('fails if a profile has more than 50 labels', () => {
  const labels = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`label-${index}`, 'x']));
  expect(problems({ labels })).toEqual(["'plan.nodeProfiles[0].labels' must be at most 50, got 51; remove some"]);
});

test('fails if a profile has more than 50 taints', () => {
  const taints = Array.from({ length: 51 }, (_, index) => ({ key: `taint-${index}`, effect: 'NoSchedule' as const }));
  expect(problems({ taints })).toEqual(["'plan.nodeProfiles[0].taints' must be at most 50, got 51; remove some"]);
});

test('fifty labels are allowed', () => {
  const labels = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`label-${index}`, 'x']));
  expect(problems({ labels })).toEqual([]);
});

test.each(['Example.com/x', '-x', 'x'.repeat(64), 'a/b/c', ''])('fails if the key of a label is %j', (key) => {
  expect(problems({ labels: { [key]: 'x' } })).toEqual([
    `'plan.nodeProfiles[0].labels.${key}' must be a Kubernetes label, got ${key === '' ? "''" : key}; ${SYNTAX}`,
  ]);
});

test.each(['two words', 'x-', 'x'.repeat(64)])('fails if the value of a label is %j', (value) => {
  expect(problems({ labels: { key: value } })).toEqual([
    `'plan.nodeProfiles[0].labels.key' must be a Kubernetes label, got ${value}; ${SYNTAX}`,
  ]);
});

test('fails if a label is the one by which pods choose a profile', () => {
  expect(problems({ labels: { 'example.com/kind': 'x', 'byoc/profile': 'other' } })).toEqual([
    "'plan.nodeProfiles[0].labels.byoc/profile' must be left to the library, which sets it, got other; choose another key",
  ]);
});

test('fails if the key of a taint is no label', () => {
  expect(problems({ taints: [{ key: 'two words', effect: 'NoSchedule' }] })).toEqual([
    `'plan.nodeProfiles[0].taints[0].key' must be a Kubernetes label, got two words; ${SYNTAX}`,
  ]);
});

test('fails if the value of a taint is no label', () => {
  expect(problems({ taints: [{ key: 'key', value: 'two words', effect: 'NoSchedule' }] })).toEqual([
    `'plan.nodeProfiles[0].taints[0].value' must be a Kubernetes label, got two words; ${SYNTAX}`,
  ]);
});

test('labels and taints may have a domain and no value', () => {
  const profile = {
    labels: { 'example.com/kind': '' },
    taints: [{ key: 'example.com/x', effect: 'NoExecute' as const }],
  };
  expect(problems(profile)).toEqual([]);
});

function problems(profile: Partial<NodeProfile>): string[] {
  const plan = { ...minimalPlan(), nodeProfiles: [{ ...GENERAL, ...profile }] };
  return problemsOf(() => resolveConfig(plan, minimalEnvironment()));
}
