import { resolveConfig } from '../../lib/core/resolve-config';
import { KUBERNETES_RELEASES, KUBERNETES_RELEASES_SOURCE } from '../../lib/core/versions';
import { minimalEnvironment, minimalPlan, problemsOf } from '../support/config';

const releases = Object.entries(KUBERNETES_RELEASES);

test('a minimal plan gets the newest version', () => {
  const newest = Object.keys(KUBERNETES_RELEASES).sort().at(-1);
  expect(resolveConfig(minimalPlan(), minimalEnvironment()).plan.kubernetesVersion).toBe(newest);
});

test.each(releases)('%s brings what is pinned with it', (kubernetesVersion, release) => {
  expect(resolveConfig({ ...minimalPlan(), kubernetesVersion }, minimalEnvironment()).kubernetes).toEqual(release);
});

test('fails if no add-ons are pinned for the version', () => {
  expect(problems('1.31')).toEqual([
    "'plan.kubernetesVersion' must be one of 1.35, 1.36, for which add-ons are pinned, got 1.31; choose one of them",
  ]);
});

test('fails if the version is no minor version', () => {
  expect(problems('1.36.2')).toEqual([
    '\'plan.kubernetesVersion\' must be a Kubernetes minor version, got 1.36.2; write it in quotes, like "1.36"',
  ]);
});

test.each(releases)('the add-ons of %s are pinned to builds for EKS', (_, { eksAddOns }) => {
  expect(Object.keys(eksAddOns).sort()).toEqual([
    'aws-ebs-csi-driver',
    'coredns',
    'eks-pod-identity-agent',
    'kube-proxy',
    'metrics-server',
    'vpc-cni',
  ]);
  for (const version of Object.values(eksAddOns)) expect(version).toMatch(/^v\d+\.\d+\.\d+-eksbuild\.\d+$/);
});

test.each(releases)('kube-proxy of %s is of that version', (version, { eksAddOns }) => {
  expect(eksAddOns['kube-proxy']).toMatch(new RegExp(`^v${version}\\.`));
});

test.each(releases)('the standard support of %s ends after the table was compared', (_, { eksStandardSupportEnds }) => {
  expect(eksStandardSupportEnds).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  expect(eksStandardSupportEnds > KUBERNETES_RELEASES_SOURCE.checked).toBe(true);
});

function problems(kubernetesVersion: string): string[] {
  return problemsOf(() => resolveConfig({ ...minimalPlan(), kubernetesVersion }, minimalEnvironment()));
}
