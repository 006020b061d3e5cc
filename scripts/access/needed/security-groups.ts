import { itself, made, type Needs, named, reads, type Target } from './need';
import { ec2Tags } from './tagging';

/** Rules have no tags and no id yet. */
const rule: Target = ({ installation }) => [
  { resource: installation.ec2('security-group-rule/*', {}).arn, context: {} },
];

/** Security groups and the rules between them. Those of EKS's own group carry no tag of ours. */
export const SECURITY_GROUPS: Needs = {
  'AWS::EC2::SecurityGroup': [
    { on: ['create'], phase: 'install', actions: ['ec2:CreateSecurityGroup'], against: [made, named('VpcId')] },
    {
      on: ['create', 'update'],
      phase: 'install',
      property: 'SecurityGroupEgress',
      actions: ['ec2:AuthorizeSecurityGroupEgress'],
      against: [itself, rule],
    },
    {
      on: ['create', 'update'],
      phase: 'install',
      property: 'SecurityGroupEgress',
      actions: ['ec2:RevokeSecurityGroupEgress'],
      against: [itself],
    },
    {
      on: ['update'],
      phase: 'install',
      property: 'SecurityGroupEgress',
      actions: ['ec2:UpdateSecurityGroupRuleDescriptionsEgress'],
      against: [itself],
    },
    reads(['create', 'read', 'update', 'delete'], 'ec2:DescribeSecurityGroups'),
    reads(['delete'], 'ec2:DescribeInstances'),
    { on: ['delete'], phase: 'remove', actions: ['ec2:DeleteSecurityGroup'], against: [itself] },
    ...ec2Tags('CreateSecurityGroup'),
  ],
  'AWS::EC2::SecurityGroupIngress': [
    {
      on: ['create'],
      phase: 'install',
      actions: ['ec2:AuthorizeSecurityGroupIngress'],
      against: [named('GroupId'), rule],
    },
    {
      on: ['update'],
      phase: 'install',
      actions: ['ec2:UpdateSecurityGroupRuleDescriptionsIngress'],
      against: [named('GroupId')],
    },
    reads(['create', 'read', 'delete'], 'ec2:DescribeSecurityGroupRules'),
    reads(['read'], 'ec2:DescribeSecurityGroups'),
    { on: ['delete'], phase: 'remove', actions: ['ec2:RevokeSecurityGroupIngress'], against: [named('GroupId')] },
  ],
  'AWS::EC2::SecurityGroupEgress': [
    {
      on: ['create'],
      phase: 'install',
      actions: ['ec2:AuthorizeSecurityGroupEgress'],
      against: [named('GroupId'), rule],
    },
    { on: ['create'], phase: 'install', actions: ['ec2:RevokeSecurityGroupEgress'], against: [named('GroupId')] },
    {
      on: ['update'],
      phase: 'install',
      actions: ['ec2:UpdateSecurityGroupRuleDescriptionsEgress'],
      against: [named('GroupId')],
    },
    reads(['create', 'read', 'delete'], 'ec2:DescribeSecurityGroupRules'),
    { on: ['delete'], phase: 'remove', actions: ['ec2:RevokeSecurityGroupEgress'], against: [named('GroupId')] },
  ],
};
