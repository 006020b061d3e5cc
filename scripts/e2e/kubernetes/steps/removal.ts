import type { Scenario } from '../../results';
import type { Cluster } from '../cluster';
import type { ControlPlane } from '../control-plane';
import { during, eventually } from '../eventually';
import { Controllers } from '../held';
import type { Manifests } from '../manifests';
import { type KubernetesObject, nameOf } from '../objects';
import { ours } from '../ours';
import { runScript } from '../scripted';
import type { StandIn } from '../stand-ins';

const GONE_SECONDS = 120;

/** Everything goes in the reverse order, and nothing hangs. */
export async function removeEverything(
  scenario: Scenario,
  plane: ControlPlane,
  cluster: Cluster,
  manifests: Manifests,
  standIns: readonly StandIn[],
): Promise<void> {
  await scenario.step('remove.sh removes everything, and no namespace is stuck', async () => {
    const controllers = new Controllers(plane, cluster);
    await controllers.hold();
    await during(runScript(plane, manifests, 'remove.sh', standIns), async () => {
      const kept = await controllers.release();
      if (kept.length > 0) throw new Error(`nobody lets go: ${kept.join('; ')}`);
    });
    await eventually('every namespace of ours is gone', GONE_SECONDS, async () => {
      const namespaces = await plane.list<Namespace>('/api/v1/namespaces', 'Namespace');
      const wanted = new Set(manifests.objects.map(nameOf));
      const left = namespaces.filter((namespace) => wanted.has(nameOf(namespace)));
      return left.length === 0 ? undefined : left.map(why).join('; ');
    });
    const left = await ours(plane);
    if (left.length > 0) throw new Error(`left behind: ${left.map(nameOf).join(', ')}`);
  });
}

interface Namespace extends KubernetesObject {
  readonly status?: { readonly conditions?: readonly { readonly status: string; readonly message: string }[] };
}

/** The namespace controller says what it waits for. */
function why({ metadata, status }: Namespace): string {
  const reasons =
    status?.conditions?.filter(({ status: value }) => value === 'True').map(({ message }) => message) ?? [];
  return `${metadata.name}: ${reasons.join(' ')}`;
}
