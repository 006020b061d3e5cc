import type { DataPlaneConfig } from '../../../../lib';
import { SYSTEM_NAMESPACE } from '../../../../lib/core/namespaces';
import { SUPPORT_POLICIES } from '../../../../lib/kubernetes/components/support-policies';
import { expectEqual } from '../../deployed-stack';
import type { Scenario } from '../../results';
import { expectNone, inTurns, policyIn, refused } from '../access/ask';
import { bindings } from '../access/bindings';
import { type Request, unseen, writes } from '../access/requests';
import type { Scene } from '../access/scene';
import { inTheNameOf, person, type Who } from '../access/who';
import type { ControlPlane } from '../control-plane';
import { nameOf } from '../objects';

/** What holds for support engineers who have been given every right by mistake, and what does not. */
export async function checkSupportAccess(
  scenario: Scenario,
  plane: ControlPlane,
  { plan, namespaces }: DataPlaneConfig,
  scene: Scene,
): Promise<void> {
  const { group } = plan.support;
  const [support, anybody] = [person(group), person()];
  const attempt = ({ args, input }: Request, who: Who) => plane.tryKubectl([...args, ...inTheNameOf(who)], input);

  await scenario.figures('support writes nothing and connects to nothing, whatever roles say', async () => {
    const requests = writes(await scene.targets());
    const wrong = await inTurns(requests, async (request) => {
      const inGroup = policyIn((await attempt(request, support)).stderr);
      const outside = policyIn((await attempt(request, anybody)).stderr);
      if (inGroup === SUPPORT_POLICIES.writes && outside === undefined) return [];
      return [`${request.what}: in the group by ${inGroup}, outside by ${outside}`];
    });
    expectNone(wrong.flat());
    return `${requests.length} requests, none of which is refused outside the group`;
  });
  await scenario.check('kubectl exec says why it is refused', async () => {
    const { namespace, name } = await scene.targets();
    const command = ['exec', name, '--namespace', namespace, ...inTheNameOf(support), '--', 'id'];
    const { stderr } = await plane.tryKubectl(command);
    if (!EXEC_REFUSED.test(stderr)) throw new Error(stderr);
  });
  await scenario.figures('what no policy can refuse passes, where roles let it', async () => {
    const requests = unseen(SUPPORT_POLICIES.writes);
    const wrong = await inTurns(requests, async (request) => {
      const { status, stderr } = await attempt(request, support);
      return status === 0 ? [] : [`${request.what}: ${stderr.trim()}`];
    });
    expectNone(wrong.flat());
    return requests.map(({ what }) => what).join(', ');
  });
  await scenario.figures('support is bound to no role but its own, and to none elsewhere', async () => {
    const attempts = bindings(group, SYSTEM_NAMESPACE, namespaces[0] ?? '');
    const errors = await refused(
      plane,
      undefined,
      attempts.map(({ object }) => object),
    );
    const wrong = attempts.flatMap(({ object, isRefused }) => {
      const error = errors.get(nameOf(object));
      const isRight = isRefused ? policyIn(error) === SUPPORT_POLICIES.bindings : error === undefined;
      return isRight ? [] : [`${nameOf(object)}: ${error ?? 'is made'}`];
    });
    expectNone(wrong);
    return `${attempts.filter(({ isRefused }) => isRefused).length} of ${attempts.length} bindings are refused`;
  });
  await scenario.check('nor is it added to a binding that is there', async () => {
    const add = (name: string) => {
      const subject = { apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name };
      const patch = JSON.stringify([{ op: 'add', path: '/subjects/-', value: subject }]);
      const binding = ['rolebinding', scene.binding, '--namespace', SYSTEM_NAMESPACE];
      return plane.tryKubectl(['patch', ...binding, '--dry-run=server', '--type=json', '-p', patch]);
    };
    const { stderr } = await add(group);
    expectEqual('support', policyIn(stderr) ?? stderr, SUPPORT_POLICIES.bindings);
    expectEqual('others', (await add('others')).stderr, '');
  });
}

const EXEC_REFUSED = /support engineers may read, and nothing else: CONNECT pods\/exec is left to the customer's/;
