import {
  aws_ec2 as ec2,
  aws_eks as eks,
  aws_iam as iam,
  aws_kms as kms,
  aws_logs as logs,
  type Stack,
} from 'aws-cdk-lib';
import { AwsCluster, type AwsClusterProps } from '../../../lib/aws/data-plane/cluster';
import { messageOf, Rendered, readable, testStack } from '../../support/aws';

const KEY = 'arn:aws:kms:eu-central-1:111122223333:key/own';
const ROLE = 'arn:aws:iam::111122223333:role/byoc/env/acme/cluster/acme-cluster';
const ADMIN = 'arn:aws:iam::111122223333:role/platform-admin';

function makeCluster(stack: Stack, props: Partial<AwsClusterProps> = {}): AwsCluster {
  return new AwsCluster(stack, 'Cluster', {
    clusterName: 'byoc-acme',
    kubernetesVersion: '1.36',
    vpcId: 'vpc-1',
    subnets: [1, 2, 3].map((number) => ec2.Subnet.fromSubnetId(stack, `Subnet${number}`, `subnet-${number}`)),
    serviceCidr: '172.20.0.0/16',
    role: iam.Role.fromRoleArn(stack, 'Role', ROLE),
    encryptionKey: kms.Key.fromKeyArn(stack, 'Key', KEY),
    logGroup: logs.LogGroup.fromLogGroupName(stack, 'Logs', '/aws/eks/byoc-acme/cluster'),
    api: { access: 'private', allowedCidrs: [] },
    protection: true,
    administrators: [],
    ...props,
  });
}

