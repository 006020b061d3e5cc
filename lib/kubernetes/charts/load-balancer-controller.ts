import { cloudAccountOf } from '../pods/cloud-account';
import { type ChartImage, imageValues } from './chart-image';
import { CHART_PODS } from './chart-pods';
import { isChart } from './delivered';
import type { ChartContext, ChartValues, HelmChart } from './helm-chart';
import {
  asks,
  ONE_AT_A_TIME,
  onSystemNodes,
  RESTRICTED_CONTAINER,
  RESTRICTED_POD,
  spreadOverZones,
  trustAnnotations,
  trustVolumes,
} from './pod-values';

const NAME = 'aws-load-balancer-controller';
const NAMESPACE = 'kube-system';
const IMAGE: ChartImage = {
  registry: 'public.ecr.aws',
  repository: 'eks/aws-load-balancer-controller',
  tag: 'v3.5.0',
};

/**
 * Registers pods with the target groups that the data plane owns, and nothing else: its role may not make load balancers,
 * so everything that would is switched off.
 */
export const loadBalancerController: HelmChart = {
  release: NAME,
  service: 'load-balancer-controller',
  chart: NAME,
  repository: 'https://aws.github.io/eks-charts',
  version: '3.5.0',
  namespace: NAMESPACE,
  definitions: 'folder',
  images: () => [IMAGE],
  values,
  changedInCluster: [
    // Without cert-manager, the chart makes a new certificate each time it is rendered.
    { group: '', kind: 'Secret', name: 'aws-load-balancer-tls', jqPathExpressions: ['.data'] },
  ],
  leftovers: [
    { resource: 'lease', namespace: NAMESPACE, name: 'aws-load-balancer-controller-leader' },
    { resource: 'secret', namespace: NAMESPACE, name: 'aws-load-balancer-tls' },
  ],
  source: {
    url: 'https://github.com/kubernetes-sigs/aws-load-balancer-controller/blob/v3.5.0/helm/aws-load-balancer-controller/values.yaml',
    checked: '2026-11-21',
  },
};

function values({ config, outputs, pods }: ChartContext): ChartValues {
  const account = cloudAccountOf(config, outputs, NAMESPACE, NAME);
  return {
    image: imageValues(IMAGE, pods),
    clusterName: outputs.cluster.name,
    // Pods cannot ask instance metadata for these two.
    region: config.environment.region,
    vpcId: outputs.network.id,
    serviceAccount: { create: true, name: NAME, annotations: { ...account.annotations } },
    replicaCount: 2,
    podDisruptionBudget: ONE_AT_A_TIME,
    priorityClassName: 'system-cluster-critical',
    ...onSystemNodes(pods),
    topologySpreadConstraints: spreadOverZones(CHART_PODS.loadBalancerController.labels, 'Deployment'),
    resources: asks('100m', 200),
    podSecurityContext: { fsGroup: 65534, ...RESTRICTED_POD },
    securityContext: RESTRICTED_CONTAINER,
    podAnnotations: trustAnnotations(pods),
    env: { ...pods.env },
    ...trustVolumes(pods, 'extraVolumes', 'extraVolumeMounts'),
    // A certificate of its own making would be another one each time the chart is rendered.
    enableCertManager: isChart(config, 'cert-manager'),
    // It would claim every new Service of type LoadBalancer.
    enableServiceMutatorWebhook: false,
    enableBackendSecurityGroup: false,
    enableShield: false,
    enableWaf: false,
    enableWafv2: false,
    createIngressClassResource: false,
    ingressClassParams: { create: false },
    controllerConfig: {
      featureGates: { EnableServiceController: false, NLBGatewayAPI: false, ALBGatewayAPI: false },
    },
  };
}
