import { GATEWAY_LABELS } from '../components/ingress-route';
import { NAMESPACE_OF } from '../system-namespaces';

/** Pods of charts, by the labels that their charts give them. */
export interface ChartPods {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

const CERT_MANAGER = { 'app.kubernetes.io/instance': 'cert-manager' };

/** Who is who for network policies and for Prometheus. Names of releases are in some of them. */
export const CHART_PODS = {
  /** All of cert-manager, the job that checks its installation among them. */
  certManager: { namespace: 'cert-manager', labels: CERT_MANAGER },
  certManagerController: {
    namespace: 'cert-manager',
    labels: { ...CERT_MANAGER, 'app.kubernetes.io/component': 'controller' },
  },
  certManagerWebhook: {
    namespace: 'cert-manager',
    labels: { ...CERT_MANAGER, 'app.kubernetes.io/component': 'webhook' },
  },
  certManagerInjector: {
    namespace: 'cert-manager',
    labels: { ...CERT_MANAGER, 'app.kubernetes.io/component': 'cainjector' },
  },
  istiod: { namespace: 'istio-system', labels: { app: 'istiod' } },
  gateway: { namespace: NAMESPACE_OF.ingress, labels: GATEWAY_LABELS },
  externalDns: { namespace: 'external-dns', labels: { 'app.kubernetes.io/name': 'external-dns' } },
  loadBalancerController: {
    namespace: 'kube-system',
    labels: { 'app.kubernetes.io/name': 'aws-load-balancer-controller' },
  },
  clusterAutoscaler: {
    namespace: 'kube-system',
    labels: { 'app.kubernetes.io/name': 'aws-cluster-autoscaler' },
  },
  /** Prometheus, Alertmanager, their operator and kube-state-metrics. */
  monitoring: { namespace: 'monitoring', labels: {} },
  prometheusOperator: { namespace: 'monitoring', labels: { app: 'kube-prometheus-stack-operator' } },
  prometheus: { namespace: 'monitoring', labels: { 'app.kubernetes.io/name': 'prometheus' } },
  alertmanager: { namespace: 'monitoring', labels: { 'app.kubernetes.io/name': 'alertmanager' } },
  kubeStateMetrics: { namespace: 'monitoring', labels: { 'app.kubernetes.io/name': 'kube-state-metrics' } },
  nodeExporter: { namespace: 'byoc-node', labels: { 'app.kubernetes.io/name': 'prometheus-node-exporter' } },
} as const satisfies Record<string, ChartPods>;
