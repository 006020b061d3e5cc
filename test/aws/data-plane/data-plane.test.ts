import { aws_ec2 as ec2, aws_iam as iam, type Stack } from 'aws-cdk-lib';
import { AwsCustody } from '../../../lib/aws/custody/custody';
import { awsCustodyProps } from '../../../lib/aws/custody/custody-stack';
import { AwsDataPlane } from '../../../lib/aws/data-plane/data-plane';
import { AwsNetwork } from '../../../lib/aws/data-plane/network';
import type { AwsEnvironment, VendorPlan } from '../../../lib/core/config-types';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { messageOf, Rendered, readable, tagsOf, testStack } from '../../support/aws';
import { existingVpc, fullEnvironment, fullPlan, minimalEnvironment, minimalPlan } from '../../support/config';

function makeDataPlane(stack: Stack, plan: VendorPlan, environment: AwsEnvironment): AwsDataPlane {
  const config = resolveConfig(plan, environment);
  return new AwsDataPlane(stack, 'Plane', { config, custody: AwsCustody.fromNames(stack, 'Custody', config) });
}

describe('the data plane of the least', () => {
  let stack: Stack;
  let dataPlane: AwsDataPlane;
  let rendered: Rendered;
  beforeAll(() => {
    stack = testStack();
    dataPlane = makeDataPlane(stack, minimalPlan(), minimalEnvironment());
    rendered = Rendered.of(stack);
  });

  test('is drawn by its construct tree', () => {
    expect(dataPlane.node.children.map(({ node }) => node.id)).toEqual([
      'Network',
      'Cluster',
      'AddOns',
      'NodeGroups',
      'PodIdentities',
      'LoadBalancers',
    ]);
  });

  test('has a network of its own, with flow logs into the group of custody', () => {
    rendered.template.hasResourceProperties('AWS::EC2::FlowLog', { LogGroupName: '/byoc/demo/flow' });
    expect(rendered.one('FlowLog').Properties.DeliverLogsPermissionArn).toBe(
      'arn:aws:iam::111122223333:role/byoc/env/demo/logs/demo-flow-logs',
    );
    expect(Object.values(rendered.property('AWS::EC2::VPCEndpoint', 'VpcEndpointType'))).toEqual(['Gateway']);
    rendered.template.resourceCountIs('AWS::EC2::NatGateway', 3);
  });

  test('has a cluster with the role and key of custody, its interfaces in the intra subnets', () => {
    expect(rendered.one('PlaneCluster').Properties).toMatchObject({
      Name: 'byoc-demo',
      RoleArn: 'arn:aws:iam::111122223333:role/byoc/env/demo/cluster/demo-cluster',
      EncryptionConfig: [{ Provider: { KeyArn: '<import byoc-demo-key>' } }],
      ResourcesVpcConfig: {
        EndpointPublicAccess: false,
        SubnetIds: ['<PlaneNetworkIntraSubnet1>', '<PlaneNetworkIntraSubnet2>', '<PlaneNetworkIntraSubnet3>'],
      },
      DeletionProtection: true,
    });
  });

  test('has nodes with the role and key of custody, in the private subnets', () => {
    expect(rendered.one('generalZone2').Properties).toMatchObject({
      NodeRole: 'arn:aws:iam::111122223333:role/byoc/env/demo/nodes/demo-nodes',
      Subnets: ['<PlaneNetworkPrivateSubnet2>'],
      Version: '1.36',
    });
    const { BlockDeviceMappings } = rendered.one('generalLaunchTemplate').Properties.LaunchTemplateData;
    expect(BlockDeviceMappings[0].Ebs.KmsKeyId).toBe('<import byoc-demo-key>');
  });

  test('has add-ons with the roles of custody', () => {
    expect(rendered.one('vpccni').Properties.PodIdentityAssociations).toEqual([
      { ServiceAccount: 'aws-node', RoleArn: 'arn:aws:iam::111122223333:role/byoc/env/demo/pods/demo-vpc-cni' },
    ]);
    expect(rendered.one('metricsserver').Properties.AddonName).toBe('metrics-server');
  });

  test('ties the service accounts of cluster services to the roles of custody', () => {
    expect(rendered.property('AWS::EKS::PodIdentityAssociation', 'RoleArn')).toEqual({
      PlanePodIdentitieskubesystemawsloadbalancercontroller:
        'arn:aws:iam::111122223333:role/byoc/env/demo/pods/demo-load-balancer-controller',
      PlanePodIdentitieskubesystemclusterautoscaler:
        'arn:aws:iam::111122223333:role/byoc/env/demo/pods/demo-cluster-autoscaler',
    });
  });

  test('has no load balancer without listeners', () => {
    rendered.template.resourceCountIs('AWS::ElasticLoadBalancingV2::LoadBalancer', 0);
  });

  test('puts out what the manifests need', () => {
    expect(readable(stack.resolve(dataPlane.outputs))).toEqual({
      cluster: dataPlaneCluster(),
      network: {
        id: '<PlaneNetwork>',
        nodeSubnetIds: ['<PlaneNetworkPrivateSubnet1>', '<PlaneNetworkPrivateSubnet2>', '<PlaneNetworkPrivateSubnet3>'],
        egressAddresses: ['<PlaneNetworkNatAddress1>', '<PlaneNetworkNatAddress2>', '<PlaneNetworkNatAddress3>'],
      },
      listeners: {},
    });
  });

  function dataPlaneCluster() {
    return {
      name: '<PlaneCluster>',
      endpoint: '<PlaneCluster.Endpoint>',
      version: '1.36',
      issuer: '<PlaneCluster.OpenIdConnectIssuerUrl>',
    };
  }
});

