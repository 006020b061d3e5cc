import { KEPT_KINDS } from '../../../../cdk8s-app/objects';
import type { Scenario } from '../../results';
import type { Cluster } from '../cluster';
import type { ControlPlane, Tools } from '../control-plane';
import { applyObjects, type Manifests } from '../manifests';
import { identityOf, type KubernetesObject, nameOf, type Workload } from '../objects';
import { ours } from '../ours';
import { runScript } from '../scripted';
import { standIns } from '../stand-ins';

/** A label that a later version might want in a selector. */
const PLANTED = { 'app.kubernetes.io/version': '2' };

/** What an earlier version applied becomes what this version renders. The cluster is empty, but for its nodes. */
export async function upgrade(
  scenario: Scenario,
  plane: ControlPlane,
  cluster: Cluster,
  manifests: Manifests,
  earlier: Manifests,
  tools: Tools,
): Promise<void> {
  await scenario.step('the earlier version is applied by its own script', async () => {
    await runScript(plane, earlier, 'apply.sh', await standIns(earlier, tools));
    await cluster.available();
  });
  const gone = missingFrom(manifests.objects, earlier.objects);
  await scenario.step(`apply.sh changes it to this version, in which ${gone.length} objects are no more`, async () => {
    await runScript(plane, manifests, 'apply.sh', await standIns(manifests, tools));
    await cluster.available();
  });
  await scenario.check('what carries our label is what is rendered: no orphan, nothing missing', async () => {
    if (gone.length === 0)
      throw new Error('the earlier version has nothing that is no more: nothing could be an orphan');
    const there = await ours(plane);
    const orphans = missingFrom(manifests.objects, there).filter((object) => !staysOnPurpose(object, manifests));
    const missing = missingFrom(there, manifests.objects);
    if (orphans.length > 0) throw new Error(`orphans: ${orphans.map(nameOf).join(', ')}`);
    if (missing.length > 0) throw new Error(`missing: ${missing.map(nameOf).join(', ')}`);
  });
}

/** A test of the test: a selector that changes must not pass. */
export async function plantSelectorChange(
  scenario: Scenario,
  plane: ControlPlane,
  manifests: Manifests,
): Promise<void> {
  await scenario.check('a planted change of a selector is refused', async () => {
    const deployment = manifests.objects.find(isDeployment);
    if (deployment === undefined) throw new Error('there is no Deployment');
    const { selector, template, ...spec } = deployment.spec;
    const changed = {
      ...deployment,
      spec: {
        ...spec,
        selector: { matchLabels: { ...selector.matchLabels, ...PLANTED } },
        template: {
          ...template,
          metadata: { ...template.metadata, labels: { ...template.metadata.labels, ...PLANTED } },
        },
      },
    };
    const reason = await applyObjects(plane, [changed]).then(
      () => undefined,
      (error: Error) => error.message,
    );
    if (reason === undefined) throw new Error(`${nameOf(deployment)} took another selector`);
    if (!reason.includes('field is immutable')) throw new Error(`refused for another reason: ${reason}`);
  });
}

/** Namespaces and classes are never deleted, and what closes a namespace stays as long as it does. */
function staysOnPurpose({ kind, metadata }: KubernetesObject, { objects }: Manifests): boolean {
  if (KEPT_KINDS.includes(kind)) return true;
  const isRendered = objects.some((object) => object.metadata.namespace === metadata.namespace);
  return !isRendered && ['NetworkPolicy', 'ResourceQuota', 'LimitRange', 'ServiceAccount'].includes(kind);
}

function isDeployment(object: KubernetesObject): object is Workload {
  return object.kind === 'Deployment';
}

/** What is in the second list and not in the first. */
function missingFrom(list: readonly KubernetesObject[], other: readonly KubernetesObject[]): KubernetesObject[] {
  const there = new Set(list.map(identityOf));
  return other.filter((object) => !there.has(identityOf(object)));
}
