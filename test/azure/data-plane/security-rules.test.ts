import { GUARDED_SUBNETS, type SecurityRulesInput, securityRules } from '../../../lib/azure/data-plane/security-rules';

const input = (other: Partial<SecurityRulesInput> = {}): SecurityRulesInput => ({
  nodeCidr: '10.0.0.0/18',
  podCidr: '10.244.0.0/16',
  listeners: [],
  addresses: {},
  apiClients: [],
  internalCidrs: ['10.0.0.0/16', '10.9.0.0/16'],
  externalCidrs: ['198.51.100.0/24'],
  ...other,
});
const PROXY = { component: 'proxy', exposure: 'internal', port: 5432 } as const;
const HTTPS = { component: 'ingress', exposure: 'external', port: 443 } as const;
const EVERYTHING = input({
  apiServerCidr: '10.0.82.0/28',
  apiClients: ['10.9.0.0/16'],
  listeners: [
    PROXY,
    HTTPS,
    { ...HTTPS, exposure: 'internal' },
    { ...PROXY, component: 'agent' },
    { ...PROXY, exposure: 'external' },
  ],
});

/** Every rule as one line, without its reason. */
const linesOf = (other: Partial<SecurityRulesInput> = {}) =>
  securityRules(input(other)).map(
    ({ subnet, name, action, priority, protocol, sources, destinations, ports }) =>
      `${subnet} ${priority} ${action} ${name}: ${protocol} from ${sources.join()} to ${destinations?.join() ?? 'all'} on ${ports?.join() ?? 'all'}`,
  );

test('without listeners, the cluster, probes and its private endpoints are let in, and nothing else', () => {
  expect(linesOf()).toEqual([
    'nodes 100 Allow cluster: * from 10.0.0.0/18,10.244.0.0/16 to 10.0.0.0/18,10.244.0.0/16 on all',
    'nodes 120 Allow health-probes: Tcp from AzureLoadBalancer to 10.0.0.0/18 on all',
    'private-endpoints 100 Allow cluster: Tcp from 10.0.0.0/18 to all on 443',
    'nodes 4096 Deny deny-all: * from * to all on all',
    'private-endpoints 4096 Deny deny-all: * from * to all on all',
    'load-balancers 4096 Deny deny-all: * from * to all on all',
    'private-link 4096 Deny deny-all: * from * to all on all',
    'api-server 4096 Deny deny-all: * from * to all on all',
  ]);
});

test('an API server with a subnet of its own reaches nodes, pods and the endpoint of its key', () => {
  const lines = linesOf({ apiServerCidr: '10.0.82.0/28' });
  expect(lines).toContain('nodes 110 Allow api-server: Tcp from 10.0.82.0/28 to 10.0.0.0/18,10.244.0.0/16 on all');
  expect(lines).toContain('private-endpoints 100 Allow cluster: Tcp from 10.0.0.0/18,10.0.82.0/28 to all on 443');
  expect(lines.filter((line) => !/^api-server/.test(line))).toHaveLength(8);
});

test('an API server with a subnet of its own is reached by nodes, by itself and by probes', () => {
  const lines = linesOf({ apiServerCidr: '10.0.82.0/28' }).filter((line) => /^api-server/.test(line));
  expect(lines).toEqual([
    'api-server 100 Allow nodes: Tcp from 10.0.0.0/18 to 10.0.82.0/28 on 443,4443',
    'api-server 110 Allow itself: * from 10.0.82.0/28 to 10.0.82.0/28 on all',
    'api-server 120 Allow health-probes: Tcp from AzureLoadBalancer to 10.0.82.0/28 on 9988',
    'api-server 4096 Deny deny-all: * from * to all on all',
  ]);
});

test('listed networks reach the API server, wherever its address is', () => {
  const apiClients = ['10.9.0.0/16', '10.8.0.0/16'];
  const added = (other: Partial<SecurityRulesInput>) =>
    linesOf({ ...other, apiClients }).filter((line) => !linesOf(other).includes(line));
  expect(added({ apiServerCidr: '10.0.82.0/28' })).toEqual([
    'api-server 200 Allow clients: Tcp from 10.9.0.0/16,10.8.0.0/16 to 10.0.82.0/28 on 443',
  ]);
  expect(added({})).toEqual(['nodes 130 Allow api-clients: Tcp from 10.9.0.0/16,10.8.0.0/16 to 10.0.0.0/18 on 443']);
});

test('clients reach the address of a load balancer on the ports of its listeners', () => {
  expect(
    linesOf({ listeners: [PROXY, { ...PROXY, port: 5433 }, PROXY], addresses: { 'proxy-internal': '10.0.81.5' } }),
  ).toContain('nodes 210 Allow clients-proxy-internal: Tcp from 10.0.0.0/16,10.9.0.0/16 to 10.0.81.5 on 5432,5433');
});

test('external listeners have their own clients', () => {
  expect(linesOf({ listeners: [HTTPS], addresses: { 'ingress-external': '203.0.113.9' } })).toContain(
    'nodes 221 Allow clients-ingress-external: Tcp from 198.51.100.0/24 to 203.0.113.9 on 443',
  );
});

test('for an owner who does not know the addresses yet, rules name none', () => {
  expect(linesOf({ listeners: [PROXY] })).toContain(
    'nodes 210 Allow clients-proxy-internal: Tcp from 10.0.0.0/16,10.9.0.0/16 to all on 5432',
  );
});

test('each rule has a priority of its own in its subnet, and the last one that there is denies', () => {
  const rules = securityRules(EVERYTHING);
  for (const subnet of GUARDED_SUBNETS) {
    const own = rules.filter((rule) => rule.subnet === subnet);
    expect(new Set(own.map(({ priority }) => priority)).size).toBe(own.length);
    expect(new Set(own.map(({ name }) => name)).size).toBe(own.length);
    expect(own.filter(({ action }) => action === 'Deny')).toEqual([
      expect.objectContaining({ priority: 4096, sources: ['*'], protocol: '*' }),
    ]);
  }
});

test('a rule keeps its priority when others come', () => {
  const priorities = (rules: ReturnType<typeof securityRules>) =>
    Object.fromEntries(rules.map(({ subnet, name, priority }) => [`${subnet} ${name}`, priority]));
  expect(priorities(securityRules(EVERYTHING))).toMatchObject(priorities(securityRules(input({ listeners: [PROXY] }))));
});

test('every exception says why, in as many letters as Azure takes, and none is for everybody', () => {
  const rules = securityRules(EVERYTHING);
  expect(rules).toHaveLength(18);
  for (const { action, reason, sources, priority } of rules) {
    expect(reason).toMatch(/^[A-Z].{19,139}$/);
    expect(reason).not.toMatch(/\.$/);
    expect([priority >= 100, priority <= 4096]).toEqual([true, true]);
    if (action === 'Allow') expect(sources).not.toContain('*');
    if (action === 'Allow') expect(sources).not.toContain('VirtualNetwork');
  }
});
