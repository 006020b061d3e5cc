import { Aspects, aws_iam as iam, aws_kms as kms, type Stack } from 'aws-cdk-lib';
import { AwsWorkloadIdentity, type AwsWorkloadIdentityProps } from '../../../lib/aws/custody/workload-identity';
import { resolveConfig } from '../../../lib/core/resolve-config';
import type { Identity } from '../../../lib/core/workloads';
import { messageOf, Rendered, testStack } from '../../support/aws';
import { fullEnvironment, fullPlan } from '../../support/config';

const KEY = 'arn:aws:kms:eu-central-1:111122223333:key/own';
const BOUNDARY = 'arn:aws:iam::111122223333:policy/boundary';
const ENGINE: Identity = {
  name: 'engine',
  kind: 'workload',
  namespace: 'riverbed',
  serviceAccount: 'engine-sa',
  capabilities: [{ id: 'bucket:read', reason: 'reads objects of one bucket', target: 'data' }],
};

function makeIdentity(stack: Stack, props: Partial<AwsWorkloadIdentityProps> = {}): AwsWorkloadIdentity {
  return new AwsWorkloadIdentity(stack, 'Identity', {
    environmentId: 'acme',
    identities: [],
    encryptionKey: kms.Key.fromKeyArn(stack, 'Key', KEY),
    bucketArn: (name) => `arn:aws:s3:::acme-${name}`,
    nodeShell: false,
    flowLogs: false,
    ...props,
  });
}

/** Trust of one service account of the cluster `byoc-acme`. */
function podTrust(namespace: string, serviceAccount: string): unknown {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: ['sts:AssumeRole', 'sts:TagSession'],
        Principal: { Service: 'pods.eks.amazonaws.com' },
        Condition: {
          StringEquals: {
            'aws:SourceAccount': '111122223333',
            'aws:RequestTag/kubernetes-namespace': namespace,
            'aws:RequestTag/kubernetes-service-account': serviceAccount,
          },
          ArnEquals: { 'aws:SourceArn': 'arn:aws:eks:eu-central-1:111122223333:cluster/byoc-acme' },
        },
      },
    ],
  };
}

const managed = (name: string) => `arn:aws:iam::aws:policy/${name}`;

describe('roles made with the least', () => {
  let identity: AwsWorkloadIdentity;
  let rendered: Rendered;
  beforeAll(() => {
    const stack = testStack();
    identity = makeIdentity(stack);
    rendered = Rendered.of(stack);
  });

  test('are those of cluster, nodes and add-ons, and nothing beside them', () => {
    expect(Object.keys(rendered.resources)).toEqual([
      'Identitycluster',
      'Identitynodes',
      'Identityvpccni',
      'Identityebscsi',
    ]);
    expect(Object.keys(identity.addOns)).toEqual(['vpc-cni', 'ebs-csi']);
    expect(identity.flowLogs).toBeUndefined();
  });

  test('have names and paths by service, so that PassRole can be split', () => {
    expect(rendered.property('AWS::IAM::Role', 'RoleName')).toEqual({
      Identitycluster: 'acme-cluster',
      Identitynodes: 'acme-nodes',
      Identityvpccni: 'acme-vpc-cni',
      Identityebscsi: 'acme-ebs-csi',
    });
    expect(rendered.property('AWS::IAM::Role', 'Path')).toEqual({
      Identitycluster: '/byoc/env/acme/cluster/',
      Identitynodes: '/byoc/env/acme/nodes/',
      Identityvpccni: '/byoc/env/acme/pods/',
      Identityebscsi: '/byoc/env/acme/pods/',
    });
  });

  test('have no boundary', () => {
    expect(Object.values(rendered.property('AWS::IAM::Role', 'PermissionsBoundary'))).toEqual(Array(4).fill(undefined));
  });

  test('the cluster role is taken by EKS for this account only', () => {
    expect(rendered.one('cluster').Properties.AssumeRolePolicyDocument.Statement).toEqual([
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { Service: 'eks.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
      },
    ]);
  });

  test('the cluster role has the one policy of EKS and the key', () => {
    const { ManagedPolicyArns, Policies } = rendered.one('cluster').Properties;
    expect(ManagedPolicyArns).toEqual([managed('AmazonEKSClusterPolicy')]);
    expect(Policies[0].PolicyDocument.Statement).toEqual([
      { Effect: 'Allow', Action: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:ListGrants'], Resource: KEY },
    ]);
  });

  test('the node role joins the cluster and pulls images; the network plugin has a role of its own', () => {
    const { AssumeRolePolicyDocument, ManagedPolicyArns, Policies } = rendered.one('nodes').Properties;
    expect(AssumeRolePolicyDocument.Statement).toEqual([
      { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'ec2.amazonaws.com' } },
    ]);
    expect(ManagedPolicyArns).toEqual([
      managed('AmazonEKSWorkerNodePolicy'),
      managed('AmazonEC2ContainerRegistryPullOnly'),
    ]);
    expect(Policies).toBeUndefined();
  });

  test("an add-on's role is taken by its service account in kube-system", () => {
    expect(rendered.one('vpccni').Properties.AssumeRolePolicyDocument).toEqual(podTrust('kube-system', 'aws-node'));
    expect(rendered.one('ebscsi').Properties.AssumeRolePolicyDocument).toEqual(
      podTrust('kube-system', 'ebs-csi-controller-sa'),
    );
  });

  test("an add-on's role has the policy that EKS keeps for it", () => {
    expect(rendered.one('vpccni').Properties.ManagedPolicyArns).toEqual([managed('AmazonEKS_CNI_Policy')]);
    expect(rendered.one('vpccni').Properties.Policies).toBeUndefined();
    expect(rendered.one('ebscsi').Properties.ManagedPolicyArns).toEqual([
      managed('AmazonEBSCSIDriverEKSClusterScopedPolicy'),
    ]);
  });

  test('the volume driver uses the key through EC2 only, and grants it to AWS resources only', () => {
    const throughEc2 = { 'kms:ViaService': 'ec2.eu-central-1.amazonaws.com' };
    expect(rendered.one('ebscsi').Properties.Policies[0].PolicyDocument.Statement).toEqual([
      {
        Effect: 'Allow',
        Action: [
          'kms:Decrypt',
          'kms:DescribeKey',
          'kms:GenerateDataKeyWithoutPlaintext',
          'kms:ReEncryptFrom',
          'kms:ReEncryptTo',
        ],
        Resource: KEY,
        Condition: { StringEquals: throughEc2 },
      },
      {
        Effect: 'Allow',
        Action: 'kms:CreateGrant',
        Resource: KEY,
        Condition: { StringEquals: throughEc2, Bool: { 'kms:GrantIsForAWSResource': 'true' } },
      },
    ]);
  });
});

