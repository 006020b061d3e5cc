import { CfnCondition, CfnParameter, Fn, type Stack } from 'aws-cdk-lib';
import { AwsVendorAccessRole, type AwsVendorAccessRoleProps } from '../../../lib/aws/bootstrap/vendor-access-role';
import { Parameters } from '../../../lib/aws/parameters';
import { messageOf, testStack } from '../../support/aws';
import { bySid, evaluated, inlinePolicies, propertiesOf } from '../../support/evaluated';

const CONTROL_PLANE = 'arn:aws:iam::999988887777:role/control-plane';
const EXTERNAL_ID = '9f2c1a7755d04c1e8f6b';
const EXPIRY = '2028-01-31T00:00:00Z';
const DEPLOYMENT_ROLE = 'arn:aws:iam::111122223333:role/byoc/bootstrap/byoc-acme-deployment';
const STACKS = 'arn:aws:cloudformation:eu-central-1:111122223333:stack';

function makeRole(stack: Stack, props: Partial<AwsVendorAccessRoleProps> = {}): AwsVendorAccessRole {
  return new AwsVendorAccessRole(stack, 'Vendor', {
    environmentId: 'acme',
    principals: [CONTROL_PLANE],
    externalId: EXTERNAL_ID,
    mayExecute: false,
    mayDelete: false,
    ...props,
  });
}

/** Properties of the role. */
function roleOf(props: Partial<AwsVendorAccessRoleProps> = {}) {
  const stack = testStack();
  makeRole(stack, props);
  return propertiesOf(evaluated(stack), 'Vendor');
}

const policiesOf = (props: Partial<AwsVendorAccessRoleProps> = {}) => inlinePolicies(roleOf(props));
const statement = (policy: string, sid: string, props: Partial<AwsVendorAccessRoleProps> = {}) => {
  const found = policiesOf(props)[policy];
  return found === undefined ? undefined : bySid(found)[sid];
};

describe('the role with the least', () => {
  test('has a name that others know, under the path of the bootstrap', () => {
    expect(roleOf()).toMatchObject({
      RoleName: 'byoc-acme-vendor',
      Path: '/byoc/bootstrap/',
      Description: 'Vendor of installation acme: proposes changes, reads no data',
    });
  });

  test('gives sessions of an hour', () => {
    expect(roleOf().MaxSessionDuration).toBe(3600);
  });

  test('is taken by the named and nobody else, with the external id', () => {
    expect(roleOf().AssumeRolePolicyDocument.Statement).toEqual([
      {
        Effect: 'Allow',
        Principal: { AWS: [CONTROL_PLANE] },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'sts:ExternalId': EXTERNAL_ID } },
      },
      {
        Effect: 'Allow',
        Principal: { AWS: [CONTROL_PLANE] },
        Action: ['sts:SetSourceIdentity', 'sts:TagSession'],
        Condition: { Bool: { 'aws:PrincipalIsAWSService': 'false' } },
      },
    ]);
  });

  test('has no boundary, no managed policy and no end', () => {
    const role = roleOf();
    expect([role.PermissionsBoundary, role.ManagedPolicyArns]).toEqual([undefined, undefined]);
    expect(JSON.stringify(role)).not.toContain('aws:CurrentTime');
  });

  test('reads no template from a bucket', () => {
    expect(JSON.stringify(roleOf())).not.toContain('s3:');
  });
});

