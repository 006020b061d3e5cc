import { KmsCryptoKey } from '@cdktf/provider-google/lib/kms-crypto-key';
import { StorageBucket } from '@cdktf/provider-google/lib/storage-bucket';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { GcpCustody, type GcpCustodyProps } from '../../../lib/gcp/custody/custody';
import { gcpCustodyProps } from '../../../lib/gcp/custody/custody-stack';
import { fullGcpEnvironment, fullPlan, gcpEnvironment, minimalPlanForEveryCloud } from '../../support/config';
import { RenderedStack, render, testStack } from '../../support/gcp';

function props(): GcpCustodyProps {
  return gcpCustodyProps(resolveConfig(minimalPlanForEveryCloud(), gcpEnvironment()));
}

describe('a custody', () => {
  let custody: GcpCustody;
  beforeAll(() => {
    render((stack) => {
      custody = new GcpCustody(stack, 'Custody', { ...props(), labels: {} });
    });
  });

  test('has a room for every noun', () => {
    expect(custody.node.children.map(({ node }) => node.id)).toEqual([
      'Encryption',
      'ObjectStorage',
      'Logs',
      'WorkloadIdentity',
      'Administrators',
      'SupportAccess',
    ]);
  });

  test('gives a data plane what it takes', () => {
    expect(custody.encryptionKey).toBe(custody.encryption.key);
    expect(custody.nodeServiceAccount).toBe(custody.workloadIdentity.nodes);
    expect(custody.buckets).toBe(custody.objectStorage.buckets);
    expect(custody.identities).toBe(custody.workloadIdentity.identities);
  });
});

test('gives the manifests the principal of every identity', () => {
  render((stack) => {
    const custody = new GcpCustody(stack, 'Custody', gcpCustodyProps(resolveConfig(fullPlan(), fullGcpEnvironment())));
    expect(Object.keys(custody.outputs.workloads)).toEqual(Object.keys(custody.identities));
    expect(custody.outputs.workloads.engine).toEqual({ principal: custody.identities.engine });
    expect(custody.supportAccess.email).toMatch(/^\$\{/);
  });
});

test("keys and buckets that a customer's own app makes are taken as they come", () => {
  const stack = testStack();
  const key = new KmsCryptoKey(stack, 'Key', { name: 'own', keyRing: 'projects/p/locations/europe-west1/keyRings/r' });
  const bucket = new StorageBucket(stack, 'Bucket', { name: 'own', location: 'europe-west1' });
  new GcpCustody(stack, 'Custody', { ...props(), encryptionKey: key.id, ownBuckets: { data: bucket.name } });
  const rendered = RenderedStack.of(stack);
  expect(Object.keys(rendered.resources('google_kms_crypto_key'))).toEqual(['Key']);
  expect(Object.keys(rendered.resources('google_storage_bucket'))).toEqual(['Bucket', 'Custody_ObjectStorage_state']);
  expect(Object.values(rendered.field('google_kms_crypto_key_iam_member', 'crypto_key_id'))).toEqual(
    Array(4).fill('<google_kms_crypto_key.Key.id>'),
  );
});

test('two installations fit into one stack', () => {
  const rendered = render((stack) => {
    for (const environmentId of ['acme', 'beta']) new GcpCustody(stack, environmentId, { ...props(), environmentId });
  });
  expect(Object.values(rendered.field('google_service_account', 'account_id'))).toEqual([
    'byoc-acme-nodes',
    'byoc-beta-nodes',
  ]);
});
