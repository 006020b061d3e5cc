import type { Cluster } from './cluster';
import type { ControlPlane } from './control-plane';
import { sleep } from './eventually';
import { type KubernetesObject, nameOf } from './objects';

const LOOK_MILLISECONDS = 500;

/** Objects that a controller lets go only after it has undone what they are for. */
interface Kind {
  readonly kind: string;
  readonly path: string;
  /** As kubectl names it. */
  readonly resource: string;
  readonly finalizer: string;
  /** What keeps the controller from it, if something does. */
  readonly obstacle: (object: Held, cluster: Cluster, plane: ControlPlane) => Promise<string | undefined>;
}

interface Held extends KubernetesObject {
  readonly spec?: { readonly resourceRef?: { readonly name: string } };
}

const KINDS: readonly Kind[] = [
  {
    kind: 'TargetGroupBinding',
    path: '/apis/elbv2.k8s.aws/v1beta1/targetgroupbindings',
    resource: 'targetgroupbindings.elbv2.k8s.aws',
    finalizer: 'elbv2.k8s.aws/resources',
    // It deregisters targets, as long as its Deployment is there.
    obstacle: async (_, cluster) => {
      const deployments = await cluster.workloads('Deployment');
      const isThere = deployments.some(({ metadata }) => metadata.name === 'aws-load-balancer-controller');
      return isThere ? undefined : 'its controller is gone';
    },
  },
  {
    kind: 'ServiceAttachment',
    path: '/apis/networking.gke.io/v1/serviceattachments',
    resource: 'serviceattachments.networking.gke.io',
    finalizer: 'networking.gke.io/service-attachment-finalizer',
    // Part of GKE, it is always there; but a load balancer that is still published cannot be deleted.
    obstacle: async ({ metadata, spec }, _, plane) => {
      const service = ['get', 'service', spec?.resourceRef?.name ?? '', '-n', metadata.namespace ?? ''];
      const { stdout } = await plane.tryKubectl([...service, '-o', 'jsonpath={.metadata.deletionTimestamp}{"there"}']);
      return stdout === 'there' ? undefined : 'its Service was deleted before it';
    },
  },
];

/** Does with held objects what the clouds' controllers do. */
export class Controllers {
  public constructor(
    private readonly plane: ControlPlane,
    private readonly cluster: Cluster,
  ) {}

  /** Holds all that are there. */
  public async hold(): Promise<void> {
    for (const kind of KINDS) {
      for (const object of await this.objects(kind)) {
        if ((await kind.obstacle(object, this.cluster, this.plane)) === undefined) {
          await this.finalize(kind, object, [kind.finalizer]);
        }
      }
    }
  }

  /**
   * Lets go what is deleted, unless something keeps the controller from it.
   *
   * @returns what is kept, and why
   */
  public async release(): Promise<string[]> {
    await sleep(LOOK_MILLISECONDS);
    const kept: string[] = [];
    for (const kind of KINDS) {
      for (const object of await this.objects(kind)) {
        if (object.metadata.deletionTimestamp === undefined) continue;
        const obstacle = await kind.obstacle(object, this.cluster, this.plane);
        if (obstacle === undefined) await this.finalize(kind, object, []);
        else kept.push(`${nameOf(object)}: ${obstacle}`);
      }
    }
    return kept;
  }

  private objects({ path, kind }: Kind): Promise<Held[]> {
    return this.plane.list<Held>(path, kind);
  }

  private async finalize({ resource }: Kind, { metadata }: Held, finalizers: readonly string[]): Promise<void> {
    const patch = JSON.stringify({ metadata: { finalizers } });
    const object = [resource, metadata.name, '-n', metadata.namespace ?? ''];
    await this.plane.tryKubectl(['patch', ...object, '--type=merge', '-p', patch]);
  }
}
