import { resolveConfig } from '../../lib/core/resolve-config';
import { type Rendered, synthesize } from '../support/aws';
import { fullEnvironment, fullPlan, minimalEnvironment, minimalPlan } from '../support/config';
import { overlap, type Statement, unknownToIam } from '../support/iam';

const { own, ...withoutOwn } = fullEnvironment();
const FULL = resolveConfig(fullPlan(), {
  ...withoutOwn,
  own: own?.metricsWorkspace === undefined ? {} : { metricsWorkspace: own.metricsWorkspace },
});
const MINIMAL = resolveConfig(minimalPlan(), minimalEnvironment());

const { custody } = synthesize(FULL);
const minimal = synthesize(MINIMAL).custody;

/** References as the ARNs that they will be. */
function withArns<Value>(rendered: Rendered, value: Value): Value {
  const text = JSON.stringify(value).replace(/<(\w+)\.Arn>/g, (_, id: string) => {
    const type = rendered.resources[id]?.Type;
    if (type === 'AWS::S3::Bucket') return `arn:aws:s3:::${id.toLowerCase()}`;
    if (type === 'AWS::KMS::Key') return 'arn:aws:kms:eu-central-1:111122223333:key/k';
    throw new Error(`no ARN for a ${type}`);
  });
  return JSON.parse(text) as Value;
}

/** Statements of the policies of a type. */
function statements(rendered: Rendered, type: string, read: (properties: never) => readonly Statement[]): Statement[] {
  return Object.values(rendered.all(type)).flatMap(({ Properties }) => withArns(rendered, read(Properties as never)));
}

type Document = { readonly Statement: readonly Statement[] };
const inline = ({ Policies = [] }: { Policies?: readonly { PolicyDocument: Document }[] }) =>
  Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
const trust = ({ AssumeRolePolicyDocument }: { AssumeRolePolicyDocument: Document }) =>
  AssumeRolePolicyDocument.Statement;

describe.each([
  ['least', minimal],
  ['everything', custody],
] as const)('in the custody of the %s', (_, rendered) => {
  test('roles may do what IAM knows, on resources that the actions take', async () => {
    expect(await unknownToIam(statements(rendered, 'AWS::IAM::Role', inline), { resources: true })).toEqual([]);
  });

  test('roles are trusted by actions that IAM knows', async () => {
    expect(await unknownToIam(statements(rendered, 'AWS::IAM::Role', trust), { resources: false })).toEqual([]);
  });

  test('key and bucket policies say what IAM knows', async () => {
    const key = statements(rendered, 'AWS::KMS::Key', ({ KeyPolicy }: { KeyPolicy: Document }) => KeyPolicy.Statement);
    const buckets = statements(
      rendered,
      'AWS::S3::BucketPolicy',
      ({ PolicyDocument }: { PolicyDocument: Document }) => PolicyDocument.Statement,
    );
    // AWS's own example for CloudWatch Logs has it in this statement, where it allows nothing:
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
    expect(await unknownToIam(key, { resources: false })).toEqual([
      'kms:DescribeKey has no kms:EncryptionContext:aws:logs:arn',
    ]);
    expect(await unknownToIam(buckets, { resources: false })).toEqual([]);
    expect([key.length, buckets.length]).toEqual([8, 2 * Object.keys(rendered.all('AWS::S3::Bucket')).length]);
  });

  test('no role is allowed all of a service, and none may change IAM, keys or the network', () => {
    const allowed = statements(rendered, 'AWS::IAM::Role', inline)
      .filter(({ Effect }) => Effect === 'Allow')
      .flatMap(({ Action }) => [Action].flat());
    expect(allowed.filter((action) => action.includes('*'))).toEqual([]);
    expect(
      allowed.filter(
        (action) =>
          /^(iam|sts|organizations|cloudformation|eks):/.test(action) &&
          !['eks:DescribeCluster', 'eks:DescribeNodegroup'].includes(action),
      ),
    ).toEqual([]);
    expect(allowed.filter((action) => /^ec2:(?!Describe|Get)/.test(action))).toEqual([]);
    expect(allowed.filter((action) => /^kms:.*(Policy|Delete|Disable|Schedule)/.test(action))).toEqual([]);
  });

  test('a role of a pod is taken by one service account of one cluster, with every condition', () => {
    const pods = statements(rendered, 'AWS::IAM::Role', trust).filter((statement) =>
      JSON.stringify(statement).includes('pods.eks'),
    );
    const wanted = [
      'aws:RequestTag/kubernetes-namespace',
      'aws:RequestTag/kubernetes-service-account',
      'aws:SourceAccount',
    ];
    for (const { Condition } of pods) {
      expect(Object.keys(Condition ?? {}).sort()).toEqual(['ArnEquals', 'StringEquals']);
      expect(Object.keys(Condition?.StringEquals ?? {}).sort()).toEqual(wanted);
      expect(JSON.stringify(Condition)).not.toContain('*');
    }
    expect(pods.length).toBeGreaterThan(3);
  });

  test('nobody of another account is trusted but the support engineers', () => {
    const principals = statements(rendered, 'AWS::IAM::Role', trust).map(
      (statement) => JSON.stringify((statement as { Principal?: unknown }).Principal) ?? '',
    );
    expect(principals.filter((principal) => !principal.includes('"Service"'))).toEqual(
      rendered === custody ? ['{"AWS":"arn:aws:iam::999988887777:role/support"}'] : [],
    );
  });
});

