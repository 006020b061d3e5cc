import type { StackFile } from '../../../cdktf-app/stack-files';
import type { DataPlaneConfig } from '../../../lib';
import { azureConfigurations } from '../../terraform/azure-configurations';
import { configurations } from '../../terraform/configurations';
import { installationFiles, type TerraformConfig } from '../../terraform/installation-files';

/** An installation and what the app writes of it. */
export interface Rendered<C extends TerraformConfig = TerraformConfig> {
  readonly name: string;
  readonly config: C;
  readonly files: readonly StackFile[];
}

/** The examples on Google Cloud, and one installation for each choice. */
export function renderedOnGcp(): Rendered<DataPlaneConfig<'gcp'>>[] {
  return configurations().map(({ name, config }) => ({ name, config, files: installationFiles(config) }));
}

/** The same on Azure. */
export function renderedOnAzure(): Rendered<DataPlaneConfig<'azure'>>[] {
  return azureConfigurations().map(({ name, config }) => ({ name, config, files: installationFiles(config) }));
}

/** Each stack once, with the first installation that has it: most choices change one or two. */
export function distinctStacks(all: readonly Rendered[]): { readonly name: string; readonly content: string }[] {
  const stacks = all.flatMap(({ name, files }) =>
    files.map(({ stack, content }): [string, string] => [content, `${name}: ${stack}`]),
  );
  return [...new Map(stacks.reverse())].map(([content, name]) => ({ name, content })).reverse();
}
