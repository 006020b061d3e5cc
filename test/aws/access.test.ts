import { resolveConfig } from '../../lib/core/resolve-config';
import { ACCOUNT, REGION, synthesize } from '../support/aws';
import { fullEnvironment, fullPlan } from '../support/config';
import { Access, type Context, identity, service } from '../support/simulate';

const { own, ...environment } = fullEnvironment();
const { metricsWorkspace = '' } = own ?? {};
const access = new Access(synthesize(resolveConfig(fullPlan(), { ...environment, own: { metricsWorkspace } })).custody);

const VENDOR = '999988887777';
const OTHER = '444455556666';
const role = (path: string, account = ACCOUNT) => `arn:aws:iam::${account}:role/${path}`;
const arn = (of: string, rest: string, account = ACCOUNT) => `arn:aws:${of}:${REGION}:${account}:${rest}`;
const admin = identity(role('platform-admin'), '*');
const vendor = identity(role('control-plane', VENDOR), '*');
const engine = access.role('acme-engine');

describe('who takes the role of a pod', () => {
  const pods = service('pods.eks.amazonaws.com');
  const TAKE = ['sts:AssumeRole', 'sts:TagSession'];
  const pod = (namespace: string, serviceAccount: string, context: Context = {}): Context => ({
    'aws:SourceAccount': ACCOUNT,
    'aws:SourceArn': arn('eks', 'cluster/byoc-acme'),
    'aws:RequestTag/kubernetes-namespace': namespace,
    'aws:RequestTag/kubernetes-service-account': serviceAccount,
    ...context,
  });
  const OWN = pod('riverbed', 'engine');
  const but = (context: Context) => pod('riverbed', 'engine', context);
  const untagged = { 'aws:SourceAccount': ACCOUNT, 'aws:SourceArn': arn('eks', 'cluster/byoc-acme') };

  access.tell(engine.arn, [
    ['its service account does', 'allowed', pods, TAKE, OWN],
    ['the same service account of another namespace does not', 'refused', pods, TAKE, pod('default', 'engine')],
    ['another service account of the namespace does not', 'refused', pods, TAKE, pod('riverbed', 'default')],
    ['a pod without tags does not', 'refused', pods, TAKE, untagged],
    [
      'a pod of another cluster does not',
      'refused',
      pods,
      TAKE,
      but({ 'aws:SourceArn': arn('eks', 'cluster/byoc-acme2') }),
    ],
    [
      'a pod of another account does not',
      'refused',
      pods,
      TAKE,
      but({ 'aws:SourceAccount': OTHER, 'aws:SourceArn': arn('eks', 'cluster/byoc-acme', OTHER) }),
    ],
    ['EKS for another account does not', 'refused', pods, TAKE, but({ 'aws:SourceAccount': OTHER })],
    ['another service does not', 'refused', service('ec2.amazonaws.com'), TAKE, OWN],
    ['an administrator of the account does not', 'refused', admin, TAKE],
    ['the vendor does not', 'refused', vendor, TAKE],
  ]);

  access.tell(access.role('acme-ebs-csi').arn, [
    ['the volume driver takes its own', 'allowed', pods, TAKE, pod('kube-system', 'ebs-csi-controller-sa')],
    ['the network driver does not take that of volumes', 'refused', pods, TAKE, pod('kube-system', 'aws-node')],
  ]);

  test('every workload takes its own role and no other', async () => {
    const workloads = fullPlan().workloads ?? [];
    const taken = workloads.flatMap(({ name, namespace, serviceAccount }) =>
      workloads.map(async (other) => {
        const verdict = await access.ask(
          pods,
          'sts:AssumeRole',
          access.role(`acme-${other.name}`).arn,
          pod(namespace, serviceAccount),
        );
        return verdict === 'allowed' ? [name, other.name] : [];
      }),
    );
    expect((await Promise.all(taken)).filter(({ length }) => length > 0)).toEqual(
      workloads.map(({ name }) => [name, name]),
    );
    expect(workloads).toHaveLength(5);
  });
});

