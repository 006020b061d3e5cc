import { Stack } from 'aws-cdk-lib';
import { AwsBootstrapStack, awsBootstrapProps } from '../../../lib/aws/bootstrap/bootstrap-stack';
import type { AwsEnvironment, VendorPlan } from '../../../lib/core/config-types';
import { type DataPlaneConfig, resolveConfig } from '../../../lib/core/resolve-config';
import { messageOf, Rendered, synthesize, testApp, testStack } from '../../support/aws';
import { existingVpc, fullEnvironment, fullPlan, minimalEnvironment, minimalPlan } from '../../support/config';
import { evaluated, propertiesOf } from '../../support/evaluated';

const EXTERNAL_ID = '9f2c1a7755d04c1e8f6b';
const propsOf = (plan: VendorPlan, environment: AwsEnvironment) =>
  awsBootstrapProps(testStack(), resolveConfig(plan, environment));

describe('the stack of the least', () => {
  let stack: AwsBootstrapStack;
  let rendered: Rendered;
  beforeAll(() => {
    stack = new AwsBootstrapStack(testApp(), 'any-id', { config: resolveConfig(minimalPlan(), minimalEnvironment()) });
    rendered = Rendered.of(stack);
  });

  test('is called after the environment', () => {
    expect(stack.stackName).toBe('byocbootstrap-demo');
    expect([stack.account, stack.region]).toEqual(['111122223333', 'eu-central-1']);
  });

  test('is protected from deletion', () => {
    expect(stack.terminationProtection).toBe(true);
  });

  test('says what it is', () => {
    expect(rendered.json).toMatchObject({
      Description: 'Who may act in an installation; stays with the customer',
    });
  });

  test('has no parameter and no condition: every answer is in the environment', () => {
    expect(Object.keys(rendered.json).sort()).toEqual(['Description', 'Outputs', 'Resources']);
  });

  test('puts out what the customer tells the vendor', () => {
    expect(rendered.outputs).toEqual({
      Contract: '1',
      EnvironmentId: 'demo',
      DeploymentRoleArn: '<BootstrapDeploymentRole.Arn>',
    });
  });

  test('lets nobody in without an external id', () => {
    expect(Object.values(rendered.property('AWS::IAM::Role', 'RoleName'))).toEqual(['byoc-demo-deployment']);
  });
});

describe('the stack of everything', () => {
  let rendered: Rendered;
  beforeAll(() => {
    rendered = synthesize(resolveConfig(fullPlan(), fullEnvironment())).bootstrap;
  });

  test('lets the vendor in, with its external id, until the expiry', () => {
    const { AssumeRolePolicyDocument } = propertiesOf(evaluated(rendered), 'VendorAccessRole');
    expect(AssumeRolePolicyDocument.Statement[0].Condition).toEqual({
      StringEquals: { 'sts:ExternalId': EXTERNAL_ID },
      DateLessThan: { 'aws:CurrentTime': '2028-01-31T00:00:00Z' },
    });
  });

  test('puts out the role of the vendor, too', () => {
    expect(rendered.outputs).toMatchObject({ VendorRoleArn: '<BootstrapVendorAccessRole.Arn>' });
  });

  test("gives both roles the customer's boundary, and makes none", () => {
    const boundary = 'arn:aws:iam::111122223333:policy/boundary';
    expect(Object.values(rendered.property('AWS::IAM::Role', 'PermissionsBoundary'))).toEqual([boundary, boundary]);
    expect(Object.keys(rendered.resources)).not.toContain('BootstrapBoundary');
  });
});

test('needs no bootstrap of CDK: no asset, no role and no bucket of it', () => {
  const app = testApp();
  new AwsBootstrapStack(app, 'any-id', { config: resolveConfig(minimalPlan(), minimalEnvironment()) });
  const [artifact] = app.synth().stacks;
  expect(artifact?.dependencies).toEqual([]);
  expect(JSON.stringify([artifact?.manifest, artifact?.template])).not.toContain('cdk-');
});

