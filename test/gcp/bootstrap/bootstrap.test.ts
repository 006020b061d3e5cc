import type { Mode } from '../../../lib/core/vendor-phases';
import { GcpBootstrap, type GcpBootstrapProps } from '../../../lib/gcp/bootstrap/bootstrap';
import { VERSIONS } from '../../../lib/gcp/bootstrap/versions';
import { version } from '../../../package.json';
import { messageOf, PROJECT, PROJECT_NUMBER, REGION, RenderedStack, testStack } from '../../support/gcp';

const EXPIRY = '2027-01-31T00:00:00Z';
const PROPS: GcpBootstrapProps = {
  context: {
    environmentId: 'acme',
    project: PROJECT,
    region: REGION,
    network: 'new',
    nat: true,
    externalListeners: false,
    googleApisEndpoint: false,
    controlPlaneEndpoint: false,
    expiresAt: EXPIRY,
  },
  projectNumber: PROJECT_NUMBER,
  access: { mode: 'managed', allowInstall: true, allowDelete: true },
  vendor: { oidc: { issuer: 'https://token.riverbed.example.com', subject: 'control-plane' } },
  dataAccessLogs: ['storage.googleapis.com'],
  optionalApis: ['iap.googleapis.com'],
};

function make(props: GcpBootstrapProps = PROPS) {
  const stack = testStack();
  const bootstrap = new GcpBootstrap(stack, 'Bootstrap', props);
  return { bootstrap, rendered: RenderedStack.of(stack) };
}

const inMode = (mode: Mode) => make({ ...PROPS, access: { ...PROPS.access, mode } });

describe('the bootstrap of a managed installation', () => {
  let bootstrap: GcpBootstrap;
  let rendered: RenderedStack;
  beforeAll(() => {
    ({ bootstrap, rendered } = make());
  });

  test('is APIs, an account with one way in, roles with bindings, and audit settings', () => {
    const counts = rendered.types.map((type) => [type, Object.keys(rendered.resources(type)).length]);
    expect(Object.fromEntries(counts)).toEqual({
      google_project_service: 14,
      google_iam_workload_identity_pool: 1,
      google_iam_workload_identity_pool_provider: 1,
      google_service_account: 1,
      google_service_account_iam_member: 1,
      google_project_iam_custom_role: 9,
      google_project_iam_member: 7,
      google_project_iam_audit_config: 1,
    });
  });

  test('binds roles to the account that it makes, and the account to the vendor', () => {
    const account = 'google_service_account.Bootstrap_VendorAccess';
    for (const member of Object.values(rendered.field('google_project_iam_member', 'member'))) {
      expect(member).toBe(`<${account}.member>`);
    }
    expect(rendered.only('google_service_account_iam_member').service_account_id).toBe(`<${account}.name>`);
  });

  test('ends every binding at the expiry', () => {
    const bindings = ['google_project_iam_member', 'google_service_account_iam_member'];
    const conditions = bindings.flatMap((type) => Object.values(rendered.field(type, 'condition')));
    expect(conditions.length).toBe(8);
    for (const { expression } of conditions) expect(expression).toContain(`request.time < timestamp('${EXPIRY}')`);
  });

  test('calls no API before it is turned on', () => {
    const waiting = [
      'google_iam_workload_identity_pool',
      'google_service_account',
      'google_project_iam_custom_role',
      'google_project_iam_audit_config',
    ];
    for (const type of waiting) {
      for (const after of Object.values(rendered.field(type, 'depends_on'))) {
        expect(after).toEqual(
          ['cloudresourcemanager', 'iam', 'sts'].map((name) => `google_project_service.Bootstrap_RequiredApis_${name}`),
        );
      }
    }
    // All others refer to one of these.
    const [, ...others] = rendered.types.filter((type) => !waiting.includes(type)).sort();
    expect(others).toEqual([
      'google_project_iam_member',
      'google_project_service',
      'google_service_account_iam_member',
    ]);
  });

  test('is stamped in the description of the account, where the vendor reads it', () => {
    expect(JSON.parse(rendered.only('google_service_account').description)).toEqual({ ...VERSIONS, mode: 'managed' });
    expect(bootstrap.stamp).toBe(rendered.only('google_service_account').description);
  });

  test('says what it gives, to whom and when', () => {
    expect(bootstrap.policies.map(({ holder, role, attached }) => [holder, role, attached])).toEqual([
      ['identity of the vendor', 'byoc_acme_act_as_vendor', 'mode managed or approved'],
      ['vendor', 'byoc_acme_read', 'mode managed or approved'],
      ['vendor', 'byoc_acme_read_named', 'mode managed or approved'],
      ['vendor', 'byoc_acme_run_named', 'mode managed'],
      ['vendor', 'byoc_acme_run_nodes', 'mode managed'],
      ['vendor', 'byoc_acme_install', 'mode managed, while install is allowed'],
      ['vendor', 'byoc_acme_install_named', 'mode managed, while install is allowed'],
      ['vendor', 'byoc_acme_delete', 'mode managed, while delete is allowed'],
      ['vendor', 'byoc_acme_delete_named', 'mode managed, while delete is allowed'],
    ]);
  });
});

