import { aws_ec2 as ec2, type Stack } from 'aws-cdk-lib';
import { AwsLoadBalancer, type AwsLoadBalancerProps } from '../../../lib/aws/data-plane/load-balancer';
import type { ResolvedListener } from '../../../lib/core/listeners';
import { messageOf, Rendered, readable, testStack } from '../../support/aws';

const AGENT: ResolvedListener = {
  name: 'agent',
  component: 'agent',
  port: 443,
  containerPort: 8080,
  exposure: 'internal',
  readinessPort: 8081,
  readinessPath: '/readyz',
  metricsPort: 9090,
  drainSeconds: 150,
  connectionLimit: 1000,
  protocol: 'tcp',
  healthCheck: 'tcp',
  proxyProtocol: false,
};

function makeLoadBalancer(stack: Stack, props: Partial<AwsLoadBalancerProps> = {}): AwsLoadBalancer {
  return new AwsLoadBalancer(stack, 'Nlb', {
    component: 'agent',
    exposure: 'internal',
    listeners: [AGENT],
    vpcId: 'vpc-1',
    subnets: [1, 2, 3].map((number) => ec2.Subnet.fromSubnetId(stack, `Subnet${number}`, `subnet-${number}`)),
    allowedCidrs: ['10.0.0.0/16'],
    cluster: new ec2.Connections({
      securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Pods', 'sg-pods')],
    }) as ec2.IConnectable & ec2.Connections,
    protection: true,
    ...props,
  });
}

/** Attributes of a load balancer or target group as a record. */
function attributes(list: readonly { Key: string; Value: string }[]): Record<string, string> {
  return Object.fromEntries(list.map(({ Key, Value }) => [Key, Value]));
}

describe('a load balancer with the least', () => {
  let stack: Stack;
  let loadBalancer: AwsLoadBalancer;
  let rendered: Rendered;
  beforeAll(() => {
    stack = testStack();
    loadBalancer = makeLoadBalancer(stack);
    rendered = Rendered.of(stack);
  });

  test('is internal, in every zone, and refuses deletion', () => {
    const { LoadBalancerAttributes, ...rest } = rendered.one('Nlb').Properties;
    expect(rest).toEqual({
      Type: 'network',
      Scheme: 'internal',
      IpAddressType: 'ipv4',
      Subnets: ['subnet-1', 'subnet-2', 'subnet-3'],
      SecurityGroups: ['<NlbSecurityGroup.GroupId>'],
      EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic: 'on',
    });
    expect(attributes(LoadBalancerAttributes)).toEqual({
      'deletion_protection.enabled': 'true',
      'load_balancing.cross_zone.enabled': 'true',
    });
  });

  test('has no name, and neither has its target group', () => {
    expect(rendered.one('Nlb').Properties.Name).toBeUndefined();
    expect(rendered.one('Targetsagent').Properties.Name).toBeUndefined();
  });

  test('forwards TCP to the addresses of pods', () => {
    expect(rendered.one('Listener443').Properties).toEqual({
      LoadBalancerArn: '<Nlb>',
      Protocol: 'TCP',
      Port: 443,
      DefaultActions: [{ Type: 'forward', TargetGroupArn: '<NlbTargetsagent>' }],
    });
    expect(rendered.one('Targetsagent').Properties).toMatchObject({
      VpcId: 'vpc-1',
      TargetType: 'ip',
      Protocol: 'TCP',
      Port: 8080,
      IpAddressType: 'ipv4',
    });
  });

  test('asks over HTTP on the readiness port', () => {
    expect(rendered.one('Targetsagent').Properties).toMatchObject({
      HealthCheckProtocol: 'HTTP',
      HealthCheckPort: '8081',
      HealthCheckPath: '/readyz',
      HealthCheckIntervalSeconds: 10,
      HealthyThresholdCount: 2,
      UnhealthyThresholdCount: 2,
    });
  });

  test('drains as long as the plan says, and cuts no connection', () => {
    expect(attributes(rendered.one('Targetsagent').Properties.TargetGroupAttributes)).toEqual({
      'deregistration_delay.timeout_seconds': '150',
      'deregistration_delay.connection_termination.enabled': 'false',
      'preserve_client_ip.enabled': 'false',
      'proxy_protocol_v2.enabled': 'false',
      'target_health_state.unhealthy.connection_termination.enabled': 'false',
    });
  });

  test('has a group that lets nothing out but what is written below', () => {
    expect(rendered.one('NlbSecurityGroup').Properties).toEqual({
      GroupDescription: 'Load balancer of agent, internal',
      VpcId: 'vpc-1',
      SecurityGroupEgress: [
        {
          CidrIp: '255.255.255.255/32',
          Description: 'Nothing may leave',
          IpProtocol: 'icmp',
          FromPort: 252,
          ToPort: 86,
        },
      ],
    });
  });

  test('lets the network in on the listener port', () => {
    expect(rendered.one('From1000016443').Properties).toEqual({
      GroupId: '<NlbSecurityGroup.GroupId>',
      Description: 'Clients in 10.0.0.0/16',
      IpProtocol: 'tcp',
      FromPort: 443,
      ToPort: 443,
      CidrIp: '10.0.0.0/16',
    });
  });

  test.each([8080, 8081])('reaches the pods on %d: both sides of the rule are here', (port) => {
    const common = { IpProtocol: 'tcp', FromPort: port, ToPort: port };
    expect(rendered.one(`ToPods${port}`).Properties).toEqual({
      ...common,
      GroupId: '<NlbSecurityGroup.GroupId>',
      Description: 'Pods of agent',
      DestinationSecurityGroupId: 'sg-pods',
    });
    expect(rendered.one(`PodsFrom${port}`).Properties).toEqual({
      ...common,
      GroupId: 'sg-pods',
      Description: 'Load balancer of agent',
      SourceSecurityGroupId: '<NlbSecurityGroup.GroupId>',
    });
  });

  test('has these rules and no others', () => {
    rendered.template.resourceCountIs('AWS::EC2::SecurityGroupIngress', 3);
    rendered.template.resourceCountIs('AWS::EC2::SecurityGroupEgress', 2);
  });

  test('is offered to nobody', () => {
    rendered.template.resourceCountIs('AWS::EC2::VPCEndpointService', 0);
  });

  test('hands out address, target groups and group', () => {
    expect(readable(stack.resolve([loadBalancer.address, loadBalancer.targetGroupArns]))).toEqual([
      '<Nlb.DNSName>',
      { agent: '<NlbTargetsagent>' },
    ]);
    expect(readable(stack.resolve(loadBalancer.connections.securityGroups[0]?.securityGroupId))).toBe(
      '<NlbSecurityGroup.GroupId>',
    );
  });
});

