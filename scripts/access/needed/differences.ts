import type { Handler } from './need';

/** Why the deployment role does not get an action that a published handler lists. */
export type WhyNot = 'unused property' | 'refused on purpose' | 'no such name in IAM';

/** Actions that a handler lists and the table does not. */
export interface NotNeeded {
  readonly type: string;
  readonly on: readonly Handler[];
  readonly actions: readonly string[];
  readonly why: WhyNot;
  /** Of an unused property: its path. Of a refusal: what is lost by it. */
  readonly because: string;
}

/** Actions that the table has and the handler does not list. */
export interface NeededBeside {
  readonly type: string;
  readonly on: readonly Handler[];
  readonly actions: readonly string[];
  readonly because: string;
}

const ALL: readonly Handler[] = ['create', 'read', 'update', 'delete'];
const UNTAGGED = 'nothing is lost: tags go with the resource that has them';

function unused(type: string, because: string, on: readonly Handler[], ...actions: string[]): NotNeeded {
  return { type, on, actions, why: 'unused property', because };
}

function refused(type: string, because: string, on: readonly Handler[], ...actions: string[]): NotNeeded {
  return { type, on, actions, why: 'refused on purpose', because };
}

function noSuchName(type: string, on: readonly Handler[], ...actions: string[]): NotNeeded {
  return { type, on, actions, why: 'no such name in IAM', because: 'a policy with this name would allow nothing' };
}

export const NOT_NEEDED: readonly NotNeeded[] = [
  unused('AWS::EC2::VPC', 'VpcEncryptionControl', ['create'], 'ec2:CreateVpcEncryptionControl'),
  unused('AWS::EC2::VPC', 'InstanceTenancy', ['update'], 'ec2:ModifyVpcTenancy'),
  unused(
    'AWS::EC2::Subnet',
    'Ipv6CidrBlock',
    ['update'],
    'ec2:AssociateSubnetCidrBlock',
    'ec2:DisassociateSubnetCidrBlock',
  ),
  unused('AWS::EC2::Route', 'NetworkInterfaceId', ['create', 'update'], 'ec2:DescribeNetworkInterfaces'),
  unused('AWS::EC2::VPCGatewayAttachment', 'VpnGatewayId', ['create', 'update'], 'ec2:AttachVpnGateway'),
  unused('AWS::EC2::VPCGatewayAttachment', 'VpnGatewayId', ['update', 'delete'], 'ec2:DetachVpnGateway'),
  unused('AWS::EC2::EIP', 'TransferAddress', ['create'], 'ec2:AcceptAddressTransfer'),
  unused('AWS::EC2::EIP', 'InstanceId', ['create', 'update'], 'ec2:AssociateAddress'),
  unused('AWS::EC2::EIP', 'InstanceId', ['update', 'delete'], 'ec2:DisassociateAddress'),
  unused(
    'AWS::EC2::NatGateway',
    'SecondaryAllocationIds',
    ['update'],
    'ec2:AssociateNatGatewayAddress',
    'ec2:DisassociateNatGatewayAddress',
  ),
  unused(
    'AWS::EC2::NatGateway',
    'SecondaryPrivateIpAddresses',
    ['update'],
    'ec2:AssignPrivateNatGatewayAddress',
    'ec2:UnassignPrivateNatGatewayAddress',
  ),
  unused(
    'AWS::EC2::VPCEndpoint',
    'ServiceNetworkArn',
    ['create', 'update'],
    'vpc-lattice:CreateServiceNetworkVpcEndpointAssociation',
  ),
  noSuchName('AWS::EC2::VPCEndpoint', ALL, 'vpc-lattice:DescribeServiceNetworkVpcEndpointAssociation'),
  unused('AWS::EC2::VPCEndpoint', 'ServiceRegion', ['create', 'update', 'delete'], 'vpce:AllowMultiRegion'),
  refused('AWS::EC2::VPCEndpoint', UNTAGGED, ['create', 'delete'], 'ec2:DeleteTags'),
  refused('AWS::EC2::VPCEndpoint', UNTAGGED, ['delete'], 'ec2:CreateTags'),
  unused('AWS::EC2::SecurityGroup', 'SecurityGroupIngress', ['create', 'update'], 'ec2:AuthorizeSecurityGroupIngress'),
  unused(
    'AWS::EC2::SecurityGroup',
    'SecurityGroupIngress',
    ['update'],
    'ec2:RevokeSecurityGroupIngress',
    'ec2:UpdateSecurityGroupRuleDescriptionsIngress',
  ),
  unused(
    'AWS::EC2::FlowLog',
    'LogDestination',
    ['create'],
    'autoscaling:DescribeTags',
    'iam:CreateServiceLinkedRole',
    'logs:CreateLogDelivery',
    's3:GetBucketPolicy',
    's3:PutBucketPolicy',
  ),
  unused('AWS::EC2::FlowLog', 'LogDestination', ['delete'], 'logs:DeleteLogDelivery'),
  refused('AWS::EC2::LaunchTemplate', UNTAGGED, ['delete'], 'ec2:DeleteTags'),
  unused(
    'AWS::EC2::VPCEndpointService',
    'PayerResponsibility',
    ['create', 'update'],
    'ec2:ModifyVpcEndpointServicePayerResponsibility',
  ),
  unused(
    'AWS::EC2::VPCEndpointService',
    'ContributorInsightsEnabled',
    ['create', 'update'],
    'cloudwatch:PutManagedInsightRules',
  ),
  unused(
    'AWS::EC2::VPCEndpointService',
    'ContributorInsightsEnabled',
    ['create', 'update', 'delete'],
    'cloudwatch:DeleteInsightRules',
  ),
  unused('AWS::EC2::VPCEndpointService', 'SupportedRegions', ['create', 'update', 'delete'], 'vpce:AllowMultiRegion'),
  refused('AWS::EC2::VPCEndpointService', UNTAGGED, ['delete'], 'ec2:DeleteTags'),
  noSuchName(
    'AWS::EC2::VPCEndpointServicePermissions',
    ALL,
    'ec2:CreateVpcEndpointServicePermissions',
    'ec2:DeleteVpcEndpointServicePermissions',
  ),
  refused(
    'AWS::EC2::VPCEndpointServicePermissions',
    'nothing is lost: who reads changes no permission',
    ['read'],
    'ec2:ModifyVpcEndpointServicePermissions',
  ),
  unused(
    'AWS::EKS::Cluster',
    'ComputeConfig',
    ['create'],
    'eks:CreateAccessEntry',
    'iam:AddRoleToInstanceProfile',
    'iam:CreateInstanceProfile',
    'iam:DeleteInstanceProfile',
    'iam:GetInstanceProfile',
    'iam:RemoveRoleFromInstanceProfile',
    'iam:TagInstanceProfile',
  ),
  unused('AWS::EKS::Cluster', 'ComputeConfig', ['update'], 'iam:PassRole'),
  unused('AWS::EKS::Cluster', 'ActiveCertificateAuthorityId', ['update'], 'eks:ActivateCertificateAuthority'),
  unused('AWS::EKS::Nodegroup', 'RemoteAccess', ['create'], 'ec2:DescribeKeyPairs'),
  refused('AWS::EKS::Nodegroup', UNTAGGED, ['create'], 'ec2:DeleteTags'),
  refused(
    'AWS::EKS::AccessEntry',
    'groups and user name of an entry cannot change: no condition key limits the action, so a new entry is made instead',
    ['update'],
    'eks:UpdateAccessEntry',
  ),
  unused('AWS::ElasticLoadBalancingV2::LoadBalancer', 'Ipv4IpamPoolId', ['create'], 'ec2:DescribeIpamPools'),
  unused(
    'AWS::ElasticLoadBalancingV2::LoadBalancer',
    'Ipv4IpamPoolId',
    ['update'],
    'elasticloadbalancing:ModifyIpPools',
  ),
  unused(
    'AWS::ElasticLoadBalancingV2::LoadBalancer',
    'MinimumLoadBalancerCapacity',
    ['create', 'update'],
    'elasticloadbalancing:ModifyCapacityReservation',
  ),
  refused(
    'AWS::ElasticLoadBalancingV2::LoadBalancer',
    'addresses stay IPv4',
    ['update'],
    'elasticloadbalancing:SetIpAddressType',
  ),
  unused(
    'AWS::ElasticLoadBalancingV2::TargetGroup',
    'Targets',
    ['create', 'update'],
    'elasticloadbalancing:RegisterTargets',
  ),
  unused('AWS::ElasticLoadBalancingV2::TargetGroup', 'Targets', ['update'], 'elasticloadbalancing:DeregisterTargets'),
  unused(
    'AWS::ElasticLoadBalancingV2::Listener',
    'DefaultActions.AuthenticateCognitoConfig',
    ['create', 'update'],
    'cognito-idp:DescribeUserPoolClient',
  ),
  unused(
    'AWS::ElasticLoadBalancingV2::Listener',
    'ListenerAttributes',
    ['create', 'update'],
    'elasticloadbalancing:ModifyListenerAttributes',
  ),
];

