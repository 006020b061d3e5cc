import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TerraformStack } from 'cdktf';
import { type Construct, RootConstruct } from 'constructs';
import { withoutTraces } from './without-traces';

/** A stack as Terraform reads it. */
export interface StackFile {
  /** Its folder below the one that is written to; Terraform works in it. */
  readonly stack: string;
  readonly content: string;
}

/**
 * Every stack of one installation, in the order in which they are applied. The same input gives the same files.
 *
 * @param addStacks makes the stacks of the installation, in that order
 */
export function stackFiles(addStacks: (scope: Construct) => readonly TerraformStack[]): StackFile[] {
  // cdktf's `App` would make folders, look for references between stacks, which we do not have, and read variables that
  // rename resources and leave stacks out.
  return withoutTraces(() =>
    addStacks(new RootConstruct()).map((stack) => {
      stack.runAllValidations();
      return { stack: stack.node.id, content: `${JSON.stringify(sorted(stack.toTerraform()), null, 2)}\n` };
    }),
  );
}

/**
 * Writes a stack into its folder below another. Nothing else there is touched: Terraform may keep its state beside it.
 *
 * @returns path of the file
 */
export function writeStackFile({ stack, content }: StackFile, below: string): string {
  const folder = join(below, stack);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'cdk.tf.json');
  writeFileSync(file, content);
  return file;
}

/** The same with the keys of every object in order, so that a change shows where it is and nowhere else. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}
