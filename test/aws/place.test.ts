import { Stack } from 'aws-cdk-lib';
import { AwsCustody } from '../../lib/aws/custody/custody';
import { awsCustodyProps } from '../../lib/aws/custody/custody-stack';
import { AwsDataPlane } from '../../lib/aws/data-plane/data-plane';
import { type DataPlaneConfig, resolveConfig } from '../../lib/core/resolve-config';
import { ENV, messageOf, testApp, testStack } from '../support/aws';
import { gcpEnvironment, minimalEnvironment, minimalPlan, minimalPlanForEveryCloud } from '../support/config';

const CONFIG = resolveConfig(minimalPlan(), minimalEnvironment());

describe.each([
  ['custody', '', (stack: Stack, config: DataPlaneConfig<'aws'>) => awsCustodyProps(stack, config)],
  [
    'the data plane',
    '/Plane',
    (stack: Stack, config: DataPlaneConfig<'aws'>) =>
      new AwsDataPlane(stack, 'Plane', { config, custody: AwsCustody.fromNames(stack, 'Custody', CONFIG) }),
  ],
] as const)('%s', (_, path, put) => {
  test.each([
    ['account', { ...ENV, account: '444455556666' }, '111122223333', '444455556666'],
    ['region', { ...ENV, region: 'us-east-1' }, 'eu-central-1', 'us-east-1'],
  ])('fails if its stack is in another %s', (part, env, wanted, got) => {
    expect(messageOf(() => put(new Stack(testApp(), 'Elsewhere', { env }), CONFIG))).toBe(
      `'env.${part}' of stack Elsewhere must be ${wanted} as in the environment, got ${got}; ` +
        'give the stack the same env, or write another environment',
    );
  });

  test('goes where the environment says, or where only the deployment says', () => {
    expect(messageOf(() => put(testStack(), CONFIG))).toBe('nothing was thrown');
    expect(messageOf(() => put(new Stack(testApp(), 'Anywhere'), CONFIG))).toBe('nothing was thrown');
  });

  test('fails if the environment is on another cloud', () => {
    const config = resolveConfig(minimalPlanForEveryCloud(), gcpEnvironment()) as unknown as DataPlaneConfig<'aws'>;
    expect(messageOf(() => put(testStack(), config))).toBe(
      `'config' of Test${path} must be of an environment on aws, got gcp; give one on aws`,
    );
  });
});
