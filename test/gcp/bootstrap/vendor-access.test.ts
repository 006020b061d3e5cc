import {
  GcpVendorAccess,
  type GcpVendorAccessProps,
  type VendorIdentity,
} from '../../../lib/gcp/bootstrap/vendor-access';
import { namesOf } from '../../../lib/gcp/names';
import { declare, messageOf, PROJECT, PROJECT_NUMBER, type RenderedStack, render } from '../../support/gcp';

const EXPIRY = '2027-01-31T00:00:00Z';
const ACCOUNT = 'google_service_account.VendorAccess';
const OIDC: VendorIdentity = { oidc: { issuer: 'https://token.riverbed.example.com', subject: 'control-plane' } };
const AWS: VendorIdentity = { awsRole: 'arn:aws:iam::999988887777:role/control-plane' };
const GOOGLE: VendorIdentity = { serviceAccount: 'control@riverbed-control.iam.gserviceaccount.com' };
const POOL = `iam.googleapis.com/projects/${PROJECT_NUMBER}/locations/global/workloadIdentityPools/byoc-acme`;

function letIn(identity: VendorIdentity, props: Partial<GcpVendorAccessProps> = {}): RenderedStack {
  return render((stack) => {
    const { email, member } = new GcpVendorAccess(stack, 'VendorAccess', {
      environmentId: 'acme',
      project: PROJECT,
      projectNumber: PROJECT_NUMBER,
      identity,
      expiresAt: EXPIRY,
      dependsOn: [{ fqn: 'google_project_service.iam' }],
      ...props,
    });
    declare(stack, { Email: email, Member: member });
  });
}

describe.each<[what: string, identity: VendorIdentity, member: string, types: string[]]>([
  [
    'a subject',
    OIDC,
    `principal://${POOL}/subject/control-plane`,
    ['google_iam_workload_identity_pool', 'google_iam_workload_identity_pool_provider'],
  ],
  [
    'a role on AWS',
    AWS,
    `principalSet://${POOL}/attribute.aws_role/arn:aws:sts::999988887777:assumed-role/control-plane`,
    ['google_iam_workload_identity_pool', 'google_iam_workload_identity_pool_provider'],
  ],
  ['a service account', GOOGLE, 'serviceAccount:control@riverbed-control.iam.gserviceaccount.com', []],
])('a vendor that is known by %s', (_, identity, member, types) => {
  let rendered: RenderedStack;
  beforeAll(() => {
    rendered = letIn(identity);
  });

  test('gets an account, and no key of it', () => {
    expect(rendered.types).toEqual([
      ...types,
      'google_project_iam_custom_role',
      'google_service_account',
      'google_service_account_iam_member',
    ]);
    expect(rendered.only('google_service_account')).toEqual({
      project: PROJECT,
      account_id: 'byoc-acme-vendor',
      display_name: 'byoc acme vendor',
      description: 'Acts for the vendor; has no key',
      depends_on: ['google_project_service.iam'],
    });
  });

  test('alone may act as it, until the expiry', () => {
    expect(rendered.only('google_service_account_iam_member')).toEqual({
      service_account_id: `<${ACCOUNT}.name>`,
      role: '<google_project_iam_custom_role.VendorAccess_byoc_acme_act_as_vendor.name>',
      member,
      condition: { title: 'byoc acme vendor', expression: `request.time < timestamp('${EXPIRY}')` },
    });
  });

  test('gets tokens of it and nothing else: no key, no signature, and nobody else comes in', () => {
    expect(rendered.only('google_project_iam_custom_role')).toMatchObject({
      project: PROJECT,
      role_id: 'byoc_acme_act_as_vendor',
      permissions: ['iam.serviceAccounts.get', 'iam.serviceAccounts.getAccessToken'],
      depends_on: ['google_project_service.iam'],
    });
  });

  test('is bound by the name of the account that is made', () => {
    expect(rendered.outputs).toEqual({ Email: `<${ACCOUNT}.email>`, Member: `<${ACCOUNT}.member>` });
  });
});

