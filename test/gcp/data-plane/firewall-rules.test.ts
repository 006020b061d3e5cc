import { type FirewallRulesInput, firewallRules } from '../../../lib/gcp/data-plane/firewall-rules';

const input = (other: Partial<FirewallRulesInput> = {}): FirewallRulesInput => ({
  listeners: [],
  addresses: {},
  internalCidrs: ['10.0.0.0/16', '10.9.0.0/16'],
  externalCidrs: ['198.51.100.0/24'],
  nodeShell: false,
  ...other,
});
const PROXY = { component: 'proxy', exposure: 'internal', port: 5432 } as const;
const HTTPS = { component: 'ingress', exposure: 'external', port: 443 } as const;

/** Every rule as one line, without its reason. */
const linesOf = (other: Partial<FirewallRulesInput>) =>
  firewallRules(input(other)).map(
    ({ name, action, priority, sources, destinations, ports }) =>
      `${priority} ${action} ${name}: ${sources.join()} to ${destinations?.join() ?? 'nodes'} on ${ports?.join() ?? 'all'}`,
  );

test('with nothing to let in, everything is denied', () => {
  expect(linesOf({})).toEqual(['65534 deny deny-all: 0.0.0.0/0 to nodes on all']);
});

test('clients reach the address of a load balancer on the ports of its listeners, and health checks the nodes', () => {
  expect(
    linesOf({ listeners: [PROXY, { ...PROXY, port: 5433 }, PROXY], addresses: { 'proxy-internal': '10.0.128.9' } }),
  ).toEqual([
    '65534 deny deny-all: 0.0.0.0/0 to nodes on all',
    '1000 allow health-checks: 130.211.0.0/22,35.191.0.0/16 to nodes on 30000-32767',
    '1000 allow clients-proxy-internal: 10.0.0.0/16,10.9.0.0/16 to 10.0.128.9/32 on 5432,5433',
  ]);
});

test('external listeners have their own clients, and health checks that come from elsewhere', () => {
  expect(linesOf({ listeners: [HTTPS], addresses: { 'ingress-external': '203.0.113.9' } })).toEqual([
    '65534 deny deny-all: 0.0.0.0/0 to nodes on all',
    '1000 allow health-checks: 209.85.152.0/22,209.85.204.0/22,35.191.0.0/16 to nodes on 30000-32767',
    '1000 allow clients-ingress-external: 198.51.100.0/24 to 203.0.113.9/32 on 443',
  ]);
});

test('with both, health checks come from all of them, each named once', () => {
  const checks = firewallRules(input({ listeners: [PROXY, HTTPS] })).find(({ name }) => name === 'health-checks');
  expect(checks?.sources).toEqual(['130.211.0.0/22', '209.85.152.0/22', '209.85.204.0/22', '35.191.0.0/16']);
});

test('for an owner who does not know the addresses yet, rules name none', () => {
  expect(linesOf({ listeners: [PROXY] })[2]).toBe(
    '1000 allow clients-proxy-internal: 10.0.0.0/16,10.9.0.0/16 to nodes on 5432',
  );
});

test('the control plane reaches webhooks, from a subnet of its own', () => {
  expect(linesOf({ controlPlaneCidr: '10.0.168.0/28' })[1]).toBe(
    '1000 allow webhooks: 10.0.168.0/28 to nodes on 8443,9443,15017',
  );
});

test('shells come through Identity-Aware Proxy only', () => {
  expect(linesOf({ nodeShell: true })[1]).toBe('1000 allow node-shell: 35.235.240.0/20 to nodes on 22');
});

test('every exception says why, and none is for everybody or for everything', () => {
  const rules = firewallRules(input({ listeners: [PROXY, HTTPS], controlPlaneCidr: '10.0.168.0/28', nodeShell: true }));
  expect(rules).toHaveLength(6);
  for (const { action, reason, sources, ports } of rules) {
    expect(reason).toMatch(/^[A-Z].{20,}[^.]$/);
    if (action === 'deny') continue;
    expect(sources).not.toContain('0.0.0.0/0');
    expect(ports).not.toBeUndefined();
  }
});
