import type { DataPlaneConfig } from '../../../../lib';
import { AGENT_POLICIES, agentPoliciesPropsOf } from '../../../../lib/kubernetes/components/agent-policies';
import { expectEqual } from '../../deployed-stack';
import type { Scenario } from '../../results';
import { objectPairs } from '../access/agent-objects';
import { type Allowed, carriers, debugging, deployment, FOREIGN, largePod, pairs, service } from '../access/agent-pods';
import { expectNone, policyIn, refused } from '../access/ask';
import { Scene } from '../access/scene';
import { AGENT, inTheNameOf } from '../access/who';
import type { ControlPlane } from '../control-plane';
import { type KubernetesObject, nameOf } from '../objects';

/** What the agent's pods may be given, asked of the API server in the agent's name and with its own rights. */
export async function checkAgentPods(scenario: Scenario, plane: ControlPlane, config: DataPlaneConfig): Promise<void> {
  const { namespace: product, ...allowed } = allowedBy(config);
  await scenario.figures("the agent's Deployments are given what the plan names, and nothing else", async () => {
    const tried = pairs(allowed).map((pair, index) => ({
      ...pair,
      no: deployment(product, `refused-${index}`, pair.refused),
      yes: deployment(product, `allowed-${index}`, pair.allowed),
    }));
    const errors = await refused(
      plane,
      AGENT,
      tried.flatMap(({ no, yes }) => [no, yes]),
    );
    const wrong = tried.flatMap(({ what, because, no, yes }) => {
      const [refusal, surprise] = [errors.get(nameOf(no)), errors.get(nameOf(yes))];
      const isRight = policyIn(refusal) === AGENT_POLICIES.templates && refusal?.includes(because) === true;
      return [
        ...(isRight ? [] : [`${what}: ${refusal ?? 'is made'}`]),
        ...(surprise === undefined ? [] : [`${what}, allowed: ${surprise}`]),
      ];
    });
    expectNone(wrong);
    return `${tried.length} pairs that differ in one thing`;
  });
  await scenario.check('a large Deployment is not refused for its size', async () => {
    const errors = await refused(plane, AGENT, [deployment(product, 'large', largePod(allowed))]);
    expectEqual('errors', [...errors.values()], []);
  });
  await scenario.figures('its Services, claims and other objects take nothing that is not theirs', async () => {
    const all = objectPairs(product);
    const errors = await refused(
      plane,
      AGENT,
      all.flatMap((pair) => [pair.refused, pair.allowed]),
    );
    const wrong = all.flatMap(({ what, policy, because, ...pair }) => {
      const [refusal, surprise] = [errors.get(nameOf(pair.refused)), errors.get(nameOf(pair.allowed))];
      const isRight = policyIn(refusal) === policy && refusal?.includes(because) === true;
      return [
        ...(isRight ? [] : [`${what}: ${refusal ?? 'is made'}`]),
        ...(surprise === undefined ? [] : [`${what}, allowed: ${surprise}`]),
      ];
    });
    expectNone(wrong);
    return `${all.length} pairs that differ in one thing`;
  });
}

