import { aws_ec2 as ec2, type Stack } from 'aws-cdk-lib';
import { AwsLoadBalancers, type AwsLoadBalancersProps } from '../../../lib/aws/data-plane/load-balancers';
import { AwsNetwork } from '../../../lib/aws/data-plane/network';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { Rendered, readable, testStack } from '../../support/aws';
import { fullEnvironment, fullPlan } from '../../support/config';

const { listeners } = resolveConfig(fullPlan(), fullEnvironment());

function makeLoadBalancers(stack: Stack, props: Partial<AwsLoadBalancersProps> = {}): AwsLoadBalancers {
  const ids = (role: string) => [1, 2, 3].map((number) => `subnet-${role}-${number}`);
  const tables = [1, 2, 3].map((number) => `rtb-${number}`);
  const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-1',
    vpcCidrBlock: '10.0.0.0/16',
    availabilityZones: ['a', 'b', 'c'],
    privateSubnetIds: ids('private'),
    privateSubnetRouteTableIds: tables,
    publicSubnetIds: ids('public'),
    publicSubnetRouteTableIds: tables,
  });
  const connections = new ec2.Connections({
    securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Pods', 'sg-pods')],
  });
  return new AwsLoadBalancers(stack, 'LoadBalancers', {
    listeners: [],
    network: AwsNetwork.fromVpc(stack, 'Network', { vpc, peeredCidrs: ['10.9.0.0/16'] }),
    cluster: { connections },
    externalCidrs: ['198.51.100.0/24'],
    protection: true,
    endpointServices: [],
    ...props,
  });
}

test('without listeners there is nothing', () => {
  const stack = testStack();
  const loadBalancers = makeLoadBalancers(stack);
  expect(Rendered.of(stack).resources).toEqual({});
  expect([loadBalancers.loadBalancers, loadBalancers.listeners]).toEqual([{}, {}]);
});

describe('with everything', () => {
  let stack: Stack;
  let loadBalancers: AwsLoadBalancers;
  let rendered: Rendered;
  beforeAll(() => {
    stack = testStack();
    loadBalancers = makeLoadBalancers(stack, {
      listeners: [...listeners, ...listeners.slice(2, 3).map((listener) => ({ ...listener, name: 'http', port: 80 }))],
      endpointServices: [
        { component: 'ingress', principals: ['arn:aws:iam::999988887777:root'] },
        { component: 'proxy', principals: ['arn:aws:iam::888877776666:root'] },
      ],
    });
    rendered = Rendered.of(stack);
  });

  test('there is one per component and exposure', () => {
    expect(Object.keys(loadBalancers.loadBalancers)).toEqual([
      'AgentInternal',
      'ProxyInternal',
      'IngressInternal',
      'IngressExternal',
    ]);
    rendered.template.resourceCountIs('AWS::ElasticLoadBalancingV2::LoadBalancer', 4);
    rendered.template.resourceCountIs('AWS::ElasticLoadBalancingV2::Listener', 5);
  });

  test('internal ones lie in private subnets, external ones in public subnets', () => {
    const placed = Object.entries(rendered.all('AWS::ElasticLoadBalancingV2::LoadBalancer'));
    const subnets = (role: string) => [1, 2, 3].map((number) => `subnet-${role}-${number}`);
    expect(placed.map(([id, { Properties }]) => [id, Properties.Scheme, Properties.Subnets])).toEqual([
      ['LoadBalancersAgentInternal', 'internal', subnets('private')],
      ['LoadBalancersProxyInternal', 'internal', subnets('private')],
      ['LoadBalancersIngressInternal', 'internal', subnets('private')],
      ['LoadBalancersIngressExternal', 'internet-facing', subnets('public')],
    ]);
  });

  test('internal ones let the VPC and its peers in, external ones the allow-list', () => {
    const cidrs = (name: string) =>
      Object.entries(rendered.property('AWS::EC2::SecurityGroupIngress', 'CidrIp')).flatMap(([id, cidr]) =>
        id.startsWith(`LoadBalancers${name}`) && cidr !== undefined ? [cidr] : [],
      );
    expect(cidrs('ProxyInternal')).toEqual(['10.0.0.0/16', '10.9.0.0/16']);
    expect(cidrs('IngressExternal')).toEqual(['198.51.100.0/24']);
  });

  test('PROXY protocol is on for proxy and ingress, and off for the agent', () => {
    const on = Object.entries(rendered.all('AWS::ElasticLoadBalancingV2::TargetGroup')).map(([id, { Properties }]) => [
      id.replace(/.*Targets/, ''),
      Properties.TargetGroupAttributes.find(({ Key }: { Key: string }) => Key === 'proxy_protocol_v2.enabled').Value,
    ]);
    expect(Object.fromEntries(on)).toEqual({
      agent: 'false',
      sql: 'true',
      https: 'true',
      http: 'true',
      httpsexternal: 'true',
    });
  });

  test('only internal ones are offered through PrivateLink, each to its own principals', () => {
    expect(rendered.property('AWS::EC2::VPCEndpointServicePermissions', 'AllowedPrincipals')).toEqual({
      LoadBalancersProxyInternalEndpointServicePermissions: ['arn:aws:iam::888877776666:root'],
      LoadBalancersIngressInternalEndpointServicePermissions: ['arn:aws:iam::999988887777:root'],
    });
  });

  test('all refuse deletion together', () => {
    for (const { Properties } of Object.values(rendered.all('AWS::ElasticLoadBalancingV2::LoadBalancer'))) {
      expect(Properties.LoadBalancerAttributes).toContainEqual({ Key: 'deletion_protection.enabled', Value: 'true' });
    }
  });

  test('hand out what the manifests need to know of each listener', () => {
    expect(readable(stack.resolve(loadBalancers.listeners.sql))).toEqual({
      component: 'proxy',
      exposure: 'internal',
      port: 4566,
      containerPort: 4566,
      readinessPort: 8081,
      proxyProtocol: true,
      address: '<LoadBalancersProxyInternal.DNSName>',
      targetGroupArn: '<LoadBalancersProxyInternalTargetssql>',
    });
    expect(Object.keys(loadBalancers.listeners).sort()).toEqual(['agent', 'http', 'https', 'https-external', 'sql']);
  });
});
