import { aws_ec2 as ec2, aws_iam as iam, aws_logs as logs, type Stack } from 'aws-cdk-lib';
import { AwsNetwork, type AwsNetworkProps } from '../../../lib/aws/data-plane/network';
import { layoutNetwork } from '../../../lib/core/network-layout';
import { RECOMMENDED_FLAGS, Rendered, readable, tagsOf, testStack } from '../../support/aws';

const ZONES = ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'];

function makeNetwork(stack: Stack, props: Partial<AwsNetworkProps> = {}): AwsNetwork {
  return new AwsNetwork(stack, 'Network', {
    layout: layoutNetwork({ cloud: 'aws', cidr: '10.0.0.0/16', zones: ZONES }),
    zoneKind: 'name',
    peeredCidrs: [],
    nat: 'per-zone',
    publicIngress: false,
    ...props,
  });
}

/** A property of each subnet by the subnet's name. */
function subnets(rendered: Rendered, property: string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(rendered.property('AWS::EC2::Subnet', property)).map(([id, value]) => [
      id.replace('Network', ''),
      value,
    ]),
  );
}

describe('a network with the least', () => {
  let stack: Stack;
  let network: AwsNetwork;
  let rendered: Rendered;
  beforeAll(() => {
    stack = testStack();
    network = makeNetwork(stack);
    rendered = Rendered.of(stack);
  });

  test('has the addresses of the layout, and names for its machines', () => {
    rendered.template.resourceCountIs('AWS::EC2::VPC', 1);
    rendered.template.hasResourceProperties('AWS::EC2::VPC', {
      CidrBlock: '10.0.0.0/16',
      EnableDnsHostnames: true,
      EnableDnsSupport: true,
    });
  });

  test('draws every subnet with its exact addresses', () => {
    expect(subnets(rendered, 'CidrBlock')).toEqual({
      PrivateSubnet1: '10.0.0.0/18',
      PrivateSubnet2: '10.0.64.0/18',
      PrivateSubnet3: '10.0.128.0/18',
      PublicSubnet1: '10.0.192.0/21',
      PublicSubnet2: '10.0.200.0/21',
      PublicSubnet3: '10.0.208.0/21',
      IntraSubnet1: '10.0.216.0/21',
      IntraSubnet2: '10.0.224.0/21',
      IntraSubnet3: '10.0.232.0/21',
    });
  });

  test('draws each role once in every zone, by name', () => {
    expect(subnets(rendered, 'AvailabilityZone')).toEqual({
      PrivateSubnet1: 'eu-central-1a',
      PrivateSubnet2: 'eu-central-1b',
      PrivateSubnet3: 'eu-central-1c',
      PublicSubnet1: 'eu-central-1a',
      PublicSubnet2: 'eu-central-1b',
      PublicSubnet3: 'eu-central-1c',
      IntraSubnet1: 'eu-central-1a',
      IntraSubnet2: 'eu-central-1b',
      IntraSubnet3: 'eu-central-1c',
    });
    expect(new Set(Object.values(subnets(rendered, 'AvailabilityZoneId')))).toEqual(new Set([undefined]));
  });

  test('gives no machine a public address by itself', () => {
    rendered.template.allResourcesProperties('AWS::EC2::Subnet', { MapPublicIpOnLaunch: false });
  });

  test('tells controllers where load balancers belong', () => {
    const elb = Object.entries(rendered.all('AWS::EC2::Subnet')).map(([id, { Properties }]) => {
      const { Name, ...tags } = tagsOf(Properties);
      return [id, tags];
    });
    const internal = { 'kubernetes.io/role/internal-elb': '1' };
    const external = { 'kubernetes.io/role/elb': '1' };
    expect(Object.fromEntries(elb)).toEqual({
      NetworkPrivateSubnet1: internal,
      NetworkPrivateSubnet2: internal,
      NetworkPrivateSubnet3: internal,
      NetworkPublicSubnet1: external,
      NetworkPublicSubnet2: external,
      NetworkPublicSubnet3: external,
      NetworkIntraSubnet1: {},
      NetworkIntraSubnet2: {},
      NetworkIntraSubnet3: {},
    });
  });

  test('names VPC and subnets after their place in the app', () => {
    expect(tagsOf(rendered.one('Network').Properties).Name).toBe('Test/Network');
    for (const [id, { Properties }] of Object.entries(rendered.all('AWS::EC2::Subnet'))) {
      expect(tagsOf(Properties).Name).toBe(`Test/Network/${id.replace('Network', '')}`);
    }
  });

  test('gives each private subnet a route table of its own, and shares one where routes are the same', () => {
    const tables = Object.values(rendered.all('AWS::EC2::SubnetRouteTableAssociation')).map(({ Properties }) => [
      Properties.SubnetId,
      Properties.RouteTableId,
    ]);
    expect(Object.fromEntries(tables)).toEqual({
      '<NetworkPrivateSubnet1>': '<NetworkPrivateRouteTable1>',
      '<NetworkPrivateSubnet2>': '<NetworkPrivateRouteTable2>',
      '<NetworkPrivateSubnet3>': '<NetworkPrivateRouteTable3>',
      '<NetworkPublicSubnet1>': '<NetworkPublicRouteTable>',
      '<NetworkPublicSubnet2>': '<NetworkPublicRouteTable>',
      '<NetworkPublicSubnet3>': '<NetworkPublicRouteTable>',
      '<NetworkIntraSubnet1>': '<NetworkIntraRouteTable>',
      '<NetworkIntraSubnet2>': '<NetworkIntraRouteTable>',
      '<NetworkIntraSubnet3>': '<NetworkIntraRouteTable>',
    });
    rendered.template.resourceCountIs('AWS::EC2::RouteTable', 5);
  });

  test('has a NAT gateway with an address in every public subnet', () => {
    const gateways = Object.values(rendered.all('AWS::EC2::NatGateway')).map(({ Properties }) => Properties);
    expect(gateways).toEqual(
      [1, 2, 3].map((number) => ({
        SubnetId: `<NetworkPublicSubnet${number}>`,
        AllocationId: `<NetworkNatAddress${number}.AllocationId>`,
      })),
    );
    rendered.template.allResourcesProperties('AWS::EC2::EIP', { Domain: 'vpc' });
    rendered.template.resourceCountIs('AWS::EC2::EIP', 3);
  });

  test('sends private traffic out in its own zone, public traffic directly, and intra nowhere', () => {
    const routes = Object.values(rendered.all('AWS::EC2::Route')).map(({ Properties }) => Properties);
    const everywhere = { DestinationCidrBlock: '0.0.0.0/0' };
    expect(routes).toEqual([
      { ...everywhere, RouteTableId: '<NetworkPublicRouteTable>', GatewayId: '<NetworkInternetGateway>' },
      { ...everywhere, RouteTableId: '<NetworkPrivateRouteTable1>', NatGatewayId: '<NetworkNatGateway1>' },
      { ...everywhere, RouteTableId: '<NetworkPrivateRouteTable2>', NatGatewayId: '<NetworkNatGateway2>' },
      { ...everywhere, RouteTableId: '<NetworkPrivateRouteTable3>', NatGatewayId: '<NetworkNatGateway3>' },
    ]);
  });

  test('attaches the internet gateway before anything needs it, and detaches it after', () => {
    expect(rendered.one('InternetGatewayAttachment').Properties).toEqual({
      VpcId: '<Network>',
      InternetGatewayId: '<NetworkInternetGateway>',
    });
    expect(rendered.one('PublicRoute').DependsOn).toEqual(['NetworkInternetGatewayAttachment']);
    const after = ['NetworkInternetGatewayAttachment', 'NetworkWayOutPublicRoute'];
    for (const type of ['AWS::EC2::EIP', 'AWS::EC2::NatGateway']) {
      for (const { DependsOn } of Object.values(rendered.all(type))) expect(DependsOn).toEqual(after);
    }
  });

  test('reaches S3 through a gateway endpoint, from the private subnets', () => {
    expect(rendered.property('AWS::EC2::VPCEndpoint', 'VpcEndpointType')).toEqual({ NetworkWayOutS3: 'Gateway' });
    expect(rendered.one('WayOutS3').Properties).toMatchObject({
      VpcId: '<Network>',
      ServiceName: 'com.amazonaws.eu-central-1.s3',
      RouteTableIds: ['<NetworkPrivateRouteTable1>', '<NetworkPrivateRouteTable2>', '<NetworkPrivateRouteTable3>'],
    });
  });

  test('has no flow logs and no security group', () => {
    rendered.template.resourceCountIs('AWS::EC2::FlowLog', 0);
    rendered.template.resourceCountIs('AWS::EC2::SecurityGroup', 0);
  });

  test('is used by other constructs like any VPC', () => {
    const ids = (selection: ec2.SubnetSelection) =>
      readable(stack.resolve(network.vpc.selectSubnets(selection).subnetIds));
    expect(ids({ subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS })).toEqual([
      '<NetworkPrivateSubnet1>',
      '<NetworkPrivateSubnet2>',
      '<NetworkPrivateSubnet3>',
    ]);
    expect(ids({ subnetType: ec2.SubnetType.PUBLIC })).toEqual([
      '<NetworkPublicSubnet1>',
      '<NetworkPublicSubnet2>',
      '<NetworkPublicSubnet3>',
    ]);
    expect(ids({ subnetType: ec2.SubnetType.PRIVATE_ISOLATED })).toEqual([
      '<NetworkIntraSubnet1>',
      '<NetworkIntraSubnet2>',
      '<NetworkIntraSubnet3>',
    ]);
    expect(network.vpc.availabilityZones).toEqual(ZONES);
    expect(network.vpc.vpcCidrBlock).toBe('10.0.0.0/16');
  });

  test('hands out its subnets by role, each with its route table', () => {
    const tables = (list: readonly ec2.ISubnet[]) =>
      readable(stack.resolve(list.map(({ routeTable }) => routeTable.routeTableId)));
    expect(tables(network.privateSubnets)).toEqual([
      '<NetworkPrivateRouteTable1>',
      '<NetworkPrivateRouteTable2>',
      '<NetworkPrivateRouteTable3>',
    ]);
    expect(tables(network.publicSubnets)).toEqual(Array(3).fill('<NetworkPublicRouteTable>'));
    expect(tables(network.intraSubnets)).toEqual(Array(3).fill('<NetworkIntraRouteTable>'));
  });

  test('says from which addresses it calls out, and whom internal listeners let in', () => {
    expect(readable(stack.resolve(network.egressAddresses))).toEqual([
      '<NetworkNatAddress1>',
      '<NetworkNatAddress2>',
      '<NetworkNatAddress3>',
    ]);
    expect(network.internalCidrs).toEqual(['10.0.0.0/16']);
  });
});

