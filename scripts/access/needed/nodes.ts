import { asRecord, type Tags } from './installation';
import {
  type Call,
  facts,
  itself,
  made,
  madeIn,
  makesServiceLinkedRole,
  type Need,
  type Needs,
  named,
  reads,
  requestTags,
  roles,
  serviceLinkedRole,
  type Target,
} from './need';
import { eksTags } from './tagging';

const NODEGROUP_SERVICE = 'eks-nodegroup.amazonaws.com';
const NODEGROUP_ROLE = 'AWSServiceRoleForAmazonEKSNodegroup';

/** Something that starts with an instance, with the tags that the launch template gives it. Its id is not known. */
const launched =
  (kind: 'instance' | 'volume' | 'network-interface'): Target =>
  (call) => [{ resource: call.installation.ec2(`${kind}/*`, {}).arn, context: requestTags(launchTags(call, kind)) }];

function launchTags({ properties, installation }: Call, kind: string): Tags {
  const { LaunchTemplateData } = installation.resourceNamed(properties.LaunchTemplate.Id).properties;
  const specifications = LaunchTemplateData.TagSpecifications.filter((one: any) => one.ResourceType === kind);
  return asRecord(specifications.flatMap((one: any) => one.Tags));
}

/**
 * The launch template names no security group. Nodes get EKS's own; EKS's trial run is said to get the VPC's default
 * one, which has no tags: https://github.com/aws/containers-roadmap/issues/1602
 */
const securityGroups: Target = ({ installation }) =>
  [installation.clusterSecurityGroup, installation.defaultSecurityGroup].map((thing) => ({
    resource: thing.arn,
    context: facts(thing),
  }));

const image: Target = ({ installation }) => [
  {
    resource: installation.ec2('image/ami-0123456789abcdef0', {}, '').arn,
    context: { 'ec2:Owner': 'amazon' },
  },
];

const throughEks = (call: Call) => ({
  'aws:ViaAWSService': 'true',
  'ec2:LaunchTemplate': call.theOne('LaunchTemplate.Id').arn,
});

/** EKS tries the launch template with the rights of who makes or updates the group. */
const TRIES_LAUNCH_TEMPLATE: readonly Need[] = [
  {
    on: ['create', 'update'],
    phase: 'run',
    property: 'LaunchTemplate',
    actions: ['ec2:RunInstances'],
    against: [
      named('LaunchTemplate.Id'),
      named('Subnets'),
      securityGroups,
      image,
      launched('instance'),
      launched('volume'),
      launched('network-interface'),
    ],
    context: throughEks,
  },
  {
    on: ['create', 'update'],
    phase: 'run',
    property: 'LaunchTemplate',
    actions: ['ec2:CreateTags'],
    against: [launched('instance'), launched('volume'), launched('network-interface')],
    context: { 'aws:ViaAWSService': 'true', 'ec2:CreateAction': 'RunInstances' },
  },
];

const passes = (service: string): Need => ({
  on: ['create', 'update'],
  phase: 'run',
  actions: ['iam:PassRole'],
  against: [roles('NodeRole')],
  context: { 'iam:PassedToService': service },
});

/** Node groups and their launch templates: adding and removing a profile is no installation. */
export const NODES: Needs = {
  'AWS::EC2::LaunchTemplate': [
    { on: ['create'], phase: 'run', actions: ['ec2:CreateLaunchTemplate'], against: [made] },
    {
      on: ['create'],
      phase: 'run',
      property: 'TagSpecifications',
      actions: ['ec2:CreateTags'],
      against: [made],
      context: { 'ec2:CreateAction': 'CreateLaunchTemplate' },
    },
    { on: ['update'], phase: 'run', actions: ['ec2:CreateLaunchTemplateVersion'], against: [itself] },
    reads(['read', 'delete'], 'ec2:DescribeLaunchTemplates'),
    { on: ['delete'], phase: 'run', actions: ['ec2:DeleteLaunchTemplate'], against: [itself] },
  ],
  'AWS::EKS::Nodegroup': [
    { on: ['create'], phase: 'run', actions: ['eks:CreateNodegroup'], against: [madeIn('ClusterName')] },
    {
      on: ['update'],
      phase: 'run',
      actions: ['eks:UpdateNodegroupConfig', 'eks:UpdateNodegroupVersion'],
      against: [itself],
    },
    {
      on: ['update'],
      phase: 'run',
      actions: ['eks:DescribeUpdate', 'eks:ListUpdates'],
      against: [itself, named('ClusterName')],
    },
    ...TRIES_LAUNCH_TEMPLATE,
    passes('eks.amazonaws.com'),
    passes('ec2.amazonaws.com'),
    { on: ['create', 'update'], phase: 'run', actions: ['iam:GetRole'], against: [roles('NodeRole')] },
    { on: ['create'], phase: 'run', actions: ['iam:ListAttachedRolePolicies'], against: [roles('NodeRole')] },
    // EKS looks whether its own role is there: https://github.com/terraform-aws-modules/terraform-aws-eks/issues/823
    {
      on: ['create'],
      phase: 'run',
      actions: ['iam:GetRole'],
      against: [serviceLinkedRole(NODEGROUP_SERVICE, NODEGROUP_ROLE)],
    },
    makesServiceLinkedRole(['create'], NODEGROUP_SERVICE, NODEGROUP_ROLE),
    makesServiceLinkedRole(['create'], 'autoscaling.amazonaws.com', 'AWSServiceRoleForAutoScaling'),
    reads(
      ['create'],
      'ec2:DescribeLaunchTemplates',
      'ec2:DescribeRouteTables',
      'ec2:DescribeSecurityGroups',
      'ec2:DescribeSubnets',
      'ec2:DescribeVpcs',
    ),
    reads(['create', 'update'], 'ec2:DescribeLaunchTemplateVersions'),
    {
      on: ['create', 'read', 'update', 'delete'],
      phase: 'run',
      actions: ['eks:DescribeNodegroup'],
      against: [itself],
    },
    { on: ['delete'], phase: 'run', actions: ['eks:DeleteNodegroup'], against: [itself] },
    ...eksTags('run'),
  ],
};
