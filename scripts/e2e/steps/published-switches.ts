import { namesOf } from '../../../lib/aws';
import type { Context, ForeignResource, PolicyDocument, Principal, Verdict } from '../../access/simulator';

export const ACCOUNT = '111122223333';
export const REGION = 'eu-central-1';
const VENDOR = '999988887777';

/** The installation whose bootstrap is made, and what the customer answers first. */
export const NAMES = namesOf('gate');
export const FIRST_ANSWERS = {
  EnvironmentId: 'gate',
  Mode: 'managed',
  VendorPrincipals: `arn:aws:iam::${VENDOR}:role/control-plane`,
  ExternalId: '9f2c1a7755d04c1e8f6b',
} as const;

/** A boundary of the customer's. Everything but this, so that it shows in one question only. */
export const OWN_BOUNDARY = `arn:aws:iam::${ACCOUNT}:policy/everything-but-networks`;
export const OWN_BOUNDARY_DOCUMENT: PolicyDocument = {
  Statement: [{ Effect: 'Allow', NotAction: 'ec2:CreateVpc', Resource: '*' }],
};

/** A request whose answer changes when a parameter does. */
export interface Question {
  /** Name of a role that the bootstrap makes, a workload within its boundary, or somebody else. */
  readonly who: string | 'workload' | Principal;
  readonly action: string;
  readonly resource: string | ForeignResource;
  readonly context?: Context;
  readonly before: Verdict;
  readonly after: Verdict;
}

export interface Switch {
  readonly parameter: string;
  readonly value: string;
  readonly questions: readonly Question[];
}

const { path, vendorRole, deploymentRole } = NAMES.bootstrap;
const arn = (service: string, rest: string, account = ACCOUNT) => `arn:aws:${service}:${REGION}:${account}:${rest}`;
const MADE = { 'aws:RequestTag/byoc:environment': 'gate' };
const CLUSTER = arn('eks', `cluster/${NAMES.cluster}`);
const DATA_PLANE = arn('cloudformation', `stack/${NAMES.stacks.dataPlane}/0a1b`);
const DEPLOYMENT_ROLE = `arn:aws:iam::${ACCOUNT}:role${path}${deploymentRole}`;
const VENDOR_ROLE = `arn:aws:iam::${ACCOUNT}:role${path}${vendorRole}`;
const VPC = 'vpc-0123456789abcdef0';
const SERVICE = `com.amazonaws.vpce.${REGION}.vpce-svc-0123456789abcdef0`;
const ADMINISTRATOR = `arn:aws:iam::${ACCOUNT}:role/platform-admin`;
const KEY = arn('kms', 'key/01234567-89ab-cdef-0123-456789abcdef');
const QUEUE = arn('sqs', 'riverbed-state', VENDOR);
const LOAD_BALANCER = arn('elasticloadbalancing', 'loadbalancer/net/byoc-x/0123456789abcdef');
const GATEWAY = arn('ec2', 'internet-gateway/igw-1');
const OBJECT = `arn:aws:s3:::${NAMES.bucketPrefix('data')}-01234567/object`;

/** Something that lets in the whole account of the customer, so that only what the bootstrap says decides. */
const open = (resource: string, account: string): ForeignResource => ({
  arn: resource,
  account,
  policy: {
    Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: '*', Resource: '*' }],
  },
});
const vendors = (name: string): Principal => ({
  arn: `arn:aws:iam::${VENDOR}:role/${name}`,
  policies: [{ Statement: [{ Effect: 'Allow', Action: 'sts:*', Resource: '*' }] }],
});
const asks = (
  who: Question['who'],
  action: string,
  resource: Question['resource'],
  before: Verdict,
  after: Verdict,
  context: Context = {},
): Question => ({ who, action, resource, context, before, after });
const enters = (role: string, externalId: string, before: Verdict, after: Verdict) =>
  asks(vendors(role), 'sts:AssumeRole', VENDOR_ROLE, before, after, { 'sts:ExternalId': externalId });
const makesNetwork = (before: Verdict, after: Verdict) =>
  asks(deploymentRole, 'ec2:CreateVpc', arn('ec2', 'vpc/vpc-1'), before, after, MADE);
const looks = (before: Verdict, after: Verdict) =>
  asks(vendorRole, 'cloudformation:DescribeStacks', DATA_PLANE, before, after);
const { ExternalId } = FIRST_ANSWERS;
const OTHER_ID = 'b81d0c66f29e4f0a9d37';

