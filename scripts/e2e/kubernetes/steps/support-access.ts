import type { DataPlaneConfig } from '../../../../lib';
import { SYSTEM_NAMESPACE } from '../../../../lib/core/namespaces';
import { type SupportSubject, supportSubjectsOf } from '../../../../lib/core/support';
import { SUPPORT_POLICIES } from '../../../../lib/kubernetes/components/support-policies';
import { expectEqual } from '../../deployed-stack';
import type { Scenario } from '../../results';
import { expectNone, inTurns, policyIn, refused } from '../access/ask';
import { bindings } from '../access/bindings';
import { type Request, unseen, writes } from '../access/requests';
import { Scene } from '../access/scene';
import { engineer, inTheNameOf, person, type Who } from '../access/who';
import type { ControlPlane } from '../control-plane';
import { nameOf } from '../objects';

/** What holds for support engineers who have been given every right by mistake, and what does not. */
export async function checkSupportAccess(
  scenario: Scenario,
  plane: ControlPlane,
  config: DataPlaneConfig,
  scene: Scene,
): Promise<void> {
  const subjects = supportSubjectsOf(config);
  const [subject] = subjects;
  if (subject === undefined) throw new Error('the plan names no support engineers for this cloud');
  const [support, anybody] = [engineer(subjects, Scene.EVERYTHING), person(Scene.EVERYTHING)];
  const attempt = ({ args, input }: Request, who: Who) => plane.tryKubectl([...args, ...inTheNameOf(who)], input);

  await scenario.figures('support writes nothing and connects to nothing, whatever roles say', async () => {
    const requests = writes(await scene.targets());
    const wrong = await inTurns(requests, async (request) => {
      const ofSupport = policyIn((await attempt(request, support)).stderr);
      const ofOthers = policyIn((await attempt(request, anybody)).stderr);
      if (ofSupport === SUPPORT_POLICIES.writes && ofOthers === undefined) return [];
      return [`${request.what}: of support by ${ofSupport}, of others by ${ofOthers}`];
    });
    expectNone(wrong.flat());
    return `${requests.length} requests as ${subject.kind} ${subject.name}, none of which is refused to others`;
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
    const attempts = bindings(subject, SYSTEM_NAMESPACE, config.namespaces[0] ?? '');
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
    const add = (added: SupportSubject) => {
      const value = { apiGroup: 'rbac.authorization.k8s.io', ...added };
      const patch = JSON.stringify([{ op: 'add', path: '/subjects/-', value }]);
      const binding = ['rolebinding', scene.binding, '--namespace', SYSTEM_NAMESPACE];
      return plane.tryKubectl(['patch', ...binding, '--dry-run=server', '--type=json', '-p', patch]);
    };
    const { stderr } = await add(subject);
    expectEqual('support', policyIn(stderr) ?? stderr, SUPPORT_POLICIES.bindings);
    expectEqual('others', (await add({ kind: 'Group', name: 'others' })).stderr, '');
  });
}

const EXEC_REFUSED = /support engineers may read, and nothing else: CONNECT pods\/exec is left to the customer's/;
