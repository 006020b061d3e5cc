import { Cidr } from './cidr';
import type { Path, Report } from './config-error';
import type { Environment } from './environment/environment';
import { checkDomain, hostOf } from './hosts';
import type { Component, Listener } from './plan/listener';
import type { Plan } from './plan/plan';

/** A listener of this environment. */
export interface ResolvedListener extends Omit<Listener, 'containerPort' | 'protocol' | 'host'> {
  readonly containerPort: number;
  readonly protocol: Protocol;
  /** Host name by which clients know it. The agent, and a proxy that hands on TCP, have none. */
  readonly host?: string;
  /** Whether connections start with a PROXY protocol version 2 header that names the client. */
  readonly proxyProtocol: boolean;
}

export type Protocol = NonNullable<Listener['protocol']>;

/** What each component can speak; the first is the default. */
const PROTOCOLS: Readonly<Record<Component, readonly [Protocol, ...Protocol[]]>> = {
  agent: ['tcp'],
  proxy: ['tcp', 'tls'],
  ingress: ['https', 'tls', 'passthrough'],
};

/** A shorter prefix is no allow-list any more. */
const SHORTEST_CLIENT_PREFIX = 8;

/** The listeners that exist here: external ones only where the environment opens them. */
export function resolveListeners(
  plan: Plan,
  environment: Environment,
  namespaces: readonly string[],
  report: Report,
): ResolvedListener[] {
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
    if (listener.target !== undefined && !namespaces.includes(listener.target.namespace)) {
      report.problem(
        [...path, 'target', 'namespace'],
        `be a namespace of the product (${namespaces.join(', ') || 'none'})`,
        listener.target.namespace,
        'add it to plan.namespaces',
      );
    }
    checkProtocol(listener, path, report);
    checkContainerPort(listener, earlier, path, report);
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
  checkAllowLists(plan, environment, report);
  checkDomain(plan, environment, report);
  return plan.listeners
    .filter(({ exposure }) => exposure === 'internal' || open)
    .map(({ host: _, ...listener }) => {
      const protocol = listener.protocol ?? PROTOCOLS[listener.component][0];
      const host = protocol === 'tcp' ? undefined : hostOf(plan.listeners, listener.name, plan, environment);
      return {
        ...listener,
        protocol,
        ...(host === undefined ? {} : { host }),
        containerPort: listener.containerPort ?? (listener.component === 'agent' ? plan.agent.port : listener.port),
        // A passthrough load balancer (Google Cloud, Azure) keeps the client's address and adds no header.
        proxyProtocol: environment.cloud === 'aws' && listener.component !== 'agent',
      };
    });
}

function checkProtocol({ component, protocol }: Listener, path: Path, report: Report): void {
  const possible = PROTOCOLS[component];
  if (protocol === undefined || possible.includes(protocol)) return;
  report.problem([...path, 'protocol'], `be one of ${possible.join(', ')} for ${component}`, protocol, 'choose one');
}

/** Two listeners of a component may end at one port of its pods only where it does the same for both. */
function checkContainerPort(listener: Listener, earlier: readonly Listener[], path: Path, report: Report): void {
  const portOf = ({ containerPort, port }: Listener) => containerPort ?? port;
  const health = [listener.readinessPort, listener.metricsPort];
  if (listener.component === 'proxy' && health.includes(portOf(listener))) {
    report.problem(
      [...path, 'containerPort'],
      'differ from readinessPort and metricsPort, which the proxy answers itself',
      portOf(listener),
      'choose another port',
    );
  }
  const twin = earlier.find((other) => other.component === 'proxy' && portOf(other) === portOf(listener));
  if (listener.component !== 'proxy' || twin === undefined) return;
  const does = ({ target, protocol, healthCheck }: Listener) => JSON.stringify([target, protocol, healthCheck]);
  if (does(twin) === does(listener)) return;
  report.problem(
    [...path, 'containerPort'],
    `be free, but listener '${twin.name}' has it for another target`,
    portOf(listener),
    'choose another port',
  );
}

/** A list of clients belongs to a listener of the gateway, which is what can tell clients apart. */
function checkAllowLists(plan: Plan, environment: Environment, report: Report): void {
  const known = plan.listeners.filter(({ component }) => component === 'ingress').map(({ name }) => name);
  for (const name of Object.keys(environment.listenerAllowLists)) {
    if (known.includes(name)) continue;
    report.problem(
      ['environment', 'listenerAllowLists', name],
      `name an ingress listener of the plan (${known.join(', ') || 'none'})`,
      name,
      'choose one of them or remove it',
    );
  }
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
