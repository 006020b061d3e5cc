import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataPlaneConfig } from '../../../../lib';
import { SYSTEM_NAMESPACE } from '../../../../lib/core/namespaces';
import { supportSubjectsOf } from '../../../../lib/core/support';
import { SUPPORT_ROLES } from '../../../../lib/kubernetes/components/support-access';
import { systemNamespacesOf } from '../../../../lib/kubernetes/system-namespaces';
import { expectEqual } from '../../deployed-stack';
import type { Scenario } from '../../results';
import { temporaryFolder } from '../../temporary';
import { eventuallyHold, expectNone, inTurns } from '../access/ask';
import type { Claim } from '../access/claims';
import { account, END, engineer, inTheNameOf, type Who } from '../access/who';
import type { ControlPlane } from '../control-plane';

const NAME = 'support-end';
const IN_SYSTEM = ['--namespace', SYSTEM_NAMESPACE];
const RUN_SECONDS = 60;

/**
 * Ends support as the cluster does by itself: with the command of the pod and the token of its account.
 *
 * @param open what support may do before
 */
export async function checkSupportEnd(
  scenario: Scenario,
  plane: ControlPlane,
  config: DataPlaneConfig,
  open: readonly Claim[],
): Promise<void> {
  await scenario.step('what ends support is let run, and finds a node', async () => {
    const job = `${NAME}-now`;
    await plane.kubectl(['create', 'job', job, `--from=cronjob/${NAME}`, ...IN_SYSTEM]);
    const done = ['wait', `job/${job}`, '--for=condition=complete', `--timeout=${RUN_SECONDS}s`];
    await plane.kubectl([...done, ...IN_SYSTEM]);
    await plane.kubectl(['delete', 'job', job, ...IN_SYSTEM]);
  });
  await scenario.figures('beyond what every account may, its own has two rights', async () => {
    const system = systemNamespacesOf(config).map(({ name }) => name);
    const wrong = await inTurns([...system, ...config.namespaces, 'kube-system', 'default'], async (namespace) => {
      const every = await rights(plane, namespace, account(SYSTEM_NAMESPACE, 'default'));
      const own = (await rights(plane, namespace, END)).filter((right) => !every.includes(right));
      const expected = system.includes(namespace) ? [IN_CLUSTER, IN_NAMESPACE] : [IN_CLUSTER];
      return own.toSorted().join() === expected.join() ? [] : [`${namespace}: ${own.join()}`];
    });
    expectNone(wrong.flat());
    return [IN_NAMESPACE, IN_CLUSTER].join('; ');
  });
  await scenario.step(
    'its command ends support with the token of its account, and is content to find nothing',
    async () => {
      const { args, token } = await commandOf(plane);
      const user = 'jsonpath={.status.userInfo.username}';
      expectEqual('who deletes', (await plane.kubectl(['auth', 'whoami', '-o', user, token])).stdout, END.user);
      await plane.kubectl([...args, token]);
      await eventuallyHold(
        plane,
        open.map((claim) => ({ ...claim, may: false })),
      );
      const support = inTheNameOf(engineer(supportSubjectsOf(config)));
      const { stderr } = await plane.tryKubectl(['get', 'pods', ...IN_SYSTEM, ...support]);
      if (!stderr.startsWith('Error from server (Forbidden)')) throw new Error(`support sees pods: ${stderr}`);
      await plane.kubectl([...args, token]);
    },
  );
}

const IN_NAMESPACE = `rolebindings.rbac.authorization.k8s.io [${SUPPORT_ROLES.namespaced}] [delete]`;
const IN_CLUSTER = `clusterrolebindings.rbac.authorization.k8s.io [${SUPPORT_ROLES.cluster}] [delete]`;

/** What somebody may do in a namespace, one line for each rule, as kubectl says it. */
async function rights(plane: ControlPlane, namespace: string, who: Who): Promise<string[]> {
  const list = ['auth', 'can-i', '--list', '--no-headers', '--namespace', namespace];
  const { stdout } = await plane.kubectl([...list, ...inTheNameOf(who)]);
  return stdout
    .trim()
    .split('\n')
    .map((line) => line.replace('[]', '').trim().replace(/\s+/g, ' '));
}

/** Arguments of kubectl in the pod, with its files in a folder of ours, and what makes it the pod's account. */
async function commandOf(plane: ControlPlane): Promise<{ args: readonly string[]; token: string }> {
  const read = async <T>(kind: string): Promise<T> =>
    JSON.parse((await plane.kubectl(['get', kind, NAME, ...IN_SYSTEM, '-o', 'json'])).stdout);
  const { spec } = await read<CronJob>('cronjob');
  const { data } = await read<{ data: Record<string, string> }>('configmap');
  const [container] = spec.jobTemplate.spec.template.spec.containers;
  if (container === undefined) throw new Error('the pod has no container');
  const folder = temporaryFolder(NAME);
  for (const [name, text] of Object.entries(data)) writeFileSync(join(folder, name), text);
  const args = container.args.map((arg) =>
    container.volumeMounts.reduce((text, { mountPath }) => text.replace(mountPath, folder), arg),
  );
  const { stdout } = await plane.kubectl(['create', 'token', NAME, ...IN_SYSTEM]);
  return { args, token: `--token=${stdout.trim()}` };
}

interface CronJob {
  readonly spec: {
    readonly jobTemplate: {
      readonly spec: {
        readonly template: {
          readonly spec: {
            readonly containers: readonly {
              readonly args: readonly string[];
              readonly volumeMounts: readonly { readonly mountPath: string }[];
            }[];
          };
        };
      };
    };
  };
}
