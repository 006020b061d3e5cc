import { through } from '../../../support/simulate';
import {
  ADMIN,
  AUDIT_LOG,
  arn,
  BOUNDARY,
  CLUSTER,
  CUSTODY,
  DATA,
  DATA_PLANE,
  DEPLOYMENT_ROLE,
  deployment,
  EXPIRY,
  ec2,
  engine,
  KEY,
  OTHER_CLUSTER,
  POD_ROLE,
  STAMP,
  SUPPORT_ROLE,
  stack,
  TEMPLATES,
  VENDOR_ROLE,
  vendor,
} from './cast';
import type { Chapter, Denial } from './denial';

const PASS = 'iam:PassRole';
const to = (name: string) => ({ 'iam:PassedToService': `${name}.amazonaws.com` });
const LATE = { 'aws:CurrentTime': EXPIRY };
const IN_TIME = { context: { 'aws:CurrentTime': '2028-01-30T23:59:59Z' } };
const OWN_CLUSTER = { resource: CLUSTER };
const OWN_TEMPLATE = { resource: `${TEMPLATES}2.4.0.yaml` };
const S3 = through('s3');
const INSIDE = { 'aws:VpceAccount': '111122223333' };
const NOTHING = 'no statement of this role is about it';
const RIGHTS = "only the customer changes anybody's rights";

const never = (story: string, action: string, resource: string, why = NOTHING): Denial => [
  story,
  'refused',
  vendor,
  action,
  resource,
  {},
  why,
];

