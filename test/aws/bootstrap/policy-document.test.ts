import { Aws, CfnCondition, CfnParameter, CfnResource, Fn, type Stack } from 'aws-cdk-lib';
import { CompactPolicy, substituted } from '../../../lib/aws/bootstrap/policy-document';
import type { Permission } from '../../../lib/aws/permissions/permission';
import { not } from '../../../lib/aws/switch';
import { Rendered, testStack } from '../../support/aws';

const PERMISSION: Permission = {
  sid: 'ReadObjects',
  actions: ['s3:GetObject', 's3:GetObjectVersion'],
  resources: ['arn:aws:s3:::acme/*'],
  phase: 'run',
  reason: 'reads objects',
  wildcard: 'objects of one bucket',
  neededBy: 'engine',
};

let stack: Stack;
beforeEach(() => {
  stack = testStack();
});

/** A policy as a template has it. */
function written(permissions: readonly Permission[], statements: readonly object[] = []) {
  new CfnResource(stack, 'Policy', {
    type: 'AWS::IAM::ManagedPolicy',
    properties: { PolicyDocument: new CompactPolicy(permissions, statements) },
  });
  const { Policy } = Rendered.of(stack).json.Resources ?? {};
  return Policy?.Properties.PolicyDocument;
}

test('a permission becomes one statement; reasons stay out of the template', () => {
  expect(written([PERMISSION])).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'ReadObjects',
        Effect: 'Allow',
        Action: ['s3:GetObject', 's3:GetObjectVersion'],
        Resource: 'arn:aws:s3:::acme/*',
      },
    ],
  });
});

test('a list of one is written as the one', () => {
  const [statement] = written([{ ...PERMISSION, actions: ['s3:GetObject'], resources: ['*'] }]).Statement;
  expect([statement.Action, statement.Resource]).toEqual(['s3:GetObject', '*']);
});

test('a list that is known at deployment only stays a list', () => {
  const { valueAsList } = new CfnParameter(stack, 'Arns', { type: 'CommaDelimitedList' });
  const [statement] = written([{ ...PERMISSION, resources: valueAsList }]).Statement;
  expect(statement.Resource).toEqual({ Ref: 'Arns' });
});

test('a permission may be a denial, of everything but its resources, on conditions', () => {
  const conditions = { Bool: { 'aws:SecureTransport': 'false' } };
  const [statement] = written([{ ...PERMISSION, effect: 'Deny', allBut: true, conditions }]).Statement;
  expect(statement).toEqual({
    Sid: 'ReadObjects',
    Effect: 'Deny',
    Action: ['s3:GetObject', 's3:GetObjectVersion'],
    NotResource: 'arn:aws:s3:::acme/*',
    Condition: conditions,
  });
});

test('a permission without a name has no Sid', () => {
  const { sid, ...unnamed } = PERMISSION;
  expect(Object.keys(written([unnamed]).Statement[0])).toEqual(['Effect', 'Action', 'Resource']);
});

test('further statements follow, as they are', () => {
  const trust = { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' };
  expect(written([PERMISSION], [trust]).Statement.slice(1)).toEqual([trust]);
});

describe('a permission that depends on something', () => {
  test('known now is there or not', () => {
    const { Statement } = written([
      { ...PERMISSION, sid: 'Here', when: true },
      { ...PERMISSION, sid: 'NotHere', when: false },
    ]);
    expect(Statement.map(({ Sid }: { Sid: string }) => Sid)).toEqual(['Here']);
  });

  test('known at deployment is chosen then', () => {
    const condition = new CfnCondition(stack, 'On', { expression: Fn.conditionEquals('a', 'b') });
    const { Statement } = written([
      { ...PERMISSION, when: condition },
      { ...PERMISSION, when: not(condition) },
    ]);
    const statement = expect.objectContaining({ Sid: 'ReadObjects' });
    expect(Statement).toEqual([
      { 'Fn::If': ['On', statement, { Ref: 'AWS::NoValue' }] },
      { 'Fn::If': ['On', { Ref: 'AWS::NoValue' }, statement] },
    ]);
  });
});

describe('references', () => {
  test('inside a text are substituted, which takes a fifth of the bytes of a join', () => {
    const [statement] = written([
      { ...PERMISSION, resources: [`arn:${Aws.PARTITION}:s3:::${Aws.REGION}/*`] },
    ]).Statement;
    expect(statement.Resource).toEqual({ 'Fn::Sub': 'arn:${AWS::Partition}:s3:::${AWS::Region}/*' });
  });

  test('to an attribute, too', () => {
    const role = new CfnResource(stack, 'Role', { type: 'AWS::IAM::Role' });
    const [statement] = written([{ ...PERMISSION, resources: [`${role.getAtt('Arn')}/*`] }]).Statement;
    expect(statement.Resource).toEqual({ 'Fn::Sub': '${Role.Arn}/*' });
  });

  test('that are all of a text stay references', () => {
    const { valueAsString } = new CfnParameter(stack, 'Arn');
    const [statement] = written([{ ...PERMISSION, resources: [valueAsString] }]).Statement;
    expect(statement.Resource).toEqual({ Ref: 'Arn' });
  });

  test('in conditions and in statements are substituted as well', () => {
    const condition = { StringEquals: { 'kms:ViaService': `ec2.${Aws.REGION}.amazonaws.com` } };
    const wanted = { StringEquals: { 'kms:ViaService': { 'Fn::Sub': 'ec2.${AWS::Region}.amazonaws.com' } } };
    const { Statement } = written([{ ...PERMISSION, conditions: condition }], [{ Condition: condition }]);
    expect(Statement.map(({ Condition }: { Condition: unknown }) => Condition)).toEqual([wanted, wanted]);
  });
});

describe('substituted', () => {
  test("keeps what looks like a reference and is IAM's own variable", () => {
    const join = { 'Fn::Join': ['', ['${aws:username}-', { Ref: 'Name' }]] };
    expect(substituted(join)).toEqual({ 'Fn::Sub': '${!aws:username}-${Name}' });
  });

  test('leaves a join alone that has a separator, or a part that no text can hold', () => {
    for (const join of [
      { 'Fn::Join': [',', ['a', { Ref: 'B' }]] },
      { 'Fn::Join': ['', ['a', { 'Fn::Select': [0, { Ref: 'B' }] }]] },
      { 'Fn::Join': ['', { Ref: 'List' }] },
    ]) {
      expect(substituted(join)).toEqual(join);
    }
  });

  test('looks into lists and objects, and leaves the rest', () => {
    const join = { 'Fn::Join': ['', ['a', { Ref: 'B' }]] };
    expect(substituted({ list: [join, 1, null], text: 'a' })).toEqual({
      list: [{ 'Fn::Sub': 'a${B}' }, 1, null],
      text: 'a',
    });
  });
});

test('two policies with the same references do not disturb each other', () => {
  const [first, second] = ['a', 'b'].map(
    (name) => new CompactPolicy([{ ...PERMISSION, resources: [`${Aws.REGION}/${name}`] }]),
  );
  const resources = [first, second].map((policy) => stack.resolve(policy).Statement[0].Resource);
  expect(resources).toEqual([{ 'Fn::Sub': '${AWS::Region}/a' }, { 'Fn::Sub': '${AWS::Region}/b' }]);
});
