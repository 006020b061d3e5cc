import { adopted, type Move, movesOf, type OneRequest, reached } from './facts';
import type { Scene } from './scene';

/** Ways out of the network and the account, and into what is the customer's beside the installation. */
export function networkMoves(scene: Scene): readonly Move[] {
  return [...movesOf([...waysOut(scene), ...disks(scene)]), ...adoptions(scene)];
}

function waysOut(scene: Scene): OneRequest[] {
  const { ours, made } = scene;
  const ec2 = (rest: string) => scene.arn('ec2', rest);
  const [vpc, vendors] = [ec2('vpc/vpc-1'), { 'ec2:VpceServiceOwner': scene.vendorAccount }];
  const service = 'com.amazonaws.vpce.eu-central-1.vpce-svc-0fedcba9876543210';
  return [
    [
      'connect to an endpoint service that nobody asked for',
      'AWS::EC2::VPCEndpoint',
      'ec2:CreateVpcEndpoint',
      ec2('vpc-endpoint/vpce-1'),
      { ...made, ...vendors, 'ec2:VpceServiceName': service },
      [reached('hand-over', 'an endpoint of another account')],
    ],
    [
      'let anybody ask for the endpoint service',
      'AWS::EC2::VPCEndpointServicePermissions',
      'ec2:ModifyVpcEndpointServicePermissions',
      ec2('vpc-endpoint-service/vpce-svc-1'),
      ours,
      [reached('hand-over', 'the endpoint service')],
    ],
    [
      'open a group of the installation',
      'AWS::EC2::SecurityGroupIngress',
      'ec2:AuthorizeSecurityGroupIngress',
      ec2('security-group/sg-1'),
      ours,
      [reached('hand-over', 'a security group')],
    ],
    [
      'put a load balancer on the internet',
      'AWS::ElasticLoadBalancingV2::LoadBalancer',
      'elasticloadbalancing:CreateLoadBalancer',
      scene.arn('elasticloadbalancing', 'loadbalancer/net/planted/0a1b'),
      { ...made, 'elasticloadbalancing:Scheme': 'internet-facing' },
      [reached('hand-over', 'a load balancer')],
    ],
    [
      'put the Kubernetes API on the internet',
      'AWS::EKS::Cluster',
      'eks:UpdateClusterConfig',
      scene.eksCluster,
      { 'eks:endpointPublicAccess': 'true' },
      [reached('hand-over', 'the Kubernetes API')],
    ],
    [
      'peer the network',
      'AWS::EC2::VPCPeeringConnection',
      'ec2:CreateVpcPeeringConnection',
      vpc,
      ours,
      [reached('hand-over', 'a peering')],
    ],
    [
      'attach a transit gateway',
      'AWS::EC2::TransitGatewayAttachment',
      'ec2:CreateTransitGatewayVpcAttachment',
      vpc,
      ours,
      [reached('hand-over', 'a transit gateway')],
    ],
    [
      'send flow logs to a bucket of its own',
      'AWS::EC2::FlowLog',
      'logs:CreateLogDelivery',
      '*',
      {},
      [reached('hand-over', 'flow logs')],
    ],
    [
      'share by RAM',
      'AWS::RAM::ResourceShare',
      'ram:CreateResourceShare',
      '*',
      {},
      [reached('hand-over', 'a resource share')],
    ],
  ];
}

function disks(scene: Scene): OneRequest[] {
  const { ours } = scene;
  const [partition, region] = [scene.world.place.partition, scene.world.place.region];
  const snapshot = `arn:${partition}:ec2:${region}::snapshot/snap-1`;
  const image = `arn:${partition}:ec2:${region}::image/ami-1`;
  const eks = { 'aws:ViaAWSService': 'true' };
  const account = scene.world.place.account;
  return [
    [
      'share a snapshot',
      undefined,
      'ec2:ModifySnapshotAttribute',
      snapshot,
      ours,
      [reached('hand-over', 'a snapshot')],
    ],
    [
      "pull an image of the customer's registry",
      undefined,
      'ecr:BatchGetImage',
      scene.arn('ecr', 'repository/payroll'),
      {},
      [reached('foreign', 'a registry')],
    ],
    ['share an image', undefined, 'ec2:ModifyImageAttribute', image, {}, [reached('hand-over', 'an image')]],
    [
      'read the blocks of a snapshot',
      undefined,
      'ebs:GetSnapshotBlock',
      snapshot,
      {},
      [reached('hand-over', 'blocks')],
    ],
    [
      "start a node from a snapshot of the customer's",
      'AWS::EC2::LaunchTemplate',
      'ec2:RunInstances',
      snapshot,
      { ...eks, 'ec2:Owner': account },
      [reached('foreign', 'a snapshot')],
    ],
    [
      "start a node from an image of the customer's",
      'AWS::EC2::LaunchTemplate',
      'ec2:RunInstances',
      image,
      { ...eks, 'ec2:Owner': account },
      [reached('foreign', 'an image')],
    ],
  ];
}

/** Taking what is the customer's by tagging it. */
function adoptions(scene: Scene): Move[] {
  const { made, ours, foreignKey } = scene;
  const vpc = scene.arn('ec2', 'vpc/vpc-payroll');
  const group = scene.arn('ec2', 'security-group/sg-payroll');
  return [
    ...movesOf([
      ["tag a VPC of the customer's", 'AWS::EC2::VPC', 'ec2:CreateTags', vpc, made, [adopted(vpc)]],
      ["tag a group of the customer's", 'AWS::EC2::SecurityGroup', 'ec2:CreateTags', group, made, [adopted(group)]],
      [
        "make a subnet in a VPC of the customer's",
        'AWS::EC2::Subnet',
        'ec2:CreateSubnet',
        vpc,
        made,
        [reached('foreign', 'a VPC')],
      ],
    ]),
    {
      name: 'make a subnet in the VPC that was tagged',
      type: 'AWS::EC2::Subnet',
      after: [adopted(vpc)],
      asks: [{ action: 'ec2:CreateSubnet', resource: vpc, context: { ...made, ...ours } }],
      gains: [reached('foreign', 'a VPC')],
    },
    {
      name: 'open the group that was tagged',
      type: 'AWS::EC2::SecurityGroupIngress',
      after: [adopted(group)],
      asks: [{ action: 'ec2:AuthorizeSecurityGroupIngress', resource: group, context: ours }],
      gains: [reached('foreign', 'a security group')],
    },
    {
      name: 'have EKS grant itself the key that was tagged',
      type: 'AWS::EKS::Cluster',
      after: [adopted(foreignKey)],
      asks: [{ action: 'kms:CreateGrant', resource: foreignKey, context: { ...ours, ...scene.through('eks') } }],
      gains: [reached('foreign', 'a key')],
    },
  ];
}
