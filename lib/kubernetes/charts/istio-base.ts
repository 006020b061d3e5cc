import type { HelmChart } from './helm-chart';
import { CHANGED_BY_ISTIOD, ISTIO_CHARTS, ISTIO_VERSION, istioSource } from './istio';

/** Definitions of Istio's resources, and the webhook that checks them. */
export const istioBase: HelmChart = {
  release: 'istio-base',
  service: 'istio',
  chart: 'base',
  repository: ISTIO_CHARTS,
  version: ISTIO_VERSION,
  namespace: 'istio-system',
  definitions: 'templates',
  images: () => [],
  // The reader's rights are for clusters that share a control plane.
  values: () => ({ defaultRevision: 'default', global: { enableReaderRBAC: false } }),
  changedInCluster: CHANGED_BY_ISTIOD,
  source: istioSource('base'),
};
