import { CLUSTER_SERVICE_IDS, CLUSTER_SERVICES, type ClusterServiceId } from '../../lib/core/cluster-services';
import type { CustomerEnvironment, VendorPlan } from '../../lib/core/config-types';
import { resolveConfig } from '../../lib/core/resolve-config';
import { CHARTS, chartsOf } from '../../lib/kubernetes/charts';
import {
  azureEnvironment,
  fullEnvironment,
  fullPlan,
  gcpEnvironment,
  minimalEnvironment,
  minimalPlan,
  minimalPlanForEveryCloud,
} from '../support/config';

describe('the table', () => {
  test('names each release once', () => {
    expect(new Set(CHARTS.map(({ release }) => release)).size).toBe(CHARTS.length);
  });

  test('has a chart for every service that some cloud takes as one, and for no other', () => {
    const taken = CLUSTER_SERVICE_IDS.filter((id) => Object.values(CLUSTER_SERVICES[id].delivery).includes('chart'));
    expect([...new Set(CHARTS.map(({ service }) => service))].sort()).toEqual([...taken].sort());
  });

  test.each(CHARTS)('pins $release and says where its keys are written', ({ version, repository, source, digest }) => {
    expect(version).toMatch(/^v?\d+\.\d+\.\d+$/);
    expect(repository).toMatch(/^(https|oci):\/\/[\w./-]+$/);
    expect(source.url).toMatch(/^https:\/\/github\.com\/.+values\.yaml$/);
    expect(source.url).toContain(version);
    if (digest !== undefined) {
      expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
      expect(repository).toMatch(/^oci:/);
    }
  });

  test.each(CHARTS)('gives every image of $release a version', ({ images }) => {
    for (const { tag, registry } of images(full())) {
      expect(tag).toMatch(/^v?\d+\.\d+\.\d+(-distroless)?$/);
      expect(registry).toMatch(/^[a-z0-9.]+\.[a-z]+$/);
    }
  });
});

describe('charts of an installation', () => {
  test('are those of the services of a minimal plan that EKS does not bring', () => {
    expect(releases(minimalPlan(), minimalEnvironment())).toEqual([
      'aws-load-balancer-controller',
      'cluster-autoscaler',
    ]);
  });

  test('come in the order of their dependencies', () => {
    expect(releases(fullPlan(), fullEnvironment())).toEqual([
      'cert-manager',
      'aws-load-balancer-controller',
      'istio-base',
      'istiod',
      'gateway',
      'cluster-autoscaler',
      'external-dns',
      'kube-prometheus-stack',
    ]);
  });

  test.each([
    ['Google Cloud', gcpEnvironment()],
    ['Azure', azureEnvironment()],
  ])('are none for what %s runs itself', (_, environment) => {
    const plan: VendorPlan = { ...minimalPlanForEveryCloud(), clusterServices: [...EVERYWHERE] };
    expect(releases(plan, environment)).toEqual(['istio-base', 'istiod', 'kube-prometheus-stack']);
  });

  test('have a gateway only where there are listeners for it', () => {
    const plan = { ...minimalPlan(), clusterServices: ['istio'] satisfies ClusterServiceId[] };
    expect(releases(plan, minimalEnvironment())).toEqual(['istio-base', 'istiod']);
  });
});

test('the autoscaler has the minor version of the cluster', () => {
  const [autoscaler] = CHARTS.filter(({ release }) => release === 'cluster-autoscaler');
  for (const kubernetesVersion of ['1.35', '1.36'] as const) {
    const config = resolveConfig({ ...minimalPlan(), kubernetesVersion }, minimalEnvironment());
    const [image] = autoscaler?.images(config) ?? [];
    expect(image?.tag.startsWith(`v${kubernetesVersion}.`)).toBe(true);
  }
});

/** Services that need no DNS zone. */
const EVERYWHERE = [
  'load-balancer-controller',
  'cluster-autoscaler',
  'metrics-server',
  'snapshot-controller',
  'istio',
  'monitoring',
] as const;

function full() {
  return resolveConfig(fullPlan(), fullEnvironment());
}

function releases(plan: VendorPlan, environment: CustomerEnvironment): string[] {
  return chartsOf(resolveConfig(plan, environment)).map(({ release }) => release);
}
