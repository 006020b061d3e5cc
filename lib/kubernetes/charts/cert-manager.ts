import { PRIORITY_CLASSES } from '../nodes/priority-classes';
import { cloudAccountOf } from '../pods/cloud-account';
import type { ChartImage } from './chart-image';
import { registryOf } from './chart-image';
import { CHART_PODS } from './chart-pods';
import type { ChartContext, ChartValues, HelmChart } from './helm-chart';
import { asks, onSystemNodes, spreadOverZones, trustAnnotations, trustVolumes, variables } from './pod-values';

const VERSION = 'v1.21.2';
const NAME = 'cert-manager';
/** Its images are all of its own version, which the chart gives them. */
const IMAGES = ['controller', 'webhook', 'cainjector', 'acmesolver', 'startupapicheck'].map(
  (part): ChartImage => ({ registry: 'quay.io', repository: `jetstack/cert-manager-${part}`, tag: VERSION }),
);

/** Issues certificates. Its webhook answers each write of a certificate, so it has one pod more. */
export const certManager: HelmChart = {
  release: NAME,
  service: 'cert-manager',
  chart: 'cert-manager',
  repository: 'oci://quay.io/jetstack/charts',
  version: VERSION,
  digest: 'sha256:634dce9c13b56677a2c05e2ab76c312d0be2664022d5dd05815da67e1fd5f610',
  namespace: NAME,
  definitions: 'templates',
  images: () => IMAGES,
  values,
  source: {
    url: 'https://github.com/cert-manager/cert-manager/blob/v1.21.2/deploy/charts/cert-manager/values.yaml',
    checked: '2026-11-21',
  },
};

function values({ config, outputs, pods }: ChartContext): ChartValues {
  const account = cloudAccountOf(config, outputs, NAME, NAME);
  const [first] = IMAGES;
  const place = onSystemNodes(pods);
  const budget = { enabled: true, unhealthyPodEvictionPolicy: 'AlwaysAllow' };
  const annotations = trustAnnotations(pods);
  const region = config.cloud === 'aws' ? { AWS_REGION: config.environment.region } : {};
  return {
    crds: { enabled: true, keep: true },
    ...(first === undefined ? {} : { imageRegistry: registryOf(first, pods) }),
    global: {
      priorityClassName: PRIORITY_CLASSES.system,
      // Not in kube-system, where it would need rights.
      leaderElection: { namespace: NAME },
    },
    ...(Object.keys(account.annotations).length === 0
      ? {}
      : { serviceAccount: { annotations: { ...account.annotations } } }),
    podLabels: { ...account.podLabels },
    ...(Object.keys(annotations).length === 0 ? {} : { podAnnotations: annotations }),
    replicaCount: 2,
    podDisruptionBudget: budget,
    ...place,
    topologySpreadConstraints: spreadOverZones(CHART_PODS.certManagerController.labels, 'Deployment'),
    resources: asks('50m', 128),
    extraEnv: variables({ ...pods.env, ...region }),
    ...trustVolumes(pods, 'volumes', 'volumeMounts'),
    // It asks the cluster's DNS only: the servers of the zone are on the internet, on a port that is closed.
    dns01RecursiveNameserversOnly: true,
    webhook: {
      replicaCount: 3,
      podDisruptionBudget: budget,
      ...place,
      topologySpreadConstraints: spreadOverZones(CHART_PODS.certManagerWebhook.labels, 'Deployment'),
      resources: asks('25m', 64),
    },
    cainjector: {
      replicaCount: 2,
      podDisruptionBudget: budget,
      ...place,
      topologySpreadConstraints: spreadOverZones(CHART_PODS.certManagerInjector.labels, 'Deployment'),
      resources: asks('25m', 128),
    },
    startupapicheck: { ...place, resources: asks('10m', 32) },
  };
}
