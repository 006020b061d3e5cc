import { CHARTS, chartReleasesOf } from '../../../lib/kubernetes/charts';
import { ArgoApplication } from '../../../lib/kubernetes/charts/argo-applications';
import { ON, planWithCharts } from '../../support/charts';
import { deployed, type Manifest, objectsOf, one } from '../../support/kubernetes';

const CERTIFICATES = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'].map((kind) => ({
  group: 'admissionregistration.k8s.io',
  kind,
  jqPathExpressions: ['.webhooks[]?.clientConfig.caBundle'],
}));

test('an Application installs one release of a chart with its values', () => {
  const { spec, metadata } = application('external-dns');
  expect(metadata).toEqual({
    name: 'byoc-acme-external-dns',
    namespace: 'argocd',
    annotations: { 'argocd.argoproj.io/sync-wave': '7' },
  });
  expect(spec).toMatchObject({
    project: 'default',
    source: {
      repoURL: 'https://kubernetes-sigs.github.io/external-dns/',
      chart: 'external-dns',
      targetRevision: '1.21.1',
      helm: { releaseName: 'external-dns', valuesObject: { txtOwnerId: 'acme', policy: 'upsert-only' } },
    },
    destination: { server: 'https://kubernetes.default.svc', namespace: 'external-dns' },
  });
});

test('a registry is named without its scheme, by which Argo CD knows it', () => {
  expect(application('cert-manager').spec.source).toMatchObject({
    repoURL: 'quay.io/jetstack/charts',
    chart: 'cert-manager',
    targetRevision: 'v1.21.2',
  });
});

test('waves follow the order of installation', () => {
  const waves = CHARTS.map(({ release }) => application(release).metadata.annotations['argocd.argoproj.io/sync-wave']);
  expect(waves).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
});

test('objects are applied by the server, and what programs change afterwards is respected', () => {
  const { syncPolicy, ignoreDifferences } = application('external-dns').spec;
  expect(syncPolicy.syncOptions).toEqual([
    'ServerSideApply=true',
    'RespectIgnoreDifferences=true',
    'SkipDryRunOnMissingResource=true',
  ]);
  expect(ignoreDifferences).toEqual(CERTIFICATES);
});

test('who runs Argo CD decides when it synchronizes', () => {
  expect(application('external-dns').spec.syncPolicy).not.toHaveProperty('automated');
});

test('what istiod and the load balancer controller make anew is left alone', () => {
  expect(application('istiod').spec.ignoreDifferences).toEqual([
    ...CERTIFICATES,
    {
      group: 'admissionregistration.k8s.io',
      kind: 'ValidatingWebhookConfiguration',
      jqPathExpressions: ['.webhooks[]?.failurePolicy'],
    },
  ]);
  expect(application('aws-load-balancer-controller').spec.ignoreDifferences).toContainEqual({
    group: '',
    kind: 'Secret',
    name: 'aws-load-balancer-tls',
    jqPathExpressions: ['.data'],
  });
});

function application(release: string): Manifest {
  const { config, outputs } = deployed(planWithCharts(), ON.aws);
  const releases = chartReleasesOf(config, outputs);
  const index = releases.findIndex(({ chart }) => chart.release === release);
  const found = releases[index];
  if (found === undefined) throw new Error(`there is no release ${release}`);
  const props = { environmentId: 'acme', release: found, position: index + 1 };
  return one(
    objectsOf((chart) => new ArgoApplication(chart, 'Application', props)),
    'Application',
  );
}
