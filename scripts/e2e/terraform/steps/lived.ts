import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../root';
import { run } from '../../processes';
import { type Results, Scenario } from '../../results';
import { temporaryFolder } from '../../temporary';
import type { Said } from '../handed-on';
import type { Rendered } from '../rendered';
import { ROOMS, StandInInstallation } from '../stand-in-installation';
import { StandInStack } from '../stand-in-stack';

/** An example from its first apply to its end. */
export async function live(results: Results, { name, config, files }: Rendered): Promise<void> {
  const scenario = new Scenario(results, name);
  const installation = new StandInInstallation(config);
  const [custody, dataPlane] = [installation.stack('custody'), installation.stack('data-plane')];
  const toBeTold = files.filter(({ content }) => JSON.parse(content).variable !== undefined);
  if (toBeTold.length > 0) {
    const stacks = toBeTold.map(({ stack }) => stack).join(' and ');
    await scenario.check(`${stacks} are refused as long as nothing is handed on to them`, async () => {
      for (const file of toBeTold) await new StandInStack().refuseUntold(file);
    });
  }
  const alone = toBeTold.length === 0 ? 'each alone' : 'each alone, with what earlier ones hand on by the page';
  await scenario.step(`four stacks are applied, ${alone}`, async () => {
    for (const room of ROOMS) await installation.apply(room);
  });
  await scenario.check('manifests are written from what terraform output says of custody and data plane', async () =>
    writeManifests(name, config.cloud, [await custody.outputs(), await dataPlane.outputs()]),
  );
  await scenario.step('custody and data plane refuse to be destroyed', async () => {
    await custody.refuseToDestroy();
    await dataPlane.refuseToDestroy();
  });
  await scenario.step('with protection off, all but custody is destroyed, in the opposite order', async () => {
    await installation.stack('grants').destroy();
    await installation.unprotect({ protection: false });
    await dataPlane.destroy();
    await custody.refuseToDestroy();
  });
  await scenario.step('custody takes the installation again', async () => {
    for (const room of ROOMS) await installation.apply(room);
  });
  await scenario.step('everything is destroyed where the environment says so', async () => {
    await installation.stack('grants').destroy();
    await installation.unprotect({ protection: false, dataOnDelete: 'destroy' });
    await dataPlane.destroy();
    await custody.destroy();
    await installation.stack('bootstrap').destroy();
  });
}

async function writeManifests(example: string, cloud: 'gcp' | 'azure', outputs: readonly Said[]): Promise<void> {
  const folder = temporaryFolder('manifests');
  const files = outputs.map((said, index) => {
    const file = join(folder, `${index}.json`);
    writeFileSync(file, JSON.stringify(said));
    return file;
  });
  const input = join(ROOT, 'examples', example.replace(`-${cloud}`, ''));
  const args = [join(input, 'plan.yaml'), join(input, `environment-${cloud}.yaml`), ...files, '--out', 'manifests'];
  await run('node', [join(ROOT, 'dist', 'cdk8s-app', 'app.js'), ...args], { cwd: folder, env: process.env });
  if (!readdirSync(join(folder, 'manifests')).includes('apply.sh')) throw new Error('there is no apply.sh');
}
