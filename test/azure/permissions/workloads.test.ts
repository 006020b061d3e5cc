import type { Grant } from '../../../lib/azure/permissions/grant';
import { workloadGrants } from '../../../lib/azure/permissions/workloads';
import type { CapabilityId } from '../../../lib/core/capabilities';
import { letsThrough } from './support/abac';
import { CAPABILITY_IDS, grantsOf, IDS, PLACE, TARGETS, ZONE } from './support/principals';

const lines = (grants: readonly Grant[]) =>
  grants.flatMap(({ actions, dataActions, role, scope, condition }) =>
    [...actions, ...dataActions].map(
      (action) => `${action} by ${role} on ${scope}${condition === undefined ? '' : ` if ${condition.expression}`}`,
    ),
  );

const BLOBS = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs';
const DATA = `on ${IDS.container('data')}`;
const GROUP_OF_ZONE = ZONE.slice(0, ZONE.indexOf('/providers'));

/** Every capability, line by line. A change here is a change of what a customer grants. */
const ALLOWED: Readonly<Record<CapabilityId, readonly string[]>> = {
  'bucket:read': [`${BLOBS}/read by bucket-read ${DATA}`],
  'bucket:read-write': ['add/action', 'delete', 'read', 'write'].map(
    (verb) => `${BLOBS}/${verb} by bucket-read-write ${DATA}`,
  ),
  'private-endpoints:read': ['networkInterfaces', 'privateEndpoints', 'virtualNetworks/subnets'].map(
    (type) => `Microsoft.Network/${type}/read by private-endpoints-read on ${IDS.dataPlaneGroup}`,
  ),
  'metrics:query': [
    `Microsoft.Monitor/accounts/data/metrics/read by Monitoring Data Reader on ${TARGETS['metrics-workspace']}`,
  ],
  'telemetry:queue': [
    'Microsoft.ServiceBus/namespaces/messages/send/action by Azure Service Bus Data Sender on riverbed.servicebus.windows.net/state',
  ],
  'telemetry:billing': [
    `${BLOBS}/add/action by telemetry-billing on riverbedbilling/records if ((!(ActionMatches{'${BLOBS}/add/action'})) OR (@Resource[${BLOBS}:path] StringStartsWith 'usage/'))`,
  ],
  'targets:register': [],
  'nodes:scale': [],
  'dns:records': [
    ...['A/delete', 'A/write', 'TXT/delete', 'TXT/write', 'all/read'].map(
      (verb) => `Microsoft.Network/dnsZones/${verb} by dns-records on ${ZONE}`,
    ),
    `Microsoft.Network/dnsZones/read by dns-zones on ${GROUP_OF_ZONE}`,
  ],
  'dns:challenges': ['TXT/delete', 'TXT/read', 'TXT/write'].map(
    (verb) => `Microsoft.Network/dnsZones/${verb} by dns-challenges on ${ZONE}`,
  ),
};

test.each(CAPABILITY_IDS)('%s is this and no more', (id) => {
  expect(lines(grantsOf(id))).toEqual(ALLOWED[id]);
});

describe.each(CAPABILITY_IDS)('%s', (id) => {
  test('says why, for whom, and why it is assigned on a resource group', () => {
    for (const { on, reason, neededBy, unnamed } of grantsOf(id)) {
      expect(neededBy).toBe('engine');
      expect(reason).toMatch(/^[a-z].{9,}[^.]$/);
      const wide = on === 'data-plane group' || on === 'group of the dns zone';
      expect([on, unnamed !== undefined]).toEqual([on, wide]);
    }
  });

  test('is granted by whom the resource belongs to', () => {
    for (const { on, grantedBy } of grantsOf(id)) {
      expect([on, grantedBy]).toEqual([on, on.startsWith("vendor's") ? 'vendor' : 'customer']);
    }
  });
});

test('records of a private zone are those of its own kind', () => {
  const zone = ZONE.replace('dnsZones', 'privateDnsZones');
  expect(lines(grantsOf('dns:records', zone))).toEqual([
    ...['A/delete', 'A/write', 'TXT/delete', 'TXT/write', 'all/read'].map(
      (verb) => `Microsoft.Network/privateDnsZones/${verb} by dns-records on ${zone}`,
    ),
    `Microsoft.Network/privateDnsZones/read by dns-zones on ${GROUP_OF_ZONE}`,
  ]);
});

describe('usage records', () => {
  const [{ condition } = {}] = grantsOf('telemetry:billing');
  const created = (path: string) => ({ action: `${BLOBS}/add/action`, resource: { [`${BLOBS}:path`]: path } });

  test('are written under the prefix, and nowhere else in the container', () => {
    expect(letsThrough(condition?.expression ?? '', created('usage/acme/1.json'))).toBe(true);
    expect(letsThrough(condition?.expression ?? '', created('invoices/1.json'))).toBe(false);
  });

  test('have the whole container where there is no prefix', () => {
    const billing = { id: 'telemetry:billing', reason: '', target: 'riverbedbilling/records/' } as const;
    const [grant] = workloadGrants([billing], { ...PLACE, neededBy: 'engine', ownBuckets: {} });
    expect([grant?.scope, grant?.condition]).toEqual(['riverbedbilling/records', undefined]);
  });
});

describe('capabilities', () => {
  const own = `/subscriptions/${PLACE.subscription}/resourceGroups/data/providers/Microsoft.Storage/storageAccounts/acme/blobServices/default/containers/data`;
  const context = { ...PLACE, neededBy: 'engine', ownBuckets: { data: own } };

  test('add up, each on its own target, also on a container of the customer', () => {
    const grants = workloadGrants(
      [
        { id: 'bucket:read', reason: '', target: 'data' },
        { id: 'bucket:read-write', reason: '', target: 'state' },
      ],
      context,
    );
    expect(grants.map(({ role, scope }) => [role, scope])).toEqual([
      ['bucket-read', own],
      ['bucket-read-write', IDS.container('state')],
    ]);
  });

  test('that nobody has allow nothing', () => {
    expect(workloadGrants([], context)).toEqual([]);
  });
});
