import type { Context } from '../simulator';
import { adopted, granted, type Move, movesOf, type OneRequest, opened, reached } from './facts';
import type { Scene } from './scene';

/** Changing what custody keeps: buckets, key, logs, and what tells the customer of it. */
export function custodyMoves(scene: Scene): readonly Move[] {
  return movesOf([...buckets(scene), ...keys(scene), ...records(scene)]);
}

function buckets(scene: Scene): OneRequest[] {
  const kinds: readonly (readonly [string, string])[] = [
    ['s3:PutBucketAcl', 'AWS::S3::Bucket'],
    ['s3:PutBucketPolicy', 'AWS::S3::BucketPolicy'],
    ['s3:DeleteBucketPolicy', 'AWS::S3::BucketPolicy'],
    ['s3:PutBucketPublicAccessBlock', 'AWS::S3::Bucket'],
    ['s3:PutBucketVersioning', 'AWS::S3::Bucket'],
    ['s3:PutEncryptionConfiguration', 'AWS::S3::Bucket'],
    ['s3:PutInventoryConfiguration', 'AWS::S3::Bucket'],
    ['s3:PutLifecycleConfiguration', 'AWS::S3::Bucket'],
    ['s3:PutReplicationConfiguration', 'AWS::S3::Bucket'],
    ['s3:DeleteBucket', 'AWS::S3::Bucket'],
  ];
  return scene.buckets.flatMap((arn) =>
    kinds.map(
      ([action, type]): OneRequest => [
        `${action} of ${scene.bucketName(arn)}`,
        type,
        action,
        arn,
        {},
        [reached('control', `${action} of a bucket`), ...(action === 's3:PutBucketPolicy' ? [opened(arn)] : [])],
      ],
    ),
  );
}

function keys(scene: Scene): OneRequest[] {
  const { key, foreignKey, ours, made } = scene;
  const type = 'AWS::KMS::Key';
  const grantee = { 'kms:GranteePrincipal': scene.iam('role/anybody', scene.vendorAccount) };
  const rewritten = ['PutKeyPolicy', 'DisableKey', 'ScheduleKeyDeletion', 'UntagResource', 'RevokeGrant'];
  return [
    ...rewritten.map(
      (name): OneRequest => [
        `kms:${name} of the key`,
        type,
        `kms:${name}`,
        key,
        ours,
        [reached('control', `kms:${name}`), ...(name === 'PutKeyPolicy' ? [opened(key)] : [])],
      ],
    ),
    [
      'grant the key to another account',
      undefined,
      'kms:CreateGrant',
      key,
      { ...ours, ...grantee },
      [granted(key), reached('control', 'a grant of the key')],
    ],
    ["tag another key of the customer's", type, 'kms:TagResource', foreignKey, made, [adopted(foreignKey)]],
    ['make a key', type, 'kms:CreateKey', '*', made, [reached('foreign', 'a key of its own')]],
  ];
}

function records(scene: Scene): OneRequest[] {
  const { names } = scene;
  const audit = scene.arn('logs', `log-group:${names.logGroups.cluster}`);
  const topic = scene.arn('sns', names.bootstrap.topic);
  const rule = scene.arn('events', `rule/${names.cluster}-stacks`);
  const stamp = scene.arn('ssm', `parameter${names.bootstrap.stamp}`);
  const row = (what: string, type: string, action: string, resource: string, context: Context = {}): OneRequest => [
    what,
    type,
    action,
    resource,
    context,
    [reached('control', what)],
  ];
  return [
    row('stream the audit log away', 'AWS::Logs::SubscriptionFilter', 'logs:PutSubscriptionFilter', audit),
    row('cut the audit log to a day', 'AWS::Logs::LogGroup', 'logs:PutRetentionPolicy', audit),
    row('delete the audit log', 'AWS::Logs::LogGroup', 'logs:DeleteLogGroup', audit),
    row('open the topic of the detections', 'AWS::SNS::TopicPolicy', 'sns:SetTopicAttributes', topic),
    row('send detections elsewhere', 'AWS::SNS::Subscription', 'sns:Subscribe', topic),
    row('switch a detection off', 'AWS::Events::Rule', 'events:DisableRule', rule),
    row('give a detection another target', 'AWS::Events::Rule', 'events:PutTargets', rule),
    row('forge the stamp of the bootstrap', 'AWS::SSM::Parameter', 'ssm:PutParameter', stamp),
  ];
}
