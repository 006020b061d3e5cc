import { statSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { addInstallation } from '../cdk-app/installation';
import { exampleOutputs } from '../cdk8s-app/example-outputs';
import { type ManifestFile, manifestsOf } from '../cdk8s-app/manifests';
import { parseOutputs } from '../lib';
import type { Example } from './example-configs';

export { awsExample, awsExamples, type Example, examples } from './example-configs';

/** A template that an example renders. */
export interface ExampleTemplate {
  readonly stackName: string;
  readonly file: string;
  readonly resources: number;
  readonly bytes: number;
}

/** The manifests of an example, with outputs as its stacks would have them. */
export function renderManifests({ config }: Example): ManifestFile[] {
  return manifestsOf(config, parseOutputs(config, exampleOutputs(config)));
}

/** Renders an example as the bundled app does. */
export function synthesize(
  { config }: Example<'aws'>,
  outdir: string,
  context: Record<string, unknown> = {},
): ExampleTemplate[] {
  const app = new App({ outdir, context, analyticsReporting: false });
  addInstallation(app, config);
  return app.synth().stacks.map((stack) => ({
    stackName: stack.stackName,
    file: stack.templateFullPath,
    resources: Object.keys((stack.template as { Resources: object }).Resources).length,
    bytes: statSync(stack.templateFullPath).size,
  }));
}
