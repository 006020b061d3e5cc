import type { AwsEnvironment } from '../../lib/core/config-types';
import { resolveConfig } from '../../lib/core/resolve-config';
import { minimalEnvironment, minimalPlan, problemsOf, warningsOf } from '../support/config';

const KEY = 'arn:aws:kms:eu-central-1:111122223333:key/1';

test.each([
  ['own.encryptionKey', { own: { encryptionKey: 'arn:aws:kms:eu-central-1:444455556666:key/1' } }],
  ['own.permissionsBoundary', { own: { permissionsBoundary: 'arn:aws:iam::444455556666:policy/boundary' } }],
  ['own.metricsWorkspace', { own: { metricsWorkspace: 'arn:aws:aps:eu-central-1:444455556666:workspace/ws-1' } }],
  ['own.roles.nodes', { own: { roles: { nodes: 'arn:aws:iam::444455556666:role/nodes' } } }],
  ['administrators[0]', { administrators: ['arn:aws:iam::444455556666:role/admin'] }],
])('fails if %s is in another account', (path, environment) => {
  const [arn] = JSON.stringify(environment).match(/arn:[^"]+/) ?? [];
  expect(problems(environment)).toEqual([
    `'environment.${path}' must be in account 111122223333, got ${arn}; use one of this account`,
  ]);
});

test.each([
  'arn:aws:iam::111122223333:role/byoc/bootstrap/byoc-demo-vendor',
  'arn:aws:iam::111122223333:role/byoc/env/demo/pods/demo-agent',
])('fails if an administrator is a role of the installation itself: %s', (arn) => {
  expect(problems({ administrators: ['arn:aws:iam::111122223333:role/platform-admin', arn] })).toEqual([
    `'environment.administrators[1]' must be a role of yours, not one under /byoc/, got ${arn}; name a role that your staff assume`,
  ]);
});

test('fails if there are more administrators than a policy has room for', () => {
  const role = (index: number) => `arn:aws:iam::111122223333:role/platform-administrators-${index}`;
  const administrators = Array.from({ length: 10 }, (_, index) => role(index));
  expect(problems({ administrators })).toEqual([
    "'environment.administrators' must be 420 characters at most in all: one IAM policy names them, got 560; name fewer: a role may be assumed by many",
  ]);
  expect(problems({ administrators: administrators.slice(0, 7) })).toEqual([]);
});

test('fails if the boundary is the one that the bootstrap makes', () => {
  const permissionsBoundary = 'arn:aws:iam::111122223333:policy/byoc/bootstrap/byoc-demo-boundary';
  expect(problems({ own: { permissionsBoundary } })).toEqual([
    `'environment.own.permissionsBoundary' must be a policy of yours, not one under /byoc/bootstrap/, got ${permissionsBoundary}; leave it out: the bootstrap makes that one`,
  ]);
});

test('a role and a policy of the customer may have names and paths like ours', () => {
  const administrators = [
    'arn:aws:iam::111122223333:role/byoc-admin',
    'arn:aws:iam::111122223333:role/team/byoc/admin',
  ];
  const own = { permissionsBoundary: 'arn:aws:iam::111122223333:policy/team/byoc/bootstrap/boundary' };
  expect(problems({ administrators, own })).toEqual([]);
});

test('fails if the key is in another region', () => {
  expect(problems({ own: { encryptionKey: 'arn:aws:kms:eu-west-1:111122223333:key/1' } })).toEqual([
    "'environment.own.encryptionKey' must be in eu-central-1, got arn:aws:kms:eu-west-1:111122223333:key/1; use one of this region",
  ]);
});

test('fails if the workspace is in another region', () => {
  expect(problems({ own: { metricsWorkspace: 'arn:aws:aps:eu-west-1:111122223333:workspace/ws-1' } })).toEqual([
    "'environment.own.metricsWorkspace' must be in eu-central-1, got arn:aws:aps:eu-west-1:111122223333:workspace/ws-1; use one of this region",
  ]);
});

test('a role has no region', () => {
  expect(problems({ own: { roles: { nodes: 'arn:aws:iam::111122223333:role/nodes' } } })).toEqual([]);
});

test.each(['*', '/hostedzone/Z0123456789ABCDEFGHIJ', 'z1'])('fails if the DNS zone is %s', (zoneId) => {
  const dns = { zoneId, domain: 'acme.notes.example.com', issuer: { kind: 'vendor-ca' } } as const;
  expect(problems({ dns })).toEqual([
    `'environment.dns.zoneId' must be the id of a Route 53 hosted zone, got ${zoneId}; write it like Z0123456789ABCDEFGHIJ`,
  ]);
});

test('fails if the domain of the DNS zone is no domain', () => {
  const dns = { zoneId: 'Z1', domain: 'x y*', issuer: { kind: 'vendor-ca' } } as const;
  expect(problems({ dns })).toEqual([
    "'environment.dns.domain' must be a lower-case host name, got x y*; write it like control.example.com",
  ]);
});

describe('what only the account knows is said to be unknown, with the command that tells', () => {
  test.each<[string, NonNullable<AwsEnvironment['own']>, string]>([
    [
      'key',
      { encryptionKey: KEY },
      `environment.own.encryptionKey unknown whether the key has the statements of docs/own-key.md; verify with: aws kms get-key-policy --region eu-central-1 --key-id ${KEY} --policy-name default`,
    ],
    [
      'role',
      { roles: { nodes: 'arn:aws:iam::111122223333:role/platform/nodes' } },
      'environment.own.roles.nodes unknown whether the role has the trust and the permissions of docs/permissions.md; verify with: aws iam get-role --role-name nodes (and list-role-policies, list-attached-role-policies)',
    ],
    [
      'bucket',
      { buckets: { data: 'acme-data' } },
      'environment.own.buckets.data unknown whether the bucket is in this region, closed to the public, encrypted with the key and TLS-only; verify with: aws s3api get-bucket-policy --bucket acme-data (and get-bucket-location, get-bucket-encryption, get-public-access-block)',
    ],
  ])('of a %s', (_what, own, warning) => {
    expect(warnings({ own })).toEqual([warning]);
  });

  test('of nothing where custody makes all', () => {
    expect(warnings({})).toEqual([]);
  });
});

function problems(environment: Partial<AwsEnvironment>): string[] {
  return problemsOf(() => resolveConfig(minimalPlan(), { ...minimalEnvironment(), ...environment }));
}

function warnings(environment: Partial<AwsEnvironment>): string[] {
  return warningsOf(resolveConfig(minimalPlan(), { ...minimalEnvironment(), ...environment })).filter((warning) =>
    warning.startsWith('environment.own'),
  );
}
