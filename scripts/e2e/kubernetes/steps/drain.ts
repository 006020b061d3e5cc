import type { Scenario } from '../../results';
import type { Cluster } from '../cluster';
import type { ControlPlane } from '../control-plane';
import { during, sleep } from '../eventually';
import { type DisruptionBudget, nameOf } from '../objects';

const DRAIN_SECONDS = 180;
const LOOK_MILLISECONDS = 200;

/** A system node goes away, as in every upgrade of the nodes. */
export async function drainNode(scenario: Scenario, plane: ControlPlane, cluster: Cluster): Promise<void> {
  const [node] = await cluster.systemNodes();
  const name = node?.metadata.name ?? '';
  await scenario.figures('draining one system node keeps every disruption budget', async () => {
    const drain = ['drain', name, '--ignore-daemonsets', '--delete-emptydir-data', `--timeout=${DRAIN_SECONDS}s`];
    const started = Date.now();
    const broken = new Set<string>();
    let looks = 0;
    await during(plane.kubectl(drain), async () => {
      for (const budget of (await cluster.budgets()).filter(isBroken)) broken.add(nameOf(budget));
      looks += 1;
      await sleep(LOOK_MILLISECONDS);
    });
    if (broken.size > 0) throw new Error(`broken meanwhile: ${[...broken].join(', ')}`);
    return `${((Date.now() - started) / 1000).toFixed(1)} s, looked at ${looks} times`;
  });
  await scenario.check('everything is available on the nodes that are left', async () => {
    await cluster.available();
    const left = (await cluster.pods()).filter(
      ({ spec, metadata }) =>
        spec.nodeName === name && !metadata.ownerReferences?.some(({ kind }) => kind === 'DaemonSet'),
    );
    if (left.length > 0) throw new Error(`still on ${name}: ${left.map(nameOf).join(', ')}`);
  });
  await scenario.step('the node comes back', async () => {
    await plane.kubectl(['uncordon', name]);
  });
}

/** Judged by the controller that evictions ask. */
function isBroken({ status }: DisruptionBudget): boolean {
  return status !== undefined && status.expectedPods > 0 && status.currentHealthy < status.desiredHealthy;
}