test('without an expiry the binding has no condition', () => {
  const { expiresAt: _, ...props } = {
    environmentId: 'acme',
    project: PROJECT,
    projectNumber: PROJECT_NUMBER,
    identity: GOOGLE,
    expiresAt: EXPIRY,
  };
  const rendered = render((stack) => {
    new GcpVendorAccess(stack, 'VendorAccess', props);
  });
  expect(rendered.only('google_service_account_iam_member')).not.toHaveProperty('condition');
});

test('a role that is there already is taken', () => {
  const rendered = letIn(GOOGLE, { role: 'projects/acme-data/roles/impersonate' });
  expect(rendered.only('google_service_account_iam_member').role).toBe('projects/acme-data/roles/impersonate');
  expect(rendered.types).not.toContain('google_project_iam_custom_role');
});

test('the description of the account may say more', () => {
  expect(letIn(GOOGLE, { description: 'version 7' }).only('google_service_account').description).toBe('version 7');
});

describe('fails if', () => {
  const ADDRESS =
    "'serviceAccount' of Test/VendorAccess must be a service account address, got %; write it like control@project.iam.gserviceaccount.com";

  test.each([
    'control',
    'user:ann@example.com',
    'serviceAccount:control@riverbed-control.iam.gserviceaccount.com',
    'control@riverbed.example.com',
    '123456789012-compute@developer.gserviceaccount.com',
    '*@riverbed-control.iam.gserviceaccount.com',
    'allUsers',
    'control@${path.root}.iam.gserviceaccount.com',
  ])('the service account is %s', (serviceAccount) => {
    expect(messageOf(() => letIn({ serviceAccount }))).toBe(ADDRESS.replace('%', () => serviceAccount));
  });

  const names = namesOf('acme', PROJECT);
  test.each([
    names.nodeAccount.email,
    names.vendorAccount.email,
    names.supportAccount.email,
    ...['engine', 'archive-reader', 'a', 'ab-cd-ef-gh'].map((name) => names.workloadAccount(name).email),
  ])('the service account is one of the installation: %s', (serviceAccount) => {
    expect(messageOf(() => letIn({ serviceAccount }))).toBe(
      `'serviceAccount' of Test/VendorAccess must not be an account of the installation itself, got ${serviceAccount}; name one of the vendor's`,
    );
  });

  test('the service account is empty', () => {
    expect(messageOf(() => letIn({ serviceAccount: '' }))).toBe(ADDRESS.replace('%', 'nothing'));
  });

  test.each(['2027-02-31T00:00:00Z', '2027-01-31', 'never', ''])('the expiry is %s', (expiresAt) => {
    expect(messageOf(() => letIn(GOOGLE, { expiresAt }))).toBe(
      `'expiresAt' of Test/VendorAccess must be a moment in UTC, got ${expiresAt || 'nothing'}; write it like 2027-01-31T00:00:00Z`,
    );
  });

  test.each<[what: string, identity: object, message: string]>([
    ['the vendor is known in two ways', { ...GOOGLE, ...OIDC }, 'got serviceAccount, oidc; remove the others'],
    ['the vendor is not known', {}, 'got none; add one'],
  ])('%s', (_, identity, message) => {
    expect(messageOf(() => letIn(identity as VendorIdentity))).toBe(
      `'identity' of Test/VendorAccess must have exactly one of serviceAccount, oidc, awsRole, ${message}`,
    );
  });

  test('the federation has no condition', () => {
    const identity = { oidc: { issuer: 'https://token.riverbed.example.com' } } as VendorIdentity;
    expect(messageOf(() => letIn(identity))).toMatch(
      /^'subject' of Test\/VendorAccess\/Federation must be the exact subject of a token/,
    );
  });

  test('the id of the environment could be the beginning of another', () => {
    expect(messageOf(() => letIn(GOOGLE, { environmentId: 'acme-1' }))).toMatch(
      /^'environmentId' of Test\/VendorAccess must be/,
    );
  });
});