describe('who takes the roles of AWS services', () => {
  const ASSUME = 'sts:AssumeRole';
  const OURS = { 'aws:SourceArn': arn('ec2', 'vpc-flow-log/fl-1') };
  const THEIRS = { 'aws:SourceArn': arn('ec2', 'vpc-flow-log/fl-1', OTHER) };
  const flowLogs = service('vpc-flow-logs.amazonaws.com');
  const from = (account: string): Context => ({ 'aws:SourceAccount': account });

  access.tell(access.role('acme-cluster').arn, [
    ['EKS takes that of the cluster', 'allowed', service('eks.amazonaws.com'), ASSUME, from(ACCOUNT)],
    ['EKS does not take it for another account', 'refused', service('eks.amazonaws.com'), ASSUME, from(OTHER)],
    ['EKS does not take it for nobody', 'refused', service('eks.amazonaws.com'), ASSUME],
    ['EC2 does not take that of the cluster', 'refused', service('ec2.amazonaws.com'), ASSUME, from(ACCOUNT)],
  ]);
  access.tell(access.role('acme-nodes').arn, [
    ['EC2 takes that of nodes', 'allowed', service('ec2.amazonaws.com'), ASSUME],
    ['nobody else takes that of nodes', 'refused', service('pods.eks.amazonaws.com'), ASSUME, from(ACCOUNT)],
    ['an administrator does not take that of nodes', 'refused', admin, ASSUME],
  ]);
  access.tell(access.role('acme-flow-logs').arn, [
    ['flow logs take theirs', 'allowed', flowLogs, ASSUME, { ...from(ACCOUNT), ...OURS }],
    ['flow logs of another account do not', 'refused', flowLogs, ASSUME, { ...from(OTHER), ...THEIRS }],
    ['flow logs for another account do not', 'refused', flowLogs, ASSUME, { ...from(OTHER), ...OURS }],
    ['flow logs of no source do not', 'refused', flowLogs, ASSUME, from(ACCOUNT)],
  ]);
});

describe('support', () => {
  const support = access.role('acme-support');
  const engineer = identity(role('support', VENDOR), 'sts:*');
  const sameName = identity(role('support', OTHER), 'sts:*');
  const ASSUME = 'sts:AssumeRole';
  const ID = { 'sts:ExternalId': '9f2c1a7755d04c1e8f6b' };
  const BEFORE = { 'aws:CurrentTime': '2027-01-30T23:59:59Z' };
  const AT = { 'aws:CurrentTime': '2027-01-31T00:00:00Z' };
  const AFTER = { 'aws:CurrentTime': '2027-02-01T00:00:00Z' };

  access.tell(support.arn, [
    [
      'an engineer takes the role with the external id, before the expiry',
      'allowed',
      engineer,
      ASSUME,
      { ...ID, ...BEFORE },
    ],
    ['an engineer does not take it without the external id', 'refused', engineer, ASSUME, BEFORE],
    ['an engineer does not take it with a wrong one', 'refused', engineer, ASSUME, { 'sts:ExternalId': 'wrong' }],
    ['an engineer does not take it at the expiry', 'refused', engineer, ASSUME, { ...ID, ...AT }],
    ['an engineer does not take it after the expiry', 'refused', engineer, ASSUME, { ...ID, ...AFTER }],
    ['another role of the vendor does not take it', 'refused', vendor, ASSUME, ID],
    ['a role of the same name in another account does not', 'refused', sameName, ASSUME, ID],
    ['an administrator of the account does not', 'refused', admin, ASSUME, ID],
  ]);
  access.tell(arn('eks', 'cluster/byoc-acme'), [
    ['a session finds the cluster before the expiry', 'allowed', support, 'eks:DescribeCluster', BEFORE],
    ['an open session ends at the expiry', 'denied', support, 'eks:DescribeCluster', AT],
    ['an open session does nothing after the expiry', 'denied', support, 'eks:DescribeCluster', AFTER],
    ['a session changes nothing', 'refused', support, ['eks:UpdateClusterConfig', 'eks:CreateAccessEntry']],
  ]);
  access.tell(arn('eks', 'cluster/other'), [
    ['a session does not find another cluster', 'refused', support, 'eks:DescribeCluster'],
  ]);
  access.tell(`${access.bucket('data')}/k`, [['a session reads no data', 'refused', support, 's3:GetObject']]);
});

describe('buckets of workloads', () => {
  const reader = access.role('acme-archive-reader');
  const READ = ['s3:GetObject', 's3:GetObjectVersion'];
  const WRITE = ['s3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload'];
  access.tell(`${access.bucket('archive')}/k`, [
    ['a reader reads', 'allowed', reader, READ],
    ['a reader does not write', 'refused', reader, WRITE],
  ]);
  access.tell(access.bucket('archive'), [
    ['a reader lists', 'allowed', reader, 's3:ListBucket'],
    ['a reader does not change the bucket', 'refused', reader, ['s3:PutBucketPolicy', 's3:DeleteBucket']],
  ]);
  access.tell(`${access.bucket('data')}/k`, [
    ['a writer reads and writes', 'allowed', engine, [...READ, ...WRITE]],
    ['a writer destroys no earlier version', 'refused', engine, 's3:DeleteObjectVersion'],
    ['nobody touches the objects of another', 'refused', reader, [...READ, ...WRITE]],
  ]);
  access.tell(`${access.bucket('state')}/k`, [
    ['a writer of data does not touch state', 'refused', engine, [...READ, ...WRITE]],
    ['a writer of state does', 'allowed', access.role('acme-agent'), [...READ, ...WRITE]],
  ]);
  access.tell(access.bucket('state'), [
    ['a writer of data does not list state', 'refused', engine, ['s3:ListBucket', 's3:ListBucketMultipartUploads']],
  ]);
});