test('the stamp has the version of the package', () => {
  expect(VERSIONS.template).toBe(version);
});

test('in mode approved the vendor comes in to read', () => {
  const { bootstrap, rendered } = inMode('approved');
  expect(bootstrap.deploymentRoles.bound).toEqual([
    'projects/acme-data/roles/byoc_acme_read',
    'projects/acme-data/roles/byoc_acme_read_named',
  ]);
  expect(JSON.parse(rendered.only('google_service_account').description).mode).toBe('approved');
});

describe('there is nobody of the vendor', () => {
  const { vendor: _, ...withoutVendor } = PROPS;

  test.each<[string, () => ReturnType<typeof make>]>([
    ['in mode self-managed', () => inMode('self-managed')],
    ['without a vendor', () => make(withoutVendor)],
  ])('%s: APIs, roles that nobody holds, and audit settings', (_, build) => {
    const { bootstrap, rendered } = build();
    expect(rendered.types).toEqual([
      'google_project_iam_audit_config',
      'google_project_iam_custom_role',
      'google_project_service',
    ]);
    expect([bootstrap.vendorAccess, bootstrap.deploymentRoles.bound]).toEqual([undefined, []]);
    expect(JSON.parse(bootstrap.stamp)).toEqual({ ...VERSIONS, mode: 'self-managed' });
  });
});

test('a vendor with a service account of its own has no pool', () => {
  const vendor = { serviceAccount: 'control@riverbed-control.iam.gserviceaccount.com' };
  expect(make({ ...PROPS, vendor }).rendered.types.filter((type) => type.includes('pool'))).toEqual([]);
});

test('the record of who acts as the account says what is drawn', () => {
  const { bootstrap, rendered } = make();
  const [record] = bootstrap.policies;
  const made = rendered.only('google_project_iam_custom_role', 'act_as_vendor');
  expect([record?.role, record?.permissions[0]?.permissions]).toEqual([made.role_id, made.permissions]);
  expect(record).toMatchObject({
    on: 'service account byoc-acme-vendor@acme-data.iam.gserviceaccount.com',
    condition: rendered.only('google_service_account_iam_member').condition,
  });
});

test('the role of who acts as the account is kept as long as the others', () => {
  expect(inMode('self-managed').rendered.resources('google_project_iam_custom_role')).toEqual(
    make().rendered.resources('google_project_iam_custom_role'),
  );
});

describe('fails if', () => {
  test('the mode is another', () => {
    expect(messageOf(() => inMode('manged' as Mode))).toBe(
      "'mode' of Test/Bootstrap/DeploymentRoles must be one of managed, approved, self-managed, got manged; choose one of them",
    );
  });

  test('the access would not end when it says', () => {
    const context = { ...PROPS.context, expiresAt: '2027-13-31T00:00:00Z' };
    expect(messageOf(() => make({ ...PROPS, context }))).toBe(
      "'expiresAt' of Test/Bootstrap/VendorAccess must be a moment in UTC, got 2027-13-31T00:00:00Z; write it like 2027-01-31T00:00:00Z",
    );
  });

  test('all audit settings of the project would be replaced', () => {
    expect(messageOf(() => make({ ...PROPS, dataAccessLogs: ['allServices'] }))).toBe(
      "'services' of Test/Bootstrap/AuditLogs must be single services, got allServices; write them like storage.googleapis.com",
    );
  });
});

test("in a customer's own stack nothing else changes", () => {
  expect(Object.keys(make().rendered.json).sort()).toEqual(['resource']);
});
