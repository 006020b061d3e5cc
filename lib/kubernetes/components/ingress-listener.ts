import { Cidr } from '../../core/cidr';
import { type Path, Report } from '../../core/config-error';

/** A listener of the gateway. */
export interface IngressListener {
  /** Unique; its objects are named after it. */
  readonly name: string;
  /** `https`: TLS ends here, HTTP is routed. `tls`: TLS ends here. `passthrough`: TLS ends in the product. */
  readonly protocol: 'https' | 'tls' | 'passthrough';
  /** The one host name it answers to. */
  readonly host: string;
  /** TCP port of the load balancer. */
  readonly port: number;
  /** TCP port of the gateway's pods. */
  readonly containerPort: number;
  /** TCP port on which the load balancer asks whether a pod is ready. */
  readonly readinessPort: number;
  /** The product's service. Its port is that of its pods, too: network policies see pods. */
  readonly target: { readonly namespace: string; readonly service: string; readonly port: number };
  /** IPv4 networks in CIDR notation whose clients may use it; everybody else is refused. */
  readonly clients: readonly string[];
  /** Whether a PROXY protocol header says who the client is. */
  readonly proxyProtocol: boolean;
}

export interface CheckedListeners {
  readonly domain: string;
  readonly namespaces: readonly string[];
  readonly listeners: readonly IngressListener[];
}

/** Where the gateway's pods say that they are ready, at `/healthz/ready`. */
export const GATEWAY_READINESS_PORT = 15021;

const FIRST_FREE_PORT = 1024;
/** https://istio.io/latest/docs/ops/deployment/application-requirements/#ports-used-by-istio */
const ISTIO_PORTS = [15000, 15001, 15004, 15006, 15008, 15009, 15020, 15021, 15053, 15090];

/**
 * What Kubernetes and Istio would accept and not do. A wrong network in an AuthorizationPolicy, for example, is refused by
 * nobody before the gateway has to do with it.
 *
 * @throws ConfigError with every problem
 */
export function checkListeners({ domain, namespaces, listeners }: CheckedListeners): void {
  const report = new Report();
  listeners.forEach((listener, index) => {
    const path = ['listeners', index];
    const { host, target, clients, containerPort, readinessPort } = listener;
    if (host.includes('*') || !host.endsWith(`.${domain}`)) {
      report.problem([...path, 'host'], `be one host below ${domain}`, host, 'choose another one');
    }
    if (!namespaces.includes(target.namespace)) {
      const known = namespaces.join(', ') || 'none';
      const fix = 'choose one of them, or add it to the namespaces';
      report.problem(
        [...path, 'target', 'namespace'],
        `be a namespace of the product (${known})`,
        target.namespace,
        fix,
      );
    }
    if (clients.length === 0) {
      // To Istio, an empty list means everybody.
      report.problem([...path, 'clients'], 'have at least one network', clients, 'add one, or remove the listener');
    }
    clients.forEach((cidr, nth) => {
      if (Cidr.tryParse(cidr) !== undefined) return;
      const aligned = Cidr.tryEnclosing(cidr);
      const fix = `write it like ${aligned ?? '10.0.0.0/16'}`;
      report.problem([...path, 'clients', nth], 'be an aligned IPv4 network', cidr, fix);
    });
    if (readinessPort !== GATEWAY_READINESS_PORT) {
      const rule = `be ${GATEWAY_READINESS_PORT}, where the gateway answers at /healthz/ready`;
      report.problem([...path, 'readinessPort'], rule, readinessPort, 'change it in the plan');
    }
    if (containerPort < FIRST_FREE_PORT || ISTIO_PORTS.includes(containerPort)) {
      const rule = `be ${FIRST_FREE_PORT} or above, since the gateway is not root, and none that Istio takes itself`;
      report.problem([...path, 'containerPort'], rule, containerPort, 'choose another one, such as 8443');
    }
    checkAgainst(listeners.slice(0, index), listener, path, report);
  });
  report.throwIfAny();
}

function checkAgainst(
  earlier: readonly IngressListener[],
  listener: IngressListener,
  path: Path,
  report: Report,
): void {
  const { name, host, port, containerPort, proxyProtocol } = listener;
  if (earlier.some((other) => other.name === name)) {
    report.problem([...path, 'name'], 'be used once', name, 'choose another name');
  }
  const twin = earlier.find((other) => sameServer(other, listener));
  if (twin !== undefined && does(twin) !== does(listener)) {
    const rule = `be free for ${host}, but listener '${twin.name}' has it with another target, protocol or clients`;
    report.problem([...path, 'containerPort'], rule, containerPort, 'choose another port');
  }
  const shifted = earlier.find(
    (other) => other.containerPort !== containerPort && (other.containerPort === port || other.port === containerPort),
  );
  if (shifted !== undefined) {
    const rule = `differ from port and container port of listener '${shifted.name}', for which Istio would take it`;
    const [field, got] = shifted.containerPort === port ? ['port', port] : ['containerPort', containerPort];
    report.problem([...path, field], rule, got, 'choose another port');
  }
  const [first] = earlier;
  if (first !== undefined && first.proxyProtocol !== proxyProtocol) {
    const rule = `be ${first.proxyProtocol} as for listener '${first.name}': a gateway expects the header of all or of none`;
    report.problem([...path, 'proxyProtocol'], rule, proxyProtocol, 'make them agree');
  }
}

/** Whether two listeners end at the same place in the gateway, which then cannot tell them apart. */
export function sameServer(one: IngressListener, other: IngressListener): boolean {
  return one.containerPort === other.containerPort && one.host === other.host;
}

function does({ protocol, target, clients }: IngressListener): string {
  return JSON.stringify([protocol, target.namespace, target.service, target.port, clients]);
}
