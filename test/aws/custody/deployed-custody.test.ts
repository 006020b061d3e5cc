import type { Stack } from 'aws-cdk-lib';
import { AwsCustody } from '../../../lib/aws/custody/custody';
import type { IAwsCustody } from '../../../lib/aws/custody/custody-contract';
import { awsCustodyProps } from '../../../lib/aws/custody/custody-stack';
import type { AwsEnvironment } from '../../../lib/core/config-types';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { Rendered, readable, testStack } from '../../support/aws';
import { fullEnvironment, fullPlan, minimalEnvironment, minimalPlan } from '../../support/config';

const ROLES = 'arn:aws:iam::111122223333:role/byoc/env';

describe('a deployed custody of the least', () => {
  let stack: Stack;
  let custody: IAwsCustody;
  const text = (value: unknown) => readable(stack.resolve(value));
  beforeAll(() => {
    stack = testStack();
    custody = AwsCustody.fromNames(stack, 'Custody', resolveConfig(minimalPlan(), minimalEnvironment()));
  });

  test('creates nothing', () => {
    expect(Rendered.of(stack).json).toEqual({});
  });

  test('reads the key from the one export', () => {
    expect(text(custody.encryptionKey.keyArn)).toBe('<import byoc-demo-key>');
  });

  test('names every role that custody makes', () => {
    expect(text(custody.clusterRole.roleArn)).toBe(`${ROLES}/demo/cluster/demo-cluster`);
    expect(text(custody.nodeRole.roleArn)).toBe(`${ROLES}/demo/nodes/demo-nodes`);
    expect(text(custody.flowLogRole?.roleArn)).toBe(`${ROLES}/demo/logs/demo-flow-logs`);
    expect(arns(custody.addOnRoles)).toEqual({
      'vpc-cni': `${ROLES}/demo/pods/demo-vpc-cni`,
      'ebs-csi': `${ROLES}/demo/pods/demo-ebs-csi`,
    });
    expect(arns(custody.identityRoles)).toEqual({
      'load-balancer-controller': `${ROLES}/demo/pods/demo-load-balancer-controller`,
      'cluster-autoscaler': `${ROLES}/demo/pods/demo-cluster-autoscaler`,
    });
  });

  test('lets no support engineer in', () => {
    expect(custody.supportRole).toBeUndefined();
  });

  test('names the log groups', () => {
    expect(custody.clusterLogGroup.logGroupName).toBe('/aws/eks/byoc-demo/cluster');
    expect(custody.flowLogGroup?.logGroupName).toBe('/byoc/demo/flow');
  });

  function arns(roles: IAwsCustody['addOnRoles']): unknown {
    return Object.fromEntries(Object.entries(roles).map(([name, { roleArn }]) => [name, text(roleArn)]));
  }
});

describe('a deployed custody of everything', () => {
  let stack: Stack;
  let custody: IAwsCustody;
  beforeAll(() => {
    stack = testStack();
    custody = AwsCustody.fromNames(stack, 'Custody', resolveConfig(fullPlan(), fullEnvironment()));
  });

  test('creates nothing', () => {
    expect(Rendered.of(stack).json).toEqual({});
  });

  test("takes the customer's own key and roles", () => {
    expect(custody.encryptionKey.keyArn).toBe(fullEnvironment().own?.encryptionKey);
    expect(custody.flowLogRole?.roleArn).toBe('arn:aws:iam::111122223333:role/flow-logs');
  });

  test('names the support role', () => {
    expect(readable(stack.resolve(custody.supportRole?.roleArn))).toBe(`${ROLES}/acme/support/acme-support`);
  });

  test('its roles take no policies: they are changed where they are made', () => {
    const role = custody.identityRoles.engine;
    custody.encryptionKey.grantDecrypt(role as NonNullable<typeof role>);
    expect(Rendered.of(stack).json).toEqual({});
  });
});

test('lets no support engineer in with an external id alone', () => {
  const environment = { ...fullEnvironment(), access: { externalId: '9f2c1a7755d04c1e8f6b' } };
  const custody = AwsCustody.fromNames(testStack(), 'Custody', resolveConfig(fullPlan(), environment));
  expect(custody.supportRole).toBeUndefined();
});

test('without flow logs there are neither role nor group for them', () => {
  const environment = { ...minimalEnvironment(), network: { flowLogs: false } };
  const custody = AwsCustody.fromNames(testStack(), 'Custody', resolveConfig(minimalPlan(), environment));
  expect([custody.flowLogRole, custody.flowLogGroup]).toEqual([undefined, undefined]);
});

test.each([
  ['least', minimalPlan(), minimalEnvironment()],
  [
    'everything',
    fullPlan(),
    { ...fullEnvironment(), own: { metricsWorkspace: fullEnvironment().own?.metricsWorkspace } },
  ],
] as const)('names what the custody of the %s makes', (_, plan, environment) => {
  const config = resolveConfig(plan, environment as AwsEnvironment);
  const making = testStack();
  const made = new AwsCustody(making, 'Custody', awsCustodyProps(making, config));
  const rendered = Rendered.of(making);
  const stack = testStack();
  const deployed = AwsCustody.fromNames(stack, 'Custody', config);

  const roles = [
    deployed.clusterRole,
    deployed.nodeRole,
    deployed.flowLogRole,
    deployed.supportRole,
    ...Object.values(deployed.addOnRoles),
    ...Object.values(deployed.identityRoles),
  ].flatMap((role) => role?.roleArn ?? []);
  expect((readable(stack.resolve(roles)) as string[]).sort()).toEqual(
    Object.values(rendered.all('AWS::IAM::Role'))
      .map(({ Properties }) => `arn:aws:iam::111122223333:role${Properties.Path}${Properties.RoleName}`)
      .sort(),
  );
  expect([deployed.clusterLogGroup.logGroupName, deployed.flowLogGroup?.logGroupName]).toEqual(
    Object.values(rendered.property('AWS::Logs::LogGroup', 'LogGroupName')),
  );
  expect(Object.keys(deployed.identityRoles)).toEqual(Object.keys(made.identityRoles));
  expect(Object.keys(deployed.addOnRoles)).toEqual(Object.keys(made.addOnRoles));
});
