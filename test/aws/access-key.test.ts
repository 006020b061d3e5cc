import { resolveConfig } from '../../lib/core/resolve-config';
import { ACCOUNT, REGION, synthesize } from '../support/aws';
import { fullEnvironment, fullPlan } from '../support/config';
import { Access, type Context, identity, KEY, service, through } from '../support/simulate';

const { own, ...environment } = fullEnvironment();
const { metricsWorkspace = '' } = own ?? {};
const access = new Access(synthesize(resolveConfig(fullPlan(), { ...environment, own: { metricsWorkspace } })).custody);

const role = (path: string, account = ACCOUNT) => `arn:aws:iam::${account}:role/${path}`;
const engine = access.role('acme-engine');
const reader = access.role('acme-archive-reader');
const cluster = access.role('acme-cluster');
const driver = access.role('acme-ebs-csi');
const admin = identity(role('platform-admin'), '*');
const stranger = identity(role('byoc/env/acme/pods/acme-engine', '444455556666'), '*');

const READ = ['kms:Decrypt', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'];
const WRITE = ['kms:GenerateDataKey', 'kms:GenerateDataKeyWithoutPlaintext'];
const USE = [...READ, ...WRITE];
const MANAGE = ['kms:DescribeKey', 'kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion', 'kms:TagResource', 'kms:RevokeGrant'];
const GRANT = 'kms:CreateGrant';
const S3 = through('s3');
const EC2 = through('ec2');
const forAws = (value: 'true' | 'false'): Context => ({ 'kms:GrantIsForAWSResource': value });

describe('the key and the roles of the installation', () => {
  access.tell(KEY, [
    ['a writer decrypts and encrypts through S3', 'allowed', engine, ['kms:Decrypt', 'kms:GenerateDataKey'], S3],
    ['a writer does not use the key by itself', 'refused', engine, USE],
    ['a writer does not use the key through another service', 'refused', engine, USE, through('sqs')],
    ['a writer does not manage the key', 'refused', engine, [...MANAGE, GRANT], S3],
    ['a reader decrypts through S3', 'allowed', reader, 'kms:Decrypt', S3],
    ['a reader does not encrypt', 'refused', reader, WRITE, S3],
    ['a pod without a bucket does not decrypt', 'refused', access.role('acme-state-exporter'), USE, S3],
    ['nodes do not decrypt', 'denied', access.role('acme-nodes'), USE, S3],
    ['support does not decrypt', 'denied', access.role('acme-support'), USE, S3],
    ['the cluster encrypts and decrypts', 'allowed', cluster, ['kms:Encrypt', 'kms:Decrypt', 'kms:ListGrants']],
    ['the cluster makes no data keys and no grants', 'refused', cluster, [...WRITE, GRANT]],
  ]);
});

describe('the key and everybody else', () => {
  const user = identity(role('apps/reports'), 'kms:*');
  const other = identity(role('byoc/env/acme2/pods/acme2-engine'), 'kms:*');
  access.tell(KEY, [
    ['an administrator manages the key', 'allowed', admin, MANAGE],
    ['an administrator does not decrypt', 'denied', admin, USE],
    ['an administrator does not decrypt through S3 either', 'denied', admin, USE, S3],
    ['an administrator does not encrypt', 'refused', admin, 'kms:Encrypt'],
    ['an administrator makes no grant directly', 'refused', admin, GRANT, forAws('false')],
    ['an administrator makes no grant directly for a resource of AWS', 'refused', admin, GRANT, forAws('true')],
    ['an administrator grants through EKS, by creating the cluster', 'allowed', admin, GRANT, through('eks')],
    ['a role with all rights on keys does not decrypt', 'denied', user, USE],
    ['a role with all rights on keys does not decrypt through S3', 'denied', user, USE, S3],
    ['a role of another environment does not decrypt', 'denied', other, USE],
    ['a role of another environment does not decrypt through S3', 'denied', other, USE, S3],
    ['a role of the same name in another account does not decrypt', 'refused', stranger, USE],
    ['another account does not decrypt through EC2', 'refused', stranger, USE, EC2],
    ['another account does not manage or grant', 'refused', stranger, [...MANAGE, GRANT]],
  ]);
});

// What the policy lets through because KMS cannot tell more; each is a limit that a reviewer should know.
describe('the limits of the key policy', () => {
  const planted = identity(role('byoc/env/acme/pods/planted'), 'kms:*');
  access.tell(KEY, [
    ['a role that an administrator makes in the path of pods decrypts through S3', 'allowed', planted, USE, S3],
    ['a role that an administrator makes in the path of pods does not decrypt by itself', 'refused', planted, USE],
    ['whoever may grant does so through any service, not only EKS', 'allowed', admin, GRANT, through('rds')],
    ['whoever may use EC2 decrypts volumes through EC2', 'allowed', identity(role('operator'), 'ec2:*'), USE, EC2],
  ]);
});

describe('the key and volumes', () => {
  const NODES = 'aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling';
  const scaling = identity(role(NODES));
  const volumes = ['kms:Decrypt', 'kms:GenerateDataKeyWithoutPlaintext', 'kms:ReEncryptFrom', 'kms:DescribeKey'];
  access.tell(KEY, [
    ['the driver makes encrypted volumes through EC2', 'allowed', driver, volumes, EC2],
    ['the driver does not use the key through S3', 'refused', driver, volumes, S3],
    ['the driver does not use the key by itself', 'refused', driver, volumes],
    ['the driver lets EC2 keep a volume', 'allowed', driver, GRANT, { ...EC2, ...forAws('true') }],
    ['the driver grants to nobody else', 'refused', driver, GRANT, { ...EC2, ...forAws('false') }],
    ['the driver does not grant by itself', 'refused', driver, GRANT, forAws('true')],
    ['Auto Scaling makes encrypted nodes through EC2', 'allowed', scaling, USE, EC2],
    ['Auto Scaling does not use the key by itself', 'refused', scaling, USE],
    ['Auto Scaling lets EC2 keep the volume of a node', 'allowed', scaling, GRANT, { ...EC2, ...forAws('true') }],
    ['Auto Scaling grants to nobody else', 'refused', scaling, GRANT, { ...EC2, ...forAws('false') }],
    ['EC2 of another region is not EC2', 'denied', admin, USE, { 'kms:ViaService': 'ec2.us-east-1.amazonaws.com' }],
  ]);
});

describe('the key and logs (a tag stands in for the encryption context, which the simulator does not know)', () => {
  const logs = service(`logs.${REGION}.amazonaws.com`);
  const elsewhere = service('logs.us-east-1.amazonaws.com');
  const use = [...USE, 'kms:Encrypt'];
  const group = (name: string): Context => ({
    'kms:EncryptionContext:aws:logs:arn': `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:${name}`,
  });
  const FLOW = group('/byoc/acme/flow');
  access.tell(KEY, [
    ['CloudWatch Logs uses the key for audit logs', 'allowed', logs, use, group('/aws/eks/byoc-acme/cluster')],
    ['CloudWatch Logs uses the key for flow logs', 'allowed', logs, use, FLOW],
    ['CloudWatch Logs does not use it for another cluster', 'refused', logs, use, group('/aws/eks/byoc-acme2/cluster')],
    ['CloudWatch Logs does not use it for a group with a longer name', 'refused', logs, use, group('/byoc/acme/flows')],
    ['CloudWatch Logs does not use it for no group', 'refused', logs, use],
    ['CloudWatch Logs of another region does not use it', 'refused', elsewhere, use, FLOW],
    ['another service does not use it', 'refused', service('s3.amazonaws.com'), use, FLOW],
    ['an administrator does not decrypt as if for logs', 'denied', admin, USE, FLOW],
  ]);
});

describe('buckets', () => {
  const data = access.bucket('data');
  const PLAIN = { 'aws:SecureTransport': 'false' };
  const OBJECT = ['s3:GetObject', 's3:PutObject'];
  access.tell(`${data}/k`, [
    ['a workload reads and writes over TLS', 'allowed', engine, OBJECT],
    ['a workload does nothing without TLS', 'denied', engine, OBJECT, PLAIN],
    ['an administrator does nothing with objects without TLS', 'denied', admin, OBJECT, PLAIN],
    ['TLS 1.2 is enough', 'allowed', engine, OBJECT, { 's3:TlsVersion': '1.2' }],
    ['TLS 1.1 is not, also for an administrator', 'denied', admin, OBJECT, { 's3:TlsVersion': '1.1' }],
    ['another account does not read or write', 'refused', stranger, OBJECT],
  ]);
  access.tell(data, [
    ['an administrator lists over TLS', 'allowed', admin, 's3:ListBucket'],
    ['an administrator does not list without TLS', 'denied', admin, 's3:ListBucket', PLAIN],
    ['an administrator changes nothing without TLS', 'denied', admin, ['s3:PutBucketPolicy', 's3:DeleteBucket'], PLAIN],
  ]);
});
