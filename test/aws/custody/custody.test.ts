import { aws_iam as iam, aws_kms as kms, type Stack, aws_s3 as s3 } from 'aws-cdk-lib';
import { AwsCustody } from '../../../lib/aws/custody/custody';
import { awsCustodyProps } from '../../../lib/aws/custody/custody-stack';
import type { AwsEnvironment } from '../../../lib/core/config-types';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { messageOf, Rendered, readable, tagsOf, testStack } from '../../support/aws';
import { fullEnvironment, fullPlan, minimalEnvironment, minimalPlan } from '../../support/config';

const { own, ...withoutOwn } = fullEnvironment();
const { metricsWorkspace } = own ?? {};
/** Everything, and nothing of the customer's own: every resource is ours. */
const ALL_OURS: AwsEnvironment = { ...withoutOwn, own: metricsWorkspace === undefined ? {} : { metricsWorkspace } };

describe('the custody of the least', () => {
  let stack: Stack;
  let custody: AwsCustody;
  let rendered: Rendered;
  beforeAll(() => {
    stack = testStack();
    custody = new AwsCustody(stack, 'Custody', {
      ...awsCustodyProps(stack, resolveConfig(minimalPlan(), minimalEnvironment())),
    });
    rendered = Rendered.of(stack);
  });

  test('is key, buckets, logs and roles', () => {
    const counts: Record<string, number> = {};
    for (const { Type } of Object.values(rendered.resources)) counts[Type] = (counts[Type] ?? 0) + 1;
    expect(counts).toEqual({
      'AWS::KMS::Key': 1,
      'AWS::S3::Bucket': 2,
      'AWS::S3::BucketPolicy': 2,
      'AWS::Logs::LogGroup': 2,
      'AWS::IAM::Role': 7,
    });
  });

  test('is drawn by its construct tree', () => {
    expect(custody.node.children.map(({ node }) => node.id)).toEqual([
      'Encryption',
      'ObjectStorage',
      'Logs',
      'WorkloadIdentity',
    ]);
  });

  test('encrypts buckets and logs with its key', () => {
    rendered.template.allResourcesProperties('AWS::Logs::LogGroup', {
      KmsKeyId: stack.resolve(custody.encryptionKey.keyArn),
    });
    for (const { Properties } of Object.values(rendered.all('AWS::S3::Bucket'))) {
      const [rule] = Properties.BucketEncryption.ServerSideEncryptionConfiguration;
      expect(rule.ServerSideEncryptionByDefault.KMSMasterKeyID).toBe('<CustodyEncryption.Arn>');
    }
  });

  test('lets no support engineer in', () => {
    expect([custody.supportAccess, custody.supportRole]).toEqual([undefined, undefined]);
  });

  test('hands out what a data plane takes', () => {
    expect(Object.keys(custody.addOnRoles)).toEqual(['vpc-cni', 'ebs-csi']);
    expect(Object.keys(custody.identityRoles)).toEqual(['load-balancer-controller', 'cluster-autoscaler']);
    expect([custody.clusterRole, custody.nodeRole, custody.flowLogRole]).toEqual([
      custody.workloadIdentity.cluster,
      custody.workloadIdentity.nodes,
      custody.workloadIdentity.flowLogs,
    ]);
    expect([custody.clusterLogGroup, custody.flowLogGroup]).toEqual([custody.logs.cluster, custody.logs.flow]);
  });

  test('puts out what the manifests need', () => {
    expect(readable(stack.resolve(custody.outputs))).toEqual({
      encryptionKey: '<CustodyEncryption.Arn>',
      buckets: { data: '<CustodyObjectStoragedata>', state: '<CustodyObjectStoragestate>' },
      workloads: {
        'load-balancer-controller': { roleArn: '<CustodyWorkloadIdentityloadbalancercontroller.Arn>' },
        'cluster-autoscaler': { roleArn: '<CustodyWorkloadIdentityclusterautoscaler.Arn>' },
      },
    });
  });
});

