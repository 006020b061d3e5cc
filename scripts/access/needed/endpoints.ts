import { type Call, itself, made, type Needs, named, reads, type Target } from './need';
import { ec2Tags } from './tagging';

/** An account that owns an endpoint service; nobody knows it beforehand. */
const OWNER = '999988887777';

/** What IAM knows of the service behind an endpoint. */
function service({ properties }: Call): Record<string, string> {
  const name: string = properties.ServiceName;
  return {
    'ec2:VpceServiceName': name,
    'ec2:VpceServiceOwner': name.startsWith('com.amazonaws.vpce.') ? OWNER : 'amazon',
  };
}

/** AWS makes it with the endpoint. */
const zoneOfAws: Target = ({ installation: { place } }) => [
  { resource: `arn:${place.partition}:route53:::hostedzone/Z0123456789ABCDEFGHIJ`, context: {} },
];

/** Ways to services without the internet, and our own service for others. */
export const ENDPOINTS: Needs = {
  'AWS::EC2::VPCEndpoint': [
    { on: ['create'], phase: 'install', actions: ['ec2:CreateVpcEndpoint'], against: [made], context: service },
    {
      on: ['create'],
      phase: 'install',
      actions: ['ec2:CreateVpcEndpoint'],
      against: [named('VpcId'), named('SubnetIds'), named('SecurityGroupIds'), named('RouteTableIds')],
    },
    {
      on: ['create'],
      phase: 'install',
      property: 'PrivateDnsEnabled',
      actions: ['route53:AssociateVPCWithHostedZone'],
      against: [zoneOfAws],
    },
    {
      on: ['update'],
      phase: 'install',
      actions: ['ec2:ModifyVpcEndpoint'],
      against: [itself, named('SubnetIds'), named('SecurityGroupIds'), named('RouteTableIds')],
    },
    reads(
      ['create', 'read', 'update', 'delete'],
      'ec2:DescribeSecurityGroups',
      'ec2:DescribeSubnets',
      'ec2:DescribeVpcEndpoints',
      'ec2:DescribeVpcs',
    ),
    { on: ['delete'], phase: 'remove', actions: ['ec2:DeleteVpcEndpoints'], against: [itself] },
    ...ec2Tags('CreateVpcEndpoint'),
  ],
  'AWS::EC2::VPCEndpointService': [
    { on: ['create'], phase: 'install', actions: ['ec2:CreateVpcEndpointServiceConfiguration'], against: [made] },
    { on: ['update'], phase: 'install', actions: ['ec2:ModifyVpcEndpointServiceConfiguration'], against: [itself] },
    reads(
      ['create', 'read', 'update', 'delete'],
      'cloudwatch:ListManagedInsightRules',
      'ec2:DescribeVpcEndpointServiceConfigurations',
    ),
    { on: ['delete'], phase: 'remove', actions: ['ec2:DeleteVpcEndpointServiceConfigurations'], against: [itself] },
    ...ec2Tags('CreateVpcEndpointServiceConfiguration'),
  ],
  'AWS::EC2::VPCEndpointServicePermissions': [
    {
      on: ['create', 'update'],
      phase: 'install',
      actions: ['ec2:ModifyVpcEndpointServicePermissions'],
      against: [named('ServiceId')],
    },
    {
      on: ['create', 'read', 'update', 'delete'],
      phase: 'run',
      actions: ['ec2:DescribeVpcEndpointServicePermissions'],
      against: [named('ServiceId')],
    },
    {
      on: ['delete'],
      phase: 'remove',
      actions: ['ec2:ModifyVpcEndpointServicePermissions'],
      against: [named('ServiceId')],
    },
  ],
};
