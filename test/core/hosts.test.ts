import { domainOf, hostOf } from '../../lib/core/hosts';
import type { Listener } from '../../lib/core/plan/listener';
import { resolveConfig } from '../../lib/core/resolve-config';
import { fullEnvironment, fullPlan, minimalEnvironment, minimalPlan, problemsOf } from '../support/config';

const PLAN = { domain: 'notes.example.com' };
const ENVIRONMENT = { id: 'demo' };
const LISTENER = { target: { namespace: 'notes', service: 'web', port: 80 }, exposure: 'internal' } as Listener;
const INTERNAL = { ...LISTENER, name: 'inside' };
const EXTERNAL = { ...LISTENER, name: 'outside', exposure: 'external' as const };

test('hosts are below the customer’s zone, else below a part of the vendor’s domain', () => {
  const dns = { zoneId: 'Z1', domain: 'acme.notes.example.com', issuer: { kind: 'vendor-ca' as const } };
  expect(domainOf(PLAN, { ...ENVIRONMENT, dns })).toBe('acme.notes.example.com');
  expect(domainOf(PLAN, ENVIRONMENT)).toBe('demo.notes.example.com');
});

test('a host begins with the service, or with the label that the plan gives', () => {
  expect(hostOf([INTERNAL], 'inside', PLAN, ENVIRONMENT)).toBe('web.demo.notes.example.com');
  expect(hostOf([{ ...INTERNAL, host: 'sql' }], 'inside', PLAN, ENVIRONMENT)).toBe('sql.demo.notes.example.com');
});

test('an internal listener with an external twin is its private one', () => {
  const both = [INTERNAL, EXTERNAL];
  expect(hostOf(both, 'inside', PLAN, ENVIRONMENT)).toBe('web-private.demo.notes.example.com');
  expect(hostOf(both, 'outside', PLAN, ENVIRONMENT)).toBe('web.demo.notes.example.com');
});

test('a name stays when an environment opens its external listeners later', () => {
  const { publicIngress: _, ...closed } = fullEnvironment();
  const hostsOf = (listeners: readonly { name: string; host?: string }[]) =>
    listeners.filter(({ name }) => name === 'https').map(({ host }) => host);
  const environment = { ...closed, listenerAllowLists: {} };
  expect(hostsOf(resolveConfig(fullPlan(), environment).listeners)).toEqual([
    'webhook-private.acme.riverbed.example.com',
  ]);
  expect(hostsOf(resolveConfig(fullPlan(), fullEnvironment()).listeners)).toEqual([
    'webhook-private.acme.riverbed.example.com',
  ]);
});

test('what is handed on as TCP has no host', () => {
  const { listeners } = resolveConfig(fullPlan(), fullEnvironment());
  expect(listeners.map(({ name, host }) => [name, host])).toEqual([
    ['agent', undefined],
    ['sql', 'sql.acme.riverbed.example.com'],
    ['https', 'webhook-private.acme.riverbed.example.com'],
    ['https-external', 'webhook.acme.riverbed.example.com'],
  ]);
});

test('fails if the zone is outside the plan’s domain', () => {
  const dns = { zoneId: 'Z0123456789ABC', domain: 'acme.example.com', issuer: { kind: 'vendor-ca' as const } };
  expect(problemsOf(() => resolveConfig(minimalPlan(), { ...minimalEnvironment(), dns }))).toEqual([
    "'environment.dns.domain' must be below the plan's domain notes.example.com, got acme.example.com; write it like demo.notes.example.com",
  ]);
});
