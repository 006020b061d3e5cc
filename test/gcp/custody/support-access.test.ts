import { GcpSupportAccess } from '../../../lib/gcp/custody/support-access';
import { PROJECT, REGION, type RenderedStack, render } from '../../support/gcp';

const UNTIL = "request.time < timestamp('2027-01-31T00:00:00Z')";
const ROLE = 'google_project_iam_custom_role';
const ACCOUNT = 'google_service_account.SupportAccess';

describe('support', () => {
  let rendered: RenderedStack;
  beforeAll(() => {
    rendered = render((stack) => {
      new GcpSupportAccess(stack, 'SupportAccess', {
        environmentId: 'acme',
        project: PROJECT,
        region: REGION,
        support: {
          groups: ['support@riverbed.example.com', 'oncall@riverbed.example.com'],
          expiresAt: '2027-01-31T00:00:00Z',
        },
      });
    });
  });

  test('has an account without keys', () => {
    expect(rendered.only('google_service_account')).toMatchObject({
      project: PROJECT,
      account_id: 'byoc-acme-support',
    });
    expect(rendered.types).toEqual([
      'google_project_iam_custom_role',
      'google_project_iam_member',
      'google_service_account',
      'google_service_account_iam_member',
    ]);
  });

  test('is used by the groups and by nobody else, until the expiry', () => {
    const users = Object.values(rendered.resources('google_service_account_iam_member'));
    const use = {
      service_account_id: `<${ACCOUNT}.name>`,
      role: `<${ROLE}.SupportAccess_byoc_acme_act_as_support.name>`,
      condition: { title: 'byoc acme support', expression: UNTIL },
    };
    expect(users).toEqual([
      { ...use, member: 'group:oncall@riverbed.example.com' },
      { ...use, member: 'group:support@riverbed.example.com' },
    ]);
  });

  test('gives the groups access tokens of the account, and lets them sign nothing', () => {
    expect(rendered.only(ROLE, 'act_as_support')).toMatchObject({
      project: PROJECT,
      role_id: 'byoc_acme_act_as_support',
      permissions: ['iam.serviceAccounts.getAccessToken'],
    });
  });

  test('leads to the Kubernetes API and no further', () => {
    expect(rendered.only(ROLE, 'acme_support')).toMatchObject({
      project: PROJECT,
      role_id: 'byoc_acme_support',
      permissions: ['container.clusters.connect', 'container.clusters.get'],
    });
  });

  test('reaches this cluster alone, and not after the expiry', () => {
    expect(rendered.only('google_project_iam_member')).toEqual({
      project: PROJECT,
      role: `<${ROLE}.SupportAccess_byoc_acme_support.name>`,
      member: `<${ACCOUNT}.member>`,
      condition: {
        title: 'byoc acme support',
        expression: `(resource.type == 'container.googleapis.com/Cluster' && resource.name == 'projects/acme-data/locations/europe-west1/clusters/byoc-acme') && (${UNTIL})`,
      },
    });
  });
});

test('without support, its roles are there, bound to nobody: ids of deleted ones are taken for weeks', () => {
  let support!: GcpSupportAccess;
  const rendered = render((stack) => {
    support = new GcpSupportAccess(stack, 'SupportAccess', { environmentId: 'acme', project: PROJECT, region: REGION });
  });
  expect(support.email).toBeUndefined();
  expect(rendered.types).toEqual([ROLE]);
  expect(Object.values(rendered.field(ROLE, 'role_id'))).toEqual(['byoc_acme_act_as_support', 'byoc_acme_support']);
});
