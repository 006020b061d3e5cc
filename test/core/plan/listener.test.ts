import type { Listener } from '../../../lib/core/config-types';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { minimalEnvironment, minimalPlan, problemsOf } from '../../support/config';

const RULES: [string, Partial<Listener>, string][] = [
  [
    'the name of a listener is too long',
    { name: 'a'.repeat(21) },
    "'plan.listeners[0].name' must be 1 to 20 lower-case letters and digits in words joined by single hyphens, each word starting with a letter, got aaaaaaaaaaaaaaaaaaaaa; choose another name",
  ],
  [
    'a readiness path is relative',
    { readinessPath: 'readyz' },
    "'plan.listeners[0].readinessPath' must be an absolute path, got readyz; write it like /readyz",
  ],
  [
    'a drain time is over an hour',
    { drainSeconds: 3601 },
    "'plan.listeners[0].drainSeconds' must be a whole number from 0 to 3600 (seconds), got 3601; choose one in that range",
  ],
  [
    'a drain time is below zero',
    { drainSeconds: -1 },
    "'plan.listeners[0].drainSeconds' must be a whole number from 0 to 3600 (seconds), got -1; choose one in that range",
  ],
  [
    'nobody may be connected',
    { connectionLimit: 0 },
    "'plan.listeners[0].connectionLimit' must be a whole number from 1 to 1000000 (connections), got 0; choose one in that range",
  ],
  [
    'a port is over 65535',
    { port: 65536 },
    "'plan.listeners[0].port' must be a whole number from 1 to 65535 (TCP port), got 65536; choose one in that range",
  ],
  [
    'the service behind it has no port',
    { component: 'proxy', target: { namespace: 'notes', service: 'sql' } as Listener['target'] & object },
    "'plan.listeners[0].target.port' must be set (a number), got nothing; add it",
  ],
  [
    'an exposure is unknown',
    { exposure: 'public' as 'external' },
    "'plan.listeners[0].exposure' must be one of internal, external, got public; choose one of them",
  ],
  [
    'a component is unknown',
    { component: 'gateway' as 'agent' },
    "'plan.listeners[0].component' must be one of agent, proxy, ingress, got gateway; choose one of them",
  ],
];

test.each(RULES)('fails if %s', (_, listener, message) => {
  expect(problems(listener)).toEqual([message]);
});

test('the longest name and the highest port are taken', () => {
  expect(problems({ name: 'a'.repeat(20), port: 65535 })).toEqual([]);
});

function problems(listener: Partial<Listener>): string[] {
  const listeners: Listener[] = [{ name: 'agent', component: 'agent', port: 443, ...listener }];
  return problemsOf(() => resolveConfig({ ...minimalPlan(), listeners }, minimalEnvironment()));
}
