import { GcpIdentityFederation, type GcpIdentityFederationProps } from '../../../lib/gcp/bootstrap/identity-federation';
import { messageOf, PROJECT, PROJECT_NUMBER, testStack } from '../../support/gcp';

type Identity = GcpIdentityFederationProps['identity'];

const ISSUER = 'https://token.riverbed.example.com';
const OIDC: Identity = { oidc: { issuer: ISSUER, subject: 'control-plane' } };
const AWS: Identity = { awsRole: 'arn:aws:iam::999988887777:role/control-plane' };

function federate(identity: Identity, props: Partial<GcpIdentityFederationProps> = {}) {
  const place = { environmentId: 'acme', project: PROJECT, projectNumber: PROJECT_NUMBER };
  return new GcpIdentityFederation(testStack(), 'Federation', { ...place, identity, ...props });
}

describe('fails if', () => {
  const SUBJECT =
    "'subject' of Test/Federation must be the exact subject of a token, of at most 127 letters without wildcard, spaces and quotes, got %; copy it from a token; without one, everybody whom the issuer knows would come in";
  const ROLE =
    "'awsRole' of Test/Federation must be the ARN of one IAM role, got %; write it like arn:aws:iam::999988887777:role/control-plane, without wildcard";
  const HTTPS = "'issuer' of Test/Federation must be an https URL, got %; write it like https://token.example.com";
  const AUDIENCE =
    "'audience' of Test/Federation must be the audience of a token, got %; copy it from a token, or leave it out";
  const oidc = (change: object): Identity => ({ oidc: { issuer: ISSUER, subject: 'x', ...change } });

  test.each<[what: string, identity: Identity, message: string, got: string]>([
    ['no subject is the condition of the provider', { oidc: { issuer: ISSUER } } as Identity, SUBJECT, 'nothing'],
    ...[
      '',
      '*',
      'repo:notes/*',
      'control plane',
      "x' || true || '",
      'x"',
      'x\\',
      'é',
      '${path.root}',
      '%{ if true }',
      's'.repeat(128),
    ].map((subject): [string, Identity, string, string] => [
      `the subject is ${subject}`,
      oidc({ subject }),
      SUBJECT,
      subject === '' ? 'nothing' : subject,
    ]),
    ...['http://token.riverbed.example.com', 'https://', 'token.riverbed.example.com', 'https://*', ''].map(
      (issuer): [string, Identity, string, string] => [
        `the issuer is ${issuer}`,
        oidc({ issuer }),
        HTTPS,
        issuer === '' ? 'nothing' : issuer,
      ],
    ),
    ['the audience is empty', oidc({ audience: '' }), AUDIENCE, 'nothing'],
    ['the audience is a wildcard', oidc({ audience: '*' }), AUDIENCE, '*'],
    ...[
      '',
      'arn:aws:iam::999988887777:role/*',
      'arn:aws:iam::999988887777:role/',
      'arn:aws:iam::999988887777:role/control-plane/',
      'arn:aws:iam::999988887777:role/a:b/control-plane',
      'arn:aws:iam::999988887777:root',
      'arn:aws:iam::999988887777:user/ann',
      'arn:aws:sts::999988887777:assumed-role/control-plane/ann',
      '999988887777',
    ].map((awsRole): [string, Identity, string, string] => [
      `the role is ${awsRole}`,
      { awsRole },
      ROLE,
      awsRole === '' ? 'nothing' : awsRole,
    ]),
  ])('%s', (_, identity, message, got) => {
    expect(messageOf(() => federate(identity))).toBe(message.replace('%', () => got));
  });

  test.each<[what: string, identity: object, message: string]>([
    ['two come in', { ...OIDC, ...AWS }, 'got oidc, awsRole; remove the others'],
    ['nobody comes in', {}, 'got none; add one'],
    ['somebody comes in otherwise', { saml: {} }, 'got none; add one'],
  ])('%s', (_, identity, message) => {
    expect(messageOf(() => federate(identity as Identity))).toBe(
      `'identity' of Test/Federation must have exactly one of oidc, awsRole, ${message}`,
    );
  });

  test('names would be made of something else than ids, with all that is wrong', () => {
    expect(
      messageOf(() => federate(OIDC, { environmentId: 'acme-1', project: '123456789012', projectNumber: 'acme-data' })),
    ).toBe(
      [
        "'environmentId' of Test/Federation must be 2 to 16 lower-case letters and digits, got acme-1; with a hyphen, names of one installation could begin like another's",
        "'project' of Test/Federation must be a project id, got 123456789012; use the id, not the number",
        "'projectNumber' of Test/Federation must be a project number, got acme-data; use the number, not the id",
      ].join('\n'),
    );
  });
});
