import { namesOf } from '../../names';
import { isGiven, not, valueIn } from '../../switch';
import { arnsOf, type DeploymentContext, type Noun, RANDOM_IDS, tagged } from './context';

/** Rules may be opened and closed in the groups of the installation, and in the one that EKS makes for its cluster. */
const OPENING = [
  'ec2:AuthorizeSecurityGroupEgress',
  'ec2:AuthorizeSecurityGroupIngress',
  'ec2:UpdateSecurityGroupRuleDescriptionsEgress',
  'ec2:UpdateSecurityGroupRuleDescriptionsIngress',
];
const CLOSING = ['ec2:RevokeSecurityGroupEgress', 'ec2:RevokeSecurityGroupIngress'];

export const securityGroupPermissions: Noun = (context) => {
  const { ec2, vpc } = arnsOf(context);
  const { inRequest, onResource } = tagged(context);
  const groups = { neededBy: 'security groups', resources: ec2('security-group'), wildcard: RANDOM_IDS } as const;
  return [
    {
      ...groups,
      sid: 'MakeGroups',
      actions: ['ec2:CreateSecurityGroup'],
      conditions: { StringEquals: inRequest },
      phase: 'install',
      reason: 'makes the groups of endpoints, load balancers and the Kubernetes API; where, says the next statement',
    },
    {
      ...groups,
      sid: 'MakeGroupsInOwnNetwork',
      actions: ['ec2:CreateSecurityGroup'],
      resources: ec2('vpc'),
      conditions: { StringEquals: onResource },
      phase: 'install',
      when: not(isGiven(context.vpcId)),
      reason: 'the groups lie in the network of the installation',
    },
    {
      sid: 'MakeGroupsInYourVpc',
      actions: ['ec2:CreateSecurityGroup'],
      resources: [vpc(valueIn(context.vpcId) ?? '')],
      phase: 'install',
      when: isGiven(context.vpcId),
      reason: "the groups lie in the customer's VPC, and in no other",
      neededBy: 'security groups',
    },
    {
      ...groups,
      sid: 'OpenRules',
      actions: OPENING,
      conditions: { StringEquals: onResource },
      phase: 'install',
      reason: 'IAM sees no address of a rule: opening one needs the install switch',
    },
    {
      ...groups,
      sid: 'OpenRulesOfCluster',
      actions: OPENING,
      conditions: { StringEquals: ofCluster(context) },
      phase: 'install',
      reason: 'load balancers reach pods through the group that EKS makes, which carries the tag of EKS only',
    },
    {
      ...groups,
      sid: 'NameRules',
      actions: OPENING,
      resources: ec2('security-group-rule'),
      phase: 'install',
      wildcard: 'a rule has no tag of its own; the group decides, which each of these calls names too',
      reason: 'EC2 asks for the rule beside the group',
    },
    {
      ...groups,
      sid: 'RemoveGroups',
      actions: ['ec2:DeleteSecurityGroup', ...CLOSING],
      conditions: { StringEquals: onResource },
      phase: ['install', 'delete'],
      reason: 'closes rules and removes groups',
    },
    {
      ...groups,
      sid: 'CloseRulesOfCluster',
      actions: CLOSING,
      conditions: { StringEquals: ofCluster(context) },
      phase: ['install', 'delete'],
      reason: 'closes what OpenRulesOfCluster opened',
    },
  ];
};

/** Tag of what EKS makes for the cluster; only AWS can set it. */
export function ofCluster({ environmentId }: DeploymentContext) {
  return { 'aws:ResourceTag/aws:eks:cluster-name': namesOf(environmentId).cluster };
}