describe('the check itself', () => {
  const allow = (Action: string, Resource: string, Condition?: Statement['Condition']): Statement => ({
    Effect: 'Allow',
    Action,
    Resource,
    ...(Condition === undefined ? {} : { Condition }),
  });
  const check = (statement: Statement) => unknownToIam([statement], { resources: true });

  test.each(['s3:GetObjekt', 's4:GetObject', 'GetObject', 'kms:Decrypt*ion'])('finds the action %s', async (action) => {
    expect(await check(allow(action, '*'))).toEqual([`${action} is no action`]);
  });

  test('finds a resource of the wrong type', async () => {
    expect(await check(allow('s3:GetObject', 'arn:aws:sqs:eu-central-1:111122223333:queue'))).toEqual([
      's3:GetObject is not for arn:aws:sqs:eu-central-1:111122223333:queue',
    ]);
    expect(await check(allow('s3:ListBucket', 'arn:aws:s3:::bucket'))).toEqual([]);
    expect(await check(allow('eks:DescribeNodegroup', 'arn:aws:eks:eu-central-1:1:cluster/c'))).toHaveLength(1);
  });

  test('finds a resource that no action of its statement takes', async () => {
    const both = ['arn:aws:s3:::bucket/*', 'arn:aws:sqs:eu-central-1:111122223333:queue'];
    expect(
      await unknownToIam([{ Effect: 'Allow', Action: 's3:GetObject', Resource: both }], { resources: true }),
    ).toEqual(['no action is for arn:aws:sqs:eu-central-1:111122223333:queue']);
  });

  test('finds a resource for an action that takes none', async () => {
    expect(await check(allow('ec2:DescribeVpcs', 'arn:aws:ec2:eu-central-1:1:vpc/vpc-1'))).toHaveLength(1);
  });

  test('a pattern of actions needs resources for some of them only', async () => {
    expect(await check(allow('s3:*Object', 'arn:aws:s3:::bucket/*'))).toEqual([]);
    expect(await check(allow('s3:*Object', 'arn:aws:sqs:eu-central-1:111122223333:queue'))).toEqual([
      's3:*Object is not for arn:aws:sqs:eu-central-1:111122223333:queue',
    ]);
  });

  test('finds a condition that never holds', async () => {
    expect(await check(allow('sqs:SendMessage', '*', { StringEquals: { 'kms:ViaService': 'x' } }))).toEqual([
      'sqs:SendMessage has no kms:ViaService',
    ]);
    expect(await check(allow('route53:ListHostedZones', '*', { StringEquals: { 'aws:ResourceTag/a': 'b' } }))).toEqual([
      'route53:ListHostedZones has no aws:ResourceTag/a',
    ]);
  });

  test('takes patterns on both sides', () => {
    expect(overlap('arn:aws:s3:::b/*', 'arn:*:s3:::*/*')).toBe(true);
    expect(overlap('a*c', 'ab*')).toBe(true);
    expect(overlap('a', '*b')).toBe(false);
    expect(overlap('', '*')).toBe(true);
  });
});
