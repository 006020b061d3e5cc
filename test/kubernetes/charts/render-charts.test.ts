import { parse } from 'yaml';
import { renderCharts } from '../../../lib/kubernetes/charts/render-charts';
import { ON, planWithCharts, valuesOf } from '../../support/charts';
import { minimalEnvironment, minimalPlan } from '../../support/config';
import { deployed } from '../../support/kubernetes';

const RELEASES = [
  'cert-manager',
  'aws-load-balancer-controller',
  'istio-base',
  'istiod',
  'gateway',
  'cluster-autoscaler',
  'external-dns',
  'kube-prometheus-stack',
];

describe('the files of a full plan', () => {
  const { config, outputs } = deployed(planWithCharts(), ON.aws);
  const files = renderCharts(config, outputs);
  const read = (path: string) => files.find((file) => file.path === path)?.content ?? '';

  test('are scripts, values and Applications', () => {
    expect(files.map(({ path }) => path)).toEqual([
      'install.sh',
      'uninstall.sh',
      ...RELEASES.map((release) => `values/${release}.yaml`),
      ...RELEASES.map((release, index) => `argocd/0${index + 1}-${release}.yaml`),
    ]);
  });

  test.each(RELEASES)('hold the same values of %s for helm and for Argo CD', (release) => {
    const index = RELEASES.indexOf(release) + 1;
    const values = valuesOf(planWithCharts(), ON.aws)[release];
    expect(parse(read(`values/${release}.yaml`))).toEqual(values);
    const { spec } = parse(read(`argocd/0${index}-${release}.yaml`));
    expect(spec.source.helm).toEqual({ releaseName: release, valuesObject: values });
  });

  test('read the values that lie beside them', () => {
    for (const release of RELEASES) expect(read('install.sh')).toMatch(new RegExp(`^install ${release} `, 'm'));
  });

  test('carry the labels of the installation', () => {
    expect(parse(read('argocd/01-cert-manager.yaml')).metadata.labels).toEqual({
      'app.kubernetes.io/part-of': 'byoc',
      'byoc/environment': 'acme',
    });
  });

  test('are the same each time', () => {
    expect(renderCharts(config, outputs)).toEqual(files);
  });
});

test('there are none without a chart', () => {
  const { config, outputs } = deployed({ ...minimalPlan(), clusterServices: [] }, minimalEnvironment());
  expect(renderCharts(config, outputs)).toEqual([]);
});