describe('the order of creation', () => {
  let rendered: Rendered;
  beforeAll(() => {
    const stack = testStack();
    makeDataPlane(stack, fullPlan(), fullEnvironment());
    rendered = Rendered.of(stack);
  });

  const BEFORE = ['vpccni', 'kubeproxy', 'ekspodidentityagent'].map((name) => `PlaneAddOnsBeforeNodes${name}`);

  test('nodes wait for the networking add-ons', () => {
    for (const [id, { DependsOn }] of Object.entries(rendered.all('AWS::EKS::Nodegroup'))) {
      expect([id, DependsOn]).toEqual([id, expect.arrayContaining(BEFORE)]);
    }
  });

  test('nodes wait for every route and every endpoint, which are removed after them', () => {
    const wayOut = Object.keys(rendered.resources).filter((id) => id.startsWith('PlaneNetworkWayOut'));
    const types = new Set(wayOut.map((id) => rendered.resources[id]?.Type));
    expect([...types].sort()).toEqual([
      'AWS::EC2::Route',
      'AWS::EC2::SecurityGroup',
      'AWS::EC2::SecurityGroupIngress',
      'AWS::EC2::VPCEndpoint',
    ]);
    for (const { DependsOn } of Object.values(rendered.all('AWS::EKS::Nodegroup'))) {
      expect(DependsOn).toEqual([...BEFORE, ...wayOut].sort());
    }
  });

  test('networking add-ons wait for no node: nodes would not become ready without them', () => {
    for (const id of BEFORE) expect(rendered.resources[id]?.DependsOn).toEqual([]);
  });

  test('the other add-ons wait for the three system groups', () => {
    const system = [1, 2, 3].map((number) => `PlaneNodeGroupssystemZone${number}`);
    const after = Object.entries(rendered.all('AWS::EKS::Addon')).filter(([id]) =>
      id.startsWith('PlaneAddOnsAfterNodes'),
    );
    expect(after.map(([id]) => id.replace('PlaneAddOnsAfterNodes', ''))).toEqual([
      'coredns',
      'awsebscsidriver',
      'snapshotcontroller',
      'metricsserver',
    ]);
    for (const [, { DependsOn }] of after) {
      expect(DependsOn).toEqual(['PlaneNodeGroupssystemLaunchTemplate', ...system]);
    }
  });

  test('nothing waits for the nodes of the plan: adding a profile changes nothing else', () => {
    const profiles = /NodeGroups(compute|serving|meta)/;
    for (const [id, { DependsOn }] of Object.entries(rendered.resources)) {
      if (!profiles.test(id)) expect(DependsOn.filter((other) => profiles.test(other))).toEqual([]);
    }
  });

  test('pod identities, load balancers and access entries wait for the cluster only', () => {
    for (const [id, { DependsOn }] of Object.entries(rendered.resources)) {
      if (/PodIdentities|LoadBalancers|Administrator|Support/.test(id)) expect([id, DependsOn]).toEqual([id, []]);
    }
  });
});

