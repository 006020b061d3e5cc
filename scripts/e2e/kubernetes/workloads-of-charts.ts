/** Pods of a chart that no Go module holds, and where its values say how they run. */
export interface WorkloadOfChart {
  readonly kind: 'Deployment' | 'StatefulSet' | 'DaemonSet';
  readonly name: string;
  /** Labels that the chart gives its pods, beside the release. */
  readonly labels: Readonly<Record<string, string>>;
  /** Path of the values about these pods. */
  readonly values: readonly string[];
  /** Key of the number of pods. @default - one per node, or the chart offers no choice */
  readonly replicas?: string;
  /** Keys of the security contexts of pod and container. */
  readonly securityContexts: readonly [pod: string, container: string];
  /** What the chart sets by itself. @default {} */
  readonly ownPodContext?: object;
  /** @default {} */
  readonly ownContainerContext?: object;
  /** Path of the disruption budget. @default - the chart has none */
  readonly budget?: readonly string[];
  /** Path of what turns these pods off by `enabled: false`. @default - they are always there */
  readonly switch?: readonly string[];
  /** Fields of the pod as the chart has them; values of the same name win. @default {} */
  readonly further?: Readonly<Record<string, unknown>>;
  /** Path of the requests of a second container. @default - there is none */
  readonly sidecar?: readonly string[];
}

const RESTRICTED_POD = {
  runAsNonRoot: true,
  runAsUser: 65534,
  fsGroup: 65534,
  seccompProfile: { type: 'RuntimeDefault' },
};
const RESTRICTED_CONTAINER = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
};
const RESTRICTED_BY_CHART = { ownPodContext: RESTRICTED_POD, ownContainerContext: RESTRICTED_CONTAINER };

/** Written from the values files of the charts' public repositories; each release names its version and repository. */
export const WORKLOADS_OF_CHARTS: Readonly<Record<string, readonly WorkloadOfChart[]>> = {
  'aws-load-balancer-controller': [
    {
      kind: 'Deployment',
      name: 'aws-load-balancer-controller',
      labels: { 'app.kubernetes.io/name': 'aws-load-balancer-controller' },
      values: [],
      replicas: 'replicaCount',
      securityContexts: ['podSecurityContext', 'securityContext'],
      budget: ['podDisruptionBudget'],
    },
  ],
  'cluster-autoscaler': [
    {
      kind: 'Deployment',
      name: 'cluster-autoscaler-aws-cluster-autoscaler',
      labels: { 'app.kubernetes.io/name': 'aws-cluster-autoscaler' },
      values: [],
      replicas: 'replicaCount',
      securityContexts: ['securityContext', 'containerSecurityContext'],
      budget: ['podDisruptionBudget'],
    },
  ],
  'external-dns': [
    {
      kind: 'Deployment',
      name: 'external-dns',
      labels: { 'app.kubernetes.io/name': 'external-dns' },
      values: [],
      replicas: 'replicaCount',
      securityContexts: ['podSecurityContext', 'securityContext'],
      ...RESTRICTED_BY_CHART,
    },
  ],
  'kube-prometheus-stack': [
    {
      kind: 'Deployment',
      name: 'kube-prometheus-stack-operator',
      labels: { app: 'kube-prometheus-stack-operator' },
      values: ['prometheusOperator'],
      replicas: 'replicas',
      securityContexts: ['securityContext', 'containerSecurityContext'],
      ...RESTRICTED_BY_CHART,
    },
    {
      kind: 'Deployment',
      name: 'kube-prometheus-stack-kube-state-metrics',
      labels: { 'app.kubernetes.io/name': 'kube-state-metrics' },
      values: ['kube-state-metrics'],
      replicas: 'replicas',
      securityContexts: ['securityContext', 'containerSecurityContext'],
      ...RESTRICTED_BY_CHART,
    },
    {
      kind: 'DaemonSet',
      name: 'kube-prometheus-stack-prometheus-node-exporter',
      labels: { 'app.kubernetes.io/name': 'prometheus-node-exporter' },
      values: ['prometheus-node-exporter'],
      switch: ['nodeExporter'],
      securityContexts: ['securityContext', 'containerSecurityContext'],
      ...RESTRICTED_BY_CHART,
      further: { hostNetwork: true, hostPID: true },
    },
    {
      // The operator makes it of the Prometheus resource; volumes stay away, nobody provisions them here.
      kind: 'StatefulSet',
      name: 'prometheus-kube-prometheus-stack-prometheus',
      labels: { 'app.kubernetes.io/name': 'prometheus' },
      values: ['prometheus', 'prometheusSpec'],
      sidecar: ['prometheusOperator', 'prometheusConfigReloader'],
      replicas: 'replicas',
      switch: ['prometheus'],
      securityContexts: ['securityContext', 'containerSecurityContext'],
      ...RESTRICTED_BY_CHART,
      budget: ['prometheus', 'podDisruptionBudget'],
    },
    {
      kind: 'StatefulSet',
      name: 'alertmanager-kube-prometheus-stack-alertmanager',
      labels: { 'app.kubernetes.io/name': 'alertmanager' },
      values: ['alertmanager', 'alertmanagerSpec'],
      sidecar: ['prometheusOperator', 'prometheusConfigReloader'],
      replicas: 'replicas',
      switch: ['alertmanager'],
      securityContexts: ['securityContext', 'containerSecurityContext'],
      ...RESTRICTED_BY_CHART,
      budget: ['alertmanager', 'podDisruptionBudget'],
    },
  ],
};
