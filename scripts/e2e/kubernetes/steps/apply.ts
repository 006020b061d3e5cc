import { isDeepStrictEqual } from 'node:util';
import type { Scenario } from '../../results';
import { cloudPods } from '../cloud-pods';
import type { Cluster } from '../cluster';
import type { ControlPlane } from '../control-plane';
import { eventually, sleep } from '../eventually';
import { apply, applyObjects, live, type Manifests } from '../manifests';
import { firstNodes } from '../nodes';
import { type KubernetesObject, nameOf } from '../objects';
import type { RenderedExample } from '../rendered-example';
import type { StandIn } from '../stand-ins';

const SETTLED_SECONDS = 60;
const SETTLED_MILLISECONDS = 3000;

/** Everything is applied in the documented order, to a cluster with the example's nodes. */
export async function applyEverything(
  scenario: Scenario,
  plane: ControlPlane,
  cluster: Cluster,
  { config, manifests }: RenderedExample,
  standIns: readonly StandIn[],
): Promise<void> {
  const nodes = firstNodes(config);
  await scenario.step(`${nodes.length} nodes join, with the cloud's own pods`, async () => {
    await cluster.join(nodes);
    await applyObjects(plane, cloudPods(config));
  });
  const { length } = manifests.objects;
  await scenario.step(
    `${length} objects and stand-ins of ${standIns.length} charts apply without a warning`,
    async () => {
      await apply(plane, manifests.beforeCharts);
      for (const { objects } of standIns) await applyObjects(plane, objects);
      await apply(plane, manifests.afterCharts);
    },
  );
  await scenario.step('everything becomes available', () => cluster.available());
}

/**
 * Applying again what is there already must change nothing. The API server keeps a list of who set what, by time; that
 * list alone may be written once more, by the second time, when its order changes. By the third, nothing is.
 */
export async function applyAgain(scenario: Scenario, plane: ControlPlane, manifests: Manifests): Promise<void> {
  await scenario.figures('applying everything again changes nothing', async () => {
    const first = await settled(plane, manifests);
    await apply(plane, manifests.files);
    const second = await live(plane, manifests.files);
    const changed = second.filter((object, index) => !isDeepStrictEqual(wanted(object), wanted(first[index])));
    if (changed.length > 0) throw new Error(`changed: ${changed.map(nameOf).join(', ')}`);
    const same = `${second.length} objects, all with the resourceVersion of before`;
    const written = second.filter((object, index) => isWritten(object, first[index]));
    if (written.length === 0) return same;
    await apply(plane, manifests.files);
    const third = await live(plane, manifests.files);
    const again = third.filter((object, index) => isWritten(object, second[index]));
    if (again.length > 0) throw new Error(`written each time: ${again.map(nameOf).join(', ')}`);
    return `${same}, but for the order of owners of ${written.length}`;
  });
}

/** What the API server holds, once controllers have written what they write after a change. */
async function settled(plane: ControlPlane, manifests: Manifests): Promise<KubernetesObject[]> {
  let last = await live(plane, manifests.files);
  await eventually('everything is settled', SETTLED_SECONDS, async () => {
    await sleep(SETTLED_MILLISECONDS);
    const [before, now] = [last, await live(plane, manifests.files)];
    last = now;
    const moving = now.filter(
      ({ metadata }, index) => metadata.resourceVersion !== before[index]?.metadata.resourceVersion,
    );
    return moving.length === 0 ? undefined : moving.map(nameOf).join(', ');
  });
  return last;
}

/** Whether somebody wrote an object, other than a controller that reports. */
function isWritten(now: KubernetesObject, before: KubernetesObject | undefined): boolean {
  return (
    now.metadata.resourceVersion !== before?.metadata.resourceVersion && isDeepStrictEqual(now.status, before?.status)
  );
}

/** An object without what the API server and controllers keep of it. */
function wanted(object: KubernetesObject | undefined): object | undefined {
  if (object === undefined) return undefined;
  const { status: _, metadata, ...rest } = object;
  const { resourceVersion: _version, managedFields: _owners, ...others } = metadata;
  return { ...rest, metadata: others };
}
