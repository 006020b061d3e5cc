import type { DataPlaneConfig } from '../../../../lib';
import { PROFILE_LABEL, type ResolvedNodeProfile } from '../../../../lib/core/node-profiles';
import type { Scenario } from '../../results';
import type { Cluster } from '../cluster';
import type { ControlPlane } from '../control-plane';
import { eventually } from '../eventually';
import { nodeOf } from '../nodes';
import type { Pod } from '../objects';

const SECONDS = 60;

/** A profile that has no node until a pod asks for one. */
export async function startFromZero(
  scenario: Scenario,
  plane: ControlPlane,
  cluster: Cluster,
  config: DataPlaneConfig,
): Promise<void> {
  const namespace = config.namespaces[0] ?? 'default';
  for (const profile of config.nodeProfiles.filter(({ minNodesPerZone }) => minNodesPerZone === 0)) {
    await scenario.check(`a pod of profile ${profile.name} waits until a node of that profile joins`, async () => {
      const pod = podOf(profile, namespace);
      const path = `/api/v1/namespaces/${namespace}/pods/${pod.metadata.name}`;
      const node = nodeOf(config, profile, config.zones.names[0] ?? '', 0);
      try {
        await plane.kubectl(['create', '-f', '-'], JSON.stringify(pod));
        await eventually('the pod waits', SECONDS, async () => {
          const { status } = (await plane.read<Pod>(path)) ?? {};
          const isWaiting = status?.conditions?.some(({ reason }) => reason === 'Unschedulable') ?? false;
          return isWaiting ? undefined : `it is ${status?.phase}`;
        });
        await cluster.join([node]);
        await eventually('the pod runs', SECONDS, async () => {
          const { spec, status } = (await plane.read<Pod>(path)) ?? {};
          return status?.phase === 'Running' && spec?.nodeName === node.metadata.name
            ? undefined
            : `it is ${status?.phase}`;
        });
      } finally {
        await plane.kubectl(['delete', 'pod', pod.metadata.name, '-n', namespace, '--ignore-not-found']);
        await cluster.leave(node);
      }
    });
  }
}

/** A pod of the product, as closed as its namespace wants it. */
function podOf({ name, taints }: ResolvedNodeProfile, namespace: string) {
  const resources = { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '100m', memory: '128Mi' } };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `e2e-${name}`, namespace },
    spec: {
      nodeSelector: { [PROFILE_LABEL]: name },
      tolerations: taints.map(({ key, value, effect }) => ({ key, value, effect, operator: 'Equal' })),
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, runAsUser: 10001, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [
        {
          name: 'product',
          image: 'stand-in/product:0',
          resources,
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
        },
      ],
    },
  };
}
