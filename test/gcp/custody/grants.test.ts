import type { GrantedCapability, Identity } from '../../../lib/core/workloads';
import { GcpGrants } from '../../../lib/gcp/custody/grants';
import { messageOf, PROJECT, PROJECT_NUMBER, type RenderedStack, render } from '../../support/gcp';

const POOL = `principal://iam.googleapis.com/projects/${PROJECT_NUMBER}/locations/global/workloadIdentityPools/acme-data.svc.id.goog`;
const PROJECT_MEMBER = 'google_project_iam_member';
const BUCKET_MEMBER = 'google_storage_bucket_iam_member';

function can(id: GrantedCapability['id'], target?: string): GrantedCapability {
  return { id, reason: 'a test', ...(target === undefined ? {} : { target }) };
}

function identity(name: string, capabilities: GrantedCapability[], more: Partial<Identity> = {}): Identity {
  return { name, kind: 'workload', namespace: 'riverbed', serviceAccount: name, capabilities, ...more };
}

function grant(...identities: Identity[]): ReturnType<typeof grantIn> {
  return grantIn('acme.example.com', ...identities);
}

function grantIn(
  domain: string | undefined,
  ...identities: Identity[]
): { grants: GcpGrants; rendered: RenderedStack } {
  let grants!: GcpGrants;
  const rendered = render((stack) => {
    grants = new GcpGrants(stack, 'Grants', {
      environmentId: 'acme',
      project: PROJECT,
      projectNumber: PROJECT_NUMBER,
      identities,
      buckets: { data: 'acme-lake', state: 'byoc-acme-state-12345678' },
      domain,
    });
  });
  return { grants, rendered };
}

test('objects are opened on the one bucket, by a role that custody has made', () => {
  const { rendered } = grant(
    identity('engine', [can('bucket:read-write', 'data')]),
    identity('reader', [can('bucket:read', 'state')]),
  );
  expect(rendered.types).toEqual([BUCKET_MEMBER]);
  expect(rendered.resources(BUCKET_MEMBER)).toEqual({
    'Grants_engine_bucket-read-write-data': {
      bucket: 'acme-lake',
      role: 'projects/acme-data/roles/byoc_acme_bucket_read_write',
      member: `${POOL}/subject/ns/riverbed/sa/engine`,
    },
    'Grants_reader_bucket-read-state': {
      bucket: 'byoc-acme-state-12345678',
      role: 'projects/acme-data/roles/byoc_acme_bucket_read',
      member: `${POOL}/subject/ns/riverbed/sa/reader`,
    },
  });
});

test('one workload may use two buckets', () => {
  const { rendered } = grant(identity('engine', [can('bucket:read', 'data'), can('bucket:read', 'state')]));
  expect(Object.values(rendered.field(BUCKET_MEMBER, 'bucket'))).toEqual(['acme-lake', 'byoc-acme-state-12345678']);
});

test('a capability that is named twice is granted once', () => {
  const { rendered } = grant(identity('engine', [can('bucket:read', 'data'), can('bucket:read', 'data')]));
  expect(Object.keys(rendered.resources(BUCKET_MEMBER))).toEqual(['Grants_engine_bucket-read-data']);
});

test('endpoints are looked up in the project', () => {
  expect(grant(identity('engine', [can('private-endpoints:read')])).rendered.only(PROJECT_MEMBER)).toEqual({
    project: PROJECT,
    role: 'projects/acme-data/roles/byoc_acme_private_endpoints_read',
    member: `${POOL}/subject/ns/riverbed/sa/engine`,
  });
});

test('metrics are queried in the project that the customer names, by a role of that project', () => {
  expect(grant(identity('agent', [can('metrics:query', 'acme-metrics')])).rendered.only(PROJECT_MEMBER)).toEqual({
    project: 'acme-metrics',
    role: 'projects/acme-metrics/roles/byoc_acme_metrics_query',
    member: `${POOL}/subject/ns/riverbed/sa/agent`,
  });
});

