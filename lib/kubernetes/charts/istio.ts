import type { Source } from '../../core/clouds/cloud-facts';
import type { ChartImage } from './chart-image';
import type { IgnoredDifference } from './helm-chart';

/** One version for all charts of Istio. It supports Kubernetes 1.32 to 1.36. */
export const ISTIO_VERSION = '1.31.1';
/**
 * From 1.31 on, charts are here and images on Docker Hub; the places before are being closed:
 * https://istio.io/latest/blog/2026/retirement-of-gcp/
 */
export const ISTIO_CHARTS = 'oci://ghcr.io/istio/release/charts';

export const PILOT: ChartImage = { registry: 'docker.io', repository: 'istio/pilot', tag: ISTIO_VERSION };
/** The image of the gateway stands in no manifest: istiod writes it into the pod. */
export const PROXY: ChartImage = { registry: 'docker.io', repository: 'istio/proxyv2', tag: ISTIO_VERSION };

/** istiod makes its webhooks stricter once it runs. */
export const CHANGED_BY_ISTIOD: readonly IgnoredDifference[] = [
  {
    group: 'admissionregistration.k8s.io',
    kind: 'ValidatingWebhookConfiguration',
    jqPathExpressions: ['.webhooks[]?.failurePolicy'],
  },
];

export function istioSource(chart: string): Source {
  return {
    url: `https://github.com/istio/istio/blob/${ISTIO_VERSION}/manifests/charts/${chart}/values.yaml`,
    checked: '2026-11-21',
  };
}
