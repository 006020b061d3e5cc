import { Token } from 'aws-cdk-lib';
import { namesOf } from '../names';
import { choose, isGiven, not, type Optional, type Switch, valueIn } from '../switch';
import type { Permission } from './permission';

/** What the boundary is written with. Texts may be tokens. */
export interface BoundaryContext {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  readonly environmentId: string;
  /** Names of the customer's own buckets that take the place of custody's. */
  readonly ownBuckets: readonly string[];
  /** Bucket and prefix of the vendor that usage is written to: `bucket/prefix/`. */
  readonly billingPrefix: Optional<string>;
  /** ARN of the queue that state is sent to. */
  readonly telemetryQueue: Optional<string>;
  /** Whether objects may be used through VPC endpoints of the account only. */
  readonly onlyFromNetwork: Switch;
}

const NEEDED_BY = 'every role of the installation';

/** The whole boundary: what roles of an installation may be given at most, and what they may never do. */
export function boundaryPermissions(context: BoundaryContext): readonly Permission[] {
  return [...most(context), ...boundaryDenials(context)];
}

/**
 * What no role of the installation may do, whatever its policies say. Explicit, because a policy of a resource that
 * names a session of the role is not held by what a boundary merely leaves out.
 */
export function boundaryDenials(context: BoundaryContext): readonly Permission[] {
  const { partition, account } = context;
  const deny = { effect: 'Deny', resources: ['*'], phase: 'run', neededBy: NEEDED_BY } as const;
  const custody = bucketsOf(context);
  const billing = `arn:${partition}:s3:::${valueIn(context.billingPrefix)}*`;
  return [
    {
      ...deny,
      sid: 'NeverIdentitiesAndSecrets',
      actions: [
        'account:*',
        'cloudformation:*',
        'iam:*',
        'lambda:*',
        'organizations:*',
        'secretsmanager:*',
        'ssm:GetParameter*',
        'ssm:PutParameter',
        'ssm:SendCommand',
        'ssm:StartSession',
        'sts:AssumeRole*',
      ],
      reason: 'software in the cluster takes no other role, reads no secret and starts nothing outside of it',
    },
    {
      ...deny,
      sid: 'NeverShare',
      actions: [
        'ebs:*',
        'ec2:ModifyImageAttribute',
        'ec2:ModifySnapshotAttribute',
        'kms:PutKeyPolicy',
        'ram:*',
        's3:PutBucketAcl',
        's3:PutBucketPolicy',
        's3:PutBucketPublicAccessBlock',
        's3:PutObjectAcl',
        's3:PutReplicationConfiguration',
      ],
      reason: 'data is not handed to others, neither by a policy nor as a snapshot',
    },
    {
      ...deny,
      sid: 'NeverOtherBuckets',
      actions: ['s3:*'],
      resources: [...custody, ...elementOf(context.billingPrefix, billing)],
      allBut: true,
      reason: 'objects of the installation and no others, also where another bucket lets them in',
    },
    {
      ...deny,
      sid: 'BillingIsWriteOnly',
      actions: ['s3:DeleteObject*', 's3:GetObject*', 's3:ListBucket*', 's3:RestoreObject'],
      resources: [billing],
      when: isGiven(context.billingPrefix),
      reason: 'usage is written to the vendor, nothing is read from it',
    },
    {
      ...deny,
      sid: 'NeverFromElsewhere',
      actions: ['s3:*Object*'],
      resources: custody,
      conditions: {
        StringNotEquals: { 'aws:VpceAccount': account },
        Bool: { 'aws:ViaAWSService': 'false' },
      },
      when: context.onlyFromNetwork,
      reason: 'credentials that leave the network are of no use for objects',
    },
    {
      ...deny,
      sid: 'NoQueues',
      actions: ['sqs:*'],
      when: not(isGiven(context.telemetryQueue)),
      reason: 'nothing is sent to a queue unless the customer names it',
    },
    {
      ...deny,
      sid: 'NoOtherQueues',
      actions: ['sqs:*'],
      resources: [valueIn(context.telemetryQueue) ?? ''],
      allBut: true,
      when: isGiven(context.telemetryQueue),
      reason: 'state is sent to the queue that the customer names, and to no other',
    },
  ];
}

