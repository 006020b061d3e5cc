import type { AwsEnvironment, Listener, VendorPlan } from '../../lib/core/config-types';
import { resolveConfig } from '../../lib/core/resolve-config';
import { fullEnvironment, fullPlan, minimalEnvironment, minimalPlan, problemsOf, warningsOf } from '../support/config';

const TARGET = { namespace: 'notes', service: 'frontend', port: 80 };
const AGENT: Listener = { name: 'agent', component: 'agent', port: 443 };
const SQL: Listener = { name: 'sql', component: 'proxy', port: 4566, target: TARGET };
const HTTPS: Listener = { name: 'https', component: 'ingress', port: 443, target: TARGET };
const OUTSIDE: Listener = { ...HTTPS, name: 'https-external', exposure: 'external' };
const OPEN: Partial<AwsEnvironment> = { publicIngress: { allowedCidrs: ['198.51.100.0/24'] } };

test('a minimal plan can be reached by nobody', () => {
  expect(resolveConfig(minimalPlan(), minimalEnvironment()).listeners).toEqual([]);
});

test('a listener gets its defaults', () => {
  expect(listeners([SQL])).toEqual([
    {
      name: 'sql',
      component: 'proxy',
      port: 4566,
      target: TARGET,
      exposure: 'internal',
      readinessPort: 8081,
      readinessPath: '/readyz',
      metricsPort: 9090,
      drainSeconds: 150,
      connectionLimit: 1000,
      healthCheck: 'tcp',
      protocol: 'tcp',
      containerPort: 4566,
      proxyProtocol: true,
    },
  ]);
});

test('a full plan in an open environment has every listener', () => {
  const { listeners: all } = resolveConfig(fullPlan(), fullEnvironment());
  expect(all.map(({ name }) => name)).toEqual(['agent', 'sql', 'https', 'https-external']);
});

test('what the plan says about a listener is kept', () => {
  const [, sql] = resolveConfig(fullPlan(), fullEnvironment()).listeners;
  expect(sql).toMatchObject({ metricsPort: 9091, drainSeconds: 600, connectionLimit: 5000, containerPort: 4566 });
});

test('the agent answers on its own port', () => {
  const plan = { ...planWith([AGENT]), agent: { ...minimalPlan().agent, port: 40001 } };
  expect(resolveConfig(plan, minimalEnvironment()).listeners[0]).toMatchObject({ port: 443, containerPort: 40001 });
});

test('a container port is taken before any default', () => {
  expect(listeners([{ ...AGENT, containerPort: 8443 }])[0]?.containerPort).toBe(8443);
});

test('the agent is spoken to without the PROXY protocol', () => {
  expect(listeners([AGENT])[0]?.proxyProtocol).toBe(false);
});

test('the ingress is told the client by the PROXY protocol', () => {
  expect(listeners([HTTPS])[0]?.proxyProtocol).toBe(true);
});

test('an external listener does not exist where the environment is closed', () => {
  expect(listeners([HTTPS, OUTSIDE]).map(({ name }) => name)).toEqual(['https']);
});

test('an external listener exists where the environment opens it', () => {
  expect(listeners([HTTPS, OUTSIDE], OPEN).map(({ name }) => name)).toEqual(['https', 'https-external']);
});

test('an internal and an external listener may share a port', () => {
  expect(problems([HTTPS, OUTSIDE])).toEqual([]);
});

test('listeners of two components may share a port', () => {
  expect(problems([AGENT, HTTPS])).toEqual([]);
});

test('opening an environment to a plan without external listener is doubtful', () => {
  expect(warnings([HTTPS], OPEN)).toContain(
    'environment.publicIngress opens nothing: the plan has no external listener',
  );
});

test('opening an environment to an external listener is not doubtful', () => {
  expect(warnings([OUTSIDE], OPEN).join()).not.toContain('publicIngress');
});

test.each(['0.0.0.0/0', '8.0.0.0/7'])('an allow-list with %s is doubtful', (cidr) => {
  expect(warnings([OUTSIDE], { publicIngress: { allowedCidrs: ['198.51.100.0/24', cidr] } })).toContain(
    `environment.publicIngress.allowedCidrs ${cidr} lets a large part of the internet in to the external listeners`,
  );
});

