import type { DeployedOutputs } from '../core/outputs';
import type { DataPlaneConfig } from '../core/resolve-config';
import { certManager } from './charts/cert-manager';
import { clusterAutoscaler } from './charts/cluster-autoscaler';
import { isChart } from './charts/delivered';
import { externalDns } from './charts/external-dns';
import type { ChartValues, HelmChart } from './charts/helm-chart';
import { istioBase } from './charts/istio-base';
import { istioGateway } from './charts/istio-gateway';
import { istiod } from './charts/istiod';
import { kubePrometheusStack } from './charts/kube-prometheus-stack';
import { loadBalancerController } from './charts/load-balancer-controller';
import { podDefaultsOf } from './pods/pod-defaults';

/**
 * Every chart that this library can install, in the order in which they depend on each other; they go in reverse.
 * cert-manager makes certificates for the webhooks of others, istiod makes the gateway's pods. metrics-server and the
 * snapshot controller have none: every cloud brings them.
 */
export const CHARTS: readonly HelmChart[] = [
  certManager,
  loadBalancerController,
  istioBase,
  istiod,
  istioGateway,
  clusterAutoscaler,
  externalDns,
  kubePrometheusStack,
];

/** A chart with the values of one installation. */
export interface ChartRelease {
  readonly chart: HelmChart;
  readonly values: ChartValues;
}

/** The charts that an installation needs, in order: those of its cluster services that the cloud does not bring. */
export function chartsOf(config: DataPlaneConfig): HelmChart[] {
  return CHARTS.filter(({ service, neededBy }) => isChart(config, service) && (neededBy?.(config) ?? true));
}

/** The same with their values. */
export function chartReleasesOf(config: DataPlaneConfig, outputs: DeployedOutputs): ChartRelease[] {
  const pods = podDefaultsOf(config, outputs);
  return chartsOf(config).map((chart) => ({ chart, values: chart.values({ config, outputs, pods }) }));
}