export const vendorReaches: readonly Chapter[] = [
  {
    title: 'the vendor hands over',
    denials: [
      [
        'the deployment role to no instance',
        'refused',
        vendor,
        PASS,
        DEPLOYMENT_ROLE,
        to('ec2'),
        { context: to('cloudformation') },
      ],
      [
        'the deployment role to no function',
        'refused',
        vendor,
        PASS,
        DEPLOYMENT_ROLE,
        to('lambda'),
        { context: to('cloudformation') },
      ],
      [
        'no role of the customer to CloudFormation',
        'refused',
        vendor,
        PASS,
        ADMIN,
        to('cloudformation'),
        { resource: DEPLOYMENT_ROLE },
      ],
      [
        'no role of a pod to CloudFormation',
        'refused',
        vendor,
        PASS,
        POD_ROLE,
        to('cloudformation'),
        { resource: DEPLOYMENT_ROLE },
      ],
      [
        'not itself to CloudFormation',
        'refused',
        vendor,
        PASS,
        VENDOR_ROLE,
        to('cloudformation'),
        { resource: DEPLOYMENT_ROLE },
      ],
    ],
  },
  {
    title: 'the vendor takes',
    denials: [
      never('no role of a pod', 'sts:AssumeRole', POD_ROLE),
      never('no support role, which is for engineers', 'sts:AssumeRole', SUPPORT_ROLE),
      never('no role of the customer', 'sts:AssumeRole', ADMIN),
      never('no credentials that last longer', 'sts:GetFederationToken', `arn:aws:sts::111122223333:federated-user/x`),
      never('no credentials of a pod', 'eks-auth:AssumeRoleForPodIdentity', CLUSTER),
    ],
  },
  {
    title: 'the vendor changes no rights:',
    denials: [
      never('the trust of its role', 'iam:UpdateAssumeRolePolicy', VENDOR_ROLE, RIGHTS),
      never('the permissions of its role', 'iam:PutRolePolicy', VENDOR_ROLE, RIGHTS),
      never('the policies of the deployment role', 'iam:AttachRolePolicy', DEPLOYMENT_ROLE, RIGHTS),
      never('the boundary', 'iam:CreatePolicyVersion', BOUNDARY, RIGHTS),
      never('which version of the boundary is in force', 'iam:SetDefaultPolicyVersion', BOUNDARY, RIGHTS),
      never('the boundary of a role', 'iam:DeleteRolePermissionsBoundary', POD_ROLE, RIGHTS),
      never('new users', 'iam:CreateUser', `arn:aws:iam::111122223333:user/x`, RIGHTS),
      never('the stamp', 'ssm:PutParameter', STAMP, RIGHTS),
    ],
  },
  {
    title: 'the vendor reads',
    denials: [
      ['no object', 'refused', vendor, 's3:GetObject', `${DATA}/k`, INSIDE, { who: engine }],
      ['no list of objects', 'refused', vendor, 's3:ListBucket', DATA, {}, { who: engine }],
      ['nothing that is encrypted', 'denied', vendor, 'kms:Decrypt', KEY, S3, { who: engine }],
      [
        'no template of elsewhere',
        'refused',
        vendor,
        's3:GetObject',
        'arn:aws:s3:::riverbed-releases/other/k',
        {},
        OWN_TEMPLATE,
      ],
      [
        'no other parameter',
        'refused',
        vendor,
        'ssm:GetParameter',
        arn('ssm', 'parameter/prod/db'),
        {},
        { resource: STAMP },
      ],
      [
        'no template of another stack',
        'refused',
        vendor,
        'cloudformation:GetTemplate',
        stack('payroll'),
        {},
        { resource: DATA_PLANE },
      ],
      ['nothing of custody', 'denied', vendor, 'cloudformation:GetTemplate', CUSTODY, {}, { resource: DATA_PLANE }],
      ['no other cluster', 'refused', vendor, 'eks:DescribeCluster', OTHER_CLUSTER, {}, OWN_CLUSTER],
      [
        'nothing in Kubernetes',
        'refused',
        vendor,
        'eks:AccessKubernetesApi',
        CLUSTER,
        {},
        { action: 'eks:DescribeCluster' },
      ],
      [
        'no stack after the expiry, with a session from before',
        'denied',
        vendor,
        'cloudformation:DescribeStacks',
        DATA_PLANE,
        LATE,
        IN_TIME,
      ],
      ['no cluster after the expiry', 'denied', vendor, 'eks:DescribeCluster', CLUSTER, LATE, IN_TIME],
      [
        'no quota of another region',
        'refused',
        vendor,
        'servicequotas:GetServiceQuota',
        arn('servicequotas', 'ec2/L-1'),
        { 'aws:RequestedRegion': 'us-east-1' },
        { context: { 'aws:RequestedRegion': undefined } },
      ],
      never('no secret', 'secretsmanager:GetSecretValue', arn('secretsmanager', 'secret:db-AbCdEf')),
      never('no audit log', 'logs:FilterLogEvents', AUDIT_LOG),
      never('no snapshot', 'ebs:GetSnapshotBlock', 'arn:aws:ec2:eu-central-1::snapshot/snap-1'),
      never('no roles', 'iam:GetRole', POD_ROLE),
      never('no trail', 'cloudtrail:LookupEvents', '*'),
    ],
  },
  {
    title: 'the vendor changes nothing itself:',
    denials: [
      ['no cluster', 'refused', vendor, 'eks:UpdateClusterVersion', CLUSTER, {}, { who: deployment }],
      [
        'no way into the cluster',
        'refused',
        vendor,
        'eks:CreateAccessEntry',
        CLUSTER,
        {
          'eks:principalArn': SUPPORT_ROLE,
          'eks:accessEntryType': 'STANDARD',
          'eks:kubernetesGroups': ['byoc-support'],
        },
        { who: deployment },
      ],
      [
        'no network',
        'refused',
        vendor,
        'ec2:CreateVpc',
        ec2('vpc/vpc-1'),
        { 'aws:RequestTag/byoc:environment': 'acme' },
        { who: deployment },
      ],
      ['no object', 'refused', vendor, 's3:DeleteObject', `${DATA}/k`, INSIDE, { who: engine }],
      never('no instance is entered', 'ssm:StartSession', ec2('instance/i-1')),
      never('no grant of the key', 'kms:CreateGrant', KEY),
      never('no policy of a bucket', 's3:PutBucketPolicy', DATA),
      never('no detection', 'events:DisableRule', arn('events', 'rule/byoc-acme-detections')),
      never('nobody less is told of detections', 'sns:SetTopicAttributes', arn('sns', 'byoc-acme-detections')),
      never('no trail', 'cloudtrail:StopLogging', arn('cloudtrail', 'trail/main')),
    ],
  },
];