describe('a cluster with the least', () => {
  let stack: Stack;
  let cluster: AwsCluster;
  let rendered: Rendered;
  beforeAll(() => {
    stack = testStack();
    cluster = makeCluster(stack);
    rendered = Rendered.of(stack);
  });

  test('is a cluster and a security group: nobody enters, not even who made it', () => {
    expect(Object.keys(rendered.resources)).toEqual(['ClusterApiSecurityGroup', 'Cluster']);
    rendered.template.hasResourceProperties('AWS::EKS::Cluster', {
      AccessConfig: { AuthenticationMode: 'API', BootstrapClusterCreatorAdminPermissions: false },
    });
  });

  test('sets every property', () => {
    expect(rendered.one('Cluster').Properties).toEqual({
      Name: 'byoc-acme',
      Version: '1.36',
      RoleArn: ROLE,
      ResourcesVpcConfig: {
        SubnetIds: ['subnet-1', 'subnet-2', 'subnet-3'],
        SecurityGroupIds: ['<ClusterApiSecurityGroup.GroupId>'],
        EndpointPrivateAccess: true,
        EndpointPublicAccess: false,
      },
      KubernetesNetworkConfig: { IpFamily: 'ipv4', ServiceIpv4Cidr: '172.20.0.0/16' },
      AccessConfig: { AuthenticationMode: 'API', BootstrapClusterCreatorAdminPermissions: false },
      BootstrapSelfManagedAddons: false,
      EncryptionConfig: [{ Provider: { KeyArn: KEY } }],
      Logging: {
        ClusterLogging: {
          EnabledTypes: [
            { Type: 'api' },
            { Type: 'audit' },
            { Type: 'authenticator' },
            { Type: 'controllerManager' },
            { Type: 'scheduler' },
          ],
        },
      },
      UpgradePolicy: { SupportType: 'STANDARD' },
      DeletionProtection: true,
      ZonalShiftConfig: { Enabled: true },
    });
  });

  test('is replaced by nothing but what it says itself: every create-only property is written out', () => {
    const { Properties } = rendered.one('Cluster');
    expect(Object.keys(Properties)).toEqual(
      expect.arrayContaining([
        'Name',
        'RoleArn',
        'EncryptionConfig',
        'KubernetesNetworkConfig',
        'BootstrapSelfManagedAddons',
      ]),
    );
    expect(Object.keys(Properties.KubernetesNetworkConfig).sort()).toEqual(['IpFamily', 'ServiceIpv4Cidr']);
    expect(Properties.AccessConfig.BootstrapClusterCreatorAdminPermissions).toBe(false);
    expect(Properties.EncryptionConfig[0].Resources).toBeUndefined();
  });

  test('has a security group of its own, there from the first day, that lets nothing in and nothing out', () => {
    expect(rendered.one('ApiSecurityGroup').Properties).toEqual({
      GroupDescription: 'Networks that may reach the Kubernetes API',
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
    rendered.template.resourceCountIs('AWS::EC2::SecurityGroupIngress', 0);
    rendered.template.resourceCountIs('AWS::EC2::SecurityGroupEgress', 0);
  });

  test('connects others through the group that EKS makes, which nodes and pods have', () => {
    expect(readable(stack.resolve(cluster.connections.securityGroups.map((group) => group.securityGroupId)))).toEqual([
      '<Cluster.ClusterSecurityGroupId>',
    ]);
  });

  test('puts out what the manifests need', () => {
    expect(readable(stack.resolve(cluster.outputs))).toEqual({
      name: '<Cluster>',
      endpoint: '<Cluster.Endpoint>',
      version: '1.36',
      issuer: '<Cluster.OpenIdConnectIssuerUrl>',
    });
  });
});

describe('a cluster with everything', () => {
  let rendered: Rendered;
  beforeAll(() => {
    const stack = testStack();
    makeCluster(stack, {
      kubernetesVersion: '1.35',
      serviceCidr: '172.21.0.0/16',
      api: { access: 'public', allowedCidrs: ['198.51.100.0/24', '203.0.113.7/32'] },
      protection: false,
      administrators: [ADMIN],
      support: {
        role: iam.Role.fromRoleArn(stack, 'Support', 'arn:aws:iam::111122223333:role/support'),
        group: 'byoc-support',
      },
    });
    rendered = Rendered.of(stack);
  });

  test('is reached from the listed networks, and from inside as well', () => {
    expect(rendered.one('Cluster').Properties.ResourcesVpcConfig).toMatchObject({
      EndpointPrivateAccess: true,
      EndpointPublicAccess: true,
      PublicAccessCidrs: ['198.51.100.0/24', '203.0.113.7/32'],
      SecurityGroupIds: ['<ClusterApiSecurityGroup.GroupId>'],
    });
    rendered.template.resourceCountIs('AWS::EC2::SecurityGroupIngress', 0);
  });

  test('takes version, services and protection from its props', () => {
    rendered.template.hasResourceProperties('AWS::EKS::Cluster', {
      Version: '1.35',
      KubernetesNetworkConfig: { ServiceIpv4Cidr: '172.21.0.0/16' },
      DeletionProtection: false,
    });
  });

  test("is administered by the customer's roles", () => {
    expect(rendered.one('Administratorplatformadmin').Properties).toEqual({
      ClusterName: '<Cluster>',
      PrincipalArn: ADMIN,
      Type: 'STANDARD',
      AccessPolicies: [
        {
          PolicyArn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy',
          AccessScope: { Type: 'cluster' },
        },
      ],
    });
  });

  test('gives support a group, and no access policy', () => {
    expect(rendered.one('Support').Properties).toEqual({
      ClusterName: '<Cluster>',
      PrincipalArn: 'arn:aws:iam::111122223333:role/support',
      Type: 'STANDARD',
      KubernetesGroups: ['byoc-support'],
    });
    rendered.template.resourceCountIs('AWS::EKS::AccessEntry', 2);
  });
});

test('a private API is opened to connected networks on 443, each once, and nodes and pods are not', () => {
  const stack = testStack();
  makeCluster(stack, { api: { access: 'private', allowedCidrs: ['10.1.0.0/16', '10.2.0.0/16', '10.1.0.0/16'] } });
  const rendered = Rendered.of(stack);
  const rule = { GroupId: '<ClusterApiSecurityGroup.GroupId>', IpProtocol: 'tcp', FromPort: 443, ToPort: 443 };
  expect(Object.values(rendered.all('AWS::EC2::SecurityGroupIngress')).map(({ Properties }) => Properties)).toEqual([
    { ...rule, CidrIp: '10.1.0.0/16', Description: 'Kubernetes API from 10.1.0.0/16' },
    { ...rule, CidrIp: '10.2.0.0/16', Description: 'Kubernetes API from 10.2.0.0/16' },
  ]);
  const { PublicAccessCidrs, SecurityGroupIds } = rendered.one('Cluster').Properties.ResourcesVpcConfig;
  expect([PublicAccessCidrs, SecurityGroupIds]).toEqual([undefined, ['<ClusterApiSecurityGroup.GroupId>']]);
});

test('a private API is opened to networks that are known at deployment only', () => {
  const stack = testStack();
  const vpc = new ec2.CfnVPC(stack, 'Vpc', { cidrBlock: '10.0.0.0/16' });
  const other = new ec2.CfnVPC(stack, 'Other', { cidrBlock: '10.1.0.0/16' });
  makeCluster(stack, {
    api: { access: 'private', allowedCidrs: [vpc.attrCidrBlock, '10.2.0.0/16', other.attrCidrBlock] },
  });
  expect(Object.values(Rendered.of(stack).property('AWS::EC2::SecurityGroupIngress', 'CidrIp'))).toEqual([
    '<Vpc.CidrBlock>',
    '10.2.0.0/16',
    '<Other.CidrBlock>',
  ]);
});

test('a public API is opened to networks that are known at deployment only', () => {
  const stack = testStack();
  const vpc = new ec2.CfnVPC(stack, 'Vpc', { cidrBlock: '10.0.0.0/16' });
  makeCluster(stack, { api: { access: 'public', allowedCidrs: [vpc.attrCidrBlock] } });
  expect(Rendered.of(stack).one('Cluster').Properties.ResourcesVpcConfig.PublicAccessCidrs).toEqual([
    '<Vpc.CidrBlock>',
  ]);
});

test.each([
  ['public', 'is open to the whole internet', ['198.51.100.0/24', '0.0.0.0/0'], '0.0.0.0/0'],
  ['public', 'is open to both halves of it', ['0.0.0.0/1', '128.0.0.0/1'], '0.0.0.0/1, 128.0.0.0/1'],
  ['public', 'has no list, which EKS takes for the whole internet', [], 'nothing'],
  ['private', 'is open to more than a /8', ['10.0.0.0/8', '10.0.0.0/7'], '10.0.0.0/7'],
] as const)('fails if a %s API %s', (access, _, allowedCidrs, got) => {
  expect(messageOf(() => makeCluster(testStack(), { api: { access, allowedCidrs } }))).toBe(
    "'api.allowedCidrs' of Test/Cluster must list the networks that may reach the Kubernetes API, " +
      `each a /8 or smaller, got ${got}; list those that need it, or set access to private`,
  );
});

test.each(['private', 'public'] as const)('a /8 is the largest network that reaches a %s API', (access) => {
  const stack = testStack();
  makeCluster(stack, { api: { access, allowedCidrs: ['10.0.0.0/8'] } });
  expect(JSON.stringify(Rendered.of(stack).json)).toContain('10.0.0.0/8');
});

test('roles of one name under two paths both administer, and one that is listed twice does once', () => {
  const stack = testStack();
  const administrators = ['team-a', 'team-b'].map((team) => `arn:aws:iam::111122223333:role/${team}/admin`);
  makeCluster(stack, { administrators: [...administrators, ...administrators] });
  expect(Object.values(Rendered.of(stack).property('AWS::EKS::AccessEntry', 'PrincipalArn'))).toEqual(administrators);
});

test('roles that the same app makes administer beside one that is written out', () => {
  const stack = testStack();
  const made = ['Platform', 'Security'].map(
    (id) => new iam.Role(stack, id, { assumedBy: new iam.AccountRootPrincipal() }).roleArn,
  );
  makeCluster(stack, { administrators: [ADMIN, ...made, ...made] });
  expect(Object.values(Rendered.of(stack).property('AWS::EKS::AccessEntry', 'PrincipalArn'))).toEqual([
    ADMIN,
    '<Platform.Arn>',
    '<Security.Arn>',
  ]);
});

test('role and log group are there before a cluster of the same stack, and go after it', () => {
  const stack = testStack();
  makeCluster(stack, {
    role: new iam.Role(stack, 'MadeRole', { assumedBy: new iam.ServicePrincipal('eks.amazonaws.com') }),
    logGroup: new logs.LogGroup(stack, 'MadeLogs'),
  });
  expect(Rendered.of(stack).one('Cluster').DependsOn).toEqual(['MadeLogs', 'MadeRole']);
});

test('others connect to the pods through its security group', () => {
  const stack = testStack();
  const cluster = makeCluster(stack);
  cluster.connections.allowFrom(ec2.Peer.ipv4('10.1.0.0/16'), ec2.Port.tcp(9090));
  expect(Object.values(Rendered.of(stack).all('AWS::EC2::SecurityGroupIngress'))[0]?.Properties).toMatchObject({
    GroupId: '<Cluster.ClusterSecurityGroupId>',
    CidrIp: '10.1.0.0/16',
    FromPort: 9090,
  });
  expect(cluster.resource).toBeInstanceOf(eks.CfnCluster);
});