describe('the custody of everything', () => {
  let custody: AwsCustody;
  let rendered: Rendered;
  beforeAll(() => {
    const stack = testStack();
    custody = new AwsCustody(stack, 'Custody', awsCustodyProps(stack, resolveConfig(fullPlan(), fullEnvironment())));
    rendered = Rendered.of(stack);
  });

  test('makes no key, role or bucket that the customer has', () => {
    rendered.template.resourceCountIs('AWS::KMS::Key', 0);
    expect(Object.keys(custody.objectStorage.buckets)).toEqual(['data', 'state', 'archive']);
    expect(Object.keys(rendered.all('AWS::S3::Bucket'))).toEqual([
      'CustodyObjectStoragedata',
      'CustodyObjectStoragestate',
    ]);
    expect(Object.values(rendered.property('AWS::IAM::Role', 'RoleName'))).not.toContain('acme-flow-logs');
    expect(custody.flowLogRole?.roleArn).toBe('arn:aws:iam::111122223333:role/flow-logs');
  });

  test('lets the support engineers in until the expiry', () => {
    expect(custody.supportRole).toBe(custody.supportAccess?.role);
    rendered.template.hasResourceProperties('AWS::IAM::Role', { RoleName: 'acme-support' });
  });

  test('bounds every role, the one for support too', () => {
    rendered.template.resourceCountIs('AWS::IAM::Role', 14);
    rendered.template.allResourcesProperties('AWS::IAM::Role', {
      PermissionsBoundary: 'arn:aws:iam::111122223333:policy/boundary',
    });
  });

  test("a role for the customer's own bucket names that bucket", () => {
    const { Statement } = rendered.one('archivereader').Properties.Policies[0].PolicyDocument;
    expect(Statement[0].Resource).toBe('arn:aws:s3:::acme-archive');
  });
});

test('everything carries the tag that permissions are written with, in any stack', () => {
  const stack = testStack();
  new AwsCustody(stack, 'Custody', awsCustodyProps(stack, resolveConfig(fullPlan(), ALL_OURS)));
  const tags = Object.entries(Rendered.of(stack).resources)
    .filter(([, { Type }]) => Type !== 'AWS::S3::BucketPolicy')
    .map(([id, { Type, Properties }]) => [Type, id, tagsOf(Properties)] as const);
  expect(new Set(tags.map(([type]) => type))).toEqual(
    new Set(['AWS::KMS::Key', 'AWS::S3::Bucket', 'AWS::Logs::LogGroup', 'AWS::IAM::Role']),
  );
  for (const [, id, found] of tags) expect([id, found]).toEqual([id, { 'byoc:environment': 'acme' }]);
});

