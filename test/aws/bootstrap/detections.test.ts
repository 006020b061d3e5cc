import { AwsDetections, type AwsDetectionsProps } from '../../../lib/aws/bootstrap/detections';
import { AwsDetectionsStack } from '../../../lib/aws/bootstrap/detections-stack';
import { Parameters } from '../../../lib/aws/parameters';
import type { AwsEnvironment, VendorPlan } from '../../../lib/core/config-types';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { Rendered, testApp, testStack } from '../../support/aws';
import { fullEnvironment, fullPlan, minimalEnvironment, minimalPlan } from '../../support/config';
import { type EvaluatedResource, evaluated, propertiesOf } from '../../support/evaluated';

const VENDOR_ROLE = 'arn:aws:iam::111122223333:role/byoc/bootstrap/byoc-acme-vendor';
const NEEDS_TRAIL = ['vendor', 'refused', 'proposals', 'doors', 'keys', 'buckets'];

function render(props: Partial<AwsDetectionsProps> = {}): Readonly<Record<string, EvaluatedResource>> {
  const stack = testStack();
  new AwsDetections(stack, 'Detections', { environmentId: 'acme', trailExists: true, ...props });
  return evaluated(stack);
}

const rulesOf = (resources: ReturnType<typeof render>) =>
  Object.values(resources)
    .filter(({ type }) => type === 'AWS::Events::Rule')
    .map(({ properties }) => properties.Name);

/** Whether EventBridge hands an event over: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html */
function fits(pattern: unknown, event: unknown): boolean {
  if (!Array.isArray(pattern)) {
    return Object.entries(pattern as object).every(([key, inner]) =>
      fits(inner, (event as Record<string, unknown> | undefined)?.[key]),
    );
  }
  return pattern.some((wanted) =>
    typeof wanted === 'string' ? wanted === event : String(event).startsWith(wanted.prefix),
  );
}

/** Names of the rules that an event sets off. */
function alarms(event: object, resources = render()): string[] {
  return Object.values(resources)
    .filter(({ type, properties }) => type === 'AWS::Events::Rule' && fits(properties.EventPattern, event))
    .map(({ properties }) => properties.Name.replace('byoc-acme-', ''));
}

const call = (source: string, eventName: string, detail: object = {}) => ({
  source,
  'detail-type': 'AWS API Call via CloudTrail',
  detail: { eventName, ...detail },
});

describe('the topic', () => {
  test('has a name that others know', () => {
    expect(propertiesOf(render(), 'Topic')).toMatchObject({ TopicName: 'byoc-acme-detections' });
  });

  test('has no key of SNS, which EventBridge cannot use', () => {
    expect(propertiesOf(render(), 'Topic').KmsMasterKeyId).toBeUndefined();
  });

  test('is written to by the rules of the installation, and by nobody else', () => {
    expect(propertiesOf(render(), 'TopicPolicy')).toEqual({
      Topics: [expect.stringMatching(/^<DetectionsTopic/)],
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'events.amazonaws.com' },
            Action: 'sns:Publish',
            Resource: expect.stringMatching(/^<DetectionsTopic/),
            Condition: {
              ArnLike: { 'aws:SourceArn': 'arn:aws:events:eu-central-1:111122223333:rule/byoc-acme-*' },
            },
          },
        ],
      },
    });
  });

  test('every rule writes to it, under a name that its policy lets in', () => {
    for (const { type, properties } of Object.values(render())) {
      if (type !== 'AWS::Events::Rule') continue;
      expect(properties.Name).toMatch(/^byoc-acme-/);
      expect(properties.Targets).toEqual([{ Arn: expect.stringMatching(/^<DetectionsTopic/), Id: 'Topic' }]);
    }
  });
});

describe('what is watched', () => {
  test('without a trail, stacks only: nothing else would ever be seen', () => {
    expect(rulesOf(render({ trailExists: false }))).toEqual(['byoc-acme-stacks']);
  });

  test('with a trail, calls too', () => {
    expect(rulesOf(render())).toEqual(['stacks', ...NEEDS_TRAIL].map((name) => `byoc-acme-${name}`));
  });

  test('with a trail that a parameter tells of, the same at deployment', () => {
    const stack = testStack();
    const trailExists = new Parameters(stack).askWhether({
      name: 'Trail',
      label: '',
      description: '',
      fallback: 'false',
    });
    new AwsDetections(stack, 'Detections', { environmentId: 'acme', trailExists });
    expect(evaluated(stack)).toEqual(render({ trailExists: false }));
    expect(evaluated(stack, { Trail: 'true' })).toEqual(render());
  });

  test('each rule says what it tells of', () => {
    const descriptions = Object.values(render())
      .filter(({ type }) => type === 'AWS::Events::Rule')
      .map(({ properties }) => properties.Description);
    expect(descriptions).toEqual([
      'Tells when a stack of the installation is made, changed or deleted',
      'Tells when the vendor takes its role',
      'Tells when the vendor tries what it may not do',
      'Tells when the vendor proposes a change',
      'Tells when somebody is let into a cluster, or its address is opened',
      'Tells when a key is opened, disabled or scheduled for deletion',
      'Tells when a bucket of the installation is opened, or its objects are set to expire',
    ]);
  });
});

