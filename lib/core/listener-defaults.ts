import type { Component, Listener } from './plan/listener';

export type Protocol = NonNullable<Listener['protocol']>;

/** What each component can speak; the first is the default. */
export const PROTOCOLS: Readonly<Record<Component, readonly [Protocol, ...Protocol[]]>> = {
  agent: ['tcp'],
  proxy: ['tcp', 'tls'],
  ingress: ['https', 'tls', 'passthrough'],
};

interface Readiness {
  readonly readinessPort: number;
  readonly readinessPath: string;
}

/** Where Istio's gateway says whether it is ready: https://istio.io/latest/docs/ops/deployment/application-requirements/ */
export const GATEWAY_READINESS: Readiness = { readinessPort: 15021, readinessPath: '/healthz/ready' };
const READINESS: Readiness = { readinessPort: 8081, readinessPath: '/readyz' };

/** Ports below it take a right that no pod of ours has. */
export const FIRST_PORT = 1024;
/** What a client's port 443 is in the gateway's pods: 8443. */
const SHIFT = 8000;

/** A listener with the defaults of its component. */
export type DefaultedListener = Omit<Listener, 'containerPort' | 'protocol' | keyof Readiness> &
  Readiness & { readonly containerPort: number; readonly protocol: Protocol };

/** Fills in what depends on the component. */
export function withDefaults(listener: Listener, agentPort: number): DefaultedListener {
  const { component, port } = listener;
  const readiness = component === 'ingress' ? GATEWAY_READINESS : READINESS;
  return {
    ...listener,
    containerPort: listener.containerPort ?? containerPortOf(component, port, agentPort),
    protocol: listener.protocol ?? PROTOCOLS[component][0],
    readinessPort: listener.readinessPort ?? readiness.readinessPort,
    readinessPath: listener.readinessPath ?? readiness.readinessPath,
  };
}

function containerPortOf(component: Component, port: number, agentPort: number): number {
  if (component === 'agent') return agentPort;
  return component === 'ingress' && port < FIRST_PORT ? port + SHIFT : port;
}
