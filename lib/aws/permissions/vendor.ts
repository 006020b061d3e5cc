import { namesOf } from '../names';
import { isGiven, type Optional, valueIn } from '../switch';
import type { Permission } from './permission';

/** What the permissions of the vendor access role are written with. Texts may be tokens. */
export interface VendorContext {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  readonly environmentId: string;
  /** Id of the stack that the role is in: the console lets people choose its name. */
  readonly stackName: string;
  /** Bucket and prefix from which the vendor publishes templates. */
  readonly artifactPrefix: Optional<string>;
  /** When the access ends by itself. */
  readonly expiresAt: Optional<string>;
}

/** Types of everything in a data plane, and of nothing else: no function, no custom resource, no nested stack. */
export const DATA_PLANE_TYPES: readonly string[] = [
  'AWS::EC2::EIP',
  'AWS::EC2::FlowLog',
  'AWS::EC2::InternetGateway',
  'AWS::EC2::LaunchTemplate',
  'AWS::EC2::NatGateway',
  'AWS::EC2::Route',
  'AWS::EC2::RouteTable',
  'AWS::EC2::SecurityGroup',
  'AWS::EC2::SecurityGroupEgress',
  'AWS::EC2::SecurityGroupIngress',
  'AWS::EC2::Subnet',
  'AWS::EC2::SubnetRouteTableAssociation',
  'AWS::EC2::VPC',
  'AWS::EC2::VPCEndpoint',
  'AWS::EC2::VPCEndpointService',
  'AWS::EC2::VPCEndpointServicePermissions',
  'AWS::EC2::VPCGatewayAttachment',
  'AWS::EKS::AccessEntry',
  'AWS::EKS::Addon',
  'AWS::EKS::Cluster',
  'AWS::EKS::Nodegroup',
  'AWS::EKS::PodIdentityAssociation',
  'AWS::ElasticLoadBalancingV2::Listener',
  'AWS::ElasticLoadBalancingV2::LoadBalancer',
  'AWS::ElasticLoadBalancingV2::TargetGroup',
];

const NEEDED_BY = 'vendor access';
const CHANGES = ['cloudformation:ContinueUpdateRollback', 'cloudformation:RollbackStack'];

/** One inline policy of the vendor access role. */
export interface VendorPolicy {
  readonly name: 'Propose' | 'Execute' | 'Remove' | 'NeverExecute' | 'Guard';
  /** When it is there. */
  readonly attached: 'always' | 'mode managed' | 'mode managed, while deletion is allowed' | 'mode approved';
  readonly permissions: readonly Permission[];
}

