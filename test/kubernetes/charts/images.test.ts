import { imageList, imagesOf } from '../../../lib/kubernetes/charts/images';
import { AlertForwarding, alertForwardingPropsOf } from '../../../lib/kubernetes/components/alert-forwarding';
import { CLOSED, ON, planWithCharts } from '../../support/charts';
import { minimalEnvironment, minimalPlan } from '../../support/config';
import { deployed, objectsOf, one } from '../../support/kubernetes';

test('a minimal plan has the agent and the charts of its services', () => {
  expect(imageList(deployed(minimalPlan(), minimalEnvironment()).config)).toBe(
    [
      'registry.notes.example.com/agent:1.0.0',
      'public.ecr.aws/eks/aws-load-balancer-controller:v3.5.0',
      'registry.k8s.io/autoscaling/cluster-autoscaler:v1.36.1',
      '',
    ].join('\n'),
  );
});

test('every program of the plan is in the list', () => {
  const { agent, proxy, telemetry } = planWithCharts();
  const sources = imagesOf(deployed(planWithCharts(), ON.aws).config).map(({ source }) => source);
  for (const program of [agent, proxy, telemetry?.stateExporter, telemetry?.billingScraper]) {
    expect(sources).toContain(program?.image);
  }
});

test('images that stand in no manifest are in the list: of the gateway, and of jobs', () => {
  const sources = imagesOf(deployed(planWithCharts(), ON.aws).config).map(({ source }) => source);
  expect(sources).toContain('docker.io/istio/proxyv2:1.31.1');
  expect(sources).toContain('quay.io/jetstack/cert-manager-acmesolver:v1.21.2');
  expect(sources).toContain('quay.io/jetstack/cert-manager-startupapicheck:v1.21.2');
});

test('what forwards alerts is in the list, where the plan takes any', () => {
  const { config, outputs } = deployed(planWithCharts(), ON.aws);
  const props = alertForwardingPropsOf(config, outputs);
  if (props === undefined) throw new Error('the plan takes no alerts');
  const { spec } = one(
    objectsOf((chart) => new AlertForwarding(chart, 'AlertForwarding', props)),
    'Deployment',
  );
  const { image } = spec.template.spec.containers[0];
  expect(imagesOf(config).map(({ source }) => source)).toContain(image);

  const { alerts: _, ...telemetry } = planWithCharts().telemetry ?? {};
  const without = deployed({ ...planWithCharts(), telemetry }, ON.aws).config;
  expect(imagesOf(without).map(({ source }) => source)).not.toContain(image);
});

test('with a mirror, each line says from where to where', () => {
  const list = imageList(deployed(planWithCharts(), { ...ON.aws, ...CLOSED }).config);
  const lines = list.trimEnd().split('\n');
  for (const line of lines) expect(line).toMatch(/^\S+ registry\.acme\.example\.com\/mirror\/\S+$/);
  expect(lines).toContain(
    'quay.io/jetstack/cert-manager-controller:v1.21.2 registry.acme.example.com/mirror/jetstack/cert-manager-controller:v1.21.2',
  );
  expect(lines).toContain('docker.io/istio/proxyv2:1.31.1 registry.acme.example.com/mirror/istio/proxyv2:1.31.1');
});

test('no image is named twice', () => {
  const plan = planWithCharts();
  const twice = { ...plan, telemetry: { ...plan.telemetry, billingScraper: { image: plan.agent.image } } };
  const sources = imagesOf(deployed(twice, ON.aws).config).map(({ source }) => source);
  expect(new Set(sources).size).toBe(sources.length);
});