test('every network of an allow-list that is too large is named', () => {
  const found = warnings([OUTSIDE], { publicIngress: { allowedCidrs: ['0.0.0.0/1', '128.0.0.0/1'] } });
  expect(found.filter((text) => text.includes('publicIngress'))).toEqual([
    'environment.publicIngress.allowedCidrs 0.0.0.0/1 lets a large part of the internet in to the external listeners',
    'environment.publicIngress.allowedCidrs 128.0.0.0/1 lets a large part of the internet in to the external listeners',
  ]);
});

test('an allow-list with a /8 is not doubtful', () => {
  expect(warnings([OUTSIDE], { publicIngress: { allowedCidrs: ['8.0.0.0/8'] } }).join()).not.toContain('publicIngress');
});

test('fails if two listeners have one name', () => {
  expect(problems([SQL, { ...HTTPS, name: 'sql' }])).toEqual([
    "'plan.listeners[1].name' must be used once, got sql; choose another name",
  ]);
});

test('fails if two listeners of a component have one port', () => {
  expect(problems([SQL, { ...SQL, name: 'sql-two' }])).toEqual([
    "'plan.listeners[1].port' must be free, but listener 'sql' has it, got 4566; choose another port",
  ]);
});

test('fails if the agent has a service behind it', () => {
  expect(problems([{ ...AGENT, target: TARGET }])).toEqual([
    '\'plan.listeners[0].target\' must be left out for the agent, which answers itself, got {"namespace":"notes","service":"frontend","port":80}; remove it',
  ]);
});

test('fails if the agent is on the internet', () => {
  expect(problems([{ ...AGENT, exposure: 'external' }])).toEqual([
    "'plan.listeners[0].exposure' must be internal for the agent, got external; remove it",
  ]);
});

test.each(['proxy', 'ingress'] as const)('fails if there is no service behind the %s', (component) => {
  expect(problems([{ name: 'x', component, port: 4566 }])).toEqual([
    `'plan.listeners[0].target' must be set for ${component}, got nothing; name the product service behind it`,
  ]);
});

test('fails if the plan has no proxy', () => {
  const { proxy: _, ...plan } = planWith([SQL]);
  expect(problemsOf(() => resolveConfig(plan, minimalEnvironment()))).toEqual([
    "'plan.listeners[0].component' must be a component of the plan, got proxy; set plan.proxy",
  ]);
});

test('fails if the plan has no gateway', () => {
  const plan = { ...planWith([HTTPS]), clusterServices: ['metrics-server' as const] };
  expect(problemsOf(() => resolveConfig(plan, minimalEnvironment()))).toEqual([
    "'plan.listeners[0].component' must be a component of the plan, got ingress; add istio to plan.clusterServices",
  ]);
});

test('fails if an external listener is wrong, even where it does not exist', () => {
  expect(problems([{ name: 'x', component: 'ingress', exposure: 'external', port: 443 }])).toEqual([
    "'plan.listeners[0].target' must be set for ingress, got nothing; name the product service behind it",
  ]);
});

/** A plan with every component. */
function planWith(all: Listener[]): VendorPlan {
  return {
    ...minimalPlan(),
    proxy: { image: `registry.notes.example.com/haproxy:3.2.4@sha256:${'0a'.repeat(32)}` },
    namespaces: ['notes'],
    clusterServices: ['istio'],
    listeners: all,
  };
}

function resolve(all: Listener[], environment: Partial<AwsEnvironment>) {
  return resolveConfig(planWith(all), { ...minimalEnvironment(), ...environment });
}

function listeners(all: Listener[], environment: Partial<AwsEnvironment> = {}) {
  return resolve(all, environment).listeners;
}

function problems(all: Listener[]): string[] {
  return problemsOf(() => resolve(all, {}));
}

function warnings(all: Listener[], environment: Partial<AwsEnvironment>): string[] {
  return warningsOf(resolve(all, environment));
}