describe('in one stack with its custody', () => {
  let rendered: Rendered;
  beforeAll(() => {
    const stack = testStack();
    const config = resolveConfig(minimalPlan(), minimalEnvironment());
    const custody = new AwsCustody(stack, 'Custody', awsCustodyProps(stack, config));
    new AwsDataPlane(stack, 'Plane', { config, custody });
    rendered = Rendered.of(stack);
  });

  test('the cluster waits for its role and its log group', () => {
    expect(rendered.one('PlaneCluster').DependsOn).toEqual(['CustodyLogsCluster', 'CustodyWorkloadIdentitycluster']);
  });

  test('refers to roles, key and log groups directly', () => {
    expect(rendered.one('PlaneCluster').Properties).toMatchObject({
      RoleArn: '<CustodyWorkloadIdentitycluster.Arn>',
      EncryptionConfig: [{ Provider: { KeyArn: '<CustodyEncryption.Arn>' } }],
    });
    expect(rendered.one('FlowLog').Properties).toMatchObject({
      LogGroupName: '<CustodyLogsFlow>',
      DeliverLogsPermissionArn: '<CustodyWorkloadIdentityflowlogs.Arn>',
    });
    expect(JSON.stringify(rendered.json)).not.toContain('ImportValue');
  });
});

describe('in a VPC that exists', () => {
  test('by ids: nothing of the network is made', () => {
    const stack = testStack();
    makeDataPlane(stack, { ...fullPlan(), controlPlane: minimalPlan().controlPlane }, {
      ...fullEnvironment(),
      zones: minimalEnvironment().zones,
      network: existingVpc(),
    } as AwsEnvironment);
    const rendered = Rendered.of(stack);
    const types = new Set(Object.values(rendered.resources).map(({ Type }) => Type));
    expect(
      [...types].filter((type) =>
        /^AWS::EC2::(VPC$|Subnet|Route|NatGateway|EIP|InternetGateway|FlowLog|VPCEndpoint$)/.test(type),
      ),
    ).toEqual([]);
    expect(rendered.one('PlaneCluster').Properties.ResourcesVpcConfig.SubnetIds).toEqual([
      'subnet-80000000',
      'subnet-80000001',
      'subnet-80000002',
    ]);
    expect(rendered.one('computeZone3').Properties.Subnets).toEqual(['subnet-00000002']);
    expect(rendered.one('IngressExternal').Properties.Subnets).toEqual([
      'subnet-90000000',
      'subnet-90000001',
      'subnet-90000002',
    ]);
    expect(rendered.one('computeZone3').DependsOn).toEqual(
      ['ekspodidentityagent', 'kubeproxy', 'vpccni'].map((name) => `PlaneAddOnsBeforeNodes${name}`),
    );
  });

  test('by the VPC of the same app: load balancers let its addresses in', () => {
    const stack = testStack();
    const config = resolveConfig(
      { ...minimalPlan(), listeners: [{ name: 'agent', component: 'agent', port: 443 }] },
      minimalEnvironment(),
    );
    const vpc = new ec2.Vpc(stack, 'Vpc', { availabilityZones: [...config.zones.names] });
    const dataPlane = new AwsDataPlane(stack, 'Plane', {
      config,
      custody: AwsCustody.fromNames(stack, 'Custody', config),
      network: AwsNetwork.fromVpc(stack, 'Network', { vpc: vpc as ec2.IVpc }),
    });
    const rendered = Rendered.of(stack);
    rendered.template.resourceCountIs('AWS::EC2::VPC', 1);
    expect(Object.values(rendered.property('AWS::EC2::SecurityGroupIngress', 'CidrIp'))).toContain('<Vpc.CidrBlock>');
    expect(dataPlane.network.vpc).toBe(vpc);
    expect(readable(stack.resolve(dataPlane.outputs.network))).toEqual({
      id: '<Vpc>',
      nodeSubnetIds: ['<VpcPrivateSubnet1Subnet>', '<VpcPrivateSubnet2Subnet>', '<VpcPrivateSubnet3Subnet>'],
      egressAddresses: [],
    });
  });
});

