import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StackFile } from '../../../../cdktf-app/stack-files';
import type { DataPlaneConfig } from '../../../../lib';
import { ROOT } from '../../../root';
import { installationFiles } from '../../../terraform/installation-files';
import { run } from '../../processes';
import { type Results, Scenario } from '../../results';
import { temporaryFolder } from '../../temporary';
import type { Rendered } from '../rendered';
import { StandInStack } from '../stand-in-stack';

/** An example from its first apply to its end. */
export async function live(results: Results, { name, config, files }: Rendered<DataPlaneConfig<'gcp'>>): Promise<void> {
  const scenario = new Scenario(results, name);
  const stacks = files.map(() => new StandInStack());
  const [bootstrap, custody, dataPlane, grants] = stacks as [StandInStack, StandInStack, StandInStack, StandInStack];
  await scenario.step('four stacks are applied, each alone', async () => {
    for (const [index, stack] of stacks.entries()) await stack.apply(at(files, index));
  });
  await scenario.check('manifests are written from what terraform output says of custody and data plane', async () =>
    writeManifests(name, [await custody.outputs(), await dataPlane.outputs()]),
  );
  await scenario.step('custody and data plane refuse to be destroyed', async () => {
    await custody.refuseToDestroy();
    await dataPlane.refuseToDestroy();
  });
  await scenario.step('with protection off, all but custody is destroyed, in the opposite order', async () => {
    await grants.destroy();
    await dataPlane.apply(at(changed(config, { protection: false }), 2));
    await dataPlane.destroy();
    await custody.refuseToDestroy();
  });
  await scenario.step('custody takes the installation again', async () => {
    await dataPlane.apply(at(files, 2));
    await grants.apply(at(files, 3));
  });
  await scenario.step('everything is destroyed where the environment says so', async () => {
    const last = changed(config, { protection: false, dataOnDelete: 'destroy' });
    await grants.destroy();
    await dataPlane.apply(at(last, 2));
    await dataPlane.destroy();
    await custody.apply(at(last, 1));
    await custody.destroy();
    await bootstrap.destroy();
  });
}

function changed(
  config: DataPlaneConfig<'gcp'>,
  environment: Partial<DataPlaneConfig<'gcp'>['environment']>,
): StackFile[] {
  return installationFiles({ ...config, environment: { ...config.environment, ...environment } });
}

function at(files: readonly StackFile[], index: number): StackFile {
  const file = files[index];
  if (file === undefined) throw new Error(`there is no stack ${index}`);
  return file;
}

async function writeManifests(example: string, outputs: readonly string[]): Promise<void> {
  const folder = temporaryFolder('manifests');
  const files = outputs.map((text, index) => {
    const file = join(folder, `${index}.json`);
    writeFileSync(file, text);
    return file;
  });
  const input = join(ROOT, 'examples', example.replace(/-gcp$/, ''));
  const args = [join(input, 'plan.yaml'), join(input, 'environment-gcp.yaml'), ...files, '--out', 'manifests'];
  await run('node', [join(ROOT, 'dist', 'cdk8s-app', 'app.js'), ...args], { cwd: folder, env: process.env });
  if (!readdirSync(join(folder, 'manifests')).includes('apply.sh')) throw new Error('there is no apply.sh');
}