/** Every parameter that can be changed later, each changed in an update of its own, in this order. */
export const SWITCHES: readonly Switch[] = [
  { parameter: 'AllowInstall', value: 'false', questions: [makesNetwork('allowed', 'refused')] },
  {
    parameter: 'AllowDelete',
    value: 'true',
    questions: [
      asks(deploymentRole, 'eks:DeleteCluster', CLUSTER, 'refused', 'allowed'),
      asks(vendorRole, 'cloudformation:DeleteStack', DATA_PLANE, 'refused', 'allowed', {
        'cloudformation:RoleArn': DEPLOYMENT_ROLE,
      }),
    ],
  },
  { parameter: 'AllowInstall', value: 'true', questions: [makesNetwork('refused', 'allowed')] },
  {
    parameter: 'PublicApi',
    value: 'true',
    questions: [
      asks(deploymentRole, 'eks:UpdateClusterConfig', CLUSTER, 'refused', 'allowed', {
        'eks:endpointPublicAccess': 'true',
      }),
    ],
  },
  {
    parameter: 'ExternalLoadBalancers',
    value: 'true',
    questions: [
      asks(deploymentRole, 'elasticloadbalancing:CreateLoadBalancer', LOAD_BALANCER, 'refused', 'allowed', {
        ...MADE,
        'elasticloadbalancing:Scheme': 'internet-facing',
      }),
    ],
  },
  {
    parameter: 'EndpointServiceNames',
    value: SERVICE,
    questions: [
      asks(deploymentRole, 'ec2:CreateVpcEndpoint', arn('ec2', 'vpc-endpoint/vpce-1'), 'refused', 'allowed', {
        ...MADE,
        'ec2:VpceServiceName': SERVICE,
        'ec2:VpceServiceOwner': VENDOR,
      }),
    ],
  },
  {
    parameter: 'KeyArn',
    value: KEY,
    questions: [
      asks(deploymentRole, 'kms:CreateGrant', open(KEY, ACCOUNT), 'refused', 'allowed', {
        'kms:ViaService': `eks.${REGION}.amazonaws.com`,
      }),
    ],
  },
  {
    parameter: 'ClusterAdministratorArns',
    value: ADMINISTRATOR,
    questions: [
      asks(deploymentRole, 'eks:CreateAccessEntry', CLUSTER, 'refused', 'allowed', {
        'eks:principalArn': ADMINISTRATOR,
        'eks:accessEntryType': 'STANDARD',
      }),
    ],
  },
  {
    parameter: 'TelemetryQueueArn',
    value: QUEUE,
    questions: [asks('workload', 'sqs:SendMessage', open(QUEUE, VENDOR), 'denied', 'allowed')],
  },
  {
    parameter: 'BillingPrefix',
    value: 'riverbed-billing/usage/',
    questions: [
      asks('workload', 's3:PutObject', open('arn:aws:s3:::riverbed-billing/usage/1', VENDOR), 'denied', 'allowed'),
    ],
  },
  {
    parameter: 'ObjectsFromNetworkOnly',
    value: 'false',
    questions: [asks('workload', 's3:GetObject', open(OBJECT, ACCOUNT), 'denied', 'allowed')],
  },
  { parameter: 'PermissionsBoundaryArn', value: OWN_BOUNDARY, questions: [makesNetwork('allowed', 'refused')] },
  {
    parameter: 'VpcId',
    value: VPC,
    questions: [
      asks(deploymentRole, 'ec2:CreateInternetGateway', GATEWAY, 'allowed', 'refused', MADE),
      asks(deploymentRole, 'ec2:CreateSecurityGroup', arn('ec2', `vpc/${VPC}`), 'refused', 'allowed'),
    ],
  },
  {
    parameter: 'ArtifactPrefix',
    value: 'riverbed-releases/templates/',
    questions: [
      asks(
        vendorRole,
        's3:GetObject',
        open('arn:aws:s3:::riverbed-releases/templates/1', VENDOR),
        'refused',
        'allowed',
      ),
    ],
  },
  {
    parameter: 'VendorPrincipals',
    value: `${FIRST_ANSWERS.VendorPrincipals},${vendors('second').arn}`,
    questions: [enters('second', ExternalId, 'refused', 'allowed')],
  },
  {
    parameter: 'ExternalId',
    value: OTHER_ID,
    questions: [
      enters('control-plane', ExternalId, 'allowed', 'refused'),
      enters('control-plane', OTHER_ID, 'refused', 'allowed'),
    ],
  },
  {
    parameter: 'VendorAccessExpiresAt',
    value: '2026-09-30T00:00:00Z',
    questions: [looks('allowed', 'denied'), enters('control-plane', OTHER_ID, 'allowed', 'refused')],
  },
  {
    parameter: 'VendorAccessExpiresAt',
    value: '2027-01-31T00:00:00Z',
    questions: [looks('denied', 'allowed'), enters('control-plane', OTHER_ID, 'refused', 'allowed')],
  },
  {
    parameter: 'Mode',
    value: 'approved',
    questions: [asks(vendorRole, 'cloudformation:ExecuteChangeSet', DATA_PLANE, 'allowed', 'denied')],
  },
  { parameter: 'Mode', value: 'self-managed', questions: [enters('control-plane', OTHER_ID, 'allowed', 'refused')] },
];