describe('who takes it', () => {
  const ROOT = 'arn:aws:iam::888877776666:root';
  const LIKE = ['arn:aws:iam::888877776666:role/control-plane-*'];
  const trust = (props: Partial<AwsVendorAccessRoleProps>) => roleOf(props).AssumeRolePolicyDocument.Statement;
  const principals = (statements: { Principal: { AWS: string[] } }[]) =>
    statements.map(({ Principal }) => Principal.AWS);

  test('several principals stand in one statement', () => {
    const two = [CONTROL_PLANE, 'arn:aws:iam::999988887777:user/on-call'];
    expect(principals(trust({ principals: two }))).toEqual([two, two]);
  });

  test('a root stands apart from exact principals, and is narrowed in each statement', () => {
    const statements = trust({ principals: [CONTROL_PLANE, ROOT], principalArnLike: LIKE });
    expect(principals(statements)).toEqual([[CONTROL_PLANE], [CONTROL_PLANE], [ROOT], [ROOT]]);
    expect(statements.map(({ Condition }: { Condition: { ArnLike?: object } }) => Condition.ArnLike)).toEqual([
      undefined,
      undefined,
      { 'aws:PrincipalArn': LIKE },
      { 'aws:PrincipalArn': LIKE },
    ]);
  });

  test('a root alone is one pair of statements', () => {
    expect(principals(trust({ principals: [ROOT], principalArnLike: LIKE }))).toEqual([[ROOT], [ROOT]]);
  });

  test('every statement that lets a role be taken asks for the external id', () => {
    const taking = trust({ principals: [CONTROL_PLANE, ROOT], principalArnLike: LIKE }).filter(
      ({ Action }: { Action: unknown }) => Action === 'sts:AssumeRole',
    );
    expect(taking).toHaveLength(2);
    for (const { Condition } of taking) expect(Condition.StringEquals).toEqual({ 'sts:ExternalId': EXTERNAL_ID });
  });

  test('with an expiry, every statement ends then', () => {
    const statements = trust({ principals: [CONTROL_PLANE, ROOT], principalArnLike: LIKE, expiresAt: EXPIRY });
    expect(statements).toHaveLength(4);
    for (const { Condition } of statements) expect(Condition.DateLessThan).toEqual({ 'aws:CurrentTime': EXPIRY });
  });

  test.each<[string, Partial<AwsVendorAccessRoleProps>, string]>([
    [
      'a root is not narrowed',
      { principals: [ROOT] },
      `'principals' must be ARNs of roles or users, without wildcard, got ${ROOT}`,
    ],
    [
      'the external id is short',
      { externalId: 'short' },
      "'externalId' must be 16 characters at least, got 5; make one with: openssl rand -hex 16",
    ],
    [
      'the expiry has no zone',
      { expiresAt: '2028-01-31T00:00:00' },
      "'expiresAt' must be a moment in UTC like 2027-01-31T00:00:00Z, got 2028-01-31T00:00:00",
    ],
  ])('fails if %s', (_, props, problem) => {
    expect(messageOf(() => makeRole(testStack(), props))).toBe(`Test/Vendor: ${problem}`);
  });
});

