import { resolveConfig } from '../../../lib/core/resolve-config';
import { GcpCustody } from '../../../lib/gcp/custody/custody';
import { GcpDataPlaneStack } from '../../../lib/gcp/data-plane/data-plane-stack';
import {
  clusterProps,
  firewallProps,
  loadBalancerProps,
  networkProps,
  nodePoolProps,
} from '../../../lib/gcp/data-plane/props';
import { fullGcpEnvironment, fullPlan } from '../../support/config';
import { RenderedStack, testScope, testStack } from '../../support/gcp';
import { FULL, OTHER } from '../support/installations';
import { CLUSTER_FIELDS } from './support/cluster-fields';
import { NETWORK_FIELDS } from './support/network-fields';
import { type Row, SAME, type Seen } from './support/row';

/** Every prop of every construct of a data plane. */
const FIELDS = { ...NETWORK_FIELDS, ...CLUSTER_FIELDS };

const stackOf = (config: typeof FULL) => new GcpDataPlaneStack(testScope(), 'data-plane-acme', { config });

const [full, other] = [FULL, OTHER].map((config) => RenderedStack.of(stackOf(config))) as [
  RenderedStack,
  RenderedStack,
];

/** What is in a place; undefined where there is no such resource, or nothing in it. */
function at(stack: RenderedStack, [type, id, path]: Seen): unknown {
  const field = (value: unknown, key: string) =>
    typeof value === 'object' && value !== null ? Object.entries(value).find(([name]) => name === key)?.[1] : undefined;
  return path.split('.').reduce<unknown>(field, stack.resources(type)[id]);
}

/** Names of the props of each construct. Those that are groups of choices are taken apart. */
function propsOf(config: typeof FULL): Readonly<Record<string, readonly string[]>> {
  const { network, loadBalancers, cluster } = stackOf(config).dataPlane;
  if (config.network.kind !== 'new') throw new Error('the table is of installations that make their network');
  const custody = GcpCustody.fromNames(testStack(), 'Custody', config);
  const props = {
    network: networkProps(config, config.network),
    loadBalancers: loadBalancerProps(config, network),
    firewall: firewallProps(config, config.network, network, loadBalancers.addresses, custody),
    cluster: clusterProps(config, custody, network),
    nodePools: nodePoolProps(config, custody, cluster.clusterName),
  };
  return Object.fromEntries(
    Object.entries(props).map(([construct, all]) => [
      construct,
      Object.entries(all).flatMap(([name, value]) =>
        name === 'api' || name === 'privateEndpoints' ? Object.keys(value).map((part) => `${name}.${part}`) : [name],
      ),
    ]),
  );
}

const ROWS = Object.entries(FIELDS).flatMap(([construct, rows]) =>
  rows.map((row): [string, string, Row] => [`${construct}.${row[0]}`, row[1], row]),
);
const unique = (names: readonly string[]) => [...new Set(names)].sort();

describe('what reaches a resource, and as what:', () => {
  test.each(ROWS)('%s, from %s', (_, __, [, , seen, inFull, inOther]) => {
    expect([at(full, seen), at(other, seen)]).toEqual([inFull, inOther]);
  });
});

describe('the table', () => {
  test('has every prop of every construct, and no other', () => {
    const [first, second] = [propsOf(FULL), propsOf(OTHER)];
    for (const [construct, rows] of Object.entries(FIELDS)) {
      const props = [...(first[construct] ?? []), ...(second[construct] ?? [])];
      expect([construct, unique(rows.map(([prop]) => prop))]).toEqual([construct, unique(props)]);
    }
    expect(Object.keys(first)).toEqual(Object.keys(FIELDS));
  });

  test('shows of each choice that it is one: what is rendered differs', () => {
    const alike = ROWS.filter(([, from, [, , , one, another]]) => from !== SAME && Object.is(text(one), text(another)));
    expect(alike.map(([name]) => name)).toEqual([]);
  });
});

/** Fields of an environment that are of other stacks, or of the manifests: each with another value. */
const ELSEWHERE = {
  projectNumber: '999999999999',
  nodeImage: 'standard',
  access: { mode: 'self-managed' },
  administrators: ['group:operations@acme.example.com'],
  listenerAllowLists: {},
  dataOnDelete: 'destroy',
  logRetentionDays: 30,
  registry: 'registry.acme.example.com/other',
  caBundle: '-----BEGIN CERTIFICATE-----\nMIIC\n-----END CERTIFICATE-----\n',
  endpointServices: [],
  dataAccessLogs: [],
} as const;
/** Which cloud it is, what only the manifests know, and where the state is: data-plane-stack.test.ts. */
const NOT_CHANGED = ['cloud', 'httpProxy', 'dns', 'backend'];

describe('fields of an environment', () => {
  test('are all in the table, or of something else', () => {
    const inTable = ROWS.flatMap(([, from]) => (from.startsWith('environment.') ? [from.split('.')[1] ?? ''] : []));
    expect(unique([...inTable, ...Object.keys(ELSEWHERE), ...NOT_CHANGED])).toEqual(
      unique(Object.keys(FULL.environment)),
    );
  });

  test('that are of something else do not change a data plane', () => {
    const { own, ...environment } = fullGcpEnvironment();
    const config = resolveConfig(fullPlan(), { ...environment, ...ELSEWHERE, own: { ...own, buckets: {} } });
    expect(RenderedStack.of(stackOf(config)).json).toEqual(full.json);
  });
});

function text(value: unknown): string {
  return JSON.stringify(value) ?? '';
}