describe('where the customer routes', () => {
  const gateways = (given: VendorPlan, environment: Partial<AwsEnvironment>) => {
    const stack = testStack();
    makeDataPlane(stack, given, { ...minimalEnvironment(), network: { nat: 'none' }, ...environment });
    const rendered = Rendered.of(stack);
    return ['InternetGateway', 'VPCGatewayAttachment', 'Route', 'NatGateway', 'EIP'].flatMap((type) =>
      Object.keys(rendered.all(`AWS::EC2::${type}`)),
    );
  };
  const plan: VendorPlan = { ...minimalPlan(), namespaces: ['riverbed'], clusterServices: ['istio'] };
  const ingress = (fullPlan().listeners ?? []).filter(({ component }) => component === 'ingress');

  test('nothing leads to the internet', () => {
    expect(gateways({ ...plan, listeners: ingress.slice(0, 1) }, {})).toEqual([]);
  });

  test('only external listeners have a gateway and a route of the public subnets', () => {
    const publicIngress = { allowedCidrs: ['198.51.100.0/24'] };
    expect(gateways({ ...plan, listeners: ingress }, { publicIngress })).toEqual([
      'PlaneNetworkInternetGateway',
      'PlaneNetworkInternetGatewayAttachment',
      'PlaneNetworkWayOutPublicRoute',
    ]);
  });
});

test('volumes that pods ask for carry the tags of the environment and of the installation', () => {
  const stack = testStack();
  makeDataPlane(stack, fullPlan(), fullEnvironment());
  const { controller } = JSON.parse(Rendered.of(stack).one('awsebscsidriver').Properties.ConfigurationValues);
  expect(controller.extraVolumeTags).toEqual({
    owner: 'platform',
    'cost-center': '4711',
    'byoc:environment': 'acme',
    'byoc:product': 'riverbed',
  });
});

test('the allow-list of the API lies in the VPC of the network', () => {
  const stack = testStack();
  const kubernetesApi = { access: 'private', allowedCidrs: ['10.9.0.0/16'] } as const;
  makeDataPlane(stack, minimalPlan(), { ...minimalEnvironment(), kubernetesApi });
  const rendered = Rendered.of(stack);
  expect(rendered.one('ApiSecurityGroup').Properties.VpcId).toBe('<PlaneNetwork>');
  expect(rendered.one('ApiFrom1090016').Properties.GroupId).toBe('<PlaneClusterApiSecurityGroup.GroupId>');
});

