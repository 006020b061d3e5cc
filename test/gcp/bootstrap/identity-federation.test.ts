import { TerraformVariable } from 'cdktf';
import { GcpIdentityFederation, type GcpIdentityFederationProps } from '../../../lib/gcp/bootstrap/identity-federation';
import { type Block, declare, PROJECT, PROJECT_NUMBER, type RenderedStack, render } from '../../support/gcp';
import { letIn, membersOf } from './support/federation';

type Identity = GcpIdentityFederationProps['identity'];

const POOL = `projects/${PROJECT_NUMBER}/locations/global/workloadIdentityPools/byoc-acme`;
const ISSUER = 'https://token.riverbed.example.com';
const OIDC: Identity = { oidc: { issuer: ISSUER, subject: 'control-plane' } };
const AWS: Identity = { awsRole: 'arn:aws:iam::999988887777:role/vendor/control-plane' };

function federate(identity: Identity, props: Partial<GcpIdentityFederationProps> = {}) {
  let member = '';
  let provider = '';
  const rendered = render((stack) => {
    const federation = new GcpIdentityFederation(stack, 'Federation', {
      environmentId: 'acme',
      project: PROJECT,
      projectNumber: PROJECT_NUMBER,
      identity,
      dependsOn: [{ fqn: 'google_project_service.iam' }],
      ...props,
    });
    ({ member, provider } = federation);
  });
  return { rendered, member, provider };
}

const providerOf = (rendered: RenderedStack): Block => rendered.only('google_iam_workload_identity_pool_provider');

describe('tokens of an issuer', () => {
  let made: ReturnType<typeof federate>;
  beforeAll(() => {
    made = federate(OIDC);
  });

  test('come in by one pool with one provider, and by no key', () => {
    expect(made.rendered.types).toEqual([
      'google_iam_workload_identity_pool',
      'google_iam_workload_identity_pool_provider',
    ]);
    expect(made.rendered.only('google_iam_workload_identity_pool')).toEqual({
      project: PROJECT,
      workload_identity_pool_id: 'byoc-acme',
      display_name: 'byoc acme',
      description: 'Identities of the vendor that may act in the installation',
      depends_on: ['google_project_service.iam'],
    });
  });

  test('are taken from the issuer, for the provider, of the exact subject', () => {
    expect(providerOf(made.rendered)).toEqual({
      project: PROJECT,
      workload_identity_pool_id: '<google_iam_workload_identity_pool.Federation.workload_identity_pool_id>',
      workload_identity_pool_provider_id: 'vendor-oidc',
      display_name: 'Vendor',
      attribute_mapping: { 'google.subject': 'assertion.sub' },
      attribute_condition: "google.subject == 'control-plane'",
      oidc: { issuer_uri: ISSUER },
    });
  });

  test('may have an audience of their own', () => {
    const { rendered } = federate({
      oidc: { issuer: ISSUER, subject: 'x', audience: 'https://gcp.riverbed.example.com' },
    });
    expect(providerOf(rendered).oidc).toEqual({
      issuer_uri: ISSUER,
      allowed_audiences: ['https://gcp.riverbed.example.com'],
    });
  });

  test('are known to IAM by their subject, and name the provider in full', () => {
    expect(made.member).toBe(`principal://iam.googleapis.com/${POOL}/subject/control-plane`);
    expect(made.provider).toBe(`${POOL}/providers/vendor-oidc`);
  });

  test('let in the subject and nobody else', () => {
    const enters = (sub: string) => letIn(providerOf(made.rendered), { sub });
    expect(membersOf(POOL, enters('control-plane') ?? {})).toEqual([made.member]);
    for (const other of ['control-plane-2', 'Control-plane', 'control', 'control-plane ', '']) {
      expect([other, enters(other)]).toEqual([other, undefined]);
    }
  });
});

describe('a role on AWS', () => {
  let made: ReturnType<typeof federate>;
  beforeAll(() => {
    made = federate(AWS);
  });
  const enters = (arn: string) => letIn(providerOf(made.rendered), { arn, account: '999988887777', userid: 'AROA:x' });

  test('comes in from its account, by a provider of another name', () => {
    expect(providerOf(made.rendered)).toMatchObject({
      workload_identity_pool_provider_id: 'vendor-aws',
      aws: { account_id: '999988887777' },
      attribute_condition: "attribute.aws_role == 'arn:aws:sts::999988887777:assumed-role/control-plane'",
    });
    expect(providerOf(made.rendered).oidc).toBeUndefined();
    expect(made.provider).toBe(`${POOL}/providers/vendor-aws`);
  });

  test('is known to IAM by its name without the path, in every session', () => {
    const attributes = enters('arn:aws:sts::999988887777:assumed-role/control-plane/deploy');
    expect(attributes).toEqual({
      'google.subject': 'deploy',
      'attribute.aws_role': 'arn:aws:sts::999988887777:assumed-role/control-plane',
    });
    expect(made.member).toBe(
      `principalSet://iam.googleapis.com/${POOL}/attribute.aws_role/arn:aws:sts::999988887777:assumed-role/control-plane`,
    );
    expect(membersOf(POOL, attributes ?? {})).toContain(made.member);
  });

  test('has room for long names of role and session', () => {
    const long = federate({ awsRole: `arn:aws:iam::999988887777:role/${'r'.repeat(64)}` }).rendered;
    const arn = `arn:aws:sts::999988887777:assumed-role/${'r'.repeat(64)}/${'s'.repeat(64)}`;
    expect(letIn(providerOf(long), { arn })).toBeDefined();
  });

  test.each([
    'arn:aws:sts::999988887777:assumed-role/control-plane-2/deploy',
    'arn:aws:sts::999988887777:assumed-role/other/control-plane',
    'arn:aws:sts::111122223333:assumed-role/control-plane/deploy',
    'arn:aws:iam::999988887777:user/control-plane',
    'arn:aws:iam::999988887777:user/assumed-role/control-plane/deploy',
    'arn:aws:sts::999988887777:federated-user/control-plane',
    'arn:aws:iam::999988887777:root',
  ])('does not let in %s', (arn) => {
    expect(enters(arn)).toBeUndefined();
  });
});

test('the number of the project may be known at deployment only', () => {
  const rendered = render((stack) => {
    const projectNumber = new TerraformVariable(stack, 'number', { type: 'string' }).stringValue;
    const props = { environmentId: 'acme', project: PROJECT, projectNumber, identity: OIDC };
    declare(stack, { Member: new GcpIdentityFederation(stack, 'Federation', props).member });
  });
  expect(rendered.outputs.Member).toBe(
    'principal://iam.googleapis.com/projects/<var.number>/locations/global/workloadIdentityPools/byoc-acme/subject/control-plane',
  );
});