describe('a network with everything', () => {
  let stack: Stack;
  let network: AwsNetwork;
  let rendered: Rendered;
  beforeAll(() => {
    stack = testStack();
    network = makeNetwork(stack, {
      layout: layoutNetwork({ cloud: 'aws', cidr: '10.40.0.0/21', zones: ['euc1-az1', 'euc1-az2', 'euc1-az3'] }),
      zoneKind: 'id',
      peeredCidrs: ['10.0.0.0/16'],
      nat: 'single',
      publicIngress: true,
      interfaceEndpoints: ['ecr.api', 'com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789abcdef0'],
      flowLogs: {
        role: iam.Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::111122223333:role/flow-logs'),
        logGroup: logs.LogGroup.fromLogGroupName(stack, 'Logs', '/byoc/acme/flow'),
      },
    });
    rendered = Rendered.of(stack);
  });

  test('draws a small network as exactly', () => {
    expect(subnets(rendered, 'CidrBlock')).toEqual({
      PrivateSubnet1: '10.40.0.0/23',
      PrivateSubnet2: '10.40.2.0/23',
      PrivateSubnet3: '10.40.4.0/23',
      PublicSubnet1: '10.40.6.0/26',
      PublicSubnet2: '10.40.6.64/26',
      PublicSubnet3: '10.40.6.128/26',
      IntraSubnet1: '10.40.6.192/26',
      IntraSubnet2: '10.40.7.0/26',
      IntraSubnet3: '10.40.7.64/26',
    });
  });

  test('places subnets by zone id, and names no zone', () => {
    expect(subnets(rendered, 'AvailabilityZoneId')).toEqual({
      PrivateSubnet1: 'euc1-az1',
      PrivateSubnet2: 'euc1-az2',
      PrivateSubnet3: 'euc1-az3',
      PublicSubnet1: 'euc1-az1',
      PublicSubnet2: 'euc1-az2',
      PublicSubnet3: 'euc1-az3',
      IntraSubnet1: 'euc1-az1',
      IntraSubnet2: 'euc1-az2',
      IntraSubnet3: 'euc1-az3',
    });
    expect(new Set(Object.values(subnets(rendered, 'AvailabilityZone')))).toEqual(new Set([undefined]));
  });

  test("knows the zones' names at deployment only", () => {
    expect(readable(stack.resolve(network.vpc.availabilityZones))).toEqual([
      '<NetworkPrivateSubnet1.AvailabilityZone>',
      '<NetworkPrivateSubnet2.AvailabilityZone>',
      '<NetworkPrivateSubnet3.AvailabilityZone>',
    ]);
  });

  test('has one NAT gateway, and every private subnet uses it', () => {
    expect(rendered.property('AWS::EC2::NatGateway', 'SubnetId')).toEqual({
      NetworkNatGateway1: '<NetworkPublicSubnet1>',
    });
    const nat = Object.values(rendered.property('AWS::EC2::Route', 'NatGatewayId')).filter((id) => id !== undefined);
    expect(nat).toEqual(Array(3).fill('<NetworkNatGateway1>'));
    expect(readable(stack.resolve(network.egressAddresses))).toEqual(['<NetworkNatAddress1>']);
  });

  test('lets peers in to internal listeners', () => {
    expect(network.internalCidrs).toEqual(['10.40.0.0/21', '10.0.0.0/16']);
  });

  test('reaches the services through interface endpoints in the intra subnets', () => {
    const endpoints = Object.entries(rendered.all('AWS::EC2::VPCEndpoint')).filter(
      ([, { Properties }]) => Properties.VpcEndpointType === 'Interface',
    );
    expect(endpoints.map(([id, { Properties }]) => [id, Properties.ServiceName, Properties.SubnetIds])).toEqual([
      [
        'NetworkWayOutEndpointsecrapi',
        'com.amazonaws.eu-central-1.ecr.api',
        ['<NetworkIntraSubnet1>', '<NetworkIntraSubnet2>', '<NetworkIntraSubnet3>'],
      ],
      [
        'NetworkWayOutEndpointscomamazonawsvpceeucentral1vpcesvc0123456789abcdef0',
        'com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789abcdef0',
        ['<NetworkIntraSubnet1>', '<NetworkIntraSubnet2>', '<NetworkIntraSubnet3>'],
      ],
    ]);
  });

  test('logs every connection to its group', () => {
    expect(Object.values(rendered.all('AWS::EC2::FlowLog')).map(({ Properties }) => Properties)).toEqual([
      {
        ResourceType: 'VPC',
        ResourceId: '<Network>',
        TrafficType: 'ALL',
        LogDestinationType: 'cloud-watch-logs',
        LogGroupName: '/byoc/acme/flow',
        DeliverLogsPermissionArn: 'arn:aws:iam::111122223333:role/flow-logs',
        MaxAggregationInterval: 600,
      },
    ]);
  });
});

