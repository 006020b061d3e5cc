import { GcpEncryption } from '../../../lib/gcp/custody/encryption';
import { GcpObjectStorage, type GcpObjectStorageProps } from '../../../lib/gcp/custody/object-storage';
import { messageOf, PROJECT, PROJECT_NUMBER, REGION, type RenderedStack, render } from '../../support/gcp';

const KEY = 'projects/acme-data/locations/europe-west1/keyRings/main/cryptoKeys/byoc';
const BUCKET = 'google_storage_bucket';

function store(props: Partial<GcpObjectStorageProps> = {}): { storage: GcpObjectStorage; rendered: RenderedStack } {
  let storage!: GcpObjectStorage;
  const rendered = render((stack) => {
    const common = {
      environmentId: 'acme',
      project: PROJECT,
      region: REGION,
      dataOnDelete: 'retain',
      labels: {},
    } as const;
    const encryption = new GcpEncryption(stack, 'Encryption', {
      ...common,
      projectNumber: PROJECT_NUMBER,
      encryptionKey: KEY,
    });
    storage = new GcpObjectStorage(stack, 'ObjectStorage', {
      ...common,
      buckets: [
        { name: 'data', versioned: false },
        { name: 'state', versioned: true },
      ],
      encryption,
      labels: { 'byoc-environment': 'acme', owner: 'platform' },
      ...props,
    });
  });
  return { storage, rendered };
}

describe('buckets', () => {
  let storage: GcpObjectStorage;
  let rendered: RenderedStack;
  beforeAll(() => {
    ({ storage, rendered } = store());
  });

  test('are those of the plan', () => {
    expect(Object.keys(storage.buckets)).toEqual(['data', 'state']);
    expect(Object.keys(rendered.resources(BUCKET))).toEqual(['ObjectStorage_data', 'ObjectStorage_state']);
  });

  test('have names that a later install finds again, and nobody else has', () => {
    expect(rendered.field(BUCKET, 'name')).toEqual({
      ObjectStorage_data: expect.stringMatching(/^byoc-acme-data-[a-z0-9]{8}$/),
      ObjectStorage_state: expect.stringMatching(/^byoc-acme-state-[a-z0-9]{8}$/),
    });
  });

  test.each([
    ['are in the project', 'project', PROJECT],
    ['are in the region', 'location', REGION],
    ['are for data in use', 'storage_class', 'STANDARD'],
    ['know no access lists', 'uniform_bucket_level_access', true],
    ['are closed to the public', 'public_access_prevention', 'enforced'],
    ["are encrypted with the installation's key", 'encryption', { default_kms_key_name: KEY }],
    ['give deleted objects back for seven days', 'soft_delete_policy', { retention_duration_seconds: 604_800 }],
    ['are not emptied by their stack', 'force_destroy', false],
    ['have the labels', 'labels', { 'byoc-environment': 'acme', owner: 'platform' }],
    ['outlive their stack', 'lifecycle', { prevent_destroy: true }],
    [
      'wait until Cloud Storage may use the key',
      'depends_on',
      ['google_kms_crypto_key_iam_member.Encryption_Grant-storage'],
    ],
  ])('%s', (_, field, value) => {
    expect(rendered.field(BUCKET, field)).toEqual({ ObjectStorage_data: value, ObjectStorage_state: value });
  });

  test('keep earlier versions for thirty days where the plan says so', () => {
    expect(rendered.field(BUCKET, 'versioning')).toEqual({
      ObjectStorage_data: { enabled: false },
      ObjectStorage_state: { enabled: true },
    });
    const unfinished = { action: { type: 'AbortIncompleteMultipartUpload' }, condition: { age: 2 } };
    expect(rendered.field(BUCKET, 'lifecycle_rule')).toEqual({
      ObjectStorage_data: [unfinished],
      ObjectStorage_state: [
        unfinished,
        { action: { type: 'Delete' }, condition: { days_since_noncurrent_time: 30, with_state: 'ARCHIVED' } },
      ],
    });
  });

  test('are named by the plan', () => {
    expect(storage.bucket('state')).toBe(storage.buckets.state);
    expect(messageOf(() => storage.bucket('archive'))).toBe("there is no bucket 'archive'; there are data, state");
  });
});

test('buckets go with their stack where the environment says so, and only empty ones', () => {
  const { rendered } = store({ dataOnDelete: 'destroy' });
  const { lifecycle, force_destroy } = rendered.only(BUCKET, 'data');
  expect([lifecycle, force_destroy]).toEqual([{ prevent_destroy: false }, false]);
});

test("buckets of the customer's are named and nothing is made", () => {
  const { storage, rendered } = store({ ownBuckets: { data: 'acme-lake', state: 'acme-state' } });
  expect(storage.buckets).toEqual({ data: 'acme-lake', state: 'acme-state' });
  expect(rendered.resources(BUCKET)).toEqual({});
});

test("one bucket of the customer's leaves the others as they are", () => {
  const { storage, rendered } = store({ ownBuckets: { data: 'acme-lake' } });
  expect(storage.buckets.data).toBe('acme-lake');
  expect(Object.keys(rendered.resources(BUCKET))).toEqual(['ObjectStorage_state']);
});