describe('roles made with everything', () => {
  let identity: AwsWorkloadIdentity;
  let rendered: Rendered;
  beforeAll(() => {
    const stack = testStack();
    identity = makeIdentity(stack, {
      identities: [ENGINE],
      nodeShell: true,
      flowLogs: true,
      roles: { nodes: iam.Role.fromRoleArn(stack, 'Own', 'arn:aws:iam::111122223333:role/own-nodes') },
      permissionsBoundary: iam.ManagedPolicy.fromManagedPolicyArn(stack, 'Boundary', BOUNDARY),
    });
    rendered = Rendered.of(stack);
  });

  test("leave out a role of the customer's", () => {
    expect(Object.keys(rendered.resources)).toEqual([
      'Identitycluster',
      'Identityflowlogs',
      'Identityvpccni',
      'Identityebscsi',
      'Identityengine',
    ]);
    expect(identity.nodes.roleArn).toBe('arn:aws:iam::111122223333:role/own-nodes');
  });

  test('all have the boundary', () => {
    rendered.template.allResourcesProperties('AWS::IAM::Role', { PermissionsBoundary: BOUNDARY });
  });

  test('flow logs are written by the service, for flow logs of this account and region', () => {
    const { AssumeRolePolicyDocument, Path, RoleName } = rendered.one('flowlogs').Properties;
    expect([Path, RoleName]).toEqual(['/byoc/env/acme/logs/', 'acme-flow-logs']);
    expect(AssumeRolePolicyDocument.Statement).toEqual([
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { Service: 'vpc-flow-logs.amazonaws.com' },
        Condition: {
          StringEquals: { 'aws:SourceAccount': '111122223333' },
          ArnLike: { 'aws:SourceArn': 'arn:aws:ec2:eu-central-1:111122223333:vpc-flow-log/*' },
        },
      },
    ]);
  });

  test('flow logs go to their own group and nowhere else', () => {
    const { Policies, ManagedPolicyArns } = rendered.one('flowlogs').Properties;
    const group = 'arn:aws:logs:eu-central-1:111122223333:log-group:/byoc/acme/flow';
    expect(ManagedPolicyArns).toBeUndefined();
    expect(Policies[0].PolicyDocument.Statement).toEqual([
      {
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
        Resource: [group, `${group}:*`],
      },
    ]);
  });

  test('a workload has one role, for exactly its namespace and service account', () => {
    expect(Object.keys(identity.identities)).toEqual(['engine']);
    const { AssumeRolePolicyDocument, Path, RoleName, ManagedPolicyArns } = rendered.one('engine').Properties;
    expect([Path, RoleName, ManagedPolicyArns]).toEqual(['/byoc/env/acme/pods/', 'acme-engine', undefined]);
    expect(AssumeRolePolicyDocument).toEqual(podTrust('riverbed', 'engine-sa'));
  });

  test('a workload may do what its capabilities say and no more', () => {
    expect(rendered.one('engine').Properties.Policies).toEqual([
      {
        PolicyName: 'Permissions',
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Action: ['s3:GetBucketLocation', 's3:ListBucket'],
              Resource: 'arn:aws:s3:::acme-data',
            },
            {
              Effect: 'Allow',
              Action: ['s3:GetObject', 's3:GetObjectVersion'],
              Resource: 'arn:aws:s3:::acme-data/*',
            },
            {
              Effect: 'Allow',
              Action: 'kms:Decrypt',
              Resource: KEY,
              Condition: { StringEquals: { 'kms:ViaService': 's3.eu-central-1.amazonaws.com' } },
            },
          ],
        },
      },
    ]);
  });
});

