import { aws_events as events, Stack, aws_sns as sns } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge';
import { namesOf } from '../names';
import { isGiven, makeIf, type Optional, type Switch, valueIn } from '../switch';
import { CompactPolicy } from './policy-document';

export interface AwsDetectionsProps {
  /** Id of the environment, 2 to 16 lower-case letters and digits; may be a token. */
  readonly environmentId: string;
  /** Whether the account has a CloudTrail trail that logs management events: without one, most of this sees nothing. */
  readonly trailExists: Switch;
  /**
   * E-mail address that is told; it must confirm.
   *
   * @default - nobody: subscribe to the topic yourself
   */
  readonly email?: Optional<string>;
}

/**
 * Tells the customer of what the vendor does and of what nobody should do, by an SNS topic. It sees this region only:
 * changes of roles and policies are reported in us-east-1, which it does not reach.
 */
export class AwsDetections extends Construct {
  public readonly topic: sns.CfnTopic;
  private readonly installation: string;

  public constructor(scope: Construct, id: string, props: AwsDetectionsProps) {
    super(scope, id);
    const { partition, region, account } = Stack.of(this);
    const names = namesOf(props.environmentId);
    this.installation = names.cluster;
    // EventBridge cannot use the key that AWS keeps for SNS: messages would be lost without a word.
    this.topic = new sns.CfnTopic(this, 'Topic', { topicName: names.bootstrap.topic });
    acknowledge(this.topic, {
      id: 'AwsSolutions::AwsSolutions-SNS3',
      reason: 'only EventBridge publishes, and over TLS; subscribers are sent to, they do not publish',
    });
    new sns.CfnTopicPolicy(this, 'TopicPolicy', {
      topics: [this.topic.ref],
      policyDocument: new CompactPolicy(
        [],
        [
          {
            Effect: 'Allow',
            Principal: { Service: 'events.amazonaws.com' },
            Action: 'sns:Publish',
            Resource: this.topic.ref,
            Condition: {
              ArnLike: { 'aws:SourceArn': `arn:${partition}:events:${region}:${account}:rule/${names.cluster}-*` },
            },
          },
        ],
      ),
    });
    makeIf(
      isGiven(props.email),
      () =>
        new sns.CfnSubscription(this, 'Email', {
          topicArn: this.topic.ref,
          protocol: 'email',
          endpoint: valueIn(props.email) ?? '',
        }),
    );
    const stacks = `arn:${partition}:cloudformation:${region}:${account}:stack/`;
    const vendorRole = `arn:${partition}:iam::${account}:role${names.bootstrap.path}${names.bootstrap.vendorRole}`;
    this.watch('stacks', 'a stack of the installation is made, changed or deleted', true, {
      source: ['aws.cloudformation'],
      'detail-type': ['CloudFormation Stack Status Change'],
      detail: {
        'stack-id': [
          `${names.cluster}-`,
          `${names.stacks.bootstrap}/`,
          `${names.stacks.custody}/`,
          `${names.stacks.detections}/`,
        ].map((name) => ({ prefix: `${stacks}${name}` })),
      },
    });
    const calls = (source: string, detail: object) => ({
      source: [source],
      'detail-type': ['AWS API Call via CloudTrail'],
      detail,
    });
    this.watch(
      'vendor',
      'the vendor takes its role',
      props.trailExists,
      calls('aws.sts', { eventName: ['AssumeRole'], requestParameters: { roleArn: [vendorRole] } }),
    );
    this.watch('refused', 'the vendor tries what it may not do', props.trailExists, {
      'detail-type': ['AWS API Call via CloudTrail'],
      detail: {
        errorCode: ['AccessDenied', 'AccessDeniedException', 'Client.UnauthorizedOperation'],
        userIdentity: { sessionContext: { sessionIssuer: { arn: [vendorRole] } } },
      },
    });
    this.watch(
      'proposals',
      'the vendor proposes a change',
      props.trailExists,
      calls('aws.cloudformation', {
        eventName: ['CreateChangeSet'],
        requestParameters: { stackName: [{ prefix: `${names.cluster}-` }] },
      }),
    );
    this.watch(
      'doors',
      'somebody is let into a cluster, or its address is opened',
      props.trailExists,
      calls('aws.eks', {
        eventName: [
          'AssociateAccessPolicy',
          'AssociateIdentityProviderConfig',
          'CreateAccessEntry',
          'UpdateAccessEntry',
          'UpdateClusterConfig',
        ],
      }),
    );
    this.watch(
      'keys',
      'a key is opened, disabled or scheduled for deletion',
      props.trailExists,
      calls('aws.kms', { eventName: ['DisableKey', 'PutKeyPolicy', 'ScheduleKeyDeletion'] }),
    );
    this.watch(
      'buckets',
      'a bucket of the installation is opened, or its objects are set to expire',
      props.trailExists,
      calls('aws.s3', {
        eventName: [
          'DeleteBucket',
          'DeleteBucketEncryption',
          'DeleteBucketPolicy',
          'DeleteBucketPublicAccessBlock',
          'PutBucketAcl',
          'PutBucketEncryption',
          'PutBucketLifecycle',
          'PutBucketPolicy',
          'PutBucketPublicAccessBlock',
          'PutBucketReplication',
          'PutBucketVersioning',
        ],
        requestParameters: { bucketName: [{ prefix: names.bucketPrefix('') }] },
      }),
    );
  }

  private watch(name: string, what: string, on: Switch, eventPattern: object): void {
    makeIf(
      on,
      () =>
        new events.CfnRule(this, name, {
          name: `${this.installation}-${name}`,
          description: `Tells when ${what}`,
          eventPattern,
          targets: [{ arn: this.topic.ref, id: 'Topic' }],
        }),
    );
  }
}
