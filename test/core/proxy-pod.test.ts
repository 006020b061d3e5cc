import type { Listener } from '../../lib/core/config-types';
import { resolveConfig } from '../../lib/core/resolve-config';
import { minimalEnvironment, minimalPlan, problemsOf } from '../support/config';

const SQL: Listener = {
  name: 'sql',
  component: 'proxy',
  port: 4566,
  target: { namespace: 'notes', service: 'frontend', port: 5432 },
};
const KAFKA: Listener = { ...SQL, name: 'kafka', port: 9092 };

test('listeners of the proxy share what its pods have once', () => {
  expect(problems([SQL, KAFKA])).toEqual([]);
});

test('what another component says does not matter to the proxy', () => {
  const agent: Listener = { name: 'agent', component: 'agent', port: 443, readinessPort: 8082, drainSeconds: 10 };
  expect(problems([agent, SQL])).toEqual([]);
});

test.each([
  [
    'they are ready on different ports',
    [SQL, { ...KAFKA, readinessPort: 8082 }],
    "'plan.listeners[1].readinessPort' must be 8081 as for listener 'sql', since both end in the same pods, got 8082; give all listeners of the proxy one value",
  ],
  [
    'they are ready on different paths',
    [SQL, { ...KAFKA, readinessPath: '/ready' }],
    "'plan.listeners[1].readinessPath' must be /readyz as for listener 'sql', since both end in the same pods, got /ready; give all listeners of the proxy one value",
  ],
  [
    'they have metrics on different ports',
    [SQL, { ...KAFKA, metricsPort: 9091 }],
    "'plan.listeners[1].metricsPort' must be 9090 as for listener 'sql', since both end in the same pods, got 9091; give all listeners of the proxy one value",
  ],
  [
    'they drain for different times',
    [{ ...SQL, drainSeconds: 60 }, KAFKA],
    "'plan.listeners[1].drainSeconds' must be 60 as for listener 'sql', since both end in the same pods, got 150; give all listeners of the proxy one value",
  ],
  [
    'they share a port and not its limit',
    [SQL, { ...KAFKA, containerPort: 4566, connectionLimit: 2000 }],
    "'plan.listeners[1].connectionLimit' must be 1000 as for listener 'sql', since both end at port 4566, got 2000; give both one value, or another containerPort",
  ],
  [
    'one takes a port that needs a right',
    [{ ...SQL, port: 443 }],
    "'plan.listeners[0].containerPort' must be 1024 or above: the proxy has no right to ports below, got 443; set it, like 8443",
  ],
  [
    'readiness takes a port that needs a right',
    [{ ...SQL, readinessPort: 81 }],
    "'plan.listeners[0].readinessPort' must be 1024 or above: the proxy has no right to ports below, got 81; choose another port",
  ],
  [
    'readiness and metrics are on one port',
    [{ ...SQL, metricsPort: 8081 }],
    "'plan.listeners[0].metricsPort' must differ from readinessPort: not everybody who may ask for one may ask for the other, got 8081; choose another port",
  ],
  [
    'readiness is asked where liveness is',
    [{ ...SQL, readinessPath: '/livez' }],
    "'plan.listeners[0].readinessPath' must differ from /livez, which answers also while the proxy stops, got /livez; write it like /readyz",
  ],
] as [string, Listener[], string][])('fails if %s', (_, listeners, message) => {
  expect(problems(listeners)).toEqual([message]);
});

test('a port below 1024 may be that of the load balancer', () => {
  expect(problems([{ ...SQL, port: 443, containerPort: 8443 }])).toEqual([]);
});

function problems(listeners: readonly Listener[]): string[] {
  const image = `registry.notes.example.com/haproxy@sha256:${'0a'.repeat(32)}`;
  const plan = { ...minimalPlan(), namespaces: ['notes'], proxy: { image }, listeners: [...listeners] };
  return problemsOf(() => resolveConfig(plan, minimalEnvironment()));
}