/** What its pods may be given where roles let it make all kinds of them, and change those of others. */
export async function checkAgentBeyond(
  scenario: Scenario,
  plane: ControlPlane,
  config: DataPlaneConfig,
  scene: Scene,
): Promise<void> {
  const { namespace: product, ...allowed } = allowedBy(config);
  const { pods, templates, cronJobs, services, claims, objects } = AGENT_POLICIES;

  await scenario.check('the same holds for everything that carries a pod', async () => {
    const closed = carriers(product, 'refused', { imagePullSecrets: [{ name: FOREIGN }] });
    const open = carriers(product, 'allowed', {});
    const policies = closed.map(({ kind }) => (kind === 'Pod' ? pods : kind === 'CronJob' ? cronJobs : templates));
    expectEqual('refused by', await policiesOf([...closed, ...open]), [...policies, ...open.map(() => undefined)]);
  });
  await scenario.check('elsewhere the agent makes no pod, whatever roles say', async () => {
    const { namespace } = await scene.targets();
    expectEqual('refused by', await policiesOf([deployment(namespace, 'elsewhere', {})]), [templates]);
    expectEqual('a Service', await policiesOf([service(namespace, 'elsewhere')]), [undefined]);
  });
  await scenario.check("the agent changes nothing that mounts a secret of others'", async () => {
    const annotate = (name: string) => ['annotate', 'deployment', name, '--namespace', product, 'e2e=1'];
    expectEqual('foreign', await policyOf(annotate(scene.deployments.foreign)), templates);
    expectEqual('plain', await policyOf(annotate(scene.deployments.plain)), undefined);
  });
  await scenario.check("nor does it turn a Service into one that takes traffic of others'", async () => {
    const { name } = await scene.targets();
    const patch = (spec: object) => ['patch', 'service', name, '--namespace', product, '-p', JSON.stringify({ spec })];
    expectEqual('taking', await policyOf(patch({ externalIPs: ['203.0.113.7'] })), services);
    expectEqual('plain', await policyOf(patch({ sessionAffinity: 'ClientIP' })), undefined);
  });
  await scenario.check('a pod names no node when it is made', async () => {
    const [no] = carriers(product, 'refused', { nodeName: 'node' });
    const [yes] = carriers(product, 'allowed', {});
    if (no === undefined || yes === undefined) throw new Error('there is no pod');
    expectEqual('refused by', await policiesOf([no, yes]), [pods, undefined]);
  });
  await scenario.check(
    'a claim keeps the volume and the finalizers that others gave it, and is given no other',
    async () => {
      const patch = (name: string, part: object) => {
        const claim = ['persistentvolumeclaim', name, '--namespace', product];
        return policyOf(['patch', ...claim, '--type=merge', '-p', JSON.stringify(part)]);
      };
      const finalizers = [...Scene.FINALIZERS, 'example.com/more'];
      const { bound, pending } = scene.claims;
      const annotated = { metadata: { annotations: { e2e: '1' } } };
      expectEqual('bound', await patch(bound, annotated), undefined);
      expectEqual('another finalizer', await patch(bound, { metadata: { finalizers } }), objects);
      expectEqual('pending', await patch(pending, annotated), undefined);
      expectEqual('a volume', await patch(pending, { spec: { volumeName: 'share' } }), claims);
    },
  );
  await scenario.check('a container that is added to a running pod is held to the same', async () => {
    const { name } = await scene.targets();
    const debug = (secret: string) => [
      'patch',
      'pod',
      name,
      '--namespace',
      product,
      '--subresource=ephemeralcontainers',
      '-p',
      debugging(secret),
    ];
    expectEqual('foreign', await policyOf(debug(FOREIGN)), pods);
    expectEqual('named', await policyOf(debug(allowed.secret)), undefined);
  });

  /** By which policy each is refused; what is refused otherwise is no answer. */
  async function policiesOf(objects: readonly KubernetesObject[]): Promise<(string | undefined)[]> {
    const errors = await refused(plane, AGENT, objects);
    return objects.map((object) => {
      const error = errors.get(nameOf(object));
      return error === undefined ? undefined : (policyIn(error) ?? error);
    });
  }

  async function policyOf(args: readonly string[]): Promise<string | undefined> {
    const { status, stderr } = await plane.tryKubectl([...args, '--dry-run=server', ...inTheNameOf(AGENT)]);
    return status === 0 ? undefined : (policyIn(stderr) ?? stderr);
  }
}

function allowedBy(config: DataPlaneConfig): Allowed & { readonly namespace: string } {
  const { accounts, secrets, audiences } = agentPoliciesPropsOf(config);
  const account = accounts.find(({ namespace }) => namespace === config.namespaces[0]);
  const [secret] = secrets;
  const [audience] = audiences;
  if (account === undefined || secret === undefined) throw new Error('the example needs a workload and agent.secrets');
  const { namespace, name } = account;
  return { namespace, account: name, secret, ...(audience === undefined ? {} : { audience }) };
}
