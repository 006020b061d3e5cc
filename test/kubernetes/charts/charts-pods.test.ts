import { CLUSTER_SERVICES } from '../../../lib/core/cluster-services';
import { CHARTS, chartReleasesOf } from '../../../lib/kubernetes/charts';
import { CLOSED, ON, planWithCharts, valuesOf } from '../../support/charts';
import { deployed, type Manifest } from '../../support/kubernetes';

/** Containers that each chart is told about: a forgotten one would get what the namespace gives, or nothing. */
const CONTAINERS: Readonly<Record<string, number>> = {
  'cert-manager': 4,
  'aws-load-balancer-controller': 1,
  istiod: 1,
  gateway: 1,
  'cluster-autoscaler': 1,
  'external-dns': 1,
  'kube-prometheus-stack': 6,
};

describe.each(Object.entries(ON))('in a closed network on %s', (_, environment) => {
  const { config, outputs } = deployed(planWithCharts(), { ...environment, ...CLOSED });
  const releases = chartReleasesOf(config, outputs)
    .map(({ chart, values }): { release: string; values: Manifest; namespace: string } => ({ ...chart, values }))
    // It has no pods.
    .filter(({ release }) => release !== 'istio-base');

  test.each(releases)(
    'every container of $release asks for CPU and memory, and cannot take memory without end',
    ({ release, values }) => {
      const resources = found(values, 'resources').filter(({ requests }) => requests.storage === undefined);
      expect(resources.length).toBe(CONTAINERS[release]);
      for (const { requests, limits } of resources) {
        expect(requests).toEqual({ cpu: expect.stringMatching(/^\d+m$/), memory: expect.stringMatching(/^\d+Mi$/) });
        expect(limits.memory).toMatch(/^\d+(Mi|Gi)$/);
      }
    },
  );

  test.each(releases)(
    'every pod of $release runs on system nodes, but for the exporter, which is on all',
    ({ values }) => {
      const exporter = values['prometheus-node-exporter']?.tolerations;
      const tolerations = found(values, 'tolerations').filter((each) => each !== exporter);
      expect(tolerations.length).toBeGreaterThan(0);
      expect(found(values, 'nodeSelector').length).toBe(tolerations.length);
      for (const selector of found(values, 'nodeSelector')) expect(selector).toEqual({ 'byoc/profile': 'system' });
      for (const each of tolerations) {
        expect(each).toEqual([{ key: 'CriticalAddonsOnly', operator: 'Equal', value: 'true', effect: 'NoSchedule' }]);
      }
      if (exporter !== undefined) expect(exporter).toEqual([{ operator: 'Exists' }]);
    },
  );

  test.each(releases)(
    'pods of $release have a priority that every cloud allows in $namespace',
    ({ values, namespace }) => {
      // Google Cloud keeps Kubernetes' own classes for kube-system.
      const wanted = namespace === 'kube-system' ? 'system-cluster-critical' : 'byoc-system-v1';
      expect(new Set(found(values, 'priorityClassName'))).toEqual(new Set([wanted]));
    },
  );

  test.each(releases)('pods of $release are pulled from the mirror and from nowhere else', ({ values }) => {
    const text = JSON.stringify(values);
    // The gateway is pulled from where istiod is.
    if (values.podAnnotations?.['proxy.istio.io/config'] === undefined) expect(text).toContain(CLOSED.registry);
    for (const { registry } of CHARTS.flatMap(({ images }) => images(config))) {
      expect(text).not.toContain(`"${registry}`);
    }
  });

  test.each(releases)('pods of $release get the HTTP proxy, and know what is reached without it', ({ values }) => {
    const text = JSON.stringify(values);
    expect(text).toContain(CLOSED.httpProxy.url);
    expect(text).toContain('localhost,127.0.0.1,.svc,.cluster.local');
  });

  test.each(releases)('pods of $release trust the certificates of the customer', ({ release, values }) => {
    if (release === 'istiod') return expect(values.jwksResolverExtraRootCA).toBe(CLOSED.caBundle);
    const text = JSON.stringify(values);
    expect(text).toContain('"configMap":{"name":"byoc-ca"}');
    expect(text).toContain('"mountPath":"/etc/ssl/certs/byoc-ca.crt","subPath":"ca.crt"');
    expect(text).toMatch(/"byoc\/certificates":"[0-9a-f]{64}"/);
  });
});

describe('an environment with nothing of its own', () => {
  const values = valuesOf(planWithCharts(), ON.aws);

  test.each(Object.entries(values))('leaves out proxy, certificates and mirror of %s', (_, each) => {
    expect(JSON.stringify(each)).not.toMatch(/_PROXY|byoc-ca|byoc\/certificates|RootCA|acme\.example\.com/);
  });

  test('names the registries of the images, where charts ask for them', () => {
    expect(values).toMatchObject({
      'cert-manager': { imageRegistry: 'quay.io' },
      'aws-load-balancer-controller': {
        image: { repository: 'public.ecr.aws/eks/aws-load-balancer-controller', tag: 'v3.5.0' },
      },
      istiod: { global: { hub: 'docker.io/istio', tag: '1.31.1' } },
      'cluster-autoscaler': {
        image: { repository: 'registry.k8s.io/autoscaling/cluster-autoscaler', tag: 'v1.35.1' },
      },
      'external-dns': { image: { repository: 'registry.k8s.io/external-dns/external-dns', tag: 'v0.21.0' } },
    });
    expect(values['kube-prometheus-stack']).not.toHaveProperty('global');
  });
});

test('service accounts are those that the cloud gives an identity to', () => {
  const values = valuesOf(planWithCharts(), ON.aws);
  const withIdentity = CHARTS.flatMap(({ service, release, namespace }) => {
    const { identity } = CLUSTER_SERVICES[service];
    // The account of cert-manager has the name of its release.
    const { serviceAccount, rbac } = values[release];
    const name = serviceAccount?.name ?? rbac?.serviceAccount.name ?? release;
    return identity === undefined ? [] : [{ identity, written: { namespace, serviceAccount: name } }];
  });
  expect(withIdentity.length).toBe(4);
  for (const { identity, written } of withIdentity) expect(identity).toMatchObject(written);
});

test('on Azure, accounts and pods are tied to their identity', () => {
  const values = valuesOf(planWithCharts(), ON.azure);
  for (const release of ['cert-manager', 'external-dns']) {
    expect(values[release].serviceAccount.annotations).toEqual({
      'azure.workload.identity/client-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(values[release].podLabels).toEqual({ 'azure.workload.identity/use': 'true' });
  }
});

test('on Google Cloud, accounts are known directly: an annotation would send them to a service account', () => {
  const values = valuesOf(planWithCharts(), ON.gcp);
  for (const release of ['cert-manager', 'external-dns']) {
    expect(values[release].serviceAccount?.annotations ?? {}).toEqual({});
    expect(values[release].podLabels).toEqual({});
  }
});

/** Every value with a key, however deep. */
function found(values: Manifest, key: string): Manifest[] {
  if (typeof values !== 'object' || values === null) return [];
  return Object.entries(values).flatMap(([name, value]) => (name === key ? [value] : found(value, key)));
}
