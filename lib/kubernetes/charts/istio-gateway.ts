import type { ResolvedListener } from '../../core/listeners';
import type { DataPlaneConfig } from '../../core/resolve-config';
import { GATEWAY_READINESS_PORT } from '../components/ingress-listener';
import { GATEWAY_LABELS } from '../components/ingress-route';
import { PRIORITY_CLASSES } from '../nodes/priority-classes';
import { NAMESPACE_OF } from '../system-namespaces';
import type { ChartContext, ChartValues, HelmChart } from './helm-chart';
import { ISTIO_CHARTS, ISTIO_VERSION, istioSource, PROXY } from './istio';
import {
  ONE_AT_A_TIME,
  onSystemNodes,
  RESTRICTED_POD,
  spreadOverZones,
  trustAnnotations,
  trustVolumes,
} from './pod-values';

const NAME = 'gateway';
/** The user that istiod writes into the container. */
const ENVOY_USER = 1337;
const REPLICAS = { least: 3, most: 6 };
/** For Kubernetes to end the container after Envoy has ended by itself. */
const GRACE_SECONDS = 10;

/** The Envoy behind the ingress listeners. Its image comes from istiod, which must run before. */
export const istioGateway: HelmChart = {
  release: NAME,
  service: 'istio',
  neededBy: (config) => listenersOf(config).length > 0,
  chart: 'gateway',
  repository: ISTIO_CHARTS,
  version: ISTIO_VERSION,
  namespace: NAMESPACE_OF.ingress,
  definitions: 'none',
  images: () => [PROXY],
  values,
  source: istioSource('gateway'),
};

function values({ config, outputs, pods }: ChartContext): ChartValues {
  const listeners = listenersOf(config);
  const drainSeconds = Math.max(...listeners.map((listener) => listener.drainSeconds));
  // One gateway expects the header on all its ports, or on none.
  const proxyProtocol = listeners.some(({ name }) => outputs.listeners[name]?.proxyProtocol === true);
  const ports = [...new Set(listeners.map(({ containerPort }) => containerPort))];
  return {
    serviceAccount: { create: true, name: NAME },
    labels: { ...GATEWAY_LABELS },
    podAnnotations: {
      // https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#ProxyConfig
      'proxy.istio.io/config': JSON.stringify({
        terminationDrainDuration: `${drainSeconds}s`,
        ...(proxyProtocol ? { gatewayTopology: { proxyProtocol: {} } } : {}),
      }),
      ...trustAnnotations(pods),
    },
    terminationGracePeriodSeconds: drainSeconds + GRACE_SECONDS,
    // Load balancers are made elsewhere; Istio reads here which ports the gateway has.
    service: {
      type: 'ClusterIP',
      ports: [
        { name: 'status-port', port: GATEWAY_READINESS_PORT, targetPort: GATEWAY_READINESS_PORT, protocol: 'TCP' },
        ...ports.map((port) => ({ name: `tcp-${port}`, port, targetPort: port, protocol: 'TCP' })),
      ],
    },
    autoscaling: {
      enabled: true,
      minReplicas: REPLICAS.least,
      maxReplicas: REPLICAS.most,
      targetCPUUtilizationPercentage: 60,
      // Each pod that goes takes its connections with it.
      autoscaleBehavior: {
        scaleDown: { stabilizationWindowSeconds: 900, policies: [{ type: 'Pods', value: 1, periodSeconds: 300 }] },
      },
    },
    podDisruptionBudget: ONE_AT_A_TIME,
    priorityClassName: PRIORITY_CLASSES.system,
    ...onSystemNodes(pods),
    topologySpreadConstraints: spreadOverZones(GATEWAY_LABELS, 'Deployment'),
    // Takes the place of the chart's own, which lets it open ports below 1024; ours are all above.
    securityContext: { ...RESTRICTED_POD, runAsUser: ENVOY_USER, runAsGroup: ENVOY_USER, fsGroup: ENVOY_USER },
    // Envoy has one worker for each CPU of its limit.
    resources: { requests: { cpu: '250m', memory: '256Mi' }, limits: { cpu: '2', memory: '1Gi' } },
    env: { ...pods.env },
    ...trustVolumes(pods, 'volumes', 'volumeMounts'),
  };
}

function listenersOf({ listeners }: DataPlaneConfig): ResolvedListener[] {
  return listeners.filter(({ component }) => component === 'ingress');
}
