import { Aws, CfnParameter, aws_iam as iam, type Stack } from 'aws-cdk-lib';
import { AwsSupportAccess, type AwsSupportAccessProps } from '../../../lib/aws/custody/support-access';
import { messageOf, Rendered, testStack } from '../../support/aws';

const ENGINEERS = 'arn:aws:iam::999988887777:role/support';
const EXPIRY = '2027-01-31T00:00:00Z';

function makeSupport(stack: Stack, props: Partial<AwsSupportAccessProps> = {}): AwsSupportAccess {
  return new AwsSupportAccess(stack, 'Support', {
    environmentId: 'acme',
    principals: [ENGINEERS],
    externalId: '9f2c1a7755d04c1e8f6b',
    expiresAt: EXPIRY,
    ...props,
  });
}

describe('support access with the least', () => {
  let rendered: Rendered;
  beforeAll(() => {
    const stack = testStack();
    makeSupport(stack);
    rendered = Rendered.of(stack);
  });

  test('is one role with a name that others know', () => {
    expect(Object.keys(rendered.resources)).toEqual(['Support']);
    rendered.template.hasResourceProperties('AWS::IAM::Role', {
      RoleName: 'acme-support',
      Path: '/byoc/env/acme/support/',
    });
  });

  test('is taken by the engineers, with the external id, until the expiry', () => {
    expect(rendered.one('Support').Properties.AssumeRolePolicyDocument.Statement).toEqual([
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { AWS: ENGINEERS },
        Condition: {
          StringEquals: { 'sts:ExternalId': '9f2c1a7755d04c1e8f6b' },
          DateLessThan: { 'aws:CurrentTime': EXPIRY },
        },
      },
    ]);
  });

  test('finds the cluster and does nothing else, and nothing at all after the expiry', () => {
    const { Properties } = rendered.one('Support');
    expect(Properties.ManagedPolicyArns).toBeUndefined();
    expect(Properties.Policies).toEqual([
      {
        PolicyName: 'Permissions',
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Action: 'eks:DescribeCluster',
              Resource: 'arn:aws:eks:eu-central-1:111122223333:cluster/byoc-acme',
            },
            {
              Sid: 'NothingAfterExpiry',
              Effect: 'Deny',
              Action: '*',
              Resource: '*',
              Condition: { DateGreaterThanEquals: { 'aws:CurrentTime': EXPIRY } },
            },
          ],
        },
      },
    ]);
  });

  test('gives sessions of an hour', () => {
    rendered.template.hasResourceProperties('AWS::IAM::Role', { MaxSessionDuration: 3600 });
  });

  test('has no boundary', () => {
    expect(rendered.one('Support').Properties.PermissionsBoundary).toBeUndefined();
  });
});

describe('support access with everything', () => {
  let rendered: Rendered;
  beforeAll(() => {
    const stack = testStack();
    makeSupport(stack, {
      principals: [ENGINEERS, 'arn:aws:iam::999988887777:user/on-call'],
      permissionsBoundary: iam.ManagedPolicy.fromManagedPolicyArn(
        stack,
        'Boundary',
        'arn:aws:iam::111122223333:policy/boundary',
      ),
    });
    rendered = Rendered.of(stack);
  });

  test('is taken by each of the principals', () => {
    const { Statement } = rendered.one('Support').Properties.AssumeRolePolicyDocument;
    expect(Statement.map(({ Principal }: { Principal: unknown }) => Principal)).toEqual([
      { AWS: ENGINEERS },
      { AWS: 'arn:aws:iam::999988887777:user/on-call' },
    ]);
  });

  test('every statement of its trust has external id and expiry', () => {
    for (const { Condition } of rendered.one('Support').Properties.AssumeRolePolicyDocument.Statement) {
      expect(Condition).toEqual({
        StringEquals: { 'sts:ExternalId': '9f2c1a7755d04c1e8f6b' },
        DateLessThan: { 'aws:CurrentTime': EXPIRY },
      });
    }
  });

  test('has the boundary', () => {
    rendered.template.hasResourceProperties('AWS::IAM::Role', {
      PermissionsBoundary: 'arn:aws:iam::111122223333:policy/boundary',
    });
  });
});

describe('support access that would let in anybody, or would not end', () => {
  const WHO = "'principals' must be ARNs of roles or users, without wildcard, got ";
  const SECRET = (length: number) =>
    `'externalId' must be 16 characters at least, got ${length}; make one with: openssl rand -hex 16`;
  const WHEN = "'expiresAt' must be a moment in UTC like 2027-01-31T00:00:00Z, got ";

  test.each<[string, Partial<AwsSupportAccessProps>, string]>([
    ['nobody is named', { principals: [] }, `${WHO}none`],
    ['everybody is named', { principals: ['*'] }, `${WHO}*`],
    [
      'a whole account is named',
      { principals: [ENGINEERS, 'arn:aws:iam::999988887777:root'] },
      `${WHO}${ENGINEERS}, arn:aws:iam::999988887777:root`,
    ],
    ['a whole account is named by its number', { principals: ['999988887777'] }, `${WHO}999988887777`],
    [
      'every role of an account is named',
      { principals: ['arn:aws:iam::999988887777:role/*'] },
      `${WHO}arn:aws:iam::999988887777:role/*`,
    ],
    ['there is no external id', { externalId: '' }, SECRET(0)],
    ['the external id is short', { externalId: '123456789012345' }, SECRET(15)],
    ['the expiry is a day without a moment', { expiresAt: '2027-01-31' }, `${WHEN}2027-01-31`],
    ['the expiry has no zone', { expiresAt: '2027-01-31T00:00:00' }, `${WHEN}2027-01-31T00:00:00`],
    ['the expiry is on no day', { expiresAt: '2027-02-30T00:00:00Z' }, `${WHEN}2027-02-30T00:00:00Z`],
    ['the expiry is no moment', { expiresAt: 'never' }, `${WHEN}never`],
  ])('fails if %s', (_, props, problem) => {
    expect(messageOf(() => makeSupport(testStack(), props))).toBe(`Test/Support: ${problem}`);
  });

  test('fails if a whole account is named, in a partition that is known later', () => {
    const principals = [`arn:${Aws.PARTITION}:iam::999988887777:root`];
    expect(messageOf(() => makeSupport(testStack(), { principals }))).toContain(WHO);
  });

  test('fails with everything that is wrong at once', () => {
    expect(messageOf(() => makeSupport(testStack(), { principals: ['*'], externalId: 'x', expiresAt: 'never' }))).toBe(
      `Test/Support: ${WHO}*; ${SECRET(1)}; ${WHEN}never`,
    );
  });
});

test('values that are known at deployment only are taken as they are', () => {
  const stack = testStack();
  const parameter = (id: string) => new CfnParameter(stack, id).valueAsString;
  makeSupport(stack, {
    principals: [parameter('Engineers')],
    externalId: parameter('ExternalId'),
    expiresAt: parameter('Expiry'),
  });
  expect(Rendered.of(stack).one('Support').Properties.AssumeRolePolicyDocument.Statement).toEqual([
    {
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Principal: { AWS: '<Engineers>' },
      Condition: {
        StringEquals: { 'sts:ExternalId': '<ExternalId>' },
        DateLessThan: { 'aws:CurrentTime': '<Expiry>' },
      },
    },
  ]);
});

test('an external id of sixteen characters is long enough, and a user is somebody', () => {
  const stack = testStack();
  makeSupport(stack, { principals: ['arn:aws:iam::999988887777:user/on-call'], externalId: '1234567890123456' });
  expect(Object.keys(Rendered.of(stack).resources)).toEqual(['Support']);
});
