import { Construct } from 'constructs';
import { domainOf } from '../../core/hosts';
import type { ResolvedListener } from '../../core/listeners';
import type { DeployedOutputs } from '../../core/outputs';
import type { DataPlaneConfig } from '../../core/resolve-config';
import { clusterNetworkOf } from '../network/cluster-network';
import { type NetworkRule, PodNetworkPolicy } from '../network/network-policy';
import { NAMESPACE_OF } from '../system-namespaces';
import { refuseStrictPeers } from './gateway-only';
import { IngressAccess } from './ingress-access';
import { checkListeners, type IngressListener, sameServer } from './ingress-listener';
import { GATEWAY_LABELS, IngressRoute } from './ingress-route';

export interface IngressProps {
  /** Domain of the installation; every host is below it. */
  readonly domain: string;
  /** Namespaces of the product. */
  readonly namespaces: readonly string[];
  readonly listeners: readonly IngressListener[];
  /** Who may connect to the gateway's pods: load balancers, their health checks, Prometheus. */
  readonly from: readonly NetworkRule[];
}

/** Where Envoy has its metrics. */
const METRICS_PORT = 15090;

/**
 * What the Istio gateway does: a host and a port of each listener, who may use it, and the way to the product. The gateway
 * itself, its pods and its way to istiod come with its chart.
 *
 * @throws ConfigError if listeners contradict each other, or name what does not exist
 */
export class Ingress extends Construct {
  public constructor(scope: Construct, id: string, props: IngressProps) {
    super(scope, id);
    const { listeners } = props;
    checkListeners(props);
    refuseStrictPeers(this);
    for (const listener of listeners) {
      const [server] = listeners.filter((other) => sameServer(other, listener));
      if (server === listener) new IngressRoute(this, listener.name, listener);
    }
    new IngressAccess(this, 'Access', { listeners });
    const targets = targetsOf(listeners);
    new PodNetworkPolicy(this, 'NetworkPolicy', {
      name: 'gateway',
      namespace: NAMESPACE_OF.ingress,
      labels: GATEWAY_LABELS,
      from: props.from,
      to: targets.map(({ namespace, ports }) => ({ peers: [{ labels: {}, namespace }], ports })),
    });
    for (const { namespace, ports } of targets) {
      new PodNetworkPolicy(this, `Into-${namespace}`, {
        name: 'from-gateway',
        namespace,
        labels: {},
        from: [{ peers: [{ labels: GATEWAY_LABELS, namespace: NAMESPACE_OF.ingress }], ports }],
      });
    }
  }
}

/** Ports that the gateway must reach in each namespace. */
function targetsOf(listeners: readonly IngressListener[]): { namespace: string; ports: number[] }[] {
  const namespaces = [...new Set(listeners.map(({ target }) => target.namespace))];
  return namespaces.map((namespace) => ({
    namespace,
    ports: distinct(listeners.filter(({ target }) => target.namespace === namespace).map(({ target }) => target.port)),
  }));
}

/** The ingress of an installation. Undefined: the plan has no listener for it. */
export function ingressPropsOf(config: DataPlaneConfig, outputs: DeployedOutputs): IngressProps | undefined {
  const { plan, environment, namespaces } = config;
  const listeners = config.listeners.flatMap((listener): IngressListener[] => {
    const { name, component, protocol, host, target, port, containerPort, readinessPort } = listener;
    const output = outputs.listeners[name];
    if (component !== 'ingress' || protocol === 'tcp' || !host || !target || !output) return [];
    const { proxyProtocol } = output;
    const clients = clientsOf(config, listener);
    return [{ name, protocol, host, port, containerPort, readinessPort, target, clients, proxyProtocol }];
  });
  if (listeners.length === 0) return undefined;
  const network = clusterNetworkOf(config);
  const portsOf = (exposure: 'internal' | 'external') =>
    distinct(
      config.listeners
        .filter((listener) => listener.component === 'ingress' && listener.exposure === exposure)
        .map(({ containerPort }) => containerPort),
    );
  return {
    domain: domainOf(plan, environment),
    namespaces,
    listeners,
    from: [
      { peers: [{ cidrs: network.clients.internal }], ports: portsOf('internal') },
      { peers: [{ cidrs: network.clients.external }], ports: portsOf('external') },
      {
        peers: [{ cidrs: network.healthChecks }],
        ports: distinct(listeners.map(({ readinessPort }) => readinessPort)),
      },
      ...(plan.clusterServices.includes('monitoring')
        ? [{ peers: [{ labels: {}, namespace: 'monitoring' }], ports: [METRICS_PORT] }]
        : []),
    ],
  };
}

/** Clients as the customer lists them for this listener, or everybody whom its load balancer lets in. */
function clientsOf({ network, environment, externalCidrs }: DataPlaneConfig, listener: ResolvedListener) {
  const listed = environment.listenerAllowLists[listener.name];
  if (listed !== undefined) return listed;
  if (listener.exposure === 'external') return externalCidrs;
  const secondary = 'secondaryCidrs' in network ? network.secondaryCidrs : [];
  return [network.cidr, ...secondary, ...network.peeredCidrs];
}

function distinct(ports: readonly number[]): number[] {
  return [...new Set(ports)];
}
