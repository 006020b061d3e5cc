import type { TerraformConfig } from '../../../terraform/installation-files';
import { expectEqual } from '../../deployed-stack';
import { type Results, Scenario } from '../../results';
import { handedOn } from '../handed-on';
import { importsOf, page, patternBefore } from '../pages';
import type { Rendered } from '../rendered';
import { type Removal, StandInInstallation } from '../stand-in-installation';
import { StandInStack } from '../stand-in-stack';

/** Name of the bucket that leaves the plan, in docs/azure/changes.md as well. */
const LEAVING = 'archive';
/** What holds data, how much of it a bucket is, what the page lets the state forget of one, and how much it imports. */
const CLOUDS = {
  gcp: {
    holdsData: /^google_storage_bucket\./,
    perBucket: 1,
    forgotten: () => new RegExp(`^google_storage_bucket\\..*_${LEAVING}_`),
    imports: 4,
  },
  azure: {
    holdsData: /^azurerm_storage_(account|container)\./,
    perBucket: 2,
    forgotten: (changes: string) => patternBefore(changes, 'state rm'),
    imports: 12,
  },
} as const;

/** What the pages tell to do with Terraform's state, with the patterns, addresses and ids that stand there. */
export async function recover(results: Results, { name, config, files }: Rendered): Promise<void> {
  const scenario = new Scenario(results, `${name}, by the pages`);
  const { cloud } = config;
  const [changes, uninstall] = [page(cloud, 'changes'), page(cloud, 'uninstall')];
  const { holdsData, perBucket, forgotten, imports } = CLOUDS[cloud];
  const installation = new StandInInstallation(config);
  const custody = installation.stack('custody');
  const cluster = patternBefore(changes, 'untaint');
  const interrupted = async (removal: Removal): Promise<StandInStack> => {
    const dataPlane = new StandInStack();
    const said = await custody.outputs();
    const file = installation.file('data-plane', removal);
    await dataPlane.failToMake(
      file,
      cluster,
      handedOn(file.stack, () => said),
    );
    return dataPlane;
  };

  await scenario.step('custody is applied', () => installation.apply('custody'));

  await scenario
    .branch()
    .step('a cluster that could not be made is not replaced, and goes on once untainted', async () => {
      const dataPlane = await interrupted({});
      const before = idsOf(await dataPlane.ids(), cluster);
      await dataPlane.refuseToReplace();
      expectEqual('clusters', (await dataPlane.onState('untaint', cluster)).length, 1);
      await dataPlane.apply(installation.file('data-plane'));
      expectEqual('id of the cluster', idsOf(await dataPlane.ids(), cluster), before);
    });

  await scenario.branch().step('with protection off from the start, it is made anew', async () => {
    const dataPlane = await interrupted({ protection: false });
    const [before] = idsOf(await dataPlane.ids(), cluster);
    await dataPlane.apply(installation.file('data-plane', { protection: false }));
    const [after] = idsOf(await dataPlane.ids(), cluster);
    if (before === undefined || before === after) throw new Error(`the cluster is still ${before}`);
  });

  const lost = importsOf(changes);
  if (lost.length > 0) {
    await scenario.branch().step('a cluster that the provider forgot is taken up, and the apply goes on', async () => {
      const dataPlane = await interrupted({});
      await dataPlane.onState('state rm', cluster);
      await dataPlane.takeUp(lost);
      await dataPlane.apply(installation.file('data-plane'));
      const ids = lost.map(([, id]) => id);
      expectEqual('id of the cluster', idsOf(await dataPlane.ids(), cluster), ids);
      const grants = files.find(({ stack }) => stack.startsWith('grants-'))?.content ?? '';
      expectEqual(
        'whether grants name the same cluster',
        ids.every((id) => grants.includes(`"${id}"`)),
        true,
      );
    });
  }

  await scenario.step(
    'a bucket that leaves the plan would be destroyed, and stays if the state forgets it',
    async () => {
      const larger = withBucket(config);
      await installation.apply('custody', larger.file('custody'));
      const destroyed = async () =>
        (await custody.wouldDestroy(installation.file('custody'))).filter((address) => holdsData.test(address));
      expectEqual('what would be destroyed with data', (await destroyed()).length, perBucket);
      await installation.apply('custody', larger.file('custody', { protection: false }));
      await custody.onState('state rm', forgotten(changes));
      expectEqual('what would be destroyed then', await destroyed(), []);
      await installation.apply('custody');
    },
  );

  await scenario.step('custody is destroyed but for what its state forgets, which is all that it refuses', async () => {
    await custody.refuseToDestroy();
    await custody.onState('state rm', patternBefore(uninstall, 'state rm'));
    await custody.destroy();
  });

  await scenario.step('custody takes up what is there already', async () => {
    const kept = importsOf(uninstall);
    expectEqual('imports', kept.length, imports);
    await custody.takeUp(kept);
    await installation.apply('custody');
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

/** The same installation with one bucket more. */
function withBucket<C extends TerraformConfig>(config: C): StandInInstallation {
  const buckets = [...config.plan.buckets, { name: LEAVING, versioned: false }];
  return new StandInInstallation({ ...config, plan: { ...config.plan, buckets } });
}

function idsOf(ids: ReadonlyMap<string, string>, pattern: RegExp): string[] {
  return [...ids].flatMap(([address, id]) => (pattern.test(address) ? [id] : []));
}