describe('a load balancer with everything', () => {
  const SQL: ResolvedListener = {
    ...AGENT,
    name: 'sql',
    component: 'proxy',
    port: 4566,
    containerPort: 4566,
    proxyProtocol: true,
    drainSeconds: 600,
    readinessPort: 9000,
    readinessPath: '/healthz',
  };
  const PRINCIPALS = ['arn:aws:iam::999988887777:role/control-plane', 'arn:aws:iam::888877776666:root'];
  let rendered: Rendered;
  beforeAll(() => {
    const stack = testStack();
    makeLoadBalancer(stack, {
      component: 'proxy',
      listeners: [SQL, { ...SQL, name: 'tls', port: 4567, containerPort: 4567 }],
      allowedCidrs: ['10.0.0.0/16', '10.9.0.0/16'],
      protection: false,
      endpointPrincipals: PRINCIPALS,
    });
    rendered = Rendered.of(stack);
  });

  test('has a listener and a target group for each', () => {
    expect(rendered.property('AWS::ElasticLoadBalancingV2::Listener', 'Port')).toEqual({
      NlbListener4566: 4566,
      NlbListener4567: 4567,
    });
    expect(rendered.property('AWS::ElasticLoadBalancingV2::TargetGroup', 'Port')).toEqual({
      NlbTargetssql: 4566,
      NlbTargetstls: 4567,
    });
  });

  test('says who the client is by PROXY protocol', () => {
    for (const name of ['Targetssql', 'Targetstls']) {
      expect(attributes(rendered.one(name).Properties.TargetGroupAttributes)).toMatchObject({
        'proxy_protocol_v2.enabled': 'true',
        'deregistration_delay.timeout_seconds': '600',
      });
    }
  });

  test('takes the readiness check of the listener', () => {
    expect(rendered.one('Targetssql').Properties).toMatchObject({
      HealthCheckPort: '9000',
      HealthCheckPath: '/healthz',
    });
  });

  test('lets each network in on each port', () => {
    const rules = Object.values(rendered.all('AWS::EC2::SecurityGroupIngress')).flatMap(({ Properties }) =>
      Properties.CidrIp === undefined ? [] : [`${Properties.CidrIp} ${Properties.FromPort}-${Properties.ToPort}`],
    );
    expect(rules).toEqual([
      '10.0.0.0/16 4566-4566',
      '10.9.0.0/16 4566-4566',
      '10.0.0.0/16 4567-4567',
      '10.9.0.0/16 4567-4567',
    ]);
  });

  test('reaches the pods on each port once, the shared readiness port too', () => {
    expect(Object.values(rendered.property('AWS::EC2::SecurityGroupEgress', 'FromPort'))).toEqual([4566, 9000, 4567]);
  });

  test('may be deleted', () => {
    expect(attributes(rendered.one('Nlb').Properties.LoadBalancerAttributes)['deletion_protection.enabled']).toBe(
      'false',
    );
  });

  test('is offered to exactly these, and each connection must be accepted', () => {
    expect(rendered.one('EndpointService').Properties).toEqual({
      AcceptanceRequired: true,
      NetworkLoadBalancerArns: ['<Nlb>'],
    });
    expect(rendered.one('EndpointServicePermissions').Properties).toEqual({
      ServiceId: '<NlbEndpointService>',
      AllowedPrincipals: PRINCIPALS,
    });
  });

  test('leaves PrivateLink traffic to principals and acceptance: its source is in a network we do not know', () => {
    rendered.template.hasResourceProperties('AWS::ElasticLoadBalancingV2::LoadBalancer', {
      EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic: 'off',
    });
  });
});