describe('who is told', () => {
  test('an address, by mail', () => {
    expect(propertiesOf(render({ email: 'security@acme.example.com' }), 'Email')).toMatchObject({
      Protocol: 'email',
      Endpoint: 'security@acme.example.com',
    });
  });

  test('nobody by default', () => {
    expect(Object.values(render()).map(({ type }) => type)).not.toContain('AWS::SNS::Subscription');
  });

  test('an address that may be left empty, the same at deployment', () => {
    const stack = testStack();
    const email = new Parameters(stack).askIfAny({ name: 'Mail', label: '', description: '' });
    new AwsDetections(stack, 'Detections', { environmentId: 'acme', trailExists: true, email });
    expect(evaluated(stack)).toEqual(render());
    expect(evaluated(stack, { Mail: 'a@example.com' })).toEqual(render({ email: 'a@example.com' }));
  });
});

describe('an alarm is set off by', () => {
  const stack = (name: string) => ({
    source: 'aws.cloudformation',
    'detail-type': 'CloudFormation Stack Status Change',
    detail: { 'stack-id': `arn:aws:cloudformation:eu-central-1:111122223333:stack/${name}/0123` },
  });
  const byRole = (arn: string) => ({ userIdentity: { sessionContext: { sessionIssuer: { arn } } } });

  test.each<[string, object, string[]]>([
    ['a change of the data plane', stack('byoc-acme-data'), ['stacks']],
    ['a change of the bootstrap', stack('byocbootstrap-acme'), ['stacks']],
    ['a change of custody', stack('byoccustody-acme'), ['stacks']],
    ['a change of the detections themselves', stack('byocdetections-acme'), ['stacks']],
    [
      'the vendor that takes its role',
      call('aws.sts', 'AssumeRole', { requestParameters: { roleArn: VENDOR_ROLE } }),
      ['vendor'],
    ],
    [
      'the vendor that is refused',
      call('aws.ec2', 'RunInstances', { errorCode: 'Client.UnauthorizedOperation', ...byRole(VENDOR_ROLE) }),
      ['refused'],
    ],
    ['an access entry', call('aws.eks', 'CreateAccessEntry'), ['doors']],
    ['a changed address of a cluster', call('aws.eks', 'UpdateClusterConfig'), ['doors']],
    ['a key that is to be deleted', call('aws.kms', 'ScheduleKeyDeletion'), ['keys']],
    ['another policy of a key', call('aws.kms', 'PutKeyPolicy'), ['keys']],
    [
      'another policy of a bucket of the installation',
      call('aws.s3', 'PutBucketPolicy', { requestParameters: { bucketName: 'byoc-acme-data-0123abcd' } }),
      ['buckets'],
    ],
  ])('%s', (_, event, names) => {
    expect(alarms(event)).toEqual(names);
  });

  test.each<[string, object]>([
    ['a change of another installation', stack('byoc-other-data')],
    ["a change of the customer's own stacks", stack('network')],
    ['a change of an installation whose name starts alike', stack('byoccustody-acmeeu')],
    [
      'another role that is taken',
      call('aws.sts', 'AssumeRole', { requestParameters: { roleArn: 'arn:aws:iam::111122223333:role/admin' } }),
    ],
    [
      'somebody else who is refused',
      call('aws.ec2', 'RunInstances', { errorCode: 'AccessDenied', ...byRole('arn:aws:iam::111122223333:role/admin') }),
    ],
    ['the vendor that is not refused', call('aws.eks', 'DescribeCluster', byRole(VENDOR_ROLE))],
    ['another bucket', call('aws.s3', 'PutBucketPolicy', { requestParameters: { bucketName: 'hr' } })],
    ['use of a key', call('aws.kms', 'Decrypt')],
  ])('not by %s', (_, event) => {
    expect(alarms(event)).toEqual([]);
  });
});

describe('the stack', () => {
  const stackOf = (plan: VendorPlan, environment: AwsEnvironment) =>
    new AwsDetectionsStack(testApp(), 'any-id', { config: resolveConfig(plan, environment) });

  test('is called after the environment, and protected like the others', () => {
    const { stackName, terminationProtection } = stackOf(minimalPlan(), minimalEnvironment());
    expect([stackName, terminationProtection]).toEqual(['byocdetections-demo', true]);
  });

  test('watches stacks alone where the environment has no trail, and tells nobody', () => {
    const resources = evaluated(stackOf(minimalPlan(), minimalEnvironment()));
    expect(rulesOf(resources)).toEqual(['byoc-demo-stacks']);
    expect(Object.keys(resources)).not.toContain('DetectionsEmail');
  });

  test('watches everything where it has one, and tells who is named', () => {
    const resources = evaluated(stackOf(fullPlan(), fullEnvironment()));
    expect(rulesOf(resources)).toHaveLength(7);
    expect(propertiesOf(resources, 'Email').Endpoint).toBe('security@acme.example.com');
  });

  test('puts its topic out, to be subscribed to', () => {
    const { outputs } = Rendered.of(stackOf(minimalPlan(), minimalEnvironment()));
    expect(outputs).toEqual({ Contract: '1', EnvironmentId: 'demo', TopicArn: '<DetectionsTopic>' });
  });
});