test('with nodeShell, nodes take sessions, and read no parameter of the account', () => {
  const stack = testStack();
  makeIdentity(stack, { nodeShell: true });
  const { ManagedPolicyArns, Policies } = Rendered.of(stack).one('nodes').Properties;
  expect(ManagedPolicyArns).toEqual([
    managed('AmazonEKSWorkerNodePolicy'),
    managed('AmazonEC2ContainerRegistryPullOnly'),
  ]);
  expect(Policies).toEqual([
    {
      PolicyName: 'Permissions',
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: [
              'ssm:UpdateInstanceInformation',
              'ssmmessages:CreateControlChannel',
              'ssmmessages:CreateDataChannel',
              'ssmmessages:OpenControlChannel',
              'ssmmessages:OpenDataChannel',
            ],
            Resource: '*',
          },
        ],
      },
    },
  ]);
});

test('a workload without capabilities has a role without permissions', () => {
  const stack = testStack();
  makeIdentity(stack, { identities: [{ ...ENGINE, capabilities: [] }] });
  expect(Rendered.of(stack).one('engine').Properties.Policies).toBeUndefined();
});

test('permissions are part of the role: none is attached after its pods start', () => {
  const stack = testStack();
  makeIdentity(stack, { identities: resolveConfig(fullPlan(), fullEnvironment()).identities, flowLogs: true });
  const rendered = Rendered.of(stack);
  rendered.template.resourceCountIs('AWS::IAM::Policy', 0);
  rendered.template.resourceCountIs('AWS::IAM::ManagedPolicy', 0);
});

test('a trust policy stays under the default quota of 2,048 characters', () => {
  const stack = testStack();
  makeIdentity(stack, { identities: [{ ...ENGINE, namespace: 'n'.repeat(63), serviceAccount: 's'.repeat(63) }] });
  for (const { Properties } of Object.values(Rendered.of(stack).all('AWS::IAM::Role'))) {
    expect(JSON.stringify(Properties.AssumeRolePolicyDocument).length).toBeLessThan(2048);
  }
});

test('inline policies stay under 10,240 characters, for the widest workload', () => {
  const stack = testStack();
  const capabilities = (['data', 'state', 'archive'] as const).map((target) => ({
    id: 'bucket:read-write' as const,
    reason: '',
    target,
  }));
  makeIdentity(stack, { identities: [{ ...ENGINE, capabilities }] });
  expect(JSON.stringify(Rendered.of(stack).one('engine').Properties.Policies).length).toBeLessThan(10_240);
});

test("fails if an aspect takes a role's boundary away", () => {
  const stack = testStack();
  makeIdentity(stack, {
    identities: [ENGINE],
    permissionsBoundary: iam.ManagedPolicy.fromManagedPolicyArn(stack, 'Boundary', BOUNDARY),
  });
  Aspects.of(stack).add({
    visit: (node) => {
      if (node instanceof iam.CfnRole) node.permissionsBoundary = undefined;
    },
  });
  const problem = `'permissionsBoundary' must stay "${BOUNDARY}", got nothing; remove the aspect that changes it, or pass the other boundary as prop`;
  expect(messageOf(() => Rendered.of(stack))).toBe(
    [
      'Validation failed with the following errors:',
      ...['cluster', 'nodes', 'vpc-cni', 'ebs-csi', 'engine'].map((role) => `  [Test/Identity/${role}] ${problem}`),
    ].join('\n'),
  );
});
