import { allocatable } from '../../../lib/core/allocatable';
import type { ResolvedNodeProfile } from '../../../lib/core/node-profiles';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { type PodNeeds, podsOn } from '../../../lib/kubernetes/nodes/pods-on';
import { fullEnvironment, fullPlan, gcpEnvironment, minimalPlanForEveryCloud, problemsOf } from '../../support/config';

const config = resolveConfig(fullPlan(), fullEnvironment());

function profile(name: string, profiles: readonly ResolvedNodeProfile[] = config.nodeProfiles): ResolvedNodeProfile {
  const found = profiles.find((each) => each.name === name);
  if (found === undefined) throw new Error(`the full plan has no profile ${name}`);
  return found;
}

const needs = (more: Partial<PodNeeds> = {}): PodNeeds => ({
  cpu: '1',
  memory: '4Gi',
  labels: { 'app.kubernetes.io/name': 'engine' },
  ...more,
});

test('pods go to the nodes of a profile, one zone after the other', () => {
  expect(podsOn(profile('meta'), needs(), config)).toEqual({
    nodeSelector: { 'byoc/profile': 'meta' },
    tolerations: [],
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: 'topology.kubernetes.io/zone',
        whenUnsatisfiable: 'DoNotSchedule',
        minDomains: 3,
        labelSelector: { matchLabels: { 'app.kubernetes.io/name': 'engine' } },
        matchLabelKeys: ['pod-template-hash'],
        nodeTaintsPolicy: 'Honor',
      },
    ],
    resources: { requests: { cpu: '1', memory: '4Gi' }, limits: { memory: '4Gi' } },
  });
});

test('they tolerate the taints of the profile', () => {
  expect(podsOn(profile('serving'), needs(), config).tolerations).toEqual([
    { key: 'riverbed/serving', operator: 'Equal', value: 'true', effect: 'NoSchedule' },
  ]);
});

test('on GKE they also tolerate the taint of nodes with Arm, and only there', () => {
  const { nodeProfiles } = fullPlan();
  const onGke = resolveConfig({ ...minimalPlanForEveryCloud(), nodeProfiles }, gcpEnvironment());
  const arm = { key: 'kubernetes.io/arch', operator: 'Equal', value: 'arm64', effect: 'NoSchedule' };
  const tolerations = (name: string) => podsOn(profile(name, onGke.nodeProfiles), needs(), onGke).tolerations;
  expect(tolerations('compute')).toEqual([arm]);
  expect(tolerations('meta')).toEqual([]);
});

test('where they must run at any rate, an unbalanced zone is better than none', () => {
  const [spread] = podsOn(profile('meta'), needs({ spread: 'if-possible' }), config).topologySpreadConstraints;
  expect(spread?.whenUnsatisfiable).toBe('ScheduleAnyway');
  // Kubernetes refuses it beside ScheduleAnyway.
  expect(spread).not.toHaveProperty('minDomains');
});

test('a pod may take all that is allocatable', () => {
  const { cpuMillis, memoryMiB } = allocatable(profile('meta'), config);
  const all = { cpu: `${cpuMillis}m`, memory: `${memoryMiB}Mi` };
  expect(podsOn(profile('meta'), needs(all), config).resources.requests).toEqual(all);
});

describe('fails if', () => {
  const problems = (more: Partial<PodNeeds>) => problemsOf(() => podsOn(profile('meta'), needs(more), config));

  test('a pod asks for the whole machine', () => {
    expect(problems({ cpu: '4', memory: '16Gi' })).toEqual([
      "'cpu' must fit on a node of profile 'meta' beside the daemon sets, 3555m at most, got 4; ask for less or take a larger profile",
      "'memory' must fit on a node of profile 'meta' beside the daemon sets, 13253Mi at most, got 16Gi; ask for less or take a larger profile",
    ]);
  });

  test('a pod asks for one millicore or one MiB too much', () => {
    const { cpuMillis, memoryMiB } = allocatable(profile('meta'), config);
    expect(problems({ cpu: `${cpuMillis + 1}m` })).toHaveLength(1);
    expect(problems({ memory: `${memoryMiB + 1}Mi` })).toHaveLength(1);
  });

  test('a request is no quantity', () => {
    expect(problems({ cpu: '1 core', memory: '4G' })).toEqual([
      "'cpu' must be a Kubernetes CPU quantity above zero, got 1 core; write it like 250m or 2",
      "'memory' must be a Kubernetes memory quantity in Mi or Gi above zero, got 4G; write it like 512Mi",
    ]);
  });

  test('a pod asks for nothing', () => {
    expect(problems({ cpu: '0', memory: '0Mi' })).toEqual([
      "'cpu' must be a Kubernetes CPU quantity above zero, got 0; write it like 250m or 2",
      "'memory' must be a Kubernetes memory quantity in Mi or Gi above zero, got 0Mi; write it like 512Mi",
    ]);
  });
});