describe('what it proposes', () => {
  test('change sets for stacks of the installation, with the deployment role and of these types only', () => {
    expect(statement('Propose', 'Propose')).toEqual({
      Sid: 'Propose',
      Effect: 'Allow',
      Action: 'cloudformation:CreateChangeSet',
      Resource: `${STACKS}/byoc-acme-*/*`,
      Condition: {
        StringEquals: { 'cloudformation:RoleArn': DEPLOYMENT_ROLE },
        'ForAllValues:StringEquals': { 'cloudformation:ResourceTypes': expect.arrayContaining(['AWS::EKS::Cluster']) },
        Null: { 'cloudformation:ResourceTypes': 'false', 'cloudformation:ImportResourceTypes': 'true' },
      },
    });
  });

  test('it makes and updates no stack but by a change set', () => {
    const actions = Object.values(policiesOf({ mayExecute: true, mayDelete: true }))
      .flatMap(({ Statement }) => Statement)
      .filter(({ Effect }) => Effect === 'Allow')
      .flatMap(({ Action }) => Action);
    const writes = actions.filter((action) =>
      /^cloudformation:(Create|Update|Set|Import|Activate|Register)/.test(action),
    );
    expect(writes).toEqual(['cloudformation:CreateChangeSet']);
  });

  test('it hands over the deployment role, to CloudFormation only', () => {
    expect(statement('Propose', 'HandOver')).toEqual({
      Sid: 'HandOver',
      Effect: 'Allow',
      Action: 'iam:PassRole',
      Resource: DEPLOYMENT_ROLE,
      Condition: { StringEquals: { 'iam:PassedToService': 'cloudformation.amazonaws.com' } },
    });
  });

  test('it reads templates under one prefix', () => {
    expect(statement('Propose', 'ReadTemplates', { artifactPrefix: 'releases/templates/' })).toEqual({
      Sid: 'ReadTemplates',
      Effect: 'Allow',
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::releases/templates/*',
    });
  });

  test('it sees the version of the bootstrap, and no other parameter', () => {
    expect(statement('Propose', 'LookAtVersion')).toMatchObject({
      Action: 'ssm:GetParameter',
      Resource: 'arn:aws:ssm:eu-central-1:111122223333:parameter/byoc/acme/bootstrap',
    });
  });
});

describe('modes', () => {
  test.each<[string, Partial<AwsVendorAccessRoleProps>, string[]]>([
    ['approved', {}, ['Propose', 'NeverExecute', 'Guard']],
    ['managed', { mayExecute: true }, ['Propose', 'Execute', 'Guard']],
    [
      'managed, while deletion is allowed',
      { mayExecute: true, mayDelete: true },
      ['Propose', 'Execute', 'Remove', 'Guard'],
    ],
  ])('%s has these policies', (_, props, names) => {
    expect(Object.keys(policiesOf(props))).toEqual(names);
  });

  const MANAGED = { mayExecute: true, mayDelete: true };

  test('managed executes and cancels without a role of its own: the change set has one', () => {
    expect(statement('Execute', 'Execute', MANAGED)).toEqual({
      Sid: 'Execute',
      Effect: 'Allow',
      Action: ['cloudformation:CancelUpdateStack', 'cloudformation:ExecuteChangeSet'],
      Resource: `${STACKS}/byoc-acme-*/*`,
    });
  });

  test('managed recovers and deletes with the deployment role only', () => {
    for (const [policy, sid] of [
      ['Execute', 'Recover'],
      ['Remove', 'Remove'],
    ] as const) {
      expect(statement(policy, sid, MANAGED)).toMatchObject({
        Resource: `${STACKS}/byoc-acme-*/*`,
        Condition: { StringEquals: { 'cloudformation:RoleArn': DEPLOYMENT_ROLE } },
      });
    }
    expect(statement('Remove', 'Remove', MANAGED)?.Action).toBe('cloudformation:DeleteStack');
  });

  test('approved denies every way to carry a change out', () => {
    expect(statement('NeverExecute', 'NeverExecute')).toEqual({
      Sid: 'NeverExecute',
      Effect: 'Deny',
      Action: [
        'cloudformation:CancelUpdateStack',
        'cloudformation:DeleteStack',
        'cloudformation:ExecuteChangeSet',
        'cloudformation:ContinueUpdateRollback',
        'cloudformation:RollbackStack',
      ],
      Resource: '*',
    });
  });

  test('a condition decides at deployment', () => {
    const stack = testStack();
    const when = (name: string) => {
      const { valueAsString } = new CfnParameter(stack, name, { default: 'false' });
      return new CfnCondition(stack, `Is${name}`, { expression: Fn.conditionEquals(valueAsString, 'true') });
    };
    makeRole(stack, { mayExecute: when('Execute'), mayDelete: when('Delete') });
    const names = (parameters: Record<string, string>) =>
      Object.keys(inlinePolicies(propertiesOf(evaluated(stack, parameters), 'Vendor')));
    expect(names({})).toEqual(Object.keys(policiesOf()));
    expect(names({ Execute: 'true' })).toEqual(Object.keys(policiesOf({ mayExecute: true })));
    expect(names({ Execute: 'true', Delete: 'true' })).toEqual(Object.keys(policiesOf(MANAGED)));
  });
});

describe('what it never does', () => {
  test('nothing to bootstrap, detections and custody, whatever the stack of the bootstrap is called', () => {
    expect(statement('Guard', 'NeverOwnRights')).toEqual({
      Sid: 'NeverOwnRights',
      Effect: 'Deny',
      Action: 'cloudformation:*',
      Resource: ['any-name', 'byocbootstrap-acme', 'byoccustody-acme', 'byocdetections-acme'].map(
        (name) => `${STACKS}/${name}/*`,
      ),
    });
  });

  test('no import of what is there', () => {
    expect(statement('Guard', 'NeverImport')).toEqual({
      Sid: 'NeverImport',
      Effect: 'Deny',
      Action: 'cloudformation:CreateChangeSet',
      Resource: '*',
      Condition: { Null: { 'cloudformation:ImportResourceTypes': 'false' } },
    });
  });

  test('nothing at all after the expiry, in open sessions too', () => {
    expect(statement('Guard', 'NeverAgain', { expiresAt: EXPIRY })).toEqual({
      Sid: 'NeverAgain',
      Effect: 'Deny',
      Action: '*',
      Resource: '*',
      Condition: { DateGreaterThanEquals: { 'aws:CurrentTime': EXPIRY } },
    });
    expect(statement('Guard', 'NeverAgain')).toBeUndefined();
  });

  test('an expiry that may be left empty decides at deployment', () => {
    const stack = testStack();
    makeRole(stack, { expiresAt: new Parameters(stack).askIfAny({ name: 'Expiry', label: '', description: '' }) });
    const role = (parameters: Record<string, string>) => propertiesOf(evaluated(stack, parameters), 'Vendor');
    expect(role({})).toEqual(roleOf());
    expect(role({ Expiry: EXPIRY })).toEqual(roleOf({ expiresAt: EXPIRY }));
  });
});

describe('with a boundary of the customer', () => {
  const BOUNDARY = 'arn:aws:iam::111122223333:policy/boundary';

  test('it has that boundary', () => {
    expect(roleOf({ permissionsBoundary: BOUNDARY }).PermissionsBoundary).toBe(BOUNDARY);
  });

  test('that may be left empty, it has it where it is not', () => {
    const stack = testStack();
    const permissionsBoundary = new Parameters(stack).askIfAny({ name: 'Boundary', label: '', description: '' });
    makeRole(stack, { permissionsBoundary });
    const boundary = (parameters: Record<string, string>) =>
      propertiesOf(evaluated(stack, parameters), 'Vendor').PermissionsBoundary;
    expect([boundary({}), boundary({ Boundary: BOUNDARY })]).toEqual([undefined, BOUNDARY]);
  });
});
