import { Construct } from 'constructs';
import { pascalCase } from '../../core/names';
import type { DeployedOutputs } from '../../core/outputs';
import type { DataPlaneConfig } from '../../core/resolve-config';
import { CHART_PODS, type ChartPods } from '../charts/chart-pods';
import { isChart } from '../charts/delivered';
import { scrapeTargetsOf } from '../charts/scrape-targets';
import { type ClusterNetwork, clusterNetworkOf } from '../network/cluster-network';
import { type NetworkRule, type Peer, PodNetworkPolicy, type PodNetworkPolicyProps } from '../network/network-policy';
import { waysOutOf } from '../network/way-out';
import { cloudAccountOf } from '../pods/cloud-account';

export interface ChartNetworkPoliciesProps {
  /** Names are unique in a namespace. */
  readonly policies: readonly PodNetworkPolicyProps[];
}

/**
 * What pods of charts may do in namespaces of ours, where nothing is open by default. It must be there before the charts:
 * their pods are not ready without it. Those in kube-system need none, since the cloud closes nothing there.
 */
export class ChartNetworkPolicies extends Construct {
  public constructor(scope: Construct, id: string, props: ChartNetworkPoliciesProps) {
    super(scope, id);
    for (const policy of props.policies) {
      new PodNetworkPolicy(this, pascalCase(`${policy.namespace}-${policy.name}`), policy);
    }
  }
}

/** Ports of webhooks and of what Prometheus asks, as the charts have them. */
const PORTS = {
  certManagerWebhook: 10250,
  istiodWebhook: 15017,
  istiodForGateways: 15012,
  prometheusOperator: 10250,
  kubelet: 10250,
  dnsMetrics: 9153,
  nodeExporter: 9100,
  prometheus: 9090,
  alertmanager: 9093,
  alertmanagerPeers: 9094,
  reloader: 8080,
  kubeStateMetrics: 8080,
} as const;

/** On Google Cloud and Azure, the API server may call webhooks through these pods of the cloud's. */
const TUNNELS: readonly Peer[] = ['k8s-app', 'app'].map((label) => ({
  labels: { [label]: 'konnectivity-agent' },
  namespace: 'kube-system',
}));

/** The policies of an installation. Undefined: no chart runs in a namespace of ours. */
export function chartNetworkPoliciesPropsOf(
  config: DataPlaneConfig,
  outputs: DeployedOutputs,
): ChartNetworkPoliciesProps | undefined {
  const policies = [
    ...(isChart(config, 'cert-manager') ? ofCertManager(config, outputs) : []),
    ...(isChart(config, 'istio') ? ofIstio(config, outputs) : []),
    ...(isChart(config, 'external-dns') ? ofExternalDns(config, outputs) : []),
    ...(isChart(config, 'monitoring') ? ofMonitoring(config, outputs) : []),
  ];
  return policies.length === 0 ? undefined : { policies };
}

function ofCertManager(config: DataPlaneConfig, outputs: DeployedOutputs): PodNetworkPolicyProps[] {
  const { apiServer, internet, cloud } = waysOutOf(config);
  const { identity } = cloudAccountOf(config, outputs, 'cert-manager', 'cert-manager');
  const asksAcme = config.environment.dns?.issuer.kind === 'acme';
  return [
    { name: 'api-server', ...CHART_PODS.certManager, from: metricsOf(config, outputs, 'cert-manager'), to: apiServer },
    { name: 'webhook', ...CHART_PODS.certManagerWebhook, from: webhook(config, PORTS.certManagerWebhook) },
    // Only for ACME does it write to the DNS zone and call an issuer outside.
    {
      name: 'acme',
      ...CHART_PODS.certManagerController,
      to: asksAcme ? [...new Set([...cloud(identity), ...internet])] : [],
    },
  ];
}

function ofIstio(config: DataPlaneConfig, outputs: DeployedOutputs): PodNetworkPolicyProps[] {
  return [
    {
      name: 'istiod',
      ...CHART_PODS.istiod,
      from: [
        rule(CHART_PODS.gateway, PORTS.istiodForGateways),
        ...webhook(config, PORTS.istiodWebhook),
        ...metricsOf(config, outputs, 'istiod'),
      ],
      to: waysOutOf(config).apiServer,
    },
    // Without it, the gateway is never ready; the rest of its ways are those of its listeners.
    {
      name: 'gateway-to-istiod',
      ...CHART_PODS.gateway,
      to: [rule(CHART_PODS.istiod, PORTS.istiodForGateways)],
    },
  ];
}

