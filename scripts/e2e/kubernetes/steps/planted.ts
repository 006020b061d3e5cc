import type { Scenario } from '../../results';
import type { ControlPlane } from '../control-plane';
import { applyObjects, type Manifests } from '../manifests';
import { type KubernetesObject, nameOf, type Workload } from '../objects';

/** A label that a later version might want in a selector. */
const PLANTED = { 'app.kubernetes.io/version': '2' };
/** Nothing knows it. */
const UNKNOWN = { byocPlanted: true };

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

/** Another one: a field that a kind does not have must not pass, whether its definition is Kubernetes' own or not. */
export async function plantUnknownFields(scenario: Scenario, plane: ControlPlane, manifests: Manifests): Promise<void> {
  const kinds = new Map(manifests.objects.filter(hasSpec).map((object) => [object.kind, object]));
  await scenario.check(`a planted field is refused in each of ${kinds.size} kinds`, async () => {
    const args = ['apply', '-f', '-', '--server-side', '--dry-run=server', '--validate=strict'];
    for (const object of kinds.values()) {
      const planted = { ...object, spec: { ...object.spec, ...UNKNOWN } };
      const { status, stderr } = await plane.tryKubectl(args, JSON.stringify(planted));
      if (status === 0) throw new Error(`${nameOf(object)} took a field that nothing knows`);
      if (!stderr.includes('byocPlanted'))
        throw new Error(`${nameOf(object)} was refused for another reason: ${stderr}`);
    }
  });
}

function hasSpec(object: KubernetesObject): object is KubernetesObject & { readonly spec: object } {
  return typeof object.spec === 'object' && object.spec !== null;
}

function isDeployment(object: KubernetesObject): object is Workload {
  return object.kind === 'Deployment';
}
