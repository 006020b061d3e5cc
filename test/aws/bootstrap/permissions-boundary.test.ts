import {
  AwsPermissionsBoundary,
  type AwsPermissionsBoundaryProps,
} from '../../../lib/aws/bootstrap/permissions-boundary';
import { Parameters } from '../../../lib/aws/parameters';
import { managedPolicies } from '../../../lib/aws/permissions/roles';
import { CAPABILITIES } from '../../../lib/core/capabilities';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { ask, type Context, type PolicyDocument, type Verdict } from '../../../scripts/access/simulator';
import { ACCOUNT, REGION, synthesize, testStack } from '../../support/aws';
import { fullEnvironment, fullPlan } from '../../support/config';
import { bySid, evaluated, inlinePolicies, propertiesOf, withoutListsOfOne } from '../../support/evaluated';
import { exampleResource } from '../../support/example-resource';
import { MANAGED_POLICIES, NOT_IN_BOUNDARY } from '../../support/managed-policies';

const QUEUE = 'arn:aws:sqs:eu-central-1:999988887777:riverbed-state';
const BILLING = 'riverbed-billing/usage/';
const CUSTODY = 'arn:aws:s3:::byoc-acme-*';

function render(props: Partial<AwsPermissionsBoundaryProps> = {}) {
  const stack = testStack();
  new AwsPermissionsBoundary(stack, 'Boundary', { environmentId: 'acme', onlyFromNetwork: true, ...props });
  return evaluated(stack);
}

const documentOf = (props: Partial<AwsPermissionsBoundaryProps> = {}) =>
  propertiesOf(render(props), 'Boundary').PolicyDocument;
const statements = (props: Partial<AwsPermissionsBoundaryProps> = {}) => bySid(documentOf(props));

const FROM_NETWORK: Context = { 'aws:VpceAccount': ACCOUNT };
/** Keys let the account decide, as those of custody do. */
const KEY_POLICY = {
  Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: 'kms:*', Resource: '*' }],
};

