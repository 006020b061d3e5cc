import { Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { DataPlaneConfig } from '../core/resolve-config';

/** @throws Error if a construct is put into a stack that is not where the environment says */
export function checkPlace(scope: Construct, config: DataPlaneConfig<'aws'>): void {
  const { cloud }: DataPlaneConfig = config;
  if (cloud !== 'aws') {
    throw new Error(`'config' of ${scope.node.path} must be of an environment on aws, got ${cloud}; give one on aws`);
  }
  const stack = Stack.of(scope);
  for (const part of ['account', 'region'] as const) {
    const wanted = config.environment[part];
    if (Token.isUnresolved(stack[part]) || stack[part] === wanted) continue;
    throw new Error(
      `'env.${part}' of stack ${stack.node.path} must be ${wanted} as in the environment, got ${stack[part]}; ` +
        'give the stack the same env, or write another environment',
    );
  }
}
