import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { addInstallation } from '../cdk-app/installation';
import { type DataPlaneConfig, loadConfig } from '../lib';
import { ROOT } from './root';

/** A template that an example renders. */
export interface ExampleTemplate {
  readonly stackName: string;
  readonly file: string;
  readonly resources: number;
  readonly bytes: number;
}

export interface Example {
  readonly name: string;
  readonly config: DataPlaneConfig;
}

/** Every folder of examples/, resolved. */
export function examples(): Example[] {
  return readdirSync(join(ROOT, 'examples'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const folder = join(ROOT, 'examples', name);
      return { name, config: loadConfig(join(folder, 'plan.yaml'), join(folder, 'environment.yaml')) };
    });
}

/** The configuration of an example on AWS. */
export function awsExample(name: string): DataPlaneConfig<'aws'> {
  const config = examples().find((example) => example.name === name)?.config;
  if (config?.cloud !== 'aws') throw new Error(`there is no example '${name}' on aws`);
  return config;
}

/** Renders an example as the bundled app does. */
export function synthesize(
  { config }: Example,
  outdir: string,
  context: Record<string, unknown> = {},
): ExampleTemplate[] {
  if (config.cloud !== 'aws') throw new Error(`there is no app for ${config.cloud} yet`);
  const app = new App({ outdir, context, analyticsReporting: false });
  addInstallation(app, config);
  return app.synth().stacks.map((stack) => ({
    stackName: stack.stackName,
    file: stack.templateFullPath,
    resources: Object.keys((stack.template as { Resources: object }).Resources).length,
    bytes: statSync(stack.templateFullPath).size,
  }));
}
