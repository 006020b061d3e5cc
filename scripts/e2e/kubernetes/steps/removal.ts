import type { Scenario } from '../../results';
import type { Cluster } from '../cluster';
import type { ControlPlane } from '../control-plane';
import { during, eventually, sleep } from '../eventually';
import type { Manifests } from '../manifests';
import { type KubernetesObject, nameOf } from '../objects';
import { ours } from '../ours';
import { runScript } from '../scripted';
import type { StandIn } from '../stand-ins';

const GONE_SECONDS = 120;
const LOOK_MILLISECONDS = 500;
const CONTROLLER = 'aws-load-balancer-controller';
const BINDINGS = '/apis/elbv2.k8s.aws/v1beta1/targetgroupbindings';
/** The controller deregisters targets before it lets a binding go. */
const FINALIZER = 'elbv2.k8s.aws/resources';

/** Everything goes in the reverse order, and nothing hangs. */
export async function removeEverything(
  scenario: Scenario,
  plane: ControlPlane,
  cluster: Cluster,
  manifests: Manifests,
  standIns: readonly StandIn[],
): Promise<void> {
  await scenario.step('remove.sh removes everything, and no namespace is stuck', async () => {
    const controller = new Controller(plane, cluster);
    await controller.hold();
    await during(runScript(plane, manifests, 'remove.sh', standIns), () => controller.release());
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

/** Does with bindings what the load balancer controller does, as long as its Deployment is there. */
class Controller {
  public constructor(
    private readonly plane: ControlPlane,
    private readonly cluster: Cluster,
  ) {}

  public async hold(): Promise<void> {
    if (!(await this.runs())) return;
    for (const binding of await this.bindings()) await this.finalize(binding, [FINALIZER]);
  }

  /** Lets go what is deleted. */
  public async release(): Promise<void> {
    await sleep(LOOK_MILLISECONDS);
    if (!(await this.runs())) return;
    const deleted = (await this.bindings()).filter(({ metadata }) => metadata.deletionTimestamp !== undefined);
    for (const binding of deleted) await this.finalize(binding, []);
  }

  private async runs(): Promise<boolean> {
    return (await this.cluster.workloads('Deployment')).some(({ metadata }) => metadata.name === CONTROLLER);
  }

  private bindings(): Promise<KubernetesObject[]> {
    return this.plane.list<KubernetesObject>(BINDINGS, 'TargetGroupBinding');
  }

  private async finalize({ metadata }: KubernetesObject, finalizers: readonly string[]): Promise<void> {
    const patch = JSON.stringify({ metadata: { finalizers } });
    const binding = ['targetgroupbindings.elbv2.k8s.aws', metadata.name, '-n', metadata.namespace ?? ''];
    await this.plane.tryKubectl(['patch', ...binding, '--type=merge', '-p', patch]);
  }
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