/** The policies of the vendor access role: propose and look, execute, and what no other statement may open. */
export function vendorPolicies(context: VendorContext): readonly VendorPolicy[] {
  const { partition, region, account, environmentId, stackName } = context;
  const names = namesOf(environmentId);
  const stack = (name: string) => `arn:${partition}:cloudformation:${region}:${account}:stack/${name}/*`;
  const { bootstrap, custody, detections } = names.stacks;
  const own = [stack(`${names.cluster}-*`)];
  const deploymentRole = `arn:${partition}:iam::${account}:role${names.bootstrap.path}${names.bootstrap.deploymentRole}`;
  const byRole = { StringEquals: { 'cloudformation:RoleArn': deploymentRole } };
  const inRegion = { StringEquals: { 'aws:RequestedRegion': region } };
  const ofInstallation = 'stacks of this installation, by name; CloudFormation chooses the last part of the ARN';
  const common = { neededBy: NEEDED_BY, resources: own, wildcard: ofInstallation } as const;
  const propose: readonly Permission[] = [
    {
      ...common,
      sid: 'Propose',
      actions: ['cloudformation:CreateChangeSet'],
      conditions: {
        ...byRole,
        'ForAllValues:StringEquals': { 'cloudformation:ResourceTypes': DATA_PLANE_TYPES },
        Null: { 'cloudformation:ResourceTypes': 'false', 'cloudformation:ImportResourceTypes': 'true' },
      },
      phase: 'run',
      reason: 'the only way to change something: recorded before it runs, by this role, of these types',
    },
    {
      ...common,
      sid: 'Look',
      actions: [
        'cloudformation:DeleteChangeSet',
        'cloudformation:DescribeChangeSet',
        'cloudformation:DescribeChangeSetHooks',
        'cloudformation:DescribeEvents',
        'cloudformation:DescribeStackEvents',
        'cloudformation:DescribeStackResource',
        'cloudformation:DescribeStackResources',
        'cloudformation:DescribeStacks',
        'cloudformation:GetTemplate',
        'cloudformation:ListChangeSets',
        'cloudformation:ListStackResources',
      ],
      phase: 'run',
      reason: 'sees its own proposals and how they went',
    },
    {
      sid: 'HandOver',
      actions: ['iam:PassRole'],
      resources: [deploymentRole],
      conditions: { StringEquals: { 'iam:PassedToService': 'cloudformation.amazonaws.com' } },
      phase: 'run',
      reason: 'a change set names the role that CloudFormation works with',
      neededBy: NEEDED_BY,
    },
    {
      sid: 'ReadTemplates',
      actions: ['s3:GetObject'],
      resources: [`arn:${partition}:s3:::${valueIn(context.artifactPrefix)}*`],
      phase: 'run',
      when: isGiven(context.artifactPrefix),
      wildcard: "objects under the prefix under which the vendor's templates are published",
      reason: "CloudFormation reads a large template with its caller's rights",
      neededBy: NEEDED_BY,
    },
    {
      sid: 'LookAtCluster',
      actions: [
        'eks:DescribeAddon',
        'eks:DescribeCluster',
        'eks:DescribeNodegroup',
        'eks:ListAddons',
        'eks:ListNodegroups',
      ],
      resources: ['cluster/', 'addon/', 'nodegroup/'].map(
        (kind) => `arn:${partition}:eks:${region}:${account}:${kind}${names.cluster}${kind === 'cluster/' ? '' : '/*'}`,
      ),
      phase: 'run',
      wildcard: 'EKS chooses the last part of the ARN; the name of the cluster decides',
      reason: 'versions and health; nothing that is in Kubernetes',
      neededBy: NEEDED_BY,
    },
    {
      sid: 'LookAtVersion',
      actions: ['ssm:GetParameter'],
      resources: [`arn:${partition}:ssm:${region}:${account}:parameter${names.bootstrap.stamp}`],
      phase: 'run',
      reason: 'which version of the bootstrap is in force, so that no proposal asks for more',
      neededBy: NEEDED_BY,
    },
    {
      sid: 'LookAtQuotas',
      actions: ['servicequotas:GetServiceQuota', 'servicequotas:ListServiceQuotas'],
      resources: ['*'],
      conditions: inRegion,
      phase: 'run',
      wildcard: 'quotas of all services are asked in one call',
      reason: 'whether the account has room, before a proposal fails',
      neededBy: NEEDED_BY,
    },
  ];
  const execute: readonly Permission[] = [
    {
      ...common,
      sid: 'Execute',
      actions: ['cloudformation:CancelUpdateStack', 'cloudformation:ExecuteChangeSet'],
      phase: 'run',
      reason: 'mode managed: the vendor applies what it proposed',
    },
    {
      ...common,
      sid: 'Recover',
      actions: CHANGES,
      conditions: byRole,
      phase: 'run',
      reason: 'mode managed: a stack that is stuck half-way',
    },
  ];
  const remove: readonly Permission[] = [
    {
      ...common,
      sid: 'Remove',
      actions: ['cloudformation:DeleteStack'],
      conditions: byRole,
      phase: 'delete',
      reason: 'mode managed, at the very end; with less than the right to delete everything a stack would be stuck',
    },
  ];
  const neverExecute: readonly Permission[] = [
    {
      sid: 'NeverExecute',
      effect: 'Deny',
      actions: [
        'cloudformation:CancelUpdateStack',
        'cloudformation:DeleteStack',
        'cloudformation:ExecuteChangeSet',
        ...CHANGES,
      ],
      resources: ['*'],
      phase: 'run',
      reason: 'mode approved: what the vendor proposes, the customer executes',
      neededBy: NEEDED_BY,
    },
  ];
  const guard: readonly Permission[] = [
    {
      sid: 'NeverOwnRights',
      effect: 'Deny',
      actions: ['cloudformation:*'],
      resources: [stack(stackName), ...[bootstrap, custody, detections].map(stack)],
      phase: 'run',
      reason: 'bootstrap, detections and custody are changed by the customer only',
      neededBy: NEEDED_BY,
    },
    {
      sid: 'NeverImport',
      effect: 'Deny',
      actions: ['cloudformation:CreateChangeSet'],
      resources: ['*'],
      conditions: { Null: { 'cloudformation:ImportResourceTypes': 'false' } },
      phase: 'run',
      reason: "what is somebody else's stays out of the vendor's stacks",
      neededBy: NEEDED_BY,
    },
    {
      sid: 'NeverAgain',
      effect: 'Deny',
      actions: ['*'],
      resources: ['*'],
      conditions: { DateGreaterThanEquals: { 'aws:CurrentTime': valueIn(context.expiresAt) ?? '' } },
      phase: 'run',
      when: isGiven(context.expiresAt),
      reason: 'ends sessions that are open when the access expires; the trust ends new ones',
      neededBy: NEEDED_BY,
    },
  ];
  return [
    { name: 'Propose', attached: 'always', permissions: propose },
    { name: 'Execute', attached: 'mode managed', permissions: execute },
    { name: 'Remove', attached: 'mode managed, while deletion is allowed', permissions: remove },
    { name: 'NeverExecute', attached: 'mode approved', permissions: neverExecute },
    { name: 'Guard', attached: 'always', permissions: guard },
  ];
}
