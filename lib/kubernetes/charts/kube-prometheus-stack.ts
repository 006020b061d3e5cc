import { NODE_EXPORTER } from '../../core/clouds/daemon-sets';
import { ALERT_FORWARDING } from '../components/alert-forwarding';
import { FORWARDED_LABELS } from '../components/alert-message';
import { PRIORITY_CLASSES } from '../nodes/priority-classes';
import { diskOf, storageClassName } from '../nodes/volume-classes';
import type { ChartImage } from './chart-image';
import { CHART_PODS } from './chart-pods';
import { isChart } from './delivered';
import type { ChartContext, ChartValues, HelmChart } from './helm-chart';
import { asks, onSystemNodes, spreadOverZones, trustAnnotations, trustVolumes, variables } from './pod-values';
import { type ScrapeTarget, scrapeTargetsOf } from './scrape-targets';

const NAME = 'kube-prometheus-stack';
const PRIORITY = PRIORITY_CLASSES.system;

/** Versions that the chart has by default, written out so that what is mirrored is what runs. */
const IMAGES = {
  operator: quay('prometheus-operator/prometheus-operator', 'v0.93.1'),
  reloader: quay('prometheus-operator/prometheus-config-reloader', 'v0.93.1'),
  prometheus: quay('prometheus/prometheus', 'v3.14.0-distroless'),
  alertmanager: quay('prometheus/alertmanager', 'v0.34.0'),
  nodeExporter: quay('prometheus/node-exporter', 'v1.12.1-distroless'),
  kubeStateMetrics: {
    registry: 'registry.k8s.io',
    repository: 'kube-state-metrics/kube-state-metrics',
    tag: 'v2.20.0',
  },
} as const satisfies Record<string, ChartImage>;

/** How long metrics are kept, by time and by size, whichever comes first; the volume has room for a fifth more. */
const METRICS = { retention: '15d', retentionSize: '40GB', volume: '50Gi' };
/** Silences and what was sent. The least that a disk of every cloud can have. */
const ALERTS_VOLUME = '10Gi';

/**
 * What kube-state-metrics looks at. Secrets and config maps are not among them, so that it has no right to list them.
 */
const WATCHED = [
  'cronjobs',
  'daemonsets',
  'deployments',
  'horizontalpodautoscalers',
  'jobs',
  'limitranges',
  'namespaces',
  'networkpolicies',
  'nodes',
  'persistentvolumeclaims',
  'persistentvolumes',
  'poddisruptionbudgets',
  'pods',
  'replicasets',
  'resourcequotas',
  'services',
  'statefulsets',
  'storageclasses',
];

/** Prometheus, Alertmanager and exporters. Metrics stay in the account: on encrypted volumes, and sent nowhere. */
export const kubePrometheusStack: HelmChart = {
  release: NAME,
  service: 'monitoring',
  chart: NAME,
  repository: 'oci://ghcr.io/prometheus-community/charts',
  version: '88.5.3',
  namespace: 'monitoring',
  definitions: 'folder',
  images: () => Object.values(IMAGES),
  values,
  leftovers: [{ resource: 'service', namespace: 'kube-system', name: `${NAME}-kubelet` }],
  source: {
    url: 'https://github.com/prometheus-community/helm-charts/blob/kube-prometheus-stack-88.5.3/charts/kube-prometheus-stack/values.yaml',
    checked: '2026-11-21',
  },
};

function values(context: ChartContext): ChartValues {
  const { config, pods } = context;
  const off = { enabled: false };
  return {
    ...(pods.registry === undefined ? {} : { global: { imageRegistry: pods.registry } }),
    crds: { enabled: true, upgradeJob: off },
    grafana: off,
    // The cloud runs these, and shows them to nobody.
    kubeEtcd: off,
    kubeScheduler: off,
    kubeControllerManager: off,
    kubeProxy: off,
    // GKE's DNS is another program.
    coreDns: { enabled: config.cloud !== 'gcp' },
    prometheusOperator: operator(context),
    alertmanager: alertmanager(context),
    prometheus: prometheus(context),
    'kube-state-metrics': {
      image: { tag: IMAGES.kubeStateMetrics.tag },
      ...onSystemNodes(pods),
      priorityClassName: PRIORITY,
      resources: asks('50m', 128),
      env: variables(pods.env),
      collectors: WATCHED,
    },
    'prometheus-node-exporter': nodeExporter(context),
  };
}

