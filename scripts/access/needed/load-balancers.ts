import { type Call, idOf, itself, made, madeIn, makesServiceLinkedRole, type Needs, reads } from './need';
import { loadBalancingTags } from './tagging';

const SERVICE_ROLE = makesServiceLinkedRole(
  ['create'],
  'elasticloadbalancing.amazonaws.com',
  'AWSServiceRoleForElasticLoadBalancing',
);

const protocol = ({ properties }: Call) => ({ 'elasticloadbalancing:ListenerProtocol': [properties.Protocol] });
const scheme = ({ properties }: Call) => ({ 'elasticloadbalancing:Scheme': properties.Scheme });
const subnets = (call: Call) => ({ 'elasticloadbalancing:Subnet': call.named('Subnets').map(idOf) });
const securityGroups = (call: Call) => ({
  'elasticloadbalancing:SecurityGroup': call.named('SecurityGroups').map(idOf),
});

/**
 * Load balancers. Elastic Load Balancing looks at the network with the rights of who calls:
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/elb-api-permissions.html
 */
export const LOAD_BALANCERS: Needs = {
  'AWS::ElasticLoadBalancingV2::LoadBalancer': [
    {
      on: ['create'],
      phase: 'install',
      actions: ['elasticloadbalancing:CreateLoadBalancer'],
      against: [made],
      context: (call) => ({ ...scheme(call), ...subnets(call), ...securityGroups(call) }),
    },
    SERVICE_ROLE,
    {
      on: ['create'],
      phase: 'install',
      property: 'LoadBalancerAttributes',
      actions: ['elasticloadbalancing:ModifyLoadBalancerAttributes'],
      against: [itself],
    },
    {
      on: ['update'],
      phase: 'remove',
      property: 'LoadBalancerAttributes',
      actions: ['elasticloadbalancing:ModifyLoadBalancerAttributes'],
      against: [itself],
    },
    {
      on: ['create', 'update'],
      phase: 'install',
      property: 'SecurityGroups',
      actions: ['elasticloadbalancing:SetSecurityGroups'],
      against: [itself],
      context: securityGroups,
    },
    {
      on: ['update'],
      phase: 'install',
      property: 'Subnets',
      actions: ['elasticloadbalancing:SetSubnets'],
      against: [itself],
      context: subnets,
    },
    reads(
      ['create'],
      'ec2:DescribeAccountAttributes',
      'ec2:DescribeAddresses',
      'ec2:DescribeInternetGateways',
      'ec2:DescribeSecurityGroups',
      'ec2:DescribeSubnets',
      'ec2:DescribeVpcs',
    ),
    reads(['update'], 'ec2:DescribeSubnets'),
    reads(['create', 'read', 'delete'], 'elasticloadbalancing:DescribeLoadBalancers'),
    reads(
      ['read'],
      'elasticloadbalancing:DescribeCapacityReservation',
      'elasticloadbalancing:DescribeLoadBalancerAttributes',
      'elasticloadbalancing:DescribeTags',
    ),
    { on: ['delete'], phase: 'delete', actions: ['elasticloadbalancing:DeleteLoadBalancer'], against: [itself] },
    ...loadBalancingTags('CreateLoadBalancer', 'install'),
  ],
  'AWS::ElasticLoadBalancingV2::TargetGroup': [
    { on: ['create'], phase: 'install', actions: ['elasticloadbalancing:CreateTargetGroup'], against: [made] },
    SERVICE_ROLE,
    {
      on: ['create'],
      phase: 'install',
      property: 'TargetGroupAttributes',
      actions: ['elasticloadbalancing:ModifyTargetGroupAttributes'],
      against: [itself],
    },
    {
      on: ['update'],
      phase: 'run',
      actions: ['elasticloadbalancing:ModifyTargetGroup', 'elasticloadbalancing:ModifyTargetGroupAttributes'],
      against: [itself],
    },
    reads(['create'], 'ec2:DescribeInternetGateways', 'ec2:DescribeVpcs'),
    reads(['create', 'read', 'update', 'delete'], 'elasticloadbalancing:DescribeTargetGroups'),
    reads(['create', 'read', 'update'], 'elasticloadbalancing:DescribeTargetHealth'),
    reads(['read'], 'elasticloadbalancing:DescribeTags', 'elasticloadbalancing:DescribeTargetGroupAttributes'),
    { on: ['delete'], phase: 'remove', actions: ['elasticloadbalancing:DeleteTargetGroup'], against: [itself] },
    ...loadBalancingTags('CreateTargetGroup', 'install'),
  ],
  'AWS::ElasticLoadBalancingV2::Listener': [
    {
      on: ['create'],
      phase: 'run',
      actions: ['elasticloadbalancing:CreateListener'],
      against: [madeIn('LoadBalancerArn')],
      context: protocol,
    },
    {
      on: ['update'],
      phase: 'run',
      actions: ['elasticloadbalancing:ModifyListener'],
      against: [itself],
      context: protocol,
    },
    reads(['create', 'read', 'update', 'delete'], 'elasticloadbalancing:DescribeListeners'),
    reads(['read', 'update'], 'elasticloadbalancing:DescribeListenerAttributes', 'elasticloadbalancing:DescribeTags'),
    { on: ['delete'], phase: 'run', actions: ['elasticloadbalancing:DeleteListener'], against: [itself] },
    ...loadBalancingTags('CreateListener', 'run'),
  ],
};
