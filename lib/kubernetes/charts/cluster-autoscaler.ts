import type { DataPlaneConfig } from '../../core/resolve-config';
import { cloudAccountOf } from '../pods/cloud-account';
import { type ChartImage, imageValues } from './chart-image';
import { CHART_PODS } from './chart-pods';
import type { ChartContext, ChartValues, HelmChart } from './helm-chart';
import {
  asks,
  onSystemNodes,
  RESTRICTED_CONTAINER,
  RESTRICTED_POD,
  spreadOverZones,
  trustAnnotations,
  trustVolumes,
} from './pod-values';

const NAME = 'cluster-autoscaler';
const NAMESPACE = 'kube-system';

/** Changes the number of nodes. Its image is that of the cluster's minor version; the chart's own may be another. */
export const clusterAutoscaler: HelmChart = {
  release: NAME,
  service: 'cluster-autoscaler',
  chart: 'cluster-autoscaler',
  repository: 'https://kubernetes.github.io/autoscaler',
  version: '9.59.0',
  namespace: NAMESPACE,
  definitions: 'none',
  images: (config) => [imageFor(config)],
  values,
  leftovers: [
    { resource: 'lease', namespace: NAMESPACE, name: 'cluster-autoscaler' },
    { resource: 'configmap', namespace: NAMESPACE, name: 'cluster-autoscaler-status' },
  ],
  source: {
    url: 'https://github.com/kubernetes/autoscaler/blob/cluster-autoscaler-chart-9.59.0/charts/cluster-autoscaler/values.yaml',
    checked: '2026-11-21',
  },
};

function values({ config, outputs, pods }: ChartContext): ChartValues {
  const account = cloudAccountOf(config, outputs, NAMESPACE, NAME);
  return {
    image: imageValues(imageFor(config), pods),
    cloudProvider: 'aws',
    awsRegion: config.environment.region,
    autoDiscovery: { clusterName: outputs.cluster.name },
    extraArgs: {
      expander: 'least-waste',
      // A profile has one group per zone; they differ in nothing else:
      // https://docs.aws.amazon.com/eks/latest/best-practices/cas.html
      'balance-similar-node-groups': true,
      // Pods of kube-system that tolerate everything would keep every node.
      'skip-nodes-with-system-pods': false,
    },
    rbac: { serviceAccount: { create: true, name: NAME, annotations: { ...account.annotations } } },
    replicaCount: 2,
    podDisruptionBudget: { maxUnavailable: 1 },
    priorityClassName: 'system-cluster-critical',
    ...onSystemNodes(pods),
    topologySpreadConstraints: spreadOverZones(CHART_PODS.clusterAutoscaler.labels, 'Deployment'),
    resources: asks('100m', 300),
    securityContext: { ...RESTRICTED_POD, runAsUser: 65534, runAsGroup: 65534, fsGroup: 65534 },
    containerSecurityContext: RESTRICTED_CONTAINER,
    podAnnotations: trustAnnotations(pods),
    extraEnv: { ...pods.env },
    ...trustVolumes(pods, 'extraVolumes', 'extraVolumeMounts'),
  };
}

function imageFor({ kubernetes }: DataPlaneConfig): ChartImage {
  return {
    registry: 'registry.k8s.io',
    repository: 'autoscaling/cluster-autoscaler',
    tag: kubernetes.clusterAutoscaler,
  };
}