function operator({ config, pods }: ChartContext): ChartValues {
  const hasCertificates = isChart(config, 'cert-manager');
  return {
    image: { tag: IMAGES.operator.tag },
    prometheusConfigReloader: { image: { tag: IMAGES.reloader.tag }, resources: asks('10m', 32) },
    ...onSystemNodes(pods),
    priorityClassName: PRIORITY,
    resources: asks('100m', 128),
    env: { ...pods.env },
    // Without cert-manager, jobs of the chart would make the certificate; we do without the check of rules instead.
    ...(hasCertificates
      ? { admissionWebhooks: { certManager: { enabled: true }, patch: { enabled: false } } }
      : { admissionWebhooks: { enabled: false }, tls: { enabled: false } }),
  };
}

function alertmanager({ config, pods }: ChartContext): ChartValues {
  return {
    podDisruptionBudget: { enabled: true, minAvailable: 1 },
    serviceAccount: { automountServiceAccountToken: false },
    alertmanagerSpec: {
      image: { tag: IMAGES.alertmanager.tag },
      replicas: 2,
      automountServiceAccountToken: false,
      ...onSystemNodes(pods),
      topologySpreadConstraints: spreadOverZones(CHART_PODS.alertmanager.labels, 'StatefulSet'),
      priorityClassName: PRIORITY,
      resources: asks('25m', 64),
      storage: onVolume(config, ALERTS_VOLUME),
      podMetadata: { annotations: trustAnnotations(pods) },
      ...trustVolumes(pods, 'volumes', 'volumeMounts'),
    },
  };
}

function prometheus({ config, outputs, pods }: ChartContext): ChartValues {
  return {
    podDisruptionBudget: { enabled: true, minAvailable: 1 },
    prometheusSpec: {
      image: { tag: IMAGES.prometheus.tag },
      replicas: 2,
      ...onSystemNodes(pods),
      topologySpreadConstraints: spreadOverZones(CHART_PODS.prometheus.labels, 'StatefulSet'),
      priorityClassName: PRIORITY,
      resources: asks('500m', 2048),
      retention: METRICS.retention,
      retentionSize: METRICS.retentionSize,
      storageSpec: onVolume(config, METRICS.volume),
      externalLabels: { byoc_environment: config.environment.id },
      podMetadata: { annotations: trustAnnotations(pods) },
      ...trustVolumes(pods, 'volumes', 'volumeMounts'),
      ...(config.plan.telemetry.alerts === undefined ? {} : { additionalAlertManagerConfigs: [forwarding()] }),
    },
    additionalPodMonitors: scrapeTargetsOf(config, outputs).map(monitorOf),
  };
}

/**
 * Alerts for the vendor, already without what must not leave. The labels are dropped for this receiver only.
 * https://prometheus.io/docs/prometheus/latest/configuration/configuration/#alertmanager_config
 */
function forwarding(): ChartValues {
  const { service, namespace, port } = ALERT_FORWARDING;
  return {
    scheme: 'http',
    api_version: 'v2',
    static_configs: [{ targets: [`${service}.${namespace}.svc:${port}`] }],
    alert_relabel_configs: [{ action: 'labelkeep', regex: FORWARDED_LABELS.join('|') }],
  };
}

function monitorOf({ name, namespace, labels, port, path }: ScrapeTarget): ChartValues {
  return {
    name: `byoc-${name}`,
    namespaceSelector: { matchNames: [namespace] },
    selector: { matchLabels: { ...labels } },
    podMetricsEndpoints: [{ portNumber: port, ...(path === undefined ? {} : { path }) }],
  };
}

/**
 * It reads files of the node, which restricted pods cannot; hence its namespace. It is not in the node's network, where it
 * could ask for the node's credentials, so traffic of the node's interfaces is not counted.
 */
function nodeExporter({ pods }: ChartContext): ChartValues {
  const { cpuMillis, memoryMiB } = NODE_EXPORTER;
  return {
    image: { tag: IMAGES.nodeExporter.tag.replace(DISTROLESS, ''), distroless: true },
    namespaceOverride: CHART_PODS.nodeExporter.namespace,
    hostNetwork: false,
    tolerations: [{ operator: 'Exists' }],
    priorityClassName: PRIORITY,
    resources: asks(`${cpuMillis}m`, memoryMiB),
    env: { ...pods.env },
    securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
    containerSecurityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
  };
}

/** The chart appends it. */
const DISTROLESS = '-distroless';

/** A claim of a class of ours: encrypted with the installation's key, and gone with the claim. */
function onVolume({ cloud, nodeProfiles, environment }: ChartContext['config'], storage: string): ChartValues {
  // The system profile is the first: these pods run there.
  const [system] = nodeProfiles;
  if (system === undefined) return {};
  const storageClass = storageClassName(diskOf(system, cloud, environment.region), 'delete');
  return {
    volumeClaimTemplate: {
      spec: {
        storageClassName: storageClass,
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage } },
      },
    },
  };
}

function quay(repository: string, tag: string): ChartImage {
  return { registry: 'quay.io', repository, tag };
}