function ofExternalDns(config: DataPlaneConfig, outputs: DeployedOutputs): PodNetworkPolicyProps[] {
  const { apiServer, cloud } = waysOutOf(config);
  const { identity } = cloudAccountOf(config, outputs, 'external-dns', 'external-dns');
  return [
    {
      name: 'external-dns',
      ...CHART_PODS.externalDns,
      from: metricsOf(config, outputs, 'external-dns'),
      to: [...apiServer, ...cloud(identity)],
    },
  ];
}

function ofMonitoring(config: DataPlaneConfig, outputs: DeployedOutputs): PodNetworkPolicyProps[] {
  const { apiServer } = waysOutOf(config);
  const { prometheus, alertmanager, alertmanagerPeers, reloader, kubeStateMetrics, prometheusOperator } = PORTS;
  const watched = rule(CHART_PODS.prometheus, prometheus, reloader);
  const among: NetworkRule = {
    peers: [CHART_PODS.alertmanager],
    ports: [
      { port: alertmanagerPeers, protocol: 'TCP' },
      { port: alertmanagerPeers, protocol: 'UDP' },
    ],
  };
  return [
    {
      name: 'prometheus-operator',
      ...CHART_PODS.prometheusOperator,
      from: [...webhook(config, prometheusOperator), rule(CHART_PODS.prometheus, prometheusOperator)],
      to: apiServer,
    },
    {
      name: 'kube-state-metrics',
      ...CHART_PODS.kubeStateMetrics,
      from: [rule(CHART_PODS.prometheus, kubeStateMetrics)],
      to: apiServer,
    },
    {
      name: 'alertmanager',
      ...CHART_PODS.alertmanager,
      from: [rule(CHART_PODS.prometheus, alertmanager, reloader), among],
      to: [among],
    },
    {
      name: 'node-exporter',
      ...CHART_PODS.nodeExporter,
      from: [rule(CHART_PODS.prometheus, PORTS.nodeExporter)],
    },
    {
      name: 'prometheus',
      ...CHART_PODS.prometheus,
      from: [watched],
      to: [
        ...apiServer,
        watched,
        rule(CHART_PODS.alertmanager, alertmanager, reloader),
        rule(CHART_PODS.prometheusOperator, prometheusOperator),
        rule(CHART_PODS.kubeStateMetrics, kubeStateMetrics),
        rule(CHART_PODS.nodeExporter, PORTS.nodeExporter),
        { peers: [{ labels: { 'k8s-app': 'kube-dns' }, namespace: 'kube-system' }], ports: [PORTS.dnsMetrics] },
        { peers: [{ cidrs: nodesOf(config, clusterNetworkOf(config)) }], ports: [PORTS.kubelet] },
        ...scrapeTargetsOf(config, outputs).map((target) => rule(target, target.port)),
      ],
    },
  ];
}

function rule({ namespace, labels }: ChartPods, ...ports: readonly number[]): NetworkRule {
  return { peers: [{ labels, namespace }], ports };
}

/** The API server calls webhooks; it is no pod, so policies see addresses. */
function webhook(config: DataPlaneConfig, port: number): NetworkRule[] {
  const { apiServer } = clusterNetworkOf(config);
  return [{ peers: [{ cidrs: apiServer }, ...(config.cloud === 'aws' ? [] : TUNNELS)], ports: [port] }];
}

/** Prometheus takes the metrics of a scrape target. */
function metricsOf(config: DataPlaneConfig, outputs: DeployedOutputs, name: string): NetworkRule[] {
  if (!isChart(config, 'monitoring')) return [];
  return scrapeTargetsOf(config, outputs)
    .filter((target) => target.name === name)
    .map(({ port }) => rule(CHART_PODS.prometheus, port));
}

/** Networks that hold nodes: what is inside, but for services and connected networks. */
function nodesOf({ network }: DataPlaneConfig, { internal }: ClusterNetwork): string[] {
  return internal.filter((cidr) => cidr !== network.serviceCidr && !network.peeredCidrs.includes(cidr));
}