describe('awsBootstrapProps', () => {
  test('narrows the configuration of the least', () => {
    expect(propsOf(minimalPlan(), minimalEnvironment())).toEqual({
      environmentId: 'demo',
      mode: 'approved',
      allowInstall: true,
      allowDelete: false,
      publicApi: false,
      externalLoadBalancers: false,
      supportGroup: 'byoc-support',
      administrators: ['arn:aws:iam::111122223333:role/platform-admin'],
      ownRoles: {},
      ownBuckets: [],
      onlyFromNetwork: true,
    });
  });

  test('narrows the configuration of everything', () => {
    expect(propsOf(fullPlan(), fullEnvironment())).toEqual({
      environmentId: 'acme',
      mode: 'managed',
      allowInstall: true,
      allowDelete: false,
      publicApi: true,
      externalLoadBalancers: true,
      supportGroup: 'byoc-riverbed',
      administrators: ['arn:aws:iam::111122223333:role/platform-admin'],
      keyArn: 'arn:aws:kms:eu-central-1:111122223333:key/01234567-89ab-cdef-0123-456789abcdef',
      permissionsBoundary: 'arn:aws:iam::111122223333:policy/boundary',
      ownRoles: { logs: ['arn:aws:iam::111122223333:role/flow-logs'] },
      ownBuckets: ['acme-archive'],
      onlyFromNetwork: true,
      endpointServices: ['com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789abcdef0'],
      billingPrefix: 'riverbed-billing/usage/',
      telemetryQueue: 'arn:aws:sqs:eu-central-1:999988887777:riverbed-state',
      vendor: {
        principals: ['arn:aws:iam::999988887777:role/control-plane', 'arn:aws:iam::888877776666:root'],
        principalArnLike: ['arn:aws:iam::888877776666:role/control-plane-*'],
        externalId: EXTERNAL_ID,
        expiresAt: '2028-01-31T00:00:00Z',
        artifactPrefix: 'riverbed-releases/templates/',
      },
    });
  });

  test('leaves out what there is not: administrators, expiry, prefix', () => {
    const { vendor, ...rest } = propsOf(minimalPlan(), {
      ...minimalEnvironment(),
      administrators: [],
      access: { externalId: EXTERNAL_ID },
    });
    expect(vendor).toEqual({
      principals: minimalPlan().vendor.aws?.principals,
      externalId: EXTERNAL_ID,
      principalArnLike: [],
    });
    expect(Object.keys(rest)).not.toContain('administrators');
  });

  test.each(['managed', 'approved'] as const)('lets the vendor in with mode %s and an external id', (mode) => {
    const props = propsOf(minimalPlan(), { ...minimalEnvironment(), access: { mode, externalId: EXTERNAL_ID } });
    expect([props.mode, props.vendor?.externalId]).toEqual([mode, EXTERNAL_ID]);
  });

  test('makes no role for the vendor in mode self-managed, also with an external id for support', () => {
    const access = { mode: 'self-managed', externalId: EXTERNAL_ID } as const;
    const config = resolveConfig(minimalPlan(), { ...minimalEnvironment(), access });
    const stack = new AwsBootstrapStack(testApp(), 'any-id', { config });
    expect(stack.bootstrap.vendorAccessRole).toBeUndefined();
  });

  test('takes the switches from the environment', () => {
    const access = { allowInstall: false, allowDelete: true, externalId: EXTERNAL_ID };
    const props = propsOf(minimalPlan(), { ...minimalEnvironment(), access });
    expect([props.allowInstall, props.allowDelete]).toEqual([false, true]);
  });

  test('names a VPC of the customer, and asks whether it has a way to S3', () => {
    const network = existingVpc();
    const props = (s3Endpoint: boolean) =>
      propsOf(minimalPlan(), { ...minimalEnvironment(), network: { ...network, s3Endpoint } });
    expect([props(true).vpcId, props(true).onlyFromNetwork]).toEqual(['vpc-01234567', true]);
    expect(props(false).onlyFromNetwork).toBe(false);
    expect(propsOf(minimalPlan(), minimalEnvironment()).vpcId).toBeUndefined();
  });

  test("sorts the customer's own roles by who uses them", () => {
    const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
    const roles = Object.fromEntries(
      ['cluster', 'nodes', 'vpc-cni', 'ebs-csi', 'cluster-autoscaler'].map((name) => [name, role(name)]),
    );
    expect(propsOf(minimalPlan(), { ...minimalEnvironment(), own: { roles } }).ownRoles).toEqual({
      cluster: [role('cluster')],
      nodes: [role('nodes')],
      pods: [role('vpc-cni'), role('ebs-csi'), role('cluster-autoscaler')],
    });
  });

  test('excepts queue and prefix only where a workload is given them', () => {
    const { workloads, telemetry: { stateExporter, billingScraper, ...telemetry } = {}, ...plan } = fullPlan();
    const props = propsOf(
      { ...plan, namespaces: ['riverbed'], workloads: [], telemetry },
      { ...fullEnvironment(), own: {} },
    );
    expect([props.telemetryQueue, props.billingPrefix]).toEqual([undefined, undefined]);
  });

  test.each([
    ['account', { account: '222233334444', region: 'eu-central-1' }, '111122223333', '222233334444'],
    ['region', { account: '111122223333', region: 'eu-west-1' }, 'eu-central-1', 'eu-west-1'],
  ])('fails in a stack of another %s', (part, env, wanted, got) => {
    const stack = new Stack(testApp(), 'Other', { env });
    const config: DataPlaneConfig<'aws'> = resolveConfig(minimalPlan(), minimalEnvironment());
    expect(messageOf(() => awsBootstrapProps(stack, config))).toBe(
      `'env.${part}' of stack Other must be ${wanted} as in the environment, got ${got}; ` +
        'give the stack the same env, or write another environment',
    );
  });
});
