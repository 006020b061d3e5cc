import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StackFile } from '../../../../cdktf-app/stack-files';
import type { DataPlaneConfig } from '../../../../lib';
import { ROOT } from '../../../root';
import { installationFiles } from '../../../terraform/installation-files';
import { expectEqual } from '../../deployed-stack';
import { type Results, Scenario } from '../../results';
import type { Rendered } from '../rendered';
import { StandInStack } from '../stand-in-stack';

/** What the pages tell to do with Terraform's state, with the patterns and addresses that stand there. */
export async function recover(
  results: Results,
  { name, config, files }: Rendered<DataPlaneConfig<'gcp'>>,
): Promise<void> {
  const scenario = new Scenario(results, `${name}, by the pages`);
  const [changes, uninstall] = ['changes.md', 'uninstall.md'].map((page) =>
    readFileSync(join(ROOT, 'docs', 'gcp', page), 'utf8'),
  ) as [string, string];
  const [, custodyFile, dataPlaneFile] = files as [StackFile, StackFile, StackFile, StackFile];
  const cluster = patternBefore(changes, 'untaint');

  await scenario
    .branch()
    .step('a cluster that could not be made is not replaced, and goes on once untainted', async () => {
      const dataPlane = new StandInStack();
      await dataPlane.failToMake(dataPlaneFile, cluster);
      const before = idsOf(await dataPlane.ids(), cluster);
      await dataPlane.refuseToReplace();
      expectEqual('clusters', (await dataPlane.onState('untaint', cluster)).length, 1);
      await dataPlane.apply(dataPlaneFile);
      expectEqual('id of the cluster', idsOf(await dataPlane.ids(), cluster), before);
    });

  await scenario.branch().step('with protection off from the start, it is made anew', async () => {
    const environment = { ...config.environment, protection: false };
    const [, , unprotected] = installationFiles({ ...config, environment }) as [StackFile, StackFile, StackFile];
    const dataPlane = new StandInStack();
    await dataPlane.failToMake(unprotected, cluster);
    const [before] = idsOf(await dataPlane.ids(), cluster);
    await dataPlane.apply(unprotected);
    const [after] = idsOf(await dataPlane.ids(), cluster);
    if (before === undefined || before === after) throw new Error(`the cluster is still ${before}`);
  });

  const custody = new StandInStack();
  await scenario.step(
    'a bucket that leaves the plan would be destroyed, and stays if the state forgets it',
    async () => {
      const buckets = [...config.plan.buckets, { name: 'leaving', versioned: false }];
      const [, withBucket] = installationFiles({ ...config, plan: { ...config.plan, buckets } }) as [
        StackFile,
        StackFile,
      ];
      await custody.apply(withBucket);
      const bucket = /^google_storage_bucket\./;
      const destroyed = async () => (await custody.wouldDestroy(custodyFile)).filter((address) => bucket.test(address));
      expectEqual('buckets that would be destroyed', (await destroyed()).length, 1);
      await custody.onState('state rm', /^google_storage_bucket\..*_leaving_/);
      expectEqual('buckets that would be destroyed then', (await destroyed()).length, 0);
      await custody.apply(custodyFile);
    },
  );

  await scenario.step('custody is destroyed but for what its state forgets, which is all that it refuses', async () => {
    await custody.refuseToDestroy();
    await custody.onState('state rm', patternBefore(uninstall, 'state rm'));
    await custody.destroy();
  });

  await scenario.step('custody takes up key and buckets that are there already', async () => {
    const kept = [...uninstall.matchAll(/ import (google_\S+) \\\n\s+(\S+)/g)].map(
      ([, address = '', id = '']): [string, string] => [address, id],
    );
    expectEqual('imports', kept.length, 4);
    await custody.takeUp(kept);
    await custody.apply(custodyFile);
    const ids = await custody.ids();
    expectEqual(
      'ids',
      kept.map(([address]) => ids.get(address)),
      kept.map(([, id]) => id),
    );
  });

  await scenario.step('another backend stops terraform init, and -migrate-state takes the state along', async () => {
    await custody.moveState();
  });
}

function idsOf(ids: ReadonlyMap<string, string>, pattern: RegExp): string[] {
  return [...ids].flatMap(([address, id]) => (pattern.test(address) ? [id] : []));
}

/** The pattern of the `grep` whose finds a page hands to a command. */
function patternBefore(page: string, command: string): RegExp {
  const found = [...page.matchAll(/grep (?:-E )?'([^']+)' \|\n\s*xargs terraform \S+ (.+)/g)];
  const [, pattern] = found.find(([, , then]) => then?.trim() === command) ?? [];
  if (pattern === undefined) throw new Error(`no page finds what to ${command}`);
  return new RegExp(pattern);
}
