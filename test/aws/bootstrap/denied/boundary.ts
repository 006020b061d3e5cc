import { type ForeignResource, through } from '../../../support/simulate';
import { beyond, never, open } from './bound';
import {
  ACCOUNT,
  ADMIN,
  arn,
  BOUNDARY,
  bound,
  CLUSTER,
  DATA,
  ec2,
  KEY,
  OTHER,
  PAYROLL,
  POD_ROLE,
  role,
  VENDOR,
  VPC,
} from './cast';
import type { Chapter } from './denial';

const INSIDE = { 'aws:VpceAccount': ACCOUNT };
const OURS = { resource: `${DATA}/k` };
const READ = 's3:GetObject';
/** A bucket that lets in one session by its name, which an implicit limit of a boundary does not hold. */
const openToSession = (of: string, account: string): ForeignResource => ({
  arn: of,
  account,
  policy: { Statement: [{ Effect: 'Allow', Principal: { AWS: SESSION }, Action: 's3:*', Resource: of }] },
});
const SESSION = `arn:aws:sts::${ACCOUNT}:assumed-role/acme-bound/x`;
const session: typeof bound = (world) => ({ ...bound(world), arn: SESSION });

const USAGE = 'arn:aws:s3:::riverbed-billing/usage/2026-10';

export const boundary: readonly Chapter[] = [
  {
    title: 'a role with every permission, inside the boundary, of objects,',
    denials: [
      never('opens no bucket by a list', 's3:PutBucketAcl', DATA),
      [
        'lists no usage',
        'denied',
        bound,
        's3:ListBucket',
        open('arn:aws:s3:::riverbed-billing', VENDOR, 's3:*'),
        INSIDE,
        'usage is written and never looked at',
      ],
      [
        'brings no usage back from the archive',
        'denied',
        bound,
        's3:RestoreObject',
        open(USAGE, VENDOR, 's3:*'),
        INSIDE,
        { action: 's3:PutObject' },
      ],
      ['reads those of the installation only', 'denied', bound, READ, `${PAYROLL}/k`, INSIDE, OURS],
      [
        'reads none that others open to everybody',
        'denied',
        bound,
        READ,
        open('arn:aws:s3:::public/k', OTHER, 's3:*'),
        INSIDE,
        OURS,
      ],
      [
        'writes none that others open to everybody',
        'denied',
        bound,
        's3:PutObject',
        open('arn:aws:s3:::drop/k', VENDOR, 's3:*'),
        INSIDE,
        OURS,
      ],
      [
        'writes none that others open to a session of it',
        'denied',
        session,
        's3:PutObject',
        openToSession('arn:aws:s3:::drop/k', VENDOR),
        INSIDE,
        OURS,
      ],
      ['reads nothing from the internet', 'denied', bound, READ, `${DATA}/k`, {}, { context: INSIDE }],
      ['reads no usage back', 'denied', bound, READ, open(USAGE, VENDOR, 's3:*'), INSIDE, { action: 's3:PutObject' }],
      [
        'deletes no usage',
        'denied',
        bound,
        's3:DeleteObject',
        open(USAGE, VENDOR, 's3:*'),
        INSIDE,
        { action: 's3:PutObject' },
      ],
      never('shares no bucket', 's3:PutBucketPolicy', DATA),
      never('shares no object', 's3:PutObjectAcl', `${DATA}/k`, INSIDE),
      never('copies no bucket', 's3:PutReplicationConfiguration', DATA),
      never('makes no access point', 's3:CreateAccessPoint', arn('s3', 'accesspoint/x')),
      never('lifts no block of public access', 's3:PutBucketPublicAccessBlock', DATA),
    ],
  },
  {
    title: 'a role with every permission, inside the boundary, elsewhere',
    denials: [
      [
        'changes no tags in another region',
        'refused',
        bound,
        'ec2:CreateTags',
        VPC,
        { 'aws:RequestedRegion': 'us-east-1' },
        { context: { 'aws:RequestedRegion': 'eu-central-1' } },
      ],
      [
        'uses no key of others that lets it in',
        'refused',
        bound,
        'kms:Decrypt',
        open(arn('kms', 'key/k', OTHER), OTHER, 'kms:*'),
        through('s3'),
        { resource: KEY },
      ],
      [
        'sends to no queue that lets it in',
        'denied',
        bound,
        'sqs:SendMessage',
        open(arn('sqs', 'x', OTHER), OTHER, 'sqs:*'),
        {},
        'each queue has a policy of its own',
      ],
      [
        'receives nothing from the queue of state',
        'refused',
        bound,
        'sqs:ReceiveMessage',
        open(arn('sqs', 'riverbed-state', VENDOR), VENDOR, 'sqs:*'),
        {},
        { action: 'sqs:SendMessage' },
      ],
    ],
  },
  {
    title: 'a role with every permission, inside the boundary, never has',
    denials: [
      never('a setting of the account', 'account:PutAlternateContact', `arn:aws:account::${ACCOUNT}:account`),
      never('another parameter', 'ssm:PutParameter', arn('ssm', 'parameter/prod/db')),
      never('a command on a node', 'ssm:SendCommand', ec2('instance/i-1')),
      never('another role', 'sts:AssumeRole', ADMIN),
      never("a role of the vendor's", 'sts:AssumeRole', role('control-plane', VENDOR)),
      never('a role with a web identity', 'sts:AssumeRoleWithWebIdentity', ADMIN),
      never('more rights', 'iam:PutRolePolicy', POD_ROLE),
      never('another trust', 'iam:UpdateAssumeRolePolicy', POD_ROLE),
      never('no boundary', 'iam:DeleteRolePermissionsBoundary', POD_ROLE),
      never('another boundary', 'iam:CreatePolicyVersion', BOUNDARY),
      never('a user', 'iam:CreateUser', `arn:aws:iam::${ACCOUNT}:user/x`),
      never('a role for an instance', 'iam:PassRole', ADMIN, { 'iam:PassedToService': 'ec2.amazonaws.com' }),
      never('a secret', 'secretsmanager:GetSecretValue', arn('secretsmanager', 'secret:db-AbCdEf')),
      never('a parameter', 'ssm:GetParameter', arn('ssm', 'parameter/prod/db')),
      never('a session on a node', 'ssm:StartSession', ec2('instance/i-1')),
      never('a stack', 'cloudformation:CreateStack', arn('cloudformation', 'stack/x/0a')),
      never('a function', 'lambda:CreateFunction', arn('lambda', 'function:f')),
      never('a snapshot that is shared', 'ec2:ModifySnapshotAttribute', 'arn:aws:ec2:eu-central-1::snapshot/snap-1'),
      never('an image that is shared', 'ec2:ModifyImageAttribute', 'arn:aws:ec2:eu-central-1::image/ami-1'),
      never('the blocks of a snapshot', 'ebs:GetSnapshotBlock', 'arn:aws:ec2:eu-central-1::snapshot/snap-1'),
      never('anything shared with another account', 'ram:CreateResourceShare', '*'),
      never('an organization', 'organizations:LeaveOrganization', '*'),
      beyond('an instance', 'ec2:RunInstances', ec2('instance/i-1')),
      beyond('a database', 'rds:CreateDBInstance', arn('rds', 'db:x')),
      beyond('a way into the cluster', 'eks:CreateAccessEntry', CLUSTER),
      beyond('the end of a trail', 'cloudtrail:StopLogging', arn('cloudtrail', 'trail/main')),
      beyond('a bucket', 's3:DeleteBucket', DATA),
    ],
  },
];
