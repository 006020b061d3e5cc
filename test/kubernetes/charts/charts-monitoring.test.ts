import type { ClusterServiceId } from '../../../lib/core/cluster-services';
import type { CustomerEnvironment, VendorPlan } from '../../../lib/core/config-types';
import { ON, planWithCharts, valuesOf } from '../../support/charts';
import { minimalEnvironment, minimalPlan } from '../../support/config';
import type { Manifest } from '../../support/kubernetes';

const values = on(ON.aws);

test('has nothing that the cloud runs, and no dashboards', () => {
  for (const part of ['grafana', 'kubeEtcd', 'kubeScheduler', 'kubeControllerManager', 'kubeProxy']) {
    expect([part, values[part]]).toEqual([part, { enabled: false }]);
  }
  expect(values.crds.upgradeJob).toEqual({ enabled: false });
  expect(values.coreDns.enabled).toBe(true);
  expect(on(ON.gcp).coreDns.enabled).toBe(false);
});

test('keeps metrics on encrypted volumes for a time, and sends them nowhere', () => {
  const { prometheusSpec } = values.prometheus;
  expect(prometheusSpec).toMatchObject({ retention: '15d', retentionSize: '40GB' });
  expect(prometheusSpec.storageSpec.volumeClaimTemplate.spec).toEqual({
    storageClassName: 'byoc-gp3-v1',
    accessModes: ['ReadWriteOnce'],
    resources: { requests: { storage: '50Gi' } },
  });
  expect(JSON.stringify(values)).not.toMatch(/remoteWrite|thanos/);
});

test.each([
  ['aws', 'byoc-gp3-v1'],
  ['gcp', 'byoc-pd-balanced-v1'],
  ['azure', 'byoc-premium-v2-v1'],
] as const)('takes the storage class of system nodes on %s', (cloud, storageClassName) => {
  const { prometheus, alertmanager } = on(ON[cloud]);
  for (const storage of [prometheus.prometheusSpec.storageSpec, alertmanager.alertmanagerSpec.storage]) {
    expect(storage.volumeClaimTemplate.spec.storageClassName).toBe(storageClassName);
  }
});

test('stays available while one of its pods goes', () => {
  const { prometheus, alertmanager } = values;
  for (const part of [prometheus, alertmanager]) {
    expect(part.podDisruptionBudget).toEqual({ enabled: true, minAvailable: 1 });
  }
  expect([prometheus.prometheusSpec.replicas, alertmanager.alertmanagerSpec.replicas]).toEqual([2, 2]);
});

test('has no right to list secrets and config maps for its metrics', () => {
  const { collectors } = values['kube-state-metrics'];
  expect(collectors).toContain('deployments');
  expect(collectors).not.toContain('secrets');
  expect(collectors).not.toContain('configmaps');
});

test('puts the exporter where pods may read nodes, but not into the network of the node', () => {
  expect(values['prometheus-node-exporter']).toMatchObject({
    namespaceOverride: 'byoc-node',
    hostNetwork: false,
    image: { tag: 'v1.12.1', distroless: true },
    resources: { requests: { cpu: '50m', memory: '64Mi' } },
    containerSecurityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
  });
});

test('checks rules with a certificate of cert-manager, or not at all', () => {
  const { admissionWebhooks, tls } = values.prometheusOperator;
  expect([admissionWebhooks, tls]).toEqual([{ certManager: { enabled: true }, patch: { enabled: false } }, undefined]);
  const plan = { ...minimalPlan(), clusterServices: ['monitoring'] satisfies ClusterServiceId[] };
  const without = on(minimalEnvironment(), plan).prometheusOperator;
  expect([without.admissionWebhooks, without.tls]).toEqual([{ enabled: false }, { enabled: false }]);
});

test('watches what runs beside the product', () => {
  const { additionalPodMonitors } = values.prometheus;
  expect(additionalPodMonitors.map(({ name }: Manifest) => name).sort()).toEqual([
    'byoc-agent',
    'byoc-alert-forwarding',
    'byoc-aws-load-balancer-controller',
    'byoc-cert-manager',
    'byoc-cluster-autoscaler',
    'byoc-external-dns',
    'byoc-gateway',
    'byoc-istiod',
    'byoc-proxy',
  ]);
  expect(additionalPodMonitors).toContainEqual({
    name: 'byoc-proxy',
    namespaceSelector: { matchNames: ['byoc-system'] },
    selector: { matchLabels: { 'app.kubernetes.io/name': 'proxy', 'app.kubernetes.io/instance': 'byoc' } },
    podMetricsEndpoints: [{ portNumber: 9091 }],
  });
  expect(additionalPodMonitors).toContainEqual(
    expect.objectContaining({
      name: 'byoc-gateway',
      podMetricsEndpoints: [{ portNumber: 15090, path: '/stats/prometheus' }],
    }),
  );
});

test('does not wait for a gateway where there are no listeners for it', () => {
  const plan = { ...minimalPlan(), clusterServices: ['istio', 'monitoring'] satisfies ClusterServiceId[] };
  const { additionalPodMonitors } = on(minimalEnvironment(), plan).prometheus;
  expect(additionalPodMonitors.map(({ name }: Manifest) => name)).toEqual(['byoc-agent', 'byoc-istiod']);
});

test('sends alerts to what forwards them, without labels that must not leave', () => {
  const { prometheusSpec } = values.prometheus;
  expect(prometheusSpec.additionalAlertManagerConfigs).toEqual([
    {
      scheme: 'http',
      api_version: 'v2',
      static_configs: [{ targets: ['alert-forwarding.byoc-system.svc:9093'] }],
      alert_relabel_configs: [{ action: 'labelkeep', regex: 'alertname|severity|namespace|service' }],
    },
  ]);
  // Alertmanager in the cluster gets every label.
  expect(prometheusSpec).not.toHaveProperty('additionalAlertRelabelConfigs');
});

test('sends alerts nowhere but to Alertmanager, where the plan takes none', () => {
  const { alerts: _, ...telemetry } = planWithCharts().telemetry ?? {};
  const { prometheusSpec, additionalPodMonitors } = on(ON.aws, { ...planWithCharts(), telemetry }).prometheus;
  expect(prometheusSpec).not.toHaveProperty('additionalAlertManagerConfigs');
  expect(additionalPodMonitors.map(({ name }: Manifest) => name)).not.toContain('byoc-alert-forwarding');
});

function on(environment: CustomerEnvironment, plan: VendorPlan = planWithCharts()): Manifest {
  return valuesOf(plan, environment)['kube-prometheus-stack'];
}
