import { KEPT_KINDS } from '../../../../cdk8s-app/objects';
import type { Scenario } from '../../results';
import type { Cluster } from '../cluster';
import type { ControlPlane, Tools } from '../control-plane';
import type { Manifests } from '../manifests';
import { identityOf, type KubernetesObject, nameOf } from '../objects';
import { ours } from '../ours';
import { runScript } from '../scripted';
import { standIns } from '../stand-ins';

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

/** Namespaces and classes are never deleted, and what closes a namespace stays as long as it does. */
function staysOnPurpose({ kind, metadata }: KubernetesObject, { objects }: Manifests): boolean {
  if (KEPT_KINDS.includes(kind)) return true;
  const isRendered = objects.some((object) => object.metadata.namespace === metadata.namespace);
  return !isRendered && ['NetworkPolicy', 'ResourceQuota', 'LimitRange', 'ServiceAccount'].includes(kind);
}

/** What is in the second list and not in the first. */
function missingFrom(list: readonly KubernetesObject[], other: readonly KubernetesObject[]): KubernetesObject[] {
  const there = new Set(list.map(identityOf));
  return other.filter((object) => !there.has(identityOf(object)));
}
