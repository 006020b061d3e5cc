import type { DataPlaneConfig } from '../../../lib';
import type { Cloud } from '../../../lib/core/clouds/cloud-facts';
import { daemonSetsOf, NODE_EXPORTER } from '../../../lib/core/clouds/daemon-sets';
import { PROFILE_LABEL, SYSTEM_PROFILE_NAME } from '../../../lib/core/node-profiles';
import { ZONE_LABEL } from './nodes';
import type { KubernetesObject } from './objects';

/** A Deployment that the cloud, not we, runs on system nodes. */
interface CloudDeployment {
  readonly name: string;
  readonly replicas: number;
  /** Requests of one pod. */
  readonly cpuMillis: number;
  readonly memoryMiB: number;
}

/**
 * What managed services and their add-ons run besides daemon sets. The figures are reasoned, on the high side of what the
 * public charts of these programs ask for; to compare on a cluster: `kubectl describe node`.
 */
const DEPLOYMENTS: Readonly<Record<Cloud, readonly CloudDeployment[]>> = {
  aws: [
    { name: 'coredns', replicas: 2, cpuMillis: 100, memoryMiB: 70 },
    { name: 'ebs-csi-controller', replicas: 2, cpuMillis: 60, memoryMiB: 240 },
    { name: 'snapshot-controller', replicas: 2, cpuMillis: 10, memoryMiB: 32 },
    { name: 'metrics-server', replicas: 2, cpuMillis: 100, memoryMiB: 200 },
  ],
  gcp: [
    { name: 'kube-dns', replicas: 2, cpuMillis: 270, memoryMiB: 140 },
    { name: 'konnectivity-agent', replicas: 3, cpuMillis: 10, memoryMiB: 30 },
    { name: 'metrics-server', replicas: 1, cpuMillis: 50, memoryMiB: 200 },
  ],
  azure: [
    { name: 'coredns', replicas: 2, cpuMillis: 100, memoryMiB: 70 },
    { name: 'konnectivity-agent', replicas: 2, cpuMillis: 20, memoryMiB: 20 },
    { name: 'metrics-server', replicas: 2, cpuMillis: 150, memoryMiB: 150 },
    { name: 'azure-wi-webhook', replicas: 2, cpuMillis: 100, memoryMiB: 20 },
  ],
};

/** Stand-ins for the cloud's own pods. */
export function cloudPods({ cloud, plan, nodeProfiles }: DataPlaneConfig): KubernetesObject[] {
  const system = nodeProfiles.find(({ name }) => name === SYSTEM_PROFILE_NAME);
  const taints = system?.taints ?? [];
  const daemonSets = daemonSetsOf(cloud, plan.clusterServices).filter((daemonSet) => daemonSet !== NODE_EXPORTER);
  return [
    ...daemonSets.map(({ name, ...requests }) =>
      workload('DaemonSet', name.replaceAll(' ', '-'), requests, {
        tolerations: [{ operator: 'Exists' }],
        priorityClassName: 'system-node-critical',
      }),
    ),
    ...DEPLOYMENTS[cloud].map(({ name, replicas, ...requests }) =>
      workload('Deployment', name, requests, {
        nodeSelector: { [PROFILE_LABEL]: SYSTEM_PROFILE_NAME },
        tolerations: taints.map((taint) => ({ ...taint, operator: 'Equal' })),
        priorityClassName: 'system-cluster-critical',
        topologySpreadConstraints: [
          {
            maxSkew: 1,
            topologyKey: ZONE_LABEL,
            whenUnsatisfiable: 'ScheduleAnyway',
            labelSelector: { matchLabels: labelsOf(name) },
          },
        ],
        replicas,
      }),
    ),
  ];
}

function workload(
  kind: 'DaemonSet' | 'Deployment',
  name: string,
  { cpuMillis, memoryMiB }: Pick<CloudDeployment, 'cpuMillis' | 'memoryMiB'>,
  { replicas, ...pod }: { readonly replicas?: number; readonly [field: string]: unknown },
): KubernetesObject {
  const labels = labelsOf(name);
  const requests = { cpu: `${cpuMillis}m`, memory: `${memoryMiB}Mi` };
  const containers = [{ name, image: `stand-in/${name}:0`, resources: { requests } }];
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, namespace: 'kube-system', labels },
    spec: {
      ...(replicas === undefined ? {} : { replicas }),
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { ...pod, containers } },
    },
  };
}

function labelsOf(name: string): Record<string, string> {
  return { 'k8s-app': name };
}
