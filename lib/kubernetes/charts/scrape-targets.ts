import type { DeployedOutputs } from '../../core/outputs';
import type { DataPlaneConfig } from '../../core/resolve-config';
import { AGENT_LABELS, agentPropsOf } from '../components/agent';
import { ALERT_FORWARDING } from '../components/alert-forwarding';
import { PROXY_LABELS, proxyPropsOf } from '../components/proxy';
import { selectedBy } from '../labels';
import { CHART_PODS, type ChartPods } from './chart-pods';
import { isChart } from './delivered';

/** Pods whose metrics Prometheus takes. Network policies and monitors are both made of these. */
export interface ScrapeTarget extends ChartPods {
  readonly name: string;
  /** TCP port that a container of the pods declares. */
  readonly port: number;
  /** @default /metrics */
  readonly path?: string;
}

/** What an installation has to watch, beside nodes, Kubernetes and Prometheus itself. */
export function scrapeTargetsOf(config: DataPlaneConfig, outputs: DeployedOutputs): ScrapeTarget[] {
  const { namespace } = ALERT_FORWARDING;
  const proxy = proxyPropsOf(config, outputs);
  const targets: [isThere: boolean, ScrapeTarget][] = [
    [true, { name: 'agent', namespace, labels: AGENT_LABELS, port: agentPropsOf(config, outputs).metricsPort }],
    [
      config.plan.telemetry.alerts !== undefined,
      {
        name: ALERT_FORWARDING.service,
        namespace,
        labels: selectedBy(ALERT_FORWARDING.service),
        port: ALERT_FORWARDING.port,
      },
    ],
    [isChart(config, 'cert-manager'), { name: 'cert-manager', ...CHART_PODS.certManager, port: 9402 }],
    [isChart(config, 'istio'), { name: 'istiod', ...CHART_PODS.istiod, port: 15014 }],
    [hasGateway(config), { name: 'gateway', ...CHART_PODS.gateway, port: 15090, path: '/stats/prometheus' }],
    [isChart(config, 'external-dns'), { name: 'external-dns', ...CHART_PODS.externalDns, port: 7979 }],
    [
      isChart(config, 'load-balancer-controller'),
      { name: 'aws-load-balancer-controller', ...CHART_PODS.loadBalancerController, port: 8080 },
    ],
    [
      isChart(config, 'cluster-autoscaler'),
      { name: 'cluster-autoscaler', ...CHART_PODS.clusterAutoscaler, port: 8085 },
    ],
  ];
  return [
    ...targets.flatMap(([isThere, target]) => (isThere ? [target] : [])),
    ...(proxy === undefined ? [] : [{ name: 'proxy', namespace, labels: PROXY_LABELS, port: proxy.metricsPort }]),
  ];
}

/** The gateway is there for its listeners. */
function hasGateway(config: DataPlaneConfig): boolean {
  return isChart(config, 'istio') && config.listeners.some(({ component }) => component === 'ingress');
}