/** What roles may be given at most: verbs, so that a new version of an AWS managed policy still fits. */
function most(context: BoundaryContext): readonly Permission[] {
  const { partition, region, account } = context;
  const here = (service: string, resource: string) => `arn:${partition}:${service}:${region}:${account}:${resource}`;
  const billing = `arn:${partition}:s3:::${valueIn(context.billingPrefix)}*`;
  const ceiling = { phase: 'run', neededBy: NEEDED_BY } as const;
  return [
    {
      ...ceiling,
      sid: 'Operate',
      actions: [
        'aps:Get*',
        'aps:QueryMetrics',
        'autoscaling:Describe*',
        'autoscaling:SetDesiredCapacity',
        'autoscaling:TerminateInstanceInAutoScalingGroup',
        'autoscaling:UpdateAutoScalingGroup',
        'ec2:*NetworkInterface*',
        'ec2:*PrivateIpAddresses',
        'ec2:*Route',
        'ec2:*SecurityGroup*',
        'ec2:*Tags',
        'ec2:*Volume*',
        'ec2:CreateSnapshot',
        'ec2:DeleteSnapshot',
        'ec2:Describe*',
        'ec2:EnableFastSnapshotRestores',
        'ec2:GetInstanceTypesFromInstanceRequirements',
        'ec2:GetSecurityGroupsForVpc',
        'ec2:LockSnapshot',
        'ec2:ModifyInstanceAttribute',
        'ecr:Batch*',
        'ecr:Get*',
        'eks-auth:AssumeRoleForPodIdentity',
        'eks:Describe*',
        'elasticloadbalancing:A*',
        'elasticloadbalancing:C*',
        'elasticloadbalancing:D*',
        'elasticloadbalancing:Modify*',
        'elasticloadbalancing:Register*',
        'elasticloadbalancing:Set*',
        'logs:CreateLogStream',
        'logs:Describe*',
        'logs:PutLogEvents',
        'ssm:UpdateInstanceInformation',
        'ssmmessages:*Channel',
      ],
      resources: ['*'],
      conditions: { StringEquals: { 'aws:RequestedRegion': region } },
      wildcard: 'a ceiling: it gives nothing, and roles have exact permissions of their own',
      reason: 'what cluster, nodes, add-ons and cluster services do in their region',
    },
    {
      ...ceiling,
      sid: 'NameHosts',
      actions: ['route53:ChangeResourceRecordSets', 'route53:Get*', 'route53:List*'],
      resources: ['*'],
      wildcard: 'a ceiling; which zone, says the role',
      reason: 'external-dns and cert-manager write records; Route 53 has no region',
    },
    {
      ...ceiling,
      sid: 'UseObjects',
      actions: ['s3:*Object*', 's3:*MultipartUpload*', 's3:GetBucketLocation', 's3:ListBucket*'],
      resources: [...bucketsOf(context), ...elementOf(context.billingPrefix, billing)],
      wildcard: 'a ceiling; which objects, says the role',
      reason: 'objects of the installation, and usage that is written to the vendor',
    },
    {
      ...ceiling,
      sid: 'UseKeys',
      actions: [
        'kms:CreateGrant',
        'kms:Decrypt',
        'kms:DescribeKey',
        'kms:Encrypt',
        'kms:GenerateDataKey*',
        'kms:ListGrants',
        'kms:ReEncrypt*',
      ],
      resources: [here('kms', 'key/*')],
      wildcard: 'a ceiling; which key, say the role and the policy of the key',
      reason: 'objects, volumes and Kubernetes secrets are encrypted',
    },
    {
      ...ceiling,
      sid: 'SendState',
      actions: ['sqs:GetQueueUrl', 'sqs:SendMessage'],
      resources: [valueIn(context.telemetryQueue) ?? ''],
      when: isGiven(context.telemetryQueue),
      reason: 'the state that the vendor sees, in the queue that the customer names',
    },
  ];
}

/** Custody's buckets by the start of their names, and the customer's own. */
function bucketsOf({ partition, environmentId, ownBuckets }: BoundaryContext): readonly string[] {
  const own = ownBuckets.flatMap((name) => [`arn:${partition}:s3:::${name}`, `arn:${partition}:s3:::${name}/*`]);
  return [`arn:${partition}:s3:::${namesOf(environmentId).bucketPrefix('')}*`, ...own];
}

/** One element of a list, where its parameter is given. */
function elementOf(optional: Optional<string>, element: string): readonly string[] {
  const chosen = choose(isGiven(optional), element);
  return chosen === undefined ? [] : [typeof chosen === 'string' ? chosen : Token.asString(chosen)];
}
