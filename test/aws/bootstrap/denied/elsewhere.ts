import type { Context } from '../../../support/simulate';
import {
  ADDRESS,
  arn,
  BALANCER,
  CLUSTER,
  deployment,
  ENDPOINT,
  FLOW_LOG,
  GROUP,
  LAUNCH,
  MADE,
  NAT,
  OURS,
  SERVICE,
  SUBNET,
  TABLE,
  TARGETS,
  VPC,
} from './cast';
import type { Chapter, Denial } from './denial';

const away = (story: string, action: string, resource: string, context: Context = OURS): Denial => [
  story,
  'refused',
  deployment,
  action,
  resource.replace(':eu-central-1:', ':us-east-1:'),
  context,
  { resource },
];
const looks = (story: string, action: string): Denial => [
  story,
  'refused',
  deployment,
  action,
  '*',
  { 'aws:RequestedRegion': 'us-east-1' },
  { context: { 'aws:RequestedRegion': 'eu-central-1' } },
];
const elb = (action: string) => `elasticloadbalancing:${action}`;
const AMAZON = { ...MADE, 'ec2:VpceServiceOwner': 'amazon' };
const VENDORS = { ...MADE, 'ec2:VpceServiceName': 'com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789abcdef0' };
const BY_EKS = { ...OURS, 'aws:ViaAWSService': 'true' };
const OF_CLUSTER = { 'aws:ResourceTag/aws:eks:cluster-name': 'byoc-acme' };

/** A tag is the same text in every region. */
export const elsewhere: readonly Chapter[] = [
  {
    title: 'the deployment role, in another region,',
    grants: { AllowDelete: 'true' },
    denials: [
      away('makes no subnet', 'ec2:CreateSubnet', SUBNET, MADE),
      away('makes none in a VPC', 'ec2:CreateSubnet', VPC),
      away('makes no NAT gateway', 'ec2:CreateNatGateway', NAT, MADE),
      away('makes no endpoint', 'ec2:CreateVpcEndpoint', ENDPOINT, AMAZON),
      away("makes no endpoint to the vendor's service", 'ec2:CreateVpcEndpoint', ENDPOINT, VENDORS),
      away('makes no flow log', 'ec2:CreateFlowLogs', FLOW_LOG, MADE),
      away('makes no security group', 'ec2:CreateSecurityGroup', GROUP, MADE),
      away('makes none in a VPC of its tag', 'ec2:CreateSecurityGroup', VPC),
      away('makes no launch template', 'ec2:CreateLaunchTemplate', LAUNCH, MADE),
      away('makes no endpoint service', 'ec2:CreateVpcEndpointServiceConfiguration', SERVICE, MADE),
      away('makes no load balancer', elb('CreateLoadBalancer'), BALANCER, {
        ...MADE,
        'elasticloadbalancing:Scheme': 'internal',
      }),
      away('makes no target group', elb('CreateTargetGroup'), TARGETS, MADE),
      away('changes no routes', 'ec2:CreateRoute', TABLE),
      away('opens no rule', 'ec2:AuthorizeSecurityGroupIngress', GROUP),
      away('opens no rule of a cluster', 'ec2:AuthorizeSecurityGroupIngress', GROUP, OF_CLUSTER),
      away('closes no rule of a cluster', 'ec2:RevokeSecurityGroupIngress', GROUP, OF_CLUSTER),
      away('changes no launch template', 'ec2:CreateLaunchTemplateVersion', LAUNCH),
      away('changes no endpoint service', 'ec2:ModifyVpcEndpointServicePermissions', SERVICE),
      away('changes no listener', elb('CreateListener'), BALANCER),
      away('moves no load balancer', elb('SetSubnets'), BALANCER),
      away('runs no node', 'ec2:RunInstances', SUBNET, BY_EKS),
      away('runs no node in a security group', 'ec2:RunInstances', GROUP, { 'aws:ViaAWSService': 'true' }),
      away('tags nothing', 'ec2:CreateTags', VPC),
      away('tags nothing new', 'ec2:CreateTags', VPC, { ...MADE, 'ec2:CreateAction': 'CreateVpc' }),
      away('tags no new load balancer', elb('AddTags'), BALANCER, {
        ...MADE,
        'elasticloadbalancing:CreateAction': 'CreateLoadBalancer',
      }),
      away('gives back no address', 'ec2:ReleaseAddress', ADDRESS),
      away('removes no security group', 'ec2:DeleteSecurityGroup', GROUP),
      away('removes no endpoint service', 'ec2:DeleteVpcEndpointServiceConfigurations', SERVICE),
      away('removes no target group', elb('DeleteTargetGroup'), TARGETS),
      away('removes no load balancer', elb('DeleteLoadBalancer'), BALANCER),
      away('removes no VPC', 'ec2:DeleteVpc', VPC),
      away('removes no cluster', 'eks:DeleteCluster', CLUSTER, {}),
      away(
        'lets nobody into a cluster',
        'eks:DeleteAccessEntry',
        arn('eks', 'access-entry/byoc-acme/role/111122223333/x/0a'),
        {},
      ),
      looks('looks at no network', 'ec2:DescribeVpcs'),
      looks('looks at no load balancer', elb('DescribeLoadBalancers')),
    ],
  },
];