const LOOKS = 'Elastic Load Balancing looks at the network with the rights of who calls';
const FIRST = 'Elastic Load Balancing makes its role when it is first used in an account';

export const NEEDED_BESIDE: readonly NeededBeside[] = [
  {
    type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    on: ['create'],
    actions: [
      'ec2:DescribeAccountAttributes',
      'ec2:DescribeAddresses',
      'ec2:DescribeInternetGateways',
      'ec2:DescribeSecurityGroups',
      'ec2:DescribeSubnets',
      'ec2:DescribeVpcs',
    ],
    because: LOOKS,
  },
  {
    type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    on: ['update'],
    actions: ['ec2:DescribeSubnets'],
    because: LOOKS,
  },
  {
    type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
    on: ['create'],
    actions: ['ec2:DescribeInternetGateways', 'ec2:DescribeVpcs'],
    because: LOOKS,
  },
  {
    type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    on: ['create'],
    actions: ['iam:CreateServiceLinkedRole'],
    because: FIRST,
  },
  {
    type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
    on: ['create'],
    actions: ['iam:CreateServiceLinkedRole'],
    because: FIRST,
  },
  {
    type: 'AWS::EKS::Nodegroup',
    on: ['update'],
    actions: ['ec2:CreateTags'],
    because: 'EKS tries a new version of the launch template as it tried the first, tags included',
  },
  {
    type: 'AWS::EC2::VPCEndpoint',
    on: ['create'],
    actions: ['route53:AssociateVPCWithHostedZone'],
    because: 'EC2 ties a private DNS name to its zone with the rights of who calls, others who ship this way report',
  },
];
