import { GcpEncryption, type GcpEncryptionProps } from '../../../lib/gcp/custody/encryption';
import { namesOf } from '../../../lib/gcp/names';
import { PROJECT, PROJECT_NUMBER, REGION, type RenderedStack, render } from '../../support/gcp';

const OWN = 'projects/acme-keys/locations/europe-west1/keyRings/main/cryptoKeys/byoc';
const MEMBER = 'google_kms_crypto_key_iam_member';
const KEY = '<google_kms_crypto_key.Encryption.id>';

function encrypt(props: Partial<GcpEncryptionProps> = {}): { encryption: GcpEncryption; rendered: RenderedStack } {
  let encryption!: GcpEncryption;
  const rendered = render((stack) => {
    encryption = new GcpEncryption(stack, 'Encryption', {
      environmentId: 'acme',
      project: PROJECT,
      projectNumber: PROJECT_NUMBER,
      region: REGION,
      dataOnDelete: 'retain',
      labels: { 'byoc-environment': 'acme', owner: 'platform' },
      ...props,
    });
  });
  return { encryption, rendered };
}

describe('a new key', () => {
  let rendered: RenderedStack;
  beforeAll(() => {
    rendered = encrypt().rendered;
  });

  test('is in a ring of its own, in the region', () => {
    expect(rendered.only('google_kms_key_ring')).toEqual({
      project: PROJECT,
      location: REGION,
      name: expect.stringMatching(/^byoc-acme-[a-z0-9]{8}$/),
      lifecycle: { prevent_destroy: true },
    });
    expect(rendered.only('google_kms_crypto_key')).toMatchObject({
      key_ring: '<google_kms_key_ring.Encryption_KeyRing.id>',
      name: 'byoc-acme',
    });
  });

  test('encrypts, is renewed every 90 days and waits 30 days before it is gone', () => {
    expect(rendered.only('google_kms_crypto_key')).toMatchObject({
      purpose: 'ENCRYPT_DECRYPT',
      rotation_period: '7776000s',
      destroy_scheduled_duration: '2592000s',
    });
  });

  test('is a symmetric software key, which has no quota for what services encrypt', () => {
    expect(rendered.only('google_kms_crypto_key').version_template).toEqual({
      algorithm: 'GOOGLE_SYMMETRIC_ENCRYPTION',
      protection_level: 'SOFTWARE',
    });
  });

  test('has the labels', () => {
    expect(rendered.only('google_kms_crypto_key').labels).toEqual({ 'byoc-environment': 'acme', owner: 'platform' });
  });

  test('is used by four agents of Google in this project and by nobody else', () => {
    const agent = (service: string) => `serviceAccount:service-${PROJECT_NUMBER}@${service}.iam.gserviceaccount.com`;
    expect(rendered.field(MEMBER, 'member')).toEqual({
      'Encryption_Grant-container': agent('container-engine-robot'),
      'Encryption_Grant-compute': agent('compute-system'),
      'Encryption_Grant-storage': agent('gs-project-accounts'),
      'Encryption_Grant-logging':
        'serviceAccount:<data.google_logging_project_cmek_settings.Encryption_LoggingAgent.service_account_id>',
    });
    expect(rendered.types).toEqual(['google_kms_crypto_key', MEMBER, 'google_kms_key_ring']);
  });

  test('its grants are to encrypt and decrypt with this key', () => {
    for (const { crypto_key_id, role } of Object.values(rendered.resources(MEMBER))) {
      expect([crypto_key_id, role]).toEqual([KEY, 'roles/cloudkms.cryptoKeyEncrypterDecrypter']);
    }
  });

  test('agents that exist only once they are asked for are asked at apply, not at plan', () => {
    const waits = {
      project: PROJECT,
      depends_on: [`${MEMBER}.Encryption_Grant-container`, `${MEMBER}.Encryption_Grant-compute`],
    };
    expect(rendered.dataSources('google_storage_project_service_account')).toEqual({ Encryption_StorageAgent: waits });
    expect(rendered.dataSources('google_logging_project_cmek_settings')).toEqual({ Encryption_LoggingAgent: waits });
    expect(rendered.only(MEMBER, 'storage').depends_on).toEqual([
      'data.google_storage_project_service_account.Encryption_StorageAgent',
    ]);
  });

  test('a grant whose address is asked for is not made anew whenever it is asked late', () => {
    const ignored = Object.entries(rendered.resources(MEMBER)).map(([id, { lifecycle }]) => [
      id,
      lifecycle.ignore_changes,
    ]);
    expect(Object.fromEntries(ignored)).toEqual({
      'Encryption_Grant-container': [],
      'Encryption_Grant-compute': [],
      'Encryption_Grant-storage': [],
      'Encryption_Grant-logging': ['member'],
    });
  });

  test('is retained with its ring and its grants', () => {
    const kept = ['google_kms_key_ring', 'google_kms_crypto_key', MEMBER].flatMap((type) =>
      Object.values(rendered.resources(type)).map(({ lifecycle }) => lifecycle.prevent_destroy),
    );
    expect(kept).toEqual(Array(6).fill(true));
  });
});

test('goes with its stack, ring and grants too, where the environment says so', () => {
  const { rendered } = encrypt({ dataOnDelete: 'destroy' });
  const kept = ['google_kms_key_ring', 'google_kms_crypto_key', MEMBER].flatMap((type) =>
    Object.values(rendered.resources(type)).map(({ lifecycle }) => lifecycle.prevent_destroy),
  );
  expect(kept).toEqual(Array(6).fill(false));
});

test("two projects' environments of one name have rings of different names", () => {
  expect(namesOf('acme', 'acme-data').keyRing).not.toBe(namesOf('acme', 'acme-test').keyRing);
});

describe("a key of the customer's", () => {
  let encryption: GcpEncryption;
  let rendered: RenderedStack;
  beforeAll(() => {
    ({ encryption, rendered } = encrypt({ encryptionKey: OWN }));
  });

  test('is taken, and gets the grants alone', () => {
    expect(encryption.key).toBe(OWN);
    expect(rendered.types).toEqual([MEMBER]);
    expect(Object.values(rendered.field(MEMBER, 'crypto_key_id'))).toEqual(Array(4).fill(OWN));
  });

  test('cannot take the place of ours later: the same grants would have to go, which are retained', () => {
    const ids = Object.keys(rendered.resources(MEMBER));
    expect(ids).toEqual(Object.keys(encrypt().rendered.resources(MEMBER)));
    expect(ids.map((id) => rendered.resources(MEMBER)[id]?.lifecycle.prevent_destroy)).toEqual(Array(4).fill(true));
  });

  test('its agents are those of the project that uses it', () => {
    expect(rendered.only(MEMBER, 'container').member).toBe(
      `serviceAccount:service-${PROJECT_NUMBER}@container-engine-robot.iam.gserviceaccount.com`,
    );
  });
});
