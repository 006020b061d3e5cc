import { type StackFile, stackFiles } from '../../../cdktf-app/stack-files';
import type { DataPlaneConfig } from '../../../lib';
import { configurations } from '../../terraform/configurations';

/** An installation and what the app writes of it. */
export interface Rendered {
  readonly name: string;
  readonly config: DataPlaneConfig<'gcp'>;
  readonly files: readonly StackFile[];
}

/** The examples and one installation for each choice. */
export function rendered(): Rendered[] {
  return configurations().map(({ name, config }) => ({ name, config, files: stackFiles(config) }));
}

/** Each stack once, with the first installation that has it: most choices change one or two. */
export function distinctStacks(all: readonly Rendered[]): { readonly name: string; readonly content: string }[] {
  const stacks = all.flatMap(({ name, files }) =>
    files.map(({ stack, content }): [string, string] => [content, `${name}: ${stack}`]),
  );
  return [...new Map(stacks.reverse())].map(([content, name]) => ({ name, content })).reverse();
}
