import { PRIORITY_CLASSES } from '../nodes/priority-classes';
import { registryOf } from './chart-image';
import { CHART_PODS } from './chart-pods';
import type { ChartContext, ChartValues, HelmChart } from './helm-chart';
import { CHANGED_BY_ISTIOD, ISTIO_CHARTS, ISTIO_VERSION, istioSource, PILOT } from './istio';
import { asks, onSystemNodes, RESTRICTED_POD, spreadOverZones } from './pod-values';

/** Gives the gateway its configuration. There is no mesh: no pod but the gateway's is injected. */
export const istiod: HelmChart = {
  release: 'istiod',
  service: 'istio',
  chart: 'istiod',
  repository: ISTIO_CHARTS,
  version: ISTIO_VERSION,
  namespace: 'istio-system',
  definitions: 'none',
  images: () => [PILOT],
  values,
  changedInCluster: CHANGED_BY_ISTIOD,
  source: istioSource('istio-control/istio-discovery'),
};

function values({ pods }: ChartContext): ChartValues {
  return {
    global: {
      // The gateway's image, too, is pulled from here.
      hub: `${registryOf(PILOT, pods)}/istio`,
      tag: ISTIO_VERSION,
      priorityClassName: PRIORITY_CLASSES.system,
      enableReaderRBAC: false,
    },
    autoscaleEnabled: false,
    replicaCount: 2,
    pdb: { minAvailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
    ...onSystemNodes(pods),
    topologySpreadConstraints: spreadOverZones(CHART_PODS.istiod.labels, 'Deployment'),
    seccompProfile: RESTRICTED_POD.seccompProfile,
    // The chart's own 2 GiB are for a mesh of many pods.
    resources: asks('250m', 1024),
    // A Gateway of another namespace must not bind to the pods of ours.
    env: { ...pods.env, PILOT_SCOPE_GATEWAY_TO_NAMESPACE: 'true' },
    // It calls nobody outside but issuers of tokens.
    ...(pods.caBundle === undefined ? {} : { jwksResolverExtraRootCA: pods.caBundle }),
  };
}