describe('objects as props', () => {
  test("the customer's own role may decrypt", () => {
    const stack = testStack();
    const engine = iam.Role.fromRoleArn(stack, 'Engine', 'arn:aws:iam::111122223333:role/own-engine');
    new AwsCustody(stack, 'Custody', {
      ...awsCustodyProps(stack, resolveConfig(minimalPlan(), minimalEnvironment())),
      roles: { 'cluster-autoscaler': engine },
    });
    const { Statement } = Rendered.of(stack).one('Encryption').Properties.KeyPolicy;
    for (const sid of ['UseByClusterAndNamed', 'NoOtherDecryption']) {
      const { Condition } = Statement.find(({ Sid }: { Sid: string }) => Sid === sid);
      const operator = sid === 'NoOtherDecryption' ? 'ArnNotLike' : 'ArnLike';
      expect(Condition[operator]['aws:PrincipalArn']).toContain('arn:aws:iam::111122223333:role/own-engine');
    }
  });

  test("the customer's own roles of nodes, flow logs and the network plugin may not: they have nothing to decrypt", () => {
    const stack = testStack();
    const kinds = ['cluster', 'nodes', 'flow-logs', 'vpc-cni', 'ebs-csi', 'cluster-autoscaler'];
    new AwsCustody(stack, 'Custody', {
      ...awsCustodyProps(stack, resolveConfig(minimalPlan(), minimalEnvironment())),
      roles: Object.fromEntries(
        kinds.map((kind) => [kind, iam.Role.fromRoleArn(stack, kind, `arn:aws:iam::111122223333:role/own-${kind}`)]),
      ),
    });
    const named = (value: unknown) => [...new Set(JSON.stringify(value).match(/role\/own-[a-z-]+/g))];
    const { KeyPolicy } = Rendered.of(stack).one('Encryption').Properties;
    const decrypting = ['role/own-cluster', 'role/own-ebs-csi', 'role/own-cluster-autoscaler'];
    expect(named(KeyPolicy)).toEqual(decrypting);
    for (const sid of ['UseByClusterAndNamed', 'NoOtherDecryption']) {
      expect(named(KeyPolicy.Statement.find(({ Sid }: { Sid: string }) => Sid === sid))).toEqual(decrypting);
    }
  });

  test('further roles may decrypt, and be granted to', () => {
    const stack = testStack();
    const audit = 'arn:aws:iam::111122223333:role/audit';
    const custody = new AwsCustody(stack, 'Custody', {
      ...awsCustodyProps(stack, resolveConfig(minimalPlan(), minimalEnvironment())),
      decryptableBy: [audit],
    });
    const auditor = iam.Role.fromRoleArn(stack, 'Audit', audit);
    expect(custody.objectStorage.grantRead('data', auditor).success).toBe(true);
    const { Statement } = Rendered.of(stack).one('CustodyEncryption').Properties.KeyPolicy;
    const spared = Statement.filter((statement: unknown) => JSON.stringify(statement).includes(audit));
    expect(spared.map(({ Sid }: { Sid: string }) => Sid)).toEqual(['UseByClusterAndNamed', 'NoOtherDecryption']);
  });

  test("a key of the customer's app is used, and its policy is the customer's", () => {
    const stack = testStack();
    const encryptionKey = new kms.Key(stack, 'Own', { enableKeyRotation: true });
    new AwsCustody(stack, 'Custody', {
      ...awsCustodyProps(stack, resolveConfig(minimalPlan(), minimalEnvironment())),
      encryptionKey,
    });
    const rendered = Rendered.of(stack);
    rendered.template.resourceCountIs('AWS::KMS::Key', 1);
    expect(Object.values(rendered.property('AWS::Logs::LogGroup', 'KmsKeyId'))).toEqual(['<Own.Arn>', '<Own.Arn>']);
  });

  test("access logs go to the customer's bucket", () => {
    const stack = testStack();
    new AwsCustody(stack, 'Custody', {
      ...awsCustodyProps(stack, resolveConfig(minimalPlan(), minimalEnvironment())),
      accessLogs: s3.Bucket.fromBucketName(stack, 'AccessLogs', 'acme-access-logs'),
    });
    expect(Rendered.of(stack).property('AWS::S3::Bucket', 'LoggingConfiguration')).toEqual({
      CustodyObjectStoragedata: { DestinationBucketName: 'acme-access-logs', LogFilePrefix: 'data/' },
      CustodyObjectStoragestate: { DestinationBucketName: 'acme-access-logs', LogFilePrefix: 'state/' },
    });
  });

  test('data that is not kept: key, buckets, their policies and logs go together', () => {
    const stack = testStack();
    new AwsCustody(stack, 'Custody', {
      ...awsCustodyProps(stack, resolveConfig(minimalPlan(), { ...minimalEnvironment(), dataOnDelete: 'destroy' })),
    });
    const policies = Object.values(Rendered.of(stack).resources).flatMap(({ DeletionPolicy }) => DeletionPolicy ?? []);
    expect(policies).toEqual(Array(7).fill('Delete'));
  });

  test('fails if a capability names a bucket that is not there', () => {
    const stack = testStack();
    const props = awsCustodyProps(stack, resolveConfig(fullPlan(), fullEnvironment()));
    expect(messageOf(() => new AwsCustody(stack, 'Custody', { ...props, buckets: [] }))).toBe(
      "there is no bucket 'data'; there are ",
    );
  });
});