/** What IAM answers a role that may do everything, inside a boundary. */
function within(boundary: PolicyDocument, action: string, resource: string, context = FROM_NETWORK) {
  const everything = { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
  return ask({
    who: { arn: `arn:aws:iam::${ACCOUNT}:role/byoc/env/acme/pods/acme-engine`, policies: [everything], boundary },
    action,
    resource,
    resourceAccount: ACCOUNT,
    region: REGION,
    context,
    ...(action.startsWith('kms:') ? { resourcePolicy: KEY_POLICY } : {}),
  });
}

test('is one policy with a name that others know, under the path of the bootstrap', () => {
  const resources = render();
  expect(Object.keys(resources)).toEqual(['Boundary']);
  expect(propertiesOf(resources, 'Boundary')).toMatchObject({
    ManagedPolicyName: 'byoc-acme-boundary',
    Path: '/byoc/bootstrap/',
    Description: 'Limit of every role of installation acme',
  });
});

test('can be given to a role as its boundary', () => {
  const stack = testStack();
  const { policy } = new AwsPermissionsBoundary(stack, 'Boundary', { environmentId: 'acme', onlyFromNetwork: true });
  expect(stack.resolve(policy.managedPolicyArn)).toEqual({ Ref: expect.stringMatching(/^Boundary/) });
});

describe('exceptions', () => {
  const exceptions = (props: Partial<AwsPermissionsBoundaryProps>) => {
    const { NeverOtherBuckets, BillingIsWriteOnly, NoQueues, NoOtherQueues, SendState, UseObjects } = statements(props);
    return {
      buckets: NeverOtherBuckets?.NotResource,
      objects: UseObjects?.Resource,
      billing: BillingIsWriteOnly?.Resource,
      queues: [NoQueues?.Resource, NoOtherQueues?.NotResource, SendState?.Resource],
    };
  };

  test('there are none by default: the buckets of custody, and no queue', () => {
    expect(exceptions({})).toEqual({
      buckets: CUSTODY,
      objects: CUSTODY,
      billing: undefined,
      queues: ['*', undefined, undefined],
    });
  });

  test("the customer's own buckets", () => {
    const buckets = [CUSTODY, 'arn:aws:s3:::acme-archive', 'arn:aws:s3:::acme-archive/*'];
    expect(exceptions({ ownBuckets: ['acme-archive'] })).toMatchObject({ buckets, objects: buckets });
    expect(statements({ ownBuckets: ['acme-archive'] }).NeverFromElsewhere?.Resource).toEqual(buckets);
  });

  test('the prefix for usage, which is written only', () => {
    const prefix = 'arn:aws:s3:::riverbed-billing/usage/*';
    expect(exceptions({ billingPrefix: BILLING })).toMatchObject({
      buckets: [CUSTODY, prefix],
      objects: [CUSTODY, prefix],
      billing: prefix,
    });
    expect(statements({ billingPrefix: BILLING }).BillingIsWriteOnly).toMatchObject({
      Effect: 'Deny',
      Action: ['s3:DeleteObject*', 's3:GetObject*', 's3:ListBucket*', 's3:RestoreObject'],
    });
  });

  test('the queue for state, and no other', () => {
    expect(exceptions({ telemetryQueue: QUEUE })).toMatchObject({ queues: [undefined, QUEUE, QUEUE] });
    expect(statements({ telemetryQueue: QUEUE }).SendState?.Action).toEqual(['sqs:GetQueueUrl', 'sqs:SendMessage']);
  });

  test('objects from outside the network, where the network has no way to S3 of its own', () => {
    expect(statements().NeverFromElsewhere).toMatchObject({
      Effect: 'Deny',
      Action: 's3:*Object*',
      Resource: CUSTODY,
      Condition: {
        StringNotEquals: { 'aws:VpceAccount': '111122223333' },
        Bool: { 'aws:ViaAWSService': 'false' },
      },
    });
    expect(statements({ onlyFromNetwork: false }).NeverFromElsewhere).toBeUndefined();
  });

  test('as parameters are the same at deployment', () => {
    const stack = testStack();
    const parameters = new Parameters(stack);
    const ask = (name: string) => ({ name, label: name, description: name });
    new AwsPermissionsBoundary(stack, 'Boundary', {
      environmentId: 'acme',
      billingPrefix: parameters.askIfAny(ask('Billing')),
      telemetryQueue: parameters.askIfAny(ask('Queue')),
      onlyFromNetwork: parameters.askWhether({ ...ask('OnlyFromNetwork'), fallback: 'true' }),
    });
    const at = (parameters: Record<string, string>) => withoutListsOfOne(evaluated(stack, parameters));
    expect(at({})).toEqual(render());
    expect(at({ Billing: BILLING })).toEqual(render({ billingPrefix: BILLING }));
    expect(at({ Queue: QUEUE })).toEqual(render({ telemetryQueue: QUEUE }));
    expect(at({ OnlyFromNetwork: 'false' })).toEqual(render({ onlyFromNetwork: false }));
    expect(at({ Billing: BILLING, Queue: QUEUE })).toEqual(render({ billingPrefix: BILLING, telemetryQueue: QUEUE }));
  });
});

describe('it leaves roles what they need', () => {
  const { permissionsBoundary, roles, ...own } = fullEnvironment().own ?? {};
  const config = resolveConfig(fullPlan(), { ...fullEnvironment(), own });
  const installation = synthesize(config);
  const boundary = propertiesOf(evaluated(installation.bootstrap), 'Boundary').PolicyDocument;
  /** Resources of a statement may be for some of its actions only: objects are not for what lists a bucket. */
  const answerTo = async (action: string, pattern: string) => {
    const resource = await exampleResource(action, pattern);
    return resource === undefined ? 'not for it' : within(boundary, action, resource);
  };
  const custody = Object.values(evaluated(installation.custody)).filter(({ type }) => type === 'AWS::IAM::Role');

  test.each(custody.map(({ properties }) => [properties.RoleName as string, properties] as const))(
    'of %s: every action of its policies, on each resource',
    async (_, properties) => {
      const granted = Object.values(inlinePolicies(properties))
        .flatMap(({ Statement }) => Statement)
        .filter(({ Effect }) => Effect === 'Allow')
        .flatMap(({ Action, Resource = [] }) =>
          [Action].flat().flatMap((action) => [Resource].flat().map((resource) => [action, resource] as const)),
        );
      const answers = granted.map(async ([action, pattern]) => [action, pattern, await answerTo(action, pattern)]);
      const found = await Promise.all(answers);
      expect(found.filter(([, , answer]) => !['allowed', 'not for it'].includes(answer ?? ''))).toEqual([]);
      const allowed = found.filter(([, , answer]) => answer === 'allowed').map(([action]) => action);
      expect([...new Set(allowed)].sort()).toEqual([...new Set(granted.map(([action]) => action))].sort());
    },
  );

  test('all capabilities and built-in roles are asked', () => {
    const capabilities = config.identities.flatMap((identity) => identity.capabilities.map(({ id }) => id));
    expect([...new Set(capabilities)].sort()).toEqual(Object.keys(CAPABILITIES).sort());
    expect(custody).toHaveLength(15);
  });

  test.each(Object.entries(MANAGED_POLICIES))('every action of the managed policy %s', async (_, { actions }) => {
    const wanted = actions.filter((action) => !(action in NOT_IN_BOUNDARY));
    const answers = wanted.map(async (action) => [action, await answerTo(action, '*')]);
    expect(await Promise.all(answers)).toEqual(wanted.map((action) => [action, 'allowed']));
  });

  test('every managed policy in use is asked, and no other', () => {
    const used = ['cluster', 'nodes', 'flow-logs', 'vpc-cni', 'ebs-csi', 'support'].flatMap(managedPolicies);
    expect(Object.keys(MANAGED_POLICIES).sort()).toEqual(used.map(({ name }) => name).sort());
  });

  test('what it leaves out of a managed policy is denied, is in one, and has a reason', async () => {
    for (const [action, reason] of Object.entries(NOT_IN_BOUNDARY)) {
      expect([action, await answerTo(action, '*')]).toEqual([action, 'denied']);
      expect(Object.values(MANAGED_POLICIES).flatMap(({ actions }) => actions)).toContain(action);
      expect(reason).toMatch(/^[a-z].+[^.]$/);
    }
  });
});

describe('inside it, a role that may do everything', () => {
  const boundary = documentOf({ telemetryQueue: QUEUE, billingPrefix: BILLING });
  const OBJECT = 'arn:aws:s3:::byoc-acme-data-0123abcd/key';
  const role = `arn:aws:iam::${ACCOUNT}:role/admin`;

  const stories: readonly (readonly [string, string, string, Verdict, Context?])[] = [
    ['reads objects', 's3:GetObject', OBJECT, 'allowed'],
    ['reads none of another installation', 's3:GetObject', 'arn:aws:s3:::byoc-other-data-0123abcd/key', 'denied'],
    ['reads none of a bucket that lets it in', 's3:GetObject', 'arn:aws:s3:::hr/key', 'denied'],
    ['reads none from the internet', 's3:GetObject', OBJECT, 'denied', {}],
    [
      'reads none through an endpoint of the vendor',
      's3:GetObject',
      OBJECT,
      'denied',
      { 'aws:VpceAccount': '999988887777' },
    ],
    ['writes usage', 's3:PutObject', 'arn:aws:s3:::riverbed-billing/usage/1', 'allowed'],
    ['reads no usage', 's3:GetObject', 'arn:aws:s3:::riverbed-billing/usage/1', 'denied'],
    ['writes nowhere else to that bucket', 's3:PutObject', 'arn:aws:s3:::riverbed-billing/other/1', 'denied'],
    ['sends state', 'sqs:SendMessage', QUEUE, 'allowed'],
    ['receives nothing from that queue', 'sqs:ReceiveMessage', QUEUE, 'refused'],
    ['sends to no other queue', 'sqs:SendMessage', `arn:aws:sqs:eu-central-1:${ACCOUNT}:other`, 'denied'],
    ['shares no bucket', 's3:PutBucketPolicy', 'arn:aws:s3:::byoc-acme-data-0123abcd', 'denied'],
    ['shares no snapshot', 'ec2:ModifySnapshotAttribute', 'arn:aws:ec2:eu-central-1::snapshot/snap-1', 'denied'],
    ['reads no snapshot block by block', 'ebs:GetSnapshotBlock', 'arn:aws:ec2:eu-central-1::snapshot/snap-1', 'denied'],
    ['takes no other role', 'sts:AssumeRole', role, 'denied'],
    ['makes no role', 'iam:CreateRole', role, 'denied'],
    ['passes no role', 'iam:PassRole', role, 'denied'],
    ['lifts no boundary', 'iam:DeleteRolePermissionsBoundary', role, 'denied'],
    [
      'reads no secret',
      'secretsmanager:GetSecretValue',
      `arn:aws:secretsmanager:eu-central-1:${ACCOUNT}:secret:db-AbCdEf`,
      'denied',
    ],
    ['reads no parameter', 'ssm:GetParameter', `arn:aws:ssm:eu-central-1:${ACCOUNT}:parameter/prod/db`, 'denied'],
    ['starts no function', 'lambda:InvokeFunction', `arn:aws:lambda:eu-central-1:${ACCOUNT}:function:f`, 'denied'],
    ['opens no key', 'kms:PutKeyPolicy', `arn:aws:kms:eu-central-1:${ACCOUNT}:key/k`, 'denied'],
    ['uses keys of the region', 'kms:Decrypt', `arn:aws:kms:eu-central-1:${ACCOUNT}:key/k`, 'allowed'],
    ['uses none of another region', 'kms:Decrypt', `arn:aws:kms:eu-west-1:${ACCOUNT}:key/k`, 'refused'],
    ['starts no instance', 'ec2:RunInstances', `arn:aws:ec2:eu-central-1:${ACCOUNT}:instance/i-1`, 'refused'],
    ['opens no cluster', 'eks:CreateAccessEntry', `arn:aws:eks:eu-central-1:${ACCOUNT}:cluster/byoc-acme`, 'refused'],
    ['describes nothing of another region', 'ec2:DescribeVpcs', '*', 'refused', { 'aws:RequestedRegion': 'eu-west-1' }],
  ];

  test.each(stories.map(([sentence, ...story]) => [sentence, story] as const))('%s', async (_, story) => {
    const [action, resource, verdict, context] = story;
    expect(await within(boundary, action, resource, context)).toBe(verdict);
  });
});