test('a role of the same app administers the cluster beside those of the environment', () => {
  const stack = testStack();
  const config = resolveConfig(minimalPlan(), minimalEnvironment());
  new AwsDataPlane(stack, 'Plane', {
    config,
    custody: AwsCustody.fromNames(stack, 'Custody', config),
    administrators: [new iam.Role(stack, 'Operators', { assumedBy: new iam.AccountRootPrincipal() })],
  });
  expect(Object.values(Rendered.of(stack).property('AWS::EKS::AccessEntry', 'PrincipalArn'))).toEqual([
    'arn:aws:iam::111122223333:role/platform-admin',
    '<Operators.Arn>',
  ]);
});

describe('support engineers', () => {
  const { access, ...withoutAccess } = fullEnvironment();
  const withAccess = (given: AwsEnvironment['access']) => {
    const stack = testStack();
    makeDataPlane(stack, fullPlan(), { ...withoutAccess, ...(given === undefined ? {} : { access: given }) });
    return Object.values(Rendered.of(stack).property('AWS::EKS::AccessEntry', 'PrincipalArn'));
  };
  const ADMIN = 'arn:aws:iam::111122223333:role/platform-admin';

  test('get in with an external id and an expiry', () => {
    expect(withAccess(access)).toEqual([ADMIN, 'arn:aws:iam::111122223333:role/byoc/env/acme/support/acme-support']);
  });

  test('do not by an external id alone', () => {
    const { externalId } = access as { externalId: string };
    expect(withAccess({ externalId })).toEqual([ADMIN]);
  });
});

test('small networks keep no block of addresses warm', () => {
  const warm = (cidr: string) => {
    const stack = testStack();
    makeDataPlane(stack, minimalPlan(), { ...minimalEnvironment(), network: { cidr } });
    return Object.keys(JSON.parse(Rendered.of(stack).one('vpccni').Properties.ConfigurationValues).env);
  };
  expect(warm('10.0.0.0/20')).toEqual(['ENABLE_PREFIX_DELEGATION', 'WARM_PREFIX_TARGET']);
  expect(warm('10.0.0.0/21')).toEqual(['ENABLE_PREFIX_DELEGATION', 'WARM_IP_TARGET', 'MINIMUM_IP_TARGET']);
});

test('without flow logs there are none', () => {
  const stack = testStack();
  makeDataPlane(stack, minimalPlan(), { ...minimalEnvironment(), network: { flowLogs: false } });
  Rendered.of(stack).template.resourceCountIs('AWS::EC2::FlowLog', 0);
});

test('protection drives cluster and load balancers together', () => {
  const stack = testStack();
  makeDataPlane(stack, fullPlan(), { ...fullEnvironment(), protection: false });
  const rendered = Rendered.of(stack);
  rendered.template.hasResourceProperties('AWS::EKS::Cluster', { DeletionProtection: false });
  for (const { Properties } of Object.values(rendered.all('AWS::ElasticLoadBalancingV2::LoadBalancer'))) {
    expect(Properties.LoadBalancerAttributes).toContainEqual({ Key: 'deletion_protection.enabled', Value: 'false' });
  }
});

test('every resource carries the tags that permissions are written with, in any stack', () => {
  const stack = testStack();
  makeDataPlane(stack, minimalPlan(), minimalEnvironment());
  const rendered = Rendered.of(stack);
  for (const { Properties } of Object.values(rendered.all('AWS::EC2::Subnet'))) {
    expect(tagsOf(Properties)).toMatchObject({ 'byoc:environment': 'demo', 'byoc:product': 'notes' });
  }
});

test('fails if custody was made from another configuration', () => {
  const stack = testStack();
  const config = resolveConfig(fullPlan(), fullEnvironment());
  const custody = AwsCustody.fromNames(stack, 'Custody', resolveConfig(minimalPlan(), minimalEnvironment()));
  expect(messageOf(() => new AwsDataPlane(stack, 'Plane', { config, custody }))).toBe(
    "'roles' of Test/Plane/PodIdentities must have a role for 'engine', got load-balancer-controller, cluster-autoscaler; " +
      'make custody from the same configuration',
  );
});
