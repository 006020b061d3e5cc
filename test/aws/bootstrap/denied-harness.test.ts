import { managedPoliciesOf, principalsOf, resourcePoliciesOf } from '../../../scripts/access/principals';
import { Account, type Context, type PolicyDocument } from '../../../scripts/access/simulator';
import type { EvaluatedResource } from '../../../scripts/access/template';
import { ACCOUNT, REGION } from '../../support/aws';
import { identity, service } from '../../support/simulate';

const PLACE = { account: ACCOUNT, region: REGION, partition: 'aws' };
const ROLE = `arn:aws:iam::${ACCOUNT}:role/app`;
const VPC = `arn:aws:ec2:${REGION}:${ACCOUNT}:vpc/vpc-1`;
const account = new Account(PLACE, {});
const allow = (Action: string, Resource: string, more: object = {}): PolicyDocument => ({
  Statement: [{ Effect: 'Allow', Action, Resource, ...more }],
});
const asks = (action: string, resource: string, context: Context = {}, policy = allow(action, '*')) =>
  account.ask({ arn: ROLE, policies: [policy] }, action, resource, context);

describe('the simulator answers', () => {
  test('what is allowed, refused and denied', async () => {
    expect(await asks('ec2:DeleteVpc', VPC)).toBe('allowed');
    expect(await asks('ec2:DeleteVpc', VPC, {}, allow('ec2:CreateVpc', '*'))).toBe('refused');
    expect(await asks('ec2:DeleteVpc', VPC, {}, { Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }] })).toBe(
      'denied',
    );
  });

  test('inside a boundary only what both allow', async () => {
    const within = (boundary: PolicyDocument) =>
      account.ask({ ...identity(ROLE, '*'), boundary }, 'ec2:DeleteVpc', VPC);
    expect(await within(allow('ec2:*', '*'))).toBe('allowed');
    expect(await within(allow('s3:*', '*'))).toBe('refused');
  });

  test('with the region of the resource, and that of global services', async () => {
    const inRegion = (region: string) => ({ Condition: { StringEquals: { 'aws:RequestedRegion': region } } });
    const far = VPC.replace(REGION, 'us-west-2');
    expect(await asks('ec2:DeleteVpc', far, {}, allow('ec2:DeleteVpc', '*', inRegion('us-west-2')))).toBe('allowed');
    expect(await asks('iam:GetRole', ROLE, {}, allow('iam:GetRole', '*', inRegion('us-east-1')))).toBe('allowed');
    expect(await asks('iam:PassRole', ROLE, {}, allow('iam:PassRole', '*', inRegion(REGION)))).toBe('allowed');
  });

  test('with the policy of the resource, also where the account has it', async () => {
    const trust = {
      Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    };
    const trusting = new Account(PLACE, { [ROLE]: trust });
    expect(await trusting.ask(service('ec2.amazonaws.com'), 'sts:AssumeRole', ROLE)).toBe('allowed');
    expect(await trusting.ask(service('lambda.amazonaws.com'), 'sts:AssumeRole', ROLE)).toBe('refused');
  });
});

describe('the simulator does not answer', () => {
  const questions: readonly (readonly [what: string, asked: () => Promise<unknown>, why: string])[] = [
    ['for an action that IAM does not have', () => asks('ec2:Fly', VPC), 'invalid.action'],
    ['for a resource of another kind', () => asks('ec2:DeleteVpc', ROLE), 'no.resource.types'],
    ['for all resources of a kind', () => asks('ec2:DeleteVpc', '*'), 'ec2:DeleteVpc is for one resource, got *'],
    [
      'for a key that the action has not',
      () => asks('iam:TagRole', ROLE, { 'iam:PermissionsBoundary': 'x' }),
      'iam:TagRole has no iam:PermissionsBoundary',
    ],
    [
      'for a tag that the action has not',
      () => asks('ec2:DeleteVpc', VPC, { 'aws:RequestTag/a': 'b' }),
      'ec2:DeleteVpc has no aws:RequestTag/a',
    ],
    [
      'for a tag of objects',
      () => asks('s3:GetObject', 'arn:aws:s3:::b/k', { 'aws:ResourceTag/a': 'b' }),
      's3:GetObject has no aws:ResourceTag/a',
    ],
    [
      'for a policy that it cannot read',
      () => asks('ec2:DeleteVpc', VPC, {}, { Statement: [{ Effect: 'Allow', Reason: 'x' }] }),
      'identityPolicyErrors',
    ],
    [
      'for a wildcard in the place of a kind',
      () => asks('ec2:DeleteVpc', VPC, {}, allow('ec2:DeleteVpc', VPC.replace('vpc/vpc-1', '*/*'))),
      `a wildcard stands for the kind of the resource in ${VPC.replace('vpc/vpc-1', '*/*')}`,
    ],
  ];
  test.each(questions)('%s', async (_, asked, why) => {
    await expect(asked()).rejects.toThrow(why);
  });
});

describe('roles of a template', () => {
  const role = (properties: object): EvaluatedResource => ({ type: 'AWS::IAM::Role', properties });
  const policy = (ManagedPolicyName: string, more: object = {}): EvaluatedResource => ({
    type: 'AWS::IAM::ManagedPolicy',
    properties: { ManagedPolicyName, Path: '/p/', PolicyDocument: allow('s3:*', ManagedPolicyName), ...more },
  });
  const arn = (name: string) => `arn:aws:iam::${ACCOUNT}:policy/p/${name}`;
  const trust = allow('sts:AssumeRole', '*');

  test('have every policy that is theirs, wherever it stands', () => {
    const inline = { PolicyName: 'a', PolicyDocument: allow('s3:*', 'inline') };
    const resources = {
      Role: role({
        RoleName: 'app',
        Path: '/x/',
        Policies: [inline],
        ManagedPolicyArns: [arn('attached'), 'arn:aws:iam::aws:policy/ReadOnlyAccess'],
        PermissionsBoundary: arn('limit'),
        AssumeRolePolicyDocument: trust,
      }),
      Attached: policy('attached'),
      Limit: policy('limit'),
      Naming: policy('naming', { Roles: ['app'] }),
      Own: { type: 'AWS::IAM::RolePolicy', properties: { RoleName: 'app', PolicyDocument: allow('s3:*', 'own') } },
      Foreign: { type: 'AWS::IAM::Policy', properties: { Roles: ['other'], PolicyDocument: allow('s3:*', 'foreign') } },
    };
    const { app } = principalsOf(resources, PLACE);
    expect(app?.policies).toEqual(['inline', 'attached', 'own', 'naming'].map((name) => allow('s3:*', name)));
    expect(app?.boundary).toEqual(allow('s3:*', 'limit'));
    expect(app).toMatchObject({ name: 'app', path: '/x/', arn: `arn:aws:iam::${ACCOUNT}:role/x/app`, trust });
    expect(resourcePoliciesOf(resources, PLACE)).toEqual({ [`arn:aws:iam::${ACCOUNT}:role/x/app`]: trust });
  });

  test('have no policy that nobody knows', () => {
    const unknown = { Role: role({ RoleName: 'app', PermissionsBoundary: arn('limit') }) };
    expect(() => principalsOf(unknown, PLACE)).toThrow(`no policy '${arn('limit')}' in nothing`);
    const elsewhere = managedPoliciesOf({ Limit: policy('limit') }, PLACE);
    expect(principalsOf(unknown, PLACE, elsewhere).app?.boundary).toEqual(allow('s3:*', 'limit'));
  });
});
