import type { Path, Report } from './config-error';
import type { Environment } from './environment/environment';
import { checkDomain, hostOf } from './hosts';
import { checkClients } from './listener-clients';
import { type DefaultedListener, FIRST_PORT, GATEWAY_READINESS, PROTOCOLS, withDefaults } from './listener-defaults';
import type { Plan } from './plan/plan';
import { checkProxyPod } from './proxy-pod';

/** A listener of this environment. */
export interface ResolvedListener extends Omit<DefaultedListener, 'host'> {
  /** Host name by which clients know it. The agent, and a proxy that hands on TCP, have none. */
  readonly host?: string;
  /** Whether connections start with a PROXY protocol version 2 header that names the client. */
  readonly proxyProtocol: boolean;
}

/** The listeners that exist here: external ones only where the environment opens them. */
export function resolveListeners(
  plan: Plan,
  environment: Environment,
  namespaces: readonly string[],
  report: Report,
): ResolvedListener[] {
  const open = environment.publicIngress !== undefined;
  const all = plan.listeners.map((listener) => withDefaults(listener, plan.agent.port));
  all.forEach((listener, index) => {
    const path = ['plan', 'listeners', index];
    const earlier = all.slice(0, index);
    if (earlier.some((other) => other.name === listener.name)) {
      report.problem([...path, 'name'], 'be used once', listener.name, 'choose another name');
    }
    const twin = earlier.find(
      (other) =>
        other.component === listener.component && other.exposure === listener.exposure && other.port === listener.port,
    );
    if (twin !== undefined) {
      report.problem(
        [...path, 'port'],
        `be free, but listener '${twin.name}' has it`,
        listener.port,
        'choose another port',
      );
    }
    if (listener.component === 'agent' && listener.target !== undefined) {
      report.problem(
        [...path, 'target'],
        'be left out for the agent, which answers itself',
        listener.target,
        'remove it',
      );
    }
    if (listener.component === 'agent' && listener.exposure === 'external') {
      report.problem([...path, 'exposure'], 'be internal for the agent', 'external', 'remove it');
    }
    if (listener.component !== 'agent' && listener.target === undefined) {
      report.problem(
        [...path, 'target'],
        `be set for ${listener.component}`,
        undefined,
        'name the product service behind it',
      );
    }
    if (listener.target !== undefined && !namespaces.includes(listener.target.namespace)) {
      report.problem(
        [...path, 'target', 'namespace'],
        `be a namespace of the product (${namespaces.join(', ') || 'none'})`,
        listener.target.namespace,
        'add it to plan.namespaces',
      );
    }
    checkProtocol(listener, path, report);
    checkGateway(listener, path, report);
    if (listener.component === 'proxy' && plan.proxy === undefined) {
      report.problem([...path, 'component'], 'be a component of the plan', 'proxy', 'set plan.proxy');
    }
    if (listener.component === 'ingress' && !plan.clusterServices.includes('istio')) {
      report.problem(
        [...path, 'component'],
        'be a component of the plan',
        'ingress',
        'add istio to plan.clusterServices',
      );
    }
  });
  checkProxyPod(all, report);
  checkClients(all, environment, report);
  checkDomain(plan, environment, report);
  checkCertificates(all, plan, environment, report);
  return all
    .filter(({ exposure }) => exposure === 'internal' || open)
    .map(({ host: _, ...listener }) => {
      const host = listener.protocol === 'tcp' ? undefined : hostOf(all, listener.name, plan, environment);
      return {
        ...listener,
        ...(host === undefined ? {} : { host }),
        // A passthrough load balancer (Google Cloud, Azure) keeps the client's address and adds no header.
        proxyProtocol: environment.cloud === 'aws' && listener.component !== 'agent',
      };
    });
}

/** Where TLS ends here, somebody must issue the certificate. */
function checkCertificates(
  listeners: readonly DefaultedListener[],
  plan: Plan,
  environment: Environment,
  report: Report,
): void {
  listeners.forEach(({ name, protocol }, index) => {
    if (protocol !== 'https' && protocol !== 'tls') return;
    if (environment.dns === undefined) {
      report.warn(
        ['environment', 'dns'],
        `is not set: make the certificate of listener '${name}' yourself (docs/certificates.md)`,
      );
    } else if (!plan.clusterServices.includes('cert-manager')) {
      report.problem(
        ['plan', 'listeners', index, 'protocol'],
        'have cert-manager, which issues its certificate',
        protocol,
        'add cert-manager to plan.clusterServices',
      );
    }
  });
}

function checkProtocol({ component, protocol }: DefaultedListener, path: Path, report: Report): void {
  const possible = PROTOCOLS[component];
  if (possible.includes(protocol)) return;
  report.problem([...path, 'protocol'], `be one of ${possible.join(', ')} for ${component}`, protocol, 'choose one');
}

/** The gateway is Istio's: it has ports of its own, and says at one of them whether it is ready. */
function checkGateway(listener: DefaultedListener, path: Path, report: Report): void {
  if (listener.component !== 'ingress') return;
  for (const field of ['readinessPort', 'readinessPath'] as const) {
    if (listener[field] === GATEWAY_READINESS[field]) continue;
    report.problem(
      [...path, field],
      `be ${GATEWAY_READINESS[field]}, where Istio answers`,
      listener[field],
      'remove it',
    );
  }
  if (listener.containerPort >= FIRST_PORT) return;
  report.problem(
    [...path, 'containerPort'],
    `be ${FIRST_PORT} or above: the gateway has no right to ports below`,
    listener.containerPort,
    'choose another port, or remove it',
  );
}
