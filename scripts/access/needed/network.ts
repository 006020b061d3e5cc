import { itself, made, type Needs, named, reads, roles } from './need';
import { ec2Tags } from './tagging';

/** The network: everything that a VPC of our own is drawn of. */
export const NETWORK: Needs = {
  'AWS::EC2::VPC': [
    { on: ['create'], phase: 'install', actions: ['ec2:CreateVpc'], against: [made] },
    {
      on: ['create', 'update'],
      phase: 'install',
      property: 'EnableDnsHostnames',
      actions: ['ec2:ModifyVpcAttribute'],
      against: [itself],
    },
    { on: ['create', 'read', 'update'], phase: 'run', actions: ['ec2:DescribeVpcAttribute'], against: [itself] },
    reads(['create', 'read', 'delete'], 'ec2:DescribeVpcs'),
    reads(['read'], 'ec2:DescribeNetworkAcls', 'ec2:DescribeSecurityGroups', 'ec2:DescribeVpcEncryptionControls'),
    { on: ['delete'], phase: 'delete', actions: ['ec2:DeleteVpc'], against: [itself] },
    ...ec2Tags('CreateVpc'),
  ],
  'AWS::EC2::Subnet': [
    { on: ['create'], phase: 'install', actions: ['ec2:CreateSubnet'], against: [made, named('VpcId')] },
    {
      on: ['create', 'update'],
      phase: 'install',
      property: 'MapPublicIpOnLaunch',
      actions: ['ec2:ModifySubnetAttribute'],
      against: [itself],
    },
    reads(['create', 'read', 'update', 'delete'], 'ec2:DescribeSubnets'),
    reads(['read'], 'ec2:DescribeNetworkAcls'),
    { on: ['delete'], phase: 'remove', actions: ['ec2:DeleteSubnet'], against: [itself] },
    ...ec2Tags('CreateSubnet'),
  ],
  'AWS::EC2::RouteTable': [
    { on: ['create'], phase: 'install', actions: ['ec2:CreateRouteTable'], against: [made, named('VpcId')] },
    reads(['create', 'read', 'update', 'delete'], 'ec2:DescribeRouteTables'),
    { on: ['delete'], phase: 'remove', actions: ['ec2:DeleteRouteTable'], against: [itself] },
    ...ec2Tags('CreateRouteTable'),
  ],
  'AWS::EC2::SubnetRouteTableAssociation': [
    {
      on: ['create'],
      phase: 'install',
      actions: ['ec2:AssociateRouteTable', 'ec2:ReplaceRouteTableAssociation'],
      against: [named('RouteTableId'), named('SubnetId')],
    },
    reads(['create', 'delete'], 'ec2:DescribeRouteTables', 'ec2:DescribeSubnets'),
    reads(['read'], 'ec2:DescribeRouteTables'),
    {
      on: ['delete'],
      phase: 'remove',
      actions: ['ec2:DisassociateRouteTable'],
      against: [named('RouteTableId'), named('SubnetId')],
    },
  ],
  'AWS::EC2::Route': [
    { on: ['create'], phase: 'install', actions: ['ec2:CreateRoute'], against: [named('RouteTableId')] },
    { on: ['update'], phase: 'install', actions: ['ec2:ReplaceRoute'], against: [named('RouteTableId')] },
    reads(['create', 'read', 'update', 'delete'], 'ec2:DescribeRouteTables'),
    { on: ['delete'], phase: 'remove', actions: ['ec2:DeleteRoute'], against: [named('RouteTableId')] },
  ],
  'AWS::EC2::InternetGateway': [
    { on: ['create'], phase: 'install', actions: ['ec2:CreateInternetGateway'], against: [made] },
    reads(['create', 'read', 'update', 'delete'], 'ec2:DescribeInternetGateways'),
    { on: ['delete'], phase: 'remove', actions: ['ec2:DeleteInternetGateway'], against: [itself] },
    ...ec2Tags('CreateInternetGateway'),
  ],
  'AWS::EC2::VPCGatewayAttachment': [
    {
      on: ['create', 'update'],
      phase: 'install',
      actions: ['ec2:AttachInternetGateway'],
      against: [named('InternetGatewayId'), named('VpcId')],
    },
    reads(['create', 'read', 'update', 'delete'], 'ec2:DescribeInternetGateways', 'ec2:DescribeVpnGateways'),
    {
      on: ['update', 'delete'],
      phase: 'remove',
      actions: ['ec2:DetachInternetGateway'],
      against: [named('InternetGatewayId'), named('VpcId')],
    },
  ],
  'AWS::EC2::EIP': [
    { on: ['create'], phase: 'install', actions: ['ec2:AllocateAddress'], against: [made] },
    reads(['create', 'read', 'update', 'delete'], 'ec2:DescribeAddresses'),
    { on: ['delete'], phase: 'remove', actions: ['ec2:ReleaseAddress'], against: [itself] },
    ...ec2Tags('AllocateAddress'),
  ],
  'AWS::EC2::NatGateway': [
    {
      on: ['create'],
      phase: 'install',
      actions: ['ec2:CreateNatGateway'],
      against: [made, named('SubnetId'), named('AllocationId')],
    },
    reads(['create', 'read', 'update', 'delete'], 'ec2:DescribeNatGateways'),
    { on: ['delete'], phase: 'remove', actions: ['ec2:DeleteNatGateway'], against: [itself] },
    ...ec2Tags('CreateNatGateway'),
  ],
  'AWS::EC2::FlowLog': [
    { on: ['create'], phase: 'install', actions: ['ec2:CreateFlowLogs'], against: [made, named('ResourceId')] },
    {
      on: ['create'],
      phase: 'install',
      actions: ['iam:PassRole'],
      against: [roles('DeliverLogsPermissionArn')],
      context: { 'iam:PassedToService': 'vpc-flow-logs.amazonaws.com' },
    },
    reads(['create', 'read', 'update', 'delete'], 'ec2:DescribeFlowLogs'),
    reads(['create'], 'ec2:DescribeTags'),
    { on: ['delete'], phase: 'delete', actions: ['ec2:DeleteFlowLogs'], against: [itself] },
    ...ec2Tags('CreateFlowLogs'),
  ],
};