describe('without NAT', () => {
  test('the customer routes: there are no routes, no addresses and no internet gateway', () => {
    const stack = testStack();
    const network = makeNetwork(stack, { nat: 'none' });
    const rendered = Rendered.of(stack);
    for (const type of ['Route', 'NatGateway', 'EIP', 'InternetGateway', 'VPCGatewayAttachment']) {
      rendered.template.resourceCountIs(`AWS::EC2::${type}`, 0);
    }
    expect(network.egressAddresses).toEqual([]);
  });

  test('external load balancers have the internet gateway all the same', () => {
    const stack = testStack();
    makeNetwork(stack, { nat: 'none', publicIngress: true });
    const rendered = Rendered.of(stack);
    expect(Object.values(rendered.all('AWS::EC2::Route')).map(({ Properties }) => Properties.GatewayId)).toEqual([
      '<NetworkInternetGateway>',
    ]);
    rendered.template.resourceCountIs('AWS::EC2::NatGateway', 0);
  });
});

test('the default security group is left alone, whatever flags the app has', () => {
  const stack = testStack(RECOMMENDED_FLAGS);
  makeNetwork(stack);
  const rendered = Rendered.of(stack);
  const types = new Set(Object.values(rendered.resources).map(({ Type }) => Type));
  expect([...types].filter((type) => !type.startsWith('AWS::EC2::'))).toEqual([]);
  expect(JSON.stringify(rendered.json)).not.toContain('DefaultSecurityGroup');
});

test('the way out is routes and endpoints', () => {
  const stack = testStack();
  const { wayOut } = makeNetwork(stack, { interfaceEndpoints: ['ec2'] });
  const waiting = new ec2.CfnEIP(stack, 'Waiting');
  waiting.node.addDependency(wayOut);
  expect(Rendered.of(stack).one('Waiting').DependsOn).toEqual([
    'NetworkWayOutEndpointsFromVpc',
    'NetworkWayOutEndpointsSecurityGroup',
    'NetworkWayOutEndpointsec2',
    'NetworkWayOutPrivateRoute1',
    'NetworkWayOutPrivateRoute2',
    'NetworkWayOutPrivateRoute3',
    'NetworkWayOutPublicRoute',
    'NetworkWayOutS3',
  ]);
});

test('an empty list of services makes no endpoint and no security group', () => {
  const stack = testStack();
  makeNetwork(stack, { interfaceEndpoints: [] });
  Rendered.of(stack).template.resourceCountIs('AWS::EC2::SecurityGroup', 0);
});
