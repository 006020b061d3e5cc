import { choose } from '../../switch';
import { arnsOf, inRegion, LOOKS_AT_ALL, type Noun, OF_ANY_KIND, RANDOM_IDS, tagged } from './context';

/** Load balancers, their target groups and listeners, and the endpoint services that offer them. */
export const loadBalancerPermissions: Noun = (context) => {
  const { balancing, ec2 } = arnsOf(context);
  const { inRequest, onResource, onAnything } = tagged(context);
  const common = { neededBy: 'load balancers', wildcard: RANDOM_IDS } as const;
  return [
    {
      ...common,
      sid: 'MakeLoadBalancers',
      actions: ['elasticloadbalancing:CreateLoadBalancer'],
      resources: balancing('loadbalancer/net'),
      conditions: {
        StringEquals: {
          ...inRequest,
          'elasticloadbalancing:Scheme':
            choose(context.externalLoadBalancers, ['internal', 'internet-facing'], 'internal') ?? 'internal',
        },
      },
      phase: 'install',
      reason: 'makes load balancers; on the internet only where the environment asks for it',
    },
    {
      ...common,
      sid: 'MakeTargetGroups',
      actions: ['elasticloadbalancing:CreateTargetGroup'],
      resources: balancing('targetgroup'),
      conditions: { StringEquals: inRequest },
      phase: 'install',
      reason: 'makes the groups that pods are registered in',
    },
    {
      ...common,
      sid: 'TagNewLoadBalancers',
      actions: ['elasticloadbalancing:AddTags'],
      resources: ['*'],
      wildcard: OF_ANY_KIND,
      conditions: {
        StringEquals: {
          ...inRequest,
          'aws:RequestedRegion': context.region,
          'elasticloadbalancing:CreateAction': ['CreateListener', 'CreateLoadBalancer', 'CreateTargetGroup'],
        },
      },
      phase: 'run',
      reason: 'tags what a call of these makes',
    },
    {
      ...common,
      sid: 'ChangeLoadBalancers',
      actions: [
        'elasticloadbalancing:AddTags',
        'elasticloadbalancing:CreateListener',
        'elasticloadbalancing:DeleteListener',
        'elasticloadbalancing:ModifyListener',
        'elasticloadbalancing:ModifyTargetGroup',
        'elasticloadbalancing:ModifyTargetGroupAttributes',
        'elasticloadbalancing:RemoveTags',
      ],
      resources: ['*'],
      wildcard: OF_ANY_KIND,
      conditions: { StringEquals: onAnything },
      phase: 'run',
      reason: 'follows a change of listeners, health checks and drain times',
    },
    {
      ...common,
      sid: 'PlaceLoadBalancers',
      actions: [
        'ec2:ModifyVpcEndpointServiceConfiguration',
        'elasticloadbalancing:SetSecurityGroups',
        'elasticloadbalancing:SetSubnets',
      ],
      resources: ['*'],
      wildcard: OF_ANY_KIND,
      conditions: { StringEquals: onAnything },
      phase: 'install',
      reason: 'another group, subnet or way of acceptance decides who is let in, so it needs the install switch',
      neededBy: 'load balancers, endpoint services',
    },
    {
      ...common,
      sid: 'SettleLoadBalancers',
      actions: [
        'ec2:DeleteVpcEndpointServiceConfigurations',
        'ec2:ModifyVpcEndpointServicePermissions',
        'elasticloadbalancing:DeleteTargetGroup',
        'elasticloadbalancing:ModifyLoadBalancerAttributes',
      ],
      resources: ['*'],
      wildcard: OF_ANY_KIND,
      conditions: { StringEquals: onAnything },
      phase: ['install', 'delete'],
      reason:
        'protection and access logs, who may ask for a connection, what is left behind; IAM sees neither attributes nor principals, so it needs a switch',
      neededBy: 'load balancers, endpoint services',
    },
    {
      ...common,
      sid: 'RemoveLoadBalancers',
      actions: ['elasticloadbalancing:DeleteLoadBalancer'],
      resources: balancing('loadbalancer/net'),
      conditions: { StringEquals: onResource },
      phase: 'delete',
      reason: 'a load balancer takes its address with it',
    },
    {
      ...common,
      sid: 'MakeEndpointServices',
      actions: ['ec2:CreateVpcEndpointServiceConfiguration'],
      resources: ec2('vpc-endpoint-service'),
      conditions: { StringEquals: inRequest },
      phase: 'install',
      reason: 'offers a load balancer through PrivateLink',
      neededBy: 'endpoint services',
    },
    {
      sid: 'LookAtLoadBalancers',
      actions: ['cloudwatch:ListManagedInsightRules', 'elasticloadbalancing:Describe*'],
      resources: ['*'],
      conditions: inRegion(context),
      phase: 'run',
      wildcard: LOOKS_AT_ALL,
      reason: 'sees whether a change is needed and whether it is done',
      neededBy: 'load balancers, endpoint services',
    },
  ];
};