test('records are written in the one zone; challenges by their name and type', () => {
  const service = { kind: 'cluster-service', namespace: 'dns' } as const;
  const { rendered } = grant(
    identity('external-dns', [can('dns:records', 'acme-zone')], service),
    identity('cert-manager', [can('dns:challenges', 'acme-zone')], service),
  );
  const zones = rendered.resources('google_dns_managed_zone_iam_member');
  expect(Object.values(zones).map(({ project, managed_zone, role }) => [project, managed_zone, role])).toEqual([
    [PROJECT, 'acme-zone', 'projects/acme-data/roles/byoc_acme_dns_challenges'],
    [PROJECT, 'acme-zone', 'projects/acme-data/roles/byoc_acme_dns_records'],
  ]);
  expect(rendered.field(PROJECT_MEMBER, 'role')).toEqual({
    'Grants_external-dns_dns-zones': 'projects/acme-data/roles/byoc_acme_dns_zones',
    'Grants_cert-manager_dns-challenge-records': 'projects/acme-data/roles/byoc_acme_dns_challenge_records',
  });
  const { condition } = rendered.only(PROJECT_MEMBER, 'records');
  expect(condition.title).toBe('byoc acme challenges');
  expect(condition.expression).toContain("startsWith('_acme-challenge.')");
  expect(condition.expression).toContain("endsWith('.acme.example.com./TXT')");
});

test('fails if challenges are to be answered of no domain', () => {
  expect(messageOf(() => grantIn(undefined, identity('cert-manager', [can('dns:challenges', 'acme-zone')])))).toBe(
    "'domain' of Test/Grants must be that of the hosts for 'cert-manager', got nothing; pass config.environment.dns.domain",
  );
  expect(messageOf(() => grantIn(undefined, identity('external-dns', [can('dns:records', 'acme-zone')])))).toBe(
    'nothing was thrown',
  );
});

test('a workload that acts by a Google service account is let act by it, and that account gets the grants', () => {
  const { rendered } = grant(identity('signer', [can('bucket:read', 'data')], { googleServiceAccount: true }));
  const account = /^acme-signer-[a-z0-9]{4}@acme-data\.iam\.gserviceaccount\.com$/;
  const { service_account_id, role, member } = rendered.only('google_service_account_iam_member', 'Account');
  expect(service_account_id.replace('projects/acme-data/serviceAccounts/', '')).toMatch(account);
  expect([role, member]).toEqual([
    'roles/iam.workloadIdentityUser',
    'serviceAccount:acme-data.svc.id.goog[riverbed/signer]',
  ]);
  expect(rendered.only(BUCKET_MEMBER).member.replace('serviceAccount:', '')).toMatch(account);
});

test('a workload that acts by a Google service account signs as that one, and is bound on no other', () => {
  const { rendered } = grant(identity('signer', [can('bucket:read', 'data')], { googleServiceAccount: true }));
  const { service_account_id, role, member } = rendered.only('google_service_account_iam_member', 'sign');
  expect(role).toBe('projects/acme-data/roles/byoc_acme_sign');
  expect(service_account_id).toBe(member.replace('serviceAccount:', 'projects/acme-data/serviceAccounts/'));
  expect(member).toBe(rendered.only(BUCKET_MEMBER).member);
});

test("what lies in the vendor's project is asked of the vendor, and nothing is bound", () => {
  const { grants, rendered } = grant(
    identity('exporter', [can('telemetry:queue', 'projects/riverbed/topics/state')]),
    identity('billing', [can('telemetry:billing', 'riverbed-billing/usage/')]),
  );
  expect(rendered.types).toEqual([]);
  expect(grants.vendorGrants).toEqual([
    {
      role: 'roles/pubsub.publisher',
      resource: 'projects/riverbed/topics/state',
      member: `${POOL}/subject/ns/riverbed/sa/exporter`,
      reason: "sends the state of the installation to the vendor's topic",
    },
    {
      role: 'roles/storage.objectCreator',
      resource: 'projects/_/buckets/riverbed-billing',
      member: `${POOL}/subject/ns/riverbed/sa/billing`,
      condition: {
        title: 'byoc acme billing',
        expression:
          "resource.type != 'storage.googleapis.com/Object' || resource.name.startsWith('projects/_/buckets/riverbed-billing/objects/usage/')",
      },
      reason: "writes usage records to the vendor's billing prefix, and reads nothing there",
    },
  ]);
});

test('what the cloud does itself needs no grant', () => {
  const { grants, rendered } = grant(identity('scaler', [can('nodes:scale'), can('targets:register')]));
  expect([rendered.types, grants.vendorGrants]).toEqual([[], []]);
});

test('fails if a workload needs a bucket that has no name', () => {
  expect(messageOf(() => grant(identity('engine', [can('bucket:read', 'archive')])))).toBe(
    "there is no bucket 'archive'; there are data, state",
  );
});
