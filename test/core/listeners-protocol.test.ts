import type { AwsEnvironment, Listener, VendorPlan } from '../../lib/core/config-types';
import { resolveConfig } from '../../lib/core/resolve-config';
import { fullPlan, gcpEnvironment, minimalEnvironment, minimalPlan, problemsOf } from '../support/config';

const TARGET = { namespace: 'notes', service: 'frontend', port: 80 };
const SQL: Listener = { name: 'sql', component: 'proxy', port: 4566, target: TARGET };
const WEB: Listener = { name: 'web', component: 'ingress', port: 443, target: TARGET };

test('the gateway speaks HTTPS and the proxy TCP where the plan says nothing', () => {
  const { listeners } = resolveConfig(planWith([SQL, WEB]), minimalEnvironment());
  expect(listeners.map(({ name, protocol }) => [name, protocol])).toEqual([
    ['sql', 'tcp'],
    ['web', 'https'],
  ]);
});

test('a passthrough load balancer keeps the client’s address and sends no PROXY header', () => {
  const plan = { ...planWith([SQL, WEB]), vendor: fullPlan().vendor };
  expect(resolveConfig(plan, gcpEnvironment()).listeners.map(({ proxyProtocol }) => proxyProtocol)).toEqual([
    false,
    false,
  ]);
});

test('an internal and an external listener of the proxy may end at one port if they do the same there', () => {
  expect(problems([SQL, { ...SQL, name: 'sql-external', exposure: 'external' }])).toEqual([]);
});

test.each([
  [
    'the proxy is asked to route HTTP',
    [{ ...SQL, protocol: 'https' }],
    "'plan.listeners[0].protocol' must be one of tcp, tls for proxy, got https; choose one",
  ],
  [
    'the gateway is asked to hand on TCP',
    [{ ...WEB, protocol: 'tcp' }],
    "'plan.listeners[0].protocol' must be one of https, tls, passthrough for ingress, got tcp; choose one",
  ],
  [
    'a port of the proxy is used twice',
    [SQL, { ...SQL, name: 'other', port: 4567, containerPort: 4566, target: { ...TARGET, service: 'other' } }],
    "'plan.listeners[1].containerPort' must be free, but listener 'sql' has it for another target, got 4566; choose another port",
  ],
  [
    'a port of the proxy is that of its health',
    [{ ...SQL, port: 8081 }],
    "'plan.listeners[0].containerPort' must differ from readinessPort and metricsPort, which the proxy answers itself, got 8081; choose another port",
  ],
  [
    'a target is in an unknown namespace',
    [{ ...SQL, target: { ...TARGET, namespace: 'other' } }],
    "'plan.listeners[0].target.namespace' must be a namespace of the product (notes), got other; add it to plan.namespaces",
  ],
] as [string, Listener[], string][])('fails if %s', (_, listeners, message) => {
  expect(problems(listeners)).toEqual([message]);
});

test('fails if a list of clients belongs to no listener of the gateway', () => {
  expect(problems([SQL, WEB], { listenerAllowLists: { sql: ['10.0.0.0/16'], web: ['10.0.0.0/16'] } })).toEqual([
    "'environment.listenerAllowLists.sql' must name an ingress listener of the plan (web), got sql; choose one of them or remove it",
  ]);
});

test('fails if the image of the proxy is not pinned by its digest', () => {
  const plan = { ...planWith([SQL]), proxy: { image: 'haproxy:3.2.4' } };
  expect(problemsOf(() => resolveConfig(plan, minimalEnvironment()))).toEqual([
    "'plan.proxy.image' must be a container image with a digest, got haproxy:3.2.4; append @sha256:<digest>; docker buildx imagetools inspect <image> prints it",
  ]);
});

function planWith(listeners: Listener[]): VendorPlan {
  return {
    ...minimalPlan(),
    proxy: { image: `registry.notes.example.com/haproxy@sha256:${'0a'.repeat(32)}` },
    namespaces: ['notes'],
    clusterServices: ['istio'],
    listeners,
  };
}

function problems(listeners: Listener[], environment: Partial<AwsEnvironment> = {}): string[] {
  return problemsOf(() => resolveConfig(planWith(listeners), { ...minimalEnvironment(), ...environment }));
}

describe('the gateway', () => {
  test('gets a port of its own for a port of the system, and Istio’s readiness', () => {
    const [web] = resolveConfig(planWith([WEB]), minimalEnvironment()).listeners;
    expect(web).toMatchObject({
      port: 443,
      containerPort: 8443,
      readinessPort: 15021,
      readinessPath: '/healthz/ready',
    });
    const [native] = resolveConfig(planWith([{ ...WEB, port: 9440 }]), minimalEnvironment()).listeners;
    expect(native?.containerPort).toBe(9440);
  });

  test('fails if it is asked for what it cannot do', () => {
    expect(problems([{ ...WEB, containerPort: 443, readinessPort: 8081, readinessPath: '/readyz' }])).toEqual([
      "'plan.listeners[0].readinessPort' must be 15021, where Istio answers, got 8081; remove it",
      "'plan.listeners[0].readinessPath' must be /healthz/ready, where Istio answers, got /readyz; remove it",
      "'plan.listeners[0].containerPort' must be 1024 or above: the gateway has no right to ports below, got 443; choose another port, or remove it",
    ]);
  });

  test('needs certificates: without a zone the customer makes them, and that is said', () => {
    const warnings = resolveConfig(planWith([SQL, WEB]), minimalEnvironment()).warnings.map(({ text }) => text);
    expect(warnings).toContain("is not set: make the certificate of listener 'web' yourself (docs/certificates.md)");
    expect(warnings.join()).not.toContain("'sql'");
  });

  test('lets no consumer of PrivateLink in that no list names, and that is said', () => {
    const principals = ['arn:aws:iam::999988887777:role/control-plane'];
    const endpointServices = [{ component: 'ingress' as const, principals }];
    const paths = (environment: Partial<AwsEnvironment>) =>
      resolveConfig(planWith([WEB]), { ...minimalEnvironment(), endpointServices, ...environment })
        .warnings.map(({ path }) => path)
        .filter((path) => path.includes('endpointServices'));
    expect(paths({})).toEqual(['environment.endpointServices[0].component']);
    expect(paths({ listenerAllowLists: { web: ['192.0.2.0/28'] } })).toEqual([]);
  });
});
