import { supportSubjectsOf } from '../../../../lib/core/support';
import { AGENT_POLICIES } from '../../../../lib/kubernetes/components/agent-policies';
import { supportEndImageOf } from '../../../../lib/kubernetes/components/support-end';
import { SUPPORT_POLICIES } from '../../../../lib/kubernetes/components/support-policies';
import type { Scenario } from '../../results';
import { eventuallyHold, expectNone, falseClaims } from '../access/ask';
import { claimsOf } from '../access/claims';
import { Scene } from '../access/scene';
import { expectTyped } from '../access/typed';
import { engineer } from '../access/who';
import type { ControlPlane } from '../control-plane';
import { apply } from '../manifests';
import type { RenderedExample } from '../rendered-example';
import { checkAgentBeyond, checkAgentPods } from './agent-access';
import { checkSupportAccess } from './support-access';
import { checkSupportEnd } from './support-end';

const BINDING_FILE = /support-binding\.yaml$/;
const FEWEST_CLAIMS = 80;

/** Who may do what in the cluster: what roles say, what policies refuse beyond them, and what nothing refuses. */
export async function checkAccess(scenario: Scenario, plane: ControlPlane, example: RenderedExample): Promise<void> {
  const { config, manifests } = example;
  await scenario.check('no expression of a policy names a field that is not there: Kubernetes would warn', () =>
    expectTyped(
      plane,
      [...Object.values(SUPPORT_POLICIES), ...Object.values(AGENT_POLICIES)],
      'automountServiceAccountToken',
    ),
  );
  const claims = claimsOf(config);
  await scenario.figures('kubectl auth can-i answers as claimed', async () => {
    if (claims.length < FEWEST_CLAIMS) throw new Error(`there are only ${claims.length} claims`);
    expectNone(await falseClaims(plane, claims));
    return `${claims.length} claims, ${claims.filter(({ may }) => !may).length} of what somebody may not`;
  });
  const [product] = config.namespaces;
  // The least that a plan can say has no namespace of a product, so no agent that works in one; the others have.
  if (product === undefined) return;
  await checkAgentPods(scenario.branch(), plane, config);
  const scene = new Scene(plane, product);
  await scenario.step('support and the agent are given every right on top', () => scene.set());
  await checkSupportAccess(scenario.branch(), plane, config, scene);
  await checkAgentBeyond(scenario.branch(), plane, config, scene);
  await scenario.step('those rights are taken away', () => scene.clear());
  const binding = manifests.files.find((file) => BINDING_FILE.test(file));
  if (binding === undefined) return;
  const { user } = engineer(supportSubjectsOf(config));
  const open = claims.filter(({ who, may }) => who.user === user && may);
  await scenario.step('deleting one file ends support, and applying it lets support in again', async () => {
    await plane.kubectl(['delete', '-f', binding]);
    await eventuallyHold(
      plane,
      open.map((claim) => ({ ...claim, may: false })),
    );
    await apply(plane, [binding]);
    await eventuallyHold(plane, open);
  });
  if (supportEndImageOf(config) === undefined) return;
  await checkSupportEnd(scenario.branch(), plane, config, open);
  await scenario.step('applying that file lets support in again, after its end, too', async () => {
    await apply(plane, [binding]);
    await eventuallyHold(plane, open);
  });
}
