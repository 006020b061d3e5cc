import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { addInstallation } from '../cdk-app/installation';
import { exampleOutputs } from '../cdk8s-app/example-outputs';
import { type ManifestFile, manifestsOf } from '../cdk8s-app/manifests';
import { type DataPlaneConfig, loadConfig, parseOutputs } from '../lib';
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

/** Every environment of every folder of examples/, resolved: `minimal`, `streaming-database-gcp`. */
export function examples(): Example[] {
  return readdirSync(join(ROOT, 'examples'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => {
      const folder = join(ROOT, 'examples', name);
      return readdirSync(folder).flatMap((file) => {
        const suffix = /^environment(-\w+)?\.yaml$/.exec(file);
        if (suffix === null) return [];
        const config = loadConfig(join(folder, 'plan.yaml'), join(folder, file));
        return [{ name: `${name}${suffix[1] ?? ''}`, config }];
      });
    });
}

/** The examples that the CDK app can render. */
export function awsExamples(): Example[] {
  return examples().filter(({ config }) => config.cloud === 'aws');
}

/** The manifests of an example, with outputs as its stacks would have them. */
export function renderManifests({ config }: Example): ManifestFile[] {
  return manifestsOf(config, parseOutputs(config, exampleOutputs(config)));
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
