import { aws_kms as kms, type Stack } from 'aws-cdk-lib';
import { AwsLogs, type AwsLogsProps } from '../../../lib/aws/custody/logs';
import { Rendered, testStack } from '../../support/aws';

const KEY = 'arn:aws:kms:eu-central-1:111122223333:key/own';

function makeLogs(stack: Stack, props: Partial<AwsLogsProps> = {}): AwsLogs {
  return new AwsLogs(stack, 'Logs', {
    environmentId: 'acme',
    encryptionKey: kms.Key.fromKeyArn(stack, 'Key', KEY),
    retentionDays: 90,
    flowLogs: false,
    dataOnDelete: 'retain',
    ...props,
  });
}

describe('without flow logs', () => {
  let logs: AwsLogs;
  let rendered: Rendered;
  beforeAll(() => {
    const stack = testStack();
    logs = makeLogs(stack);
    rendered = Rendered.of(stack);
  });

  test('there is one group, which EKS writes to', () => {
    expect(rendered.property('AWS::Logs::LogGroup', 'LogGroupName')).toEqual({
      LogsCluster: '/aws/eks/byoc-acme/cluster',
    });
    expect(logs.flow).toBeUndefined();
  });

  test('it has retention and key', () => {
    rendered.template.hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 90, KmsKeyId: KEY });
  });

  test('it outlives its stack, but not a failed first deployment', () => {
    rendered.template.hasResource('AWS::Logs::LogGroup', {
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });
});

describe('with flow logs', () => {
  let rendered: Rendered;
  let raw: Record<string, { Properties: Record<string, unknown> }>;
  beforeAll(() => {
    const stack = testStack();
    makeLogs(stack, { flowLogs: true, retentionDays: 365, dataOnDelete: 'destroy' });
    rendered = Rendered.of(stack);
    raw = rendered.template.findResources('AWS::Logs::LogGroup') as typeof raw;
  });

  test('there are two groups', () => {
    expect(rendered.property('AWS::Logs::LogGroup', 'LogGroupName')).toEqual({
      LogsCluster: '/aws/eks/byoc-acme/cluster',
      LogsFlow: '/byoc/acme/flow',
    });
  });

  test('their names are literal, so that a later install adopts them', () => {
    for (const { Properties } of Object.values(raw)) expect(typeof Properties.LogGroupName).toBe('string');
  });

  test('both have retention and key, and go with their stack', () => {
    rendered.template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 365, KmsKeyId: KEY });
    rendered.template.allResources('AWS::Logs::LogGroup', { DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' });
  });
});
