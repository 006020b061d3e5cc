import { checksum } from '../../core/checksum';
import { trustOf } from '../pods/ca-trust';
import type { PodDefaults } from '../pods/pod-defaults';

/** What Pod Security `restricted` asks of a pod, where a chart leaves it out. */
export const RESTRICTED_POD = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };

/** What it asks of a container, and a file system that cannot be changed. */
export const RESTRICTED_CONTAINER = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  capabilities: { drop: ['ALL'] },
};

/** A pod that does not work anyway must not keep a node from being drained. */
export const ONE_AT_A_TIME = { maxUnavailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow' };

/** Places pods of a chart on the system nodes. */
export function onSystemNodes({ nodeSelector, tolerations }: PodDefaults) {
  return { nodeSelector: { ...nodeSelector }, tolerations: tolerations.map((toleration) => ({ ...toleration })) };
}

/**
 * Spreads pods over the zones. Pods of the version before do not count, nor do nodes that are being drained.
 *
 * @param labels that only these pods have
 * @param kind of the workload, which labels its versions
 */
export function spreadOverZones(labels: Readonly<Record<string, string>>, kind: 'Deployment' | 'StatefulSet') {
  return [
    {
      maxSkew: 1,
      topologyKey: 'topology.kubernetes.io/zone',
      whenUnsatisfiable: 'DoNotSchedule',
      labelSelector: { matchLabels: { ...labels } },
      matchLabelKeys: [kind === 'Deployment' ? 'pod-template-hash' : 'controller-revision-hash'],
      nodeTaintsPolicy: 'Honor',
    },
  ];
}

/** Memory may grow to this multiple of what is asked for: a leak ends before it takes the node. Reasoned, not measured. */
const MOST_MEMORY = 2;

/** Requests of one container. There is no CPU limit: it would slow a pod down on an idle node. */
export function asks(cpu: string, memoryMiB: number) {
  return { requests: { cpu, memory: `${memoryMiB}Mi` }, limits: { memory: `${memoryMiB * MOST_MEMORY}Mi` } };
}

/** Environment variables of the HTTP proxy as containers have them. */
export function variables(env: Readonly<Record<string, string>>) {
  return Object.entries(env).map(([name, value]) => ({ name, value }));
}

/**
 * Volumes with the customer's certificates, under the names that a chart has for them. Every program here is written in
 * Go, which reads all files of the folder. Nothing, where there are no certificates.
 */
export function trustVolumes<Volumes extends string, Mounts extends string>(
  pods: PodDefaults,
  volumes: Volumes,
  mounts: Mounts,
) {
  const trust = trustOf(pods);
  const values = {
    [volumes]: trust.volumes.map(({ name, configMap }) => ({ name, configMap: { ...configMap } })),
    [mounts]: trust.volumeMounts.map((mount) => ({ ...mount })),
  };
  return trust.volumes.length === 0 ? {} : values;
}

/** Changed certificates roll the pods: a program that runs does not read them again. */
export function trustAnnotations({ caBundle }: PodDefaults): Record<string, string> {
  return caBundle === undefined ? {} : { 'byoc/certificates': checksum(caBundle) };
}
