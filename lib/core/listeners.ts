import { Cidr } from './cidr';
import type { Report } from './config-error';
import type { Environment } from './environment/environment';
import type { Listener } from './plan/listener';
import type { Plan } from './plan/plan';

/** A listener of this environment. */
export interface ResolvedListener extends Omit<Listener, 'containerPort'> {
  readonly containerPort: number;
  /** Whether connections start with a PROXY protocol version 2 header that names the client. */
  readonly proxyProtocol: boolean;
}

/** A shorter prefix is no allow-list any more. */
const SHORTEST_CLIENT_PREFIX = 8;

/** The listeners that exist here: external ones only where the environment opens them. */
export function resolveListeners(plan: Plan, environment: Environment, report: Report): ResolvedListener[] {
  const open = environment.publicIngress !== undefined;
  plan.listeners.forEach((listener, index) => {
    const path = ['plan', 'listeners', index];
    const earlier = plan.listeners.slice(0, index);
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
  if (open && !plan.listeners.some(({ exposure }) => exposure === 'external')) {
    report.warn(['environment', 'publicIngress'], 'opens nothing: the plan has no external listener');
  }
  for (const cidr of environment.publicIngress?.allowedCidrs ?? []) {
    if (Cidr.parse(cidr).prefix >= SHORTEST_CLIENT_PREFIX) continue;
    report.warn(
      ['environment', 'publicIngress', 'allowedCidrs'],
      `${cidr} lets a large part of the internet in to the external listeners`,
    );
  }
  if (environment.cloud === 'aws') checkEndpointServices(plan, environment.endpointServices, report);
  return plan.listeners
    .filter(({ exposure }) => exposure === 'internal' || open)
    .map((listener) => ({
      ...listener,
      containerPort: listener.containerPort ?? (listener.component === 'agent' ? plan.agent.port : listener.port),
      proxyProtocol: listener.component !== 'agent',
    }));
}

/** PrivateLink offers the internal load balancer of a component, which must exist. */
function checkEndpointServices(
  plan: Plan,
  services: readonly { readonly component: Listener['component'] }[],
  report: Report,
): void {
  const internal = plan.listeners.filter(({ exposure }) => exposure === 'internal').map(({ component }) => component);
  services.forEach(({ component }, index) => {
    const path = ['environment', 'endpointServices', index, 'component'];
    if (!internal.includes(component)) {
      const choices = [...new Set(internal)].join(', ') || 'none';
      report.problem(
        path,
        `have an internal listener in the plan (${choices})`,
        component,
        'remove it or choose another',
      );
    }
    if (services.findIndex((other) => other.component === component) < index) {
      report.problem(path, 'be named once', component, 'put all principals in one entry');
    }
  });
}
