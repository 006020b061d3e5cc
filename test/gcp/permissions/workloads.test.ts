import type { CapabilityId } from '../../../lib/core/capabilities';
import { rolesOfGrants } from '../../../lib/gcp/permissions/custom-role';
import type { Grant } from '../../../lib/gcp/permissions/grant';
import { workloadGrants } from '../../../lib/gcp/permissions/workloads';
import { grants as letsThrough } from './support/cel';
import { CAPABILITY_IDS, grantsOf } from './support/principals';

const lines = (grants: readonly Grant[]) =>
  grants.flatMap(({ permissions, role, on, target, condition }) =>
    permissions.map(
      (permission) =>
        `${permission} by ${role} on ${on}${target === undefined ? '' : ` ${target}`}${
          condition === undefined ? '' : ` if ${condition.expression}`
        }`,
    ),
  );

const DATA = 'on bucket data';
const ZONE = 'on dns zone acme-zone';
const RECORD =
  "if resource.type == 'dns.googleapis.com/ResourceRecordSet' && resource.name.extract('/rrsets/{name}/').startsWith('_acme-challenge.') && resource.name.endsWith('.acme.example.com./TXT')";

/** Every capability, line by line. A change here is a change of what a customer grants. */
const ALLOWED: Readonly<Record<CapabilityId, readonly string[]>> = {
  'bucket:read': ['get', 'list'].map((verb) => `storage.objects.${verb} by bucket-read ${DATA}`),
  'bucket:read-write': [
    'multipartUploads.abort',
    'multipartUploads.create',
    'multipartUploads.list',
    'multipartUploads.listParts',
    'objects.create',
    'objects.delete',
    'objects.get',
    'objects.list',
  ].map((permission) => `storage.${permission} by bucket-read-write ${DATA}`),
  'private-endpoints:read': ['forwardingRules.get', 'forwardingRules.list', 'subnetworks.get', 'subnetworks.list'].map(
    (permission) => `compute.${permission} by private-endpoints-read on project`,
  ),
  'metrics:query': [
    'metricDescriptors.get',
    'metricDescriptors.list',
    'monitoredResourceDescriptors.get',
    'monitoredResourceDescriptors.list',
    'timeSeries.list',
  ].map((permission) => `monitoring.${permission} by metrics-query on metrics project acme-metrics`),
  'telemetry:queue': [
    "pubsub.topics.publish by roles/pubsub.publisher on vendor's topic projects/riverbed-control/topics/state",
  ],
  'telemetry:billing': [
    "storage.objects.create by roles/storage.objectCreator on vendor's bucket riverbed-billing if resource.type != 'storage.googleapis.com/Object' || resource.name.startsWith('projects/_/buckets/riverbed-billing/objects/usage/')",
  ],
  'targets:register': [],
  'nodes:scale': [],
  'dns:records': [
    ...['changes.create', 'resourceRecordSets.create', 'resourceRecordSets.delete', 'resourceRecordSets.list'].map(
      (permission) => `dns.${permission} by dns-records ${ZONE}`,
    ),
    `dns.resourceRecordSets.update by dns-records ${ZONE}`,
    'dns.managedZones.list by dns-zones on project',
  ],
  'dns:challenges': [
    ...['changes.create', 'changes.get', 'resourceRecordSets.list'].map(
      (permission) => `dns.${permission} by dns-challenges ${ZONE}`,
    ),
    ...['create', 'delete', 'update'].map(
      (verb) => `dns.resourceRecordSets.${verb} by dns-challenge-records on project ${RECORD}`,
    ),
  ],
};

test.each(CAPABILITY_IDS)('%s is this and no more', (id) => {
  expect(lines(grantsOf(id))).toEqual(ALLOWED[id]);
});

describe.each(CAPABILITY_IDS)('%s', (id) => {
  test('says why, for whom, and why it is bound on a project without a condition', () => {
    for (const { on, reason, neededBy, condition, unnamed } of grantsOf(id)) {
      expect(neededBy).toBe('engine');
      expect(reason).toMatch(/^[a-z].{9,}[^.]$/);
      const wide = on.endsWith('project') && condition === undefined;
      expect([on, unnamed !== undefined]).toEqual([on, wide]);
    }
  });

  test('is granted by whom the resource belongs to, with a role that can be bound there', () => {
    for (const { kind, on, grantedBy } of grantsOf(id)) {
      const atVendor = on.startsWith("vendor's");
      expect([grantedBy, kind]).toEqual(atVendor ? ['vendor', 'predefined'] : ['customer', 'custom']);
    }
  });
});

test('usage records are written under the prefix, and nowhere else in the bucket', () => {
  const [{ condition } = {}] = grantsOf('telemetry:billing');
  const object = (name: string) => ({
    type: 'storage.googleapis.com/Object',
    name: `projects/_/buckets/riverbed-billing/objects/${name}`,
    time: '2026-11-21T00:00:00Z',
  });
  expect(letsThrough(condition?.expression ?? '', object('usage/acme/1.json'))).toBe(true);
  expect(letsThrough(condition?.expression ?? '', object('invoices/1.json'))).toBe(false);
});

test('a billing bucket without prefix is granted as a whole', () => {
  const [grant] = workloadGrants([{ id: 'telemetry:billing', reason: '', target: 'riverbed-billing' }], {
    neededBy: 'engine',
    environmentId: 'acme',
  });
  expect([grant?.target, grant?.condition]).toEqual(['riverbed-billing', undefined]);
});

describe('capabilities', () => {
  const both = workloadGrants(
    [
      { id: 'bucket:read', reason: '', target: 'data' },
      { id: 'bucket:read', reason: '', target: 'state' },
      { id: 'metrics:query', reason: '', target: 'acme-metrics' },
    ],
    { neededBy: 'engine', environmentId: 'acme' },
  );

  test('add up, each on its own target', () => {
    expect(both.map(({ role, target }) => [role, target])).toEqual([
      ['bucket-read', 'data'],
      ['bucket-read', 'state'],
      ['metrics-query', 'acme-metrics'],
    ]);
  });

  test('have one custom role each, in the project that it is bound in', () => {
    expect(rolesOfGrants(both, 'acme', 'acme-data')).toEqual([
      {
        project: 'acme-data',
        id: 'byoc_acme_bucket_read',
        name: 'projects/acme-data/roles/byoc_acme_bucket_read',
        title: 'byoc acme: bucket-read',
        description: 'lists and reads objects of one bucket',
        permissions: ['storage.objects.get', 'storage.objects.list'],
      },
      expect.objectContaining({
        project: 'acme-metrics',
        name: 'projects/acme-metrics/roles/byoc_acme_metrics_query',
      }),
    ]);
  });

  test('of the vendor have none: it binds roles of Google', () => {
    expect(rolesOfGrants(grantsOf('telemetry:queue'), 'acme', 'acme-data')).toEqual([]);
  });

  test('that nobody has allow nothing', () => {
    expect(workloadGrants([], { neededBy: 'engine', environmentId: 'acme' })).toEqual([]);
  });
});
