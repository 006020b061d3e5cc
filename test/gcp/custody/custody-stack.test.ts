import { resolveConfig } from '../../../lib/core/resolve-config';
import { GcpCustodyStack, gcpCustodyProps } from '../../../lib/gcp/custody/custody-stack';
import { fullGcpEnvironment, fullPlan, gcpEnvironment, minimalPlanForEveryCloud } from '../../support/config';
import { PROJECT, PROJECT_NUMBER, REGION, RenderedStack, testScope } from '../../support/gcp';

const VENDOR = 'serviceAccount:byoc-acme-vendor@acme-data.iam.gserviceaccount.com';

function full(access: NonNullable<ReturnType<typeof fullGcpEnvironment>['access']>) {
  return resolveConfig(fullPlan(), { ...fullGcpEnvironment(), access });
}

describe('the stack of the least', () => {
  let stack: GcpCustodyStack;
  let rendered: RenderedStack;
  beforeAll(() => {
    const config = resolveConfig(minimalPlanForEveryCloud(), gcpEnvironment());
    stack = new GcpCustodyStack(testScope(), 'any-id', { config });
    rendered = RenderedStack.of(stack);
  });

  test('puts its outputs out under fixed names', () => {
    expect(rendered.outputs).toEqual({
      Contract: '1',
      EnvironmentId: 'demo',
      EncryptionKey: '<google_kms_crypto_key.Custody_Encryption.id>',
      BucketData: '<google_storage_bucket.Custody_ObjectStorage_data.name>',
      BucketState: '<google_storage_bucket.Custody_ObjectStorage_state.name>',
    });
  });

  test('has a state of its own', () => {
    expect(rendered.json).toMatchObject({ terraform: { backend: { local: { path: 'terraform.tfstate' } } } });
  });

  test('lets the customer in and nobody of the vendor', () => {
    expect(stack.custody.supportAccess.email).toBeUndefined();
    expect(Object.values(rendered.field('google_project_iam_member', 'member'))).toEqual([
      'group:platform@acme.example.com',
      '<google_service_account.Custody_WorkloadIdentity_Nodes.member>',
    ]);
    expect(rendered.resources('google_service_account_iam_member')).toEqual({});
  });

  test('names its installation on everything that takes labels', () => {
    const labels = { 'byoc-environment': 'demo', 'byoc-product': 'notes' };
    expect(rendered.only('google_kms_crypto_key').labels).toEqual(labels);
    expect(Object.values(rendered.field('google_storage_bucket', 'labels'))).toEqual([labels, labels]);
  });
});

describe('the stack of everything', () => {
  let rendered: RenderedStack;
  beforeAll(() => {
    const config = resolveConfig(fullPlan(), fullGcpEnvironment());
    rendered = RenderedStack.of(new GcpCustodyStack(testScope(), 'custody-acme', { config }));
  });

  test('has an output for every bucket and every identity', () => {
    expect(Object.keys(rendered.outputs).filter((name) => /^(Bucket|Workload)/.test(name))).toEqual([
      'BucketArchive',
      'BucketData',
      'BucketState',
      'WorkloadAgent',
      'WorkloadArchiveReader',
      'WorkloadBilling',
      'WorkloadCertManager',
      'WorkloadEngine',
      'WorkloadExternalDns',
      'WorkloadStateExporter',
    ]);
  });

  test("puts the customer's own key and bucket out under the same names", () => {
    expect(rendered.outputs).toMatchObject({
      EncryptionKey: fullGcpEnvironment().own?.encryptionKey,
      BucketArchive: 'acme-archive',
    });
  });

  test('makes no key and no bucket where the customer brings them', () => {
    expect(rendered.types).not.toContain('google_kms_crypto_key');
    expect(rendered.types).not.toContain('google_kms_key_ring');
    expect(Object.keys(rendered.resources('google_storage_bucket'))).toEqual([
      'Custody_ObjectStorage_data',
      'Custody_ObjectStorage_state',
    ]);
  });
});

describe('gcpCustodyProps', () => {
  test('narrows a configuration', () => {
    const { identities, buckets, ...rest } = gcpCustodyProps(resolveConfig(fullPlan(), fullGcpEnvironment()));
    expect(identities.map(({ name }) => name)).toContain('engine');
    expect(buckets.map(({ name, versioned }) => [name, versioned])).toEqual([
      ['data', false],
      ['state', true],
      ['archive', false],
    ]);
    expect(rest).toEqual({
      environmentId: 'acme',
      project: PROJECT,
      projectNumber: PROJECT_NUMBER,
      region: REGION,
      labels: {
        owner: 'platform',
        'cost-center': '4711',
        'byoc-environment': 'acme',
        'byoc-product': 'riverbed',
      },
      dataOnDelete: 'retain',
      logRetentionDays: 365,
      administrators: ['group:platform@acme.example.com'],
      registry: 'registry.acme.example.com/mirror',
      encryptionKey: fullGcpEnvironment().own?.encryptionKey,
      ownBuckets: { archive: 'acme-archive' },
      support: { groups: ['support@riverbed.example.com'], expiresAt: '2027-01-31T00:00:00Z' },
      nodeAccountUsers: [
        {
          member: VENDOR,
          role: 'projects/acme-data/roles/byoc_acme_run_nodes',
          condition: { title: 'byoc acme run-nodes', expression: "request.time < timestamp('2028-01-31T00:00:00Z')" },
        },
      ],
    });
  });

  test('leaves support access out unless an expiry is set', () => {
    expect(gcpCustodyProps(full({ mode: 'managed' })).support).toBeUndefined();
  });

  test('lets the vendor run nodes without end where its access has none', () => {
    expect(gcpCustodyProps(full({ mode: 'managed' })).nodeAccountUsers).toEqual([
      { member: VENDOR, role: 'projects/acme-data/roles/byoc_acme_run_nodes' },
    ]);
  });

  test.each(['approved', 'self-managed'] as const)('lets nobody of the vendor run nodes in mode %s', (mode) => {
    expect(gcpCustodyProps(full({ mode })).nodeAccountUsers).toEqual([]);
  });
});
