import * as cdk from 'aws-cdk-lib';
import { aws_s3 as s3 } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { acknowledge, acknowledgeWildcards } from '../../lib/aws/acknowledge';
import type { Permission } from '../../lib/aws/permissions/permission';
import { testStack } from '../support/aws';

/** What is acknowledged on a construct, by id. */
function acknowledged(construct: IConstruct): Record<string, string> {
  const data = construct.node.metadata
    .filter(({ type }) => type === cdk.Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .map((entry) => entry.data as Record<string, string>);
  return Object.assign({}, ...data);
}

const permission = (actions: string[], resources: string[], wildcard?: string): Permission => ({
  actions,
  resources,
  phase: 'run',
  reason: 'a reason',
  neededBy: 'a test',
  ...(wildcard === undefined ? {} : { wildcard }),
});

test('a finding is acknowledged on its construct, with the reason', () => {
  const stack = testStack();
  acknowledge(stack, { id: 'AwsSolutions::AwsSolutions-S1', reason: 'no log bucket' });
  expect(acknowledged(stack)).toEqual({ 'AwsSolutions::AwsSolutions-S1': 'no log bucket' });
});

test('without findings, nothing is written', () => {
  const stack = testStack();
  acknowledge(stack);
  expect(acknowledged(stack)).toEqual({});
});

test('a wildcard is acknowledged per action and resource that has one', () => {
  const stack = testStack();
  acknowledgeWildcards(stack, [
    permission(['s3:GetObject', 's3:List*'], ['arn:aws:s3:::a', 'arn:aws:s3:::a/*'], 'objects of one bucket'),
  ]);
  expect(acknowledged(stack)).toEqual({
    'AwsSolutions::AwsSolutions-IAM5[Action::s3:List*]': 'objects of one bucket',
    'AwsSolutions::AwsSolutions-IAM5[Resource::arn:aws:s3:::a/*]': 'objects of one bucket',
  });
});

test('references are written as cdk-nag writes them', () => {
  const stack = testStack();
  const bucket = new s3.CfnBucket(stack, 'Bucket');
  acknowledgeWildcards(stack, [
    permission(['s3:GetObject'], [`${bucket.attrArn}/*`, `arn:${cdk.Aws.PARTITION}:s3:::${bucket.ref}/*`], 'objects'),
  ]);
  expect(Object.keys(acknowledged(stack))).toEqual([
    'AwsSolutions::AwsSolutions-IAM5[Resource::<Bucket.Arn>/*]',
    'AwsSolutions::AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::<Bucket>/*]',
  ]);
});

test('a wildcard that several permissions have is acknowledged once, with the reasons of all', () => {
  const stack = testStack();
  const resources = ['arn:aws:s3:::a/*'];
  acknowledgeWildcards(stack, [
    permission(['s3:GetObject'], resources, 'objects are read'),
    permission(['s3:PutObject'], resources, 'objects are written'),
    permission(['s3:DeleteObject'], resources, 'objects are read'),
  ]);
  expect(acknowledged(stack)).toEqual({
    'AwsSolutions::AwsSolutions-IAM5[Resource::arn:aws:s3:::a/*]': 'objects are read; objects are written',
  });
});

test('what cdk-nag says nothing of is not acknowledged: denials, and what is not there', () => {
  const stack = testStack();
  acknowledgeWildcards(stack, [
    { ...permission(['s3:*'], ['*'], 'nobody does this'), effect: 'Deny' },
    { ...permission(['sqs:*'], ['*'], 'not here'), when: false },
  ]);
  expect(acknowledged(stack)).toEqual({});
});

test('a permission that does not say why it has a wildcard is not acknowledged', () => {
  const stack = testStack();
  acknowledgeWildcards(stack, [permission(['s3:*'], ['*'])]);
  expect(Object.keys(acknowledged(stack))).toEqual([]);
});

test('a version of aws-cdk-lib without acknowledgements shows the finding and works otherwise', () => {
  jest.isolateModules(() => {
    const { Validations, ...older } = cdk;
    jest.doMock('aws-cdk-lib', () => older);
    const { acknowledge: withOlder } =
      require('../../lib/aws/acknowledge') as typeof import('../../lib/aws/acknowledge');
    const stack = testStack();
    expect(() => withOlder(stack, { id: 'AwsSolutions::AwsSolutions-S1', reason: 'no log bucket' })).not.toThrow();
    expect(acknowledged(stack)).toEqual({});
    expect(Validations).toBeDefined();
  });
  jest.dontMock('aws-cdk-lib');
});