test('a renamed listener stays the same listener, with the target group of the new name', () => {
  const listenersOf = (name: string) => {
    const stack = testStack();
    makeLoadBalancer(stack, { listeners: [{ ...AGENT, name }] });
    return Rendered.of(stack).json.Resources ?? {};
  };
  const [before, after] = [listenersOf('agent'), listenersOf('gateway')];
  const idsOf = (resources: typeof before, type: string) =>
    Object.entries(resources).flatMap(([id, { Type }]) => (Type.endsWith(type) ? [id] : []));
  const [id = ''] = idsOf(before, '::Listener');
  expect(idsOf(after, '::Listener')).toEqual([id]);
  expect(idsOf(after, '::TargetGroup')).not.toEqual(idsOf(before, '::TargetGroup'));
  expect(after[id]?.Properties).toEqual({ ...before[id]?.Properties, DefaultActions: expect.anything() });
});

test('an external one faces the internet, for its allow-list only', () => {
  const stack = testStack();
  makeLoadBalancer(stack, { exposure: 'external', allowedCidrs: ['198.51.100.0/24'] });
  const rendered = Rendered.of(stack);
  rendered.template.hasResourceProperties('AWS::ElasticLoadBalancingV2::LoadBalancer', { Scheme: 'internet-facing' });
  const cidrs = Object.values(rendered.property('AWS::EC2::SecurityGroupIngress', 'CidrIp'));
  expect(cidrs.filter((cidr) => cidr !== undefined)).toEqual(['198.51.100.0/24']);
});

test('a network that is listed twice is let in once', () => {
  const stack = testStack();
  makeLoadBalancer(stack, { allowedCidrs: ['10.0.0.0/16', '10.0.0.0/16'] });
  const cidrs = Object.values(Rendered.of(stack).property('AWS::EC2::SecurityGroupIngress', 'CidrIp'));
  expect(cidrs.filter((cidr) => cidr !== undefined)).toEqual(['10.0.0.0/16']);
});

test('addresses that are known at deployment only are let in', () => {
  const stack = testStack();
  const vpc = new ec2.CfnVPC(stack, 'Vpc', { cidrBlock: '10.0.0.0/16' });
  makeLoadBalancer(stack, { allowedCidrs: [vpc.attrCidrBlock] });
  const cidrs = Object.values(Rendered.of(stack).property('AWS::EC2::SecurityGroupIngress', 'CidrIp'));
  expect(cidrs).toContain('<Vpc.CidrBlock>');
});

test('fails if the cluster has no security group', () => {
  expect(messageOf(() => makeLoadBalancer(testStack(), { cluster: new ec2.Connections() as never }))).toBe(
    "'cluster' of Test/Nlb must have a security group, got none; pass the AwsCluster",
  );
});
