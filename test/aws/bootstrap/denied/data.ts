import {
  ACCOUNT,
  AUDIT_LOG,
  arn,
  BOOTSTRAP,
  DATA,
  deployment,
  engine,
  made,
  REGION,
  STAMP,
  STATE,
  VENDOR,
} from './cast';
import type { Chapter, Denial } from './denial';

const CUSTODYS = 'custody makes it, and only the customer changes custody';
const NEVER = 'the data plane uses nothing of it';
const FROM_NETWORK = { 'aws:VpceAccount': ACCOUNT };
const never = (story: string, action: string, resource: string, why = CUSTODYS): Denial => [
  story,
  'denied',
  deployment,
  action,
  resource,
  {},
  why,
];

export const data: readonly Chapter[] = [
  {
    title: 'the deployment role and objects:',
    grants: { AllowDelete: 'true' },
    denials: [
      ['none is read', 'denied', deployment, 's3:GetObject', `${DATA}/k`, FROM_NETWORK, { who: engine }],
      ['none is written', 'denied', deployment, 's3:PutObject', `${DATA}/k`, FROM_NETWORK, { who: engine }],
      [
        'none is deleted, even while deletion is allowed',
        'denied',
        deployment,
        's3:DeleteObject',
        `${DATA}/k`,
        FROM_NETWORK,
        { who: engine },
      ],
      ['none is listed', 'denied', deployment, 's3:ListBucket', DATA, FROM_NETWORK, { who: engine }],
      never('no earlier version is destroyed', 's3:DeleteObjectVersion', `${STATE}/k`),
    ],
  },
  {
    title: 'the deployment role and buckets:',
    grants: { AllowDelete: 'true' },
    denials: [
      never('none is made', 's3:CreateBucket', 'arn:aws:s3:::byoc-acme-new'),
      never('none is deleted, even while deletion is allowed', 's3:DeleteBucket', DATA),
      never('no policy is written', 's3:PutBucketPolicy', DATA),
      never('no policy is taken away', 's3:DeleteBucketPolicy', DATA),
      never('no access list', 's3:PutBucketAcl', DATA),
      never('no block of public access is lifted', 's3:PutBucketPublicAccessBlock', DATA),
      never('no object is set to expire', 's3:PutLifecycleConfiguration', DATA),
      never('no versioning is suspended', 's3:PutBucketVersioning', STATE),
      never('nothing is copied to another account', 's3:PutReplicationConfiguration', DATA),
      never('no key is dropped', 's3:PutEncryptionConfiguration', DATA),
      never('no list of objects is sent away', 's3:PutInventoryConfiguration', DATA),
      never('no events are sent away', 's3:PutBucketNotification', DATA),
      never('no access log is sent away', 's3:PutBucketLogging', DATA),
      never('no website', 's3:PutBucketWebsite', DATA),
      never('no access point', 's3:CreateAccessPoint', arn('s3', 'accesspoint/x')),
    ],
  },
  {
    title: 'the deployment role and logs:',
    grants: { AllowDelete: 'true' },
    denials: [
      never('none is sent away', 'logs:PutSubscriptionFilter', AUDIT_LOG),
      never('none is cut to a day', 'logs:PutRetentionPolicy', AUDIT_LOG),
      never('none is deleted, even while deletion is allowed', 'logs:DeleteLogGroup', AUDIT_LOG),
      never('none is read', 'logs:FilterLogEvents', AUDIT_LOG),
      never('none loses its key', 'logs:DisassociateKmsKey', AUDIT_LOG),
      never('none is opened to a service', 'logs:PutResourcePolicy', '*'),
      never('none is delivered elsewhere', 'logs:CreateLogDelivery', '*'),
    ],
  },
  {
    title: 'the deployment role and parameters, secrets and data of others:',
    denials: [
      never('no message is sent', 'sqs:SendMessage', arn('sqs', 'riverbed-state', VENDOR), NEVER),
      never('no table is read', 'dynamodb:GetItem', arn('dynamodb', 'table/x'), NEVER),
      never(
        'no blocks of a snapshot are read',
        'ebs:GetSnapshotBlock',
        `arn:aws:ec2:${REGION}::snapshot/snap-1`,
        NEVER,
      ),
      never('the stamp is not forged', 'ssm:PutParameter', STAMP),
      never('the stamp is not deleted', 'ssm:DeleteParameter', STAMP),
      never('no other parameter is read into a template', 'ssm:GetParameters', arn('ssm', 'parameter/prod/db'), NEVER),
      never('no parameter is given away', 'ssm:PutParameter', arn('ssm', 'parameter/byoc/acme/data-plane/x'), NEVER),
      never(
        'no secret is read into a template',
        'secretsmanager:GetSecretValue',
        arn('secretsmanager', 'secret:db-AbCdEf'),
        NEVER,
      ),
      never('no command on a node', 'ssm:SendCommand', arn('ec2', 'instance/i-1'), NEVER),
    ],
  },
  {
    title: 'the deployment role starts nothing that works with other rights:',
    denials: [
      never('no container', 'ecs:RunTask', arn('ecs', 'task-definition/x:1'), NEVER),
      never('no function', 'lambda:InvokeFunction', arn('lambda', 'function:f'), NEVER),
      never('no message that a custom resource waits for', 'sns:Publish', arn('sns', 'x', VENDOR), NEVER),
      never(
        'no stack in its stack',
        'cloudformation:CreateStack',
        arn('cloudformation', 'stack/byoc-acme-x/0a'),
        NEVER,
      ),
      never('no update of the bootstrap', 'cloudformation:UpdateStack', BOOTSTRAP, NEVER),
      never('no rule', 'events:PutRule', arn('events', 'rule/x'), NEVER),
      never('no build', 'codebuild:StartBuild', arn('codebuild', 'project/x'), NEVER),
      never('no state machine', 'states:StartExecution', arn('states', 'stateMachine:x'), NEVER),
    ],
  },
  {
    title: 'the deployment role does not blind the customer:',
    denials: [
      never('no detection is switched off', 'events:DisableRule', arn('events', 'rule/byoc-acme-stacks')),
      never('no detection is sent elsewhere', 'events:RemoveTargets', arn('events', 'rule/byoc-acme-stacks')),
      never('no topic is deleted', 'sns:DeleteTopic', arn('sns', 'byoc-acme-detections')),
      never('no subscriber is lost', 'sns:SetTopicAttributes', arn('sns', 'byoc-acme-detections')),
      [
        'no trail is stopped',
        'refused',
        deployment,
        'cloudtrail:StopLogging',
        arn('cloudtrail', 'trail/main'),
        {},
        NEVER,
      ],
      [
        'no analyzer is deleted',
        'refused',
        deployment,
        'access-analyzer:DeleteAnalyzer',
        arn('access-analyzer', 'analyzer/x'),
        made('acme'),
        NEVER,
      ],
    ],
  },
];
