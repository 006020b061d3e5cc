import { TerraformOutput, type TerraformStack } from 'cdktf';
import type { Cloud } from '../core/clouds/cloud-facts';
import type { OutputDeclaration } from '../core/outputs';
import type { DataPlaneConfig } from '../core/resolve-config';

/** Stacks of an installation; each has a state of its own. */
export type Room = 'bootstrap' | 'custody' | 'data-plane' | 'grants';

/** @throws Error if the configuration of a stack is of another cloud, as only untyped code can give it */
export function checkCloud(stack: TerraformStack, { cloud }: DataPlaneConfig, own: Cloud): void {
  if (cloud === own) return;
  throw new Error(
    `'config' of ${stack.node.path} must be of an environment on ${own}, got ${cloud}; give one on ${own}`,
  );
}

/** Declares outputs under fixed names, which `parseOutputs` reads. */
export function declareOutputs(stack: TerraformStack, outputs: readonly OutputDeclaration[]): void {
  for (const { name, value, description } of outputs) {
    new TerraformOutput(stack, name, { value, description, staticId: true });
  }
}
