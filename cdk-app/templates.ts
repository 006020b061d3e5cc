import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, type Stack } from 'aws-cdk-lib';
import { loadConfig } from '../lib';
import { AwsBootstrapTemplate, AwsCustodyTemplate, AwsDetectionsTemplate, DATA_PLANE_TYPES } from '../lib/aws';
import type { DataPlaneConfig } from '../lib/core/resolve-config';
import { permissionManifest } from './permission-manifest';
import { templateYaml } from './template-yaml';

/** The stacks whose templates customers launch. The bootstrap is for one vendor, or asks who the vendor is. */
export function addTemplates(app: App, config: DataPlaneConfig<'aws'>, vendor: 'of the plan' | 'asked for') {
  const { aws } = config.plan.vendor;
  const { queue, billing } = config.plan.telemetry;
  return {
    bootstrap: new AwsBootstrapTemplate(app, 'bootstrap', {
      ...(vendor === 'of the plan' && aws !== undefined
        ? { vendor: aws, telemetry: { queue: queue.aws, billing: billing.aws } }
        : {}),
      supportGroup: config.plan.support.group,
    }),
    detections: new AwsDetectionsTemplate(app, 'detections'),
    custody: new AwsCustodyTemplate(app, 'custody', { config }),
  };
}

/** The files that customers launch and their reviewers read, by name. */
export function templateFiles(
  config: DataPlaneConfig<'aws'>,
  vendor: 'of the plan' | 'asked for',
): Map<string, string> {
  const app = new App({ analyticsReporting: false, stackTraces: false, treeMetadata: false });
  const stacks = addTemplates(app, config, vendor);
  const assembly = app.synth();
  return new Map([
    ...Object.entries<Stack>(stacks).map(([name, stack]): [string, string] => [
      `${name}.template.yaml`,
      templateYaml(assembly.getStackArtifact(stack.artifactId).template),
    ]),
    ['permissions.json', permissionManifest(stacks.bootstrap)],
    ['data-plane-types.txt', `${DATA_PLANE_TYPES.join('\n')}\n`],
  ]);
}

/** What CloudFormation takes in a call, in bytes. */
const MOST_BYTES = 51_200;
/** What the customer of mode `approved` runs; it stands beside the templates of this repository. */
const COMMANDS = ['show-change-set.sh', 'execute-change-set.sh'];
const OURS = join(__dirname, '..', '..', 'cloudformation');

/** `node dist/cdk-app/templates.js plan.yaml environment.yaml folder`: a vendor's own templates from its own plan. */
function main([planFile, environmentFile, folder]: readonly string[]): void {
  if (planFile === undefined || environmentFile === undefined || folder === undefined) {
    throw new Error('usage: node dist/cdk-app/templates.js plan.yaml environment.yaml folder');
  }
  const config = loadConfig(planFile, environmentFile);
  if (config.cloud !== 'aws') throw new Error(`'environment.cloud' must be aws for templates, got ${config.cloud}`);
  const { permissionsBoundary } = config.environment.own;
  if (permissionsBoundary !== undefined) {
    throw new Error(
      `'environment.own.permissionsBoundary' must be left out for templates, got ${permissionsBoundary}; deploy custody with CDK, or leave it out`,
    );
  }
  for (const { path, text } of config.warnings) console.error(`warning: '${path}' ${text}`);
  const files = templateFiles(config, 'of the plan');
  const bytes = Buffer.byteLength(files.get('bootstrap.template.yaml') ?? '');
  if (bytes > MOST_BYTES) {
    throw new Error(
      `the bootstrap must be ${MOST_BYTES} bytes at most to be pasted, got ${bytes}; name fewer principals in the plan`,
    );
  }
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of files) writeFileSync(join(folder, name), content);
  for (const name of COMMANDS) copyFileSync(join(OURS, name), join(folder, name));
  console.log(readdirSync(folder).join('\n'));
}

if (require.main === module) {
  try {
    main(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
