import type { ClusterServiceId } from '../cluster-services';
import type { Cloud, Source } from './cloud-facts';

/** A pod that runs on every node, system nodes and the product's. */
export interface DaemonSet {
  readonly name: string;
  /** What it asks for, or what it is left where it asks for less than it uses. */
  readonly cpuMillis: number;
  readonly memoryMiB: number;
  /** Where the figures are from. */
  readonly why: string;
  /** @default - no page has them */
  readonly source?: Source;
  /** Runs only with this cluster service. @default - always */
  readonly onlyFor?: ClusterServiceId;
}

/** Requests of Prometheus' node exporter; its chart is given them. */
export const NODE_EXPORTER: DaemonSet = {
  name: 'node-exporter',
  cpuMillis: 50,
  memoryMiB: 64,
  why: 'set by us',
  onlyFor: 'monitoring',
};

/**
 * Room for one daemon set that we do not know: the log shipper or the security agent of whoever runs the cluster.
 * Without it, pods that fill their nodes would keep it out, or it would push one of them off.
 */
const ANOTHER: DaemonSet = {
  name: 'one of your own',
  cpuMillis: 100,
  memoryMiB: 128,
  why: 'reasoned: what a log shipper asks for',
};

const CHECKED = '2026-11-21';
const GKE_NODE = documented('https://github.com/cryptnono/cryptnono/issues/34');
const AKS_NODE = documented('https://github.com/Azure/AKS/issues/5251');
const REPORTED = 'requests as nodes report them';
const NO_MEMORY = 'asks for no memory; what it is left is reasoned';

/** What runs on every node of each cloud. */
const DAEMON_SETS: Readonly<Record<Cloud, readonly DaemonSet[]>> = {
  aws: [
    {
      name: 'aws-node',
      cpuMillis: 75,
      memoryMiB: 120,
      why: 'two containers ask for 25m each and no memory; the rest is reasoned',
      source: documented('https://github.com/aws/amazon-vpc-cni-k8s/issues/2542'),
    },
    {
      name: 'kube-proxy',
      cpuMillis: 100,
      memoryMiB: 64,
      why: NO_MEMORY,
      source: documented('https://github.com/aws/containers-roadmap/issues/1509'),
    },
    {
      name: 'ebs-csi-node',
      cpuMillis: 30,
      memoryMiB: 120,
      why: 'three containers ask for 10m and 40Mi each',
      source: documented(
        'https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/charts/aws-ebs-csi-driver/values.yaml',
      ),
    },
    {
      name: 'eks-pod-identity-agent',
      cpuMillis: 10,
      memoryMiB: 32,
      why: 'asks for nothing; what it is left is reasoned',
    },
    NODE_EXPORTER,
    ANOTHER,
  ],
  gcp: [
    { name: 'anetd', cpuMillis: 205, memoryMiB: 250, why: `CPU as nodes report it; ${NO_MEMORY}` },
    { name: 'fluentbit-gke', cpuMillis: 105, memoryMiB: 230, why: REPORTED, source: GKE_NODE },
    { name: 'gke-metadata-server', cpuMillis: 100, memoryMiB: 100, why: REPORTED, source: GKE_NODE },
    { name: 'gke-metrics-agent', cpuMillis: 21, memoryMiB: 145, why: REPORTED, source: GKE_NODE },
    { name: 'netd', cpuMillis: 8, memoryMiB: 65, why: REPORTED, source: GKE_NODE },
    { name: 'node-local-dns', cpuMillis: 30, memoryMiB: 50, why: REPORTED, source: GKE_NODE },
    { name: 'pdcsi-node', cpuMillis: 10, memoryMiB: 20, why: REPORTED, source: GKE_NODE },
    { name: 'ip-masq-agent', cpuMillis: 10, memoryMiB: 16, why: REPORTED, source: GKE_NODE },
    { name: 'collector', cpuMillis: 5, memoryMiB: 36, why: `CPU as nodes report it; ${NO_MEMORY}` },
    NODE_EXPORTER,
    ANOTHER,
  ],
  azure: [
    {
      name: 'cilium',
      cpuMillis: 100,
      memoryMiB: 300,
      why: 'asks for 100Mi and uses more; what it is left is reasoned',
      source: documented('https://github.com/Azure/AKS/issues/5244'),
    },
    { name: 'azure-cns', cpuMillis: 40, memoryMiB: 250, why: REPORTED, source: AKS_NODE },
    { name: 'azure-ip-masq-agent', cpuMillis: 100, memoryMiB: 50, why: REPORTED, source: AKS_NODE },
    { name: 'cloud-node-manager', cpuMillis: 50, memoryMiB: 50, why: REPORTED, source: AKS_NODE },
    { name: 'csi-azuredisk-node', cpuMillis: 30, memoryMiB: 60, why: REPORTED, source: AKS_NODE },
    { name: 'csi-azurefile-node', cpuMillis: 30, memoryMiB: 60, why: REPORTED, source: AKS_NODE },
    NODE_EXPORTER,
    ANOTHER,
  ],
};

/** The daemon sets of a cluster with these services. */
export function daemonSetsOf(cloud: Cloud, services: readonly ClusterServiceId[]): readonly DaemonSet[] {
  return DAEMON_SETS[cloud].filter(({ onlyFor }) => onlyFor === undefined || services.includes(onlyFor));
}

function documented(url: string): Source {
  return { url, checked: CHECKED };
}
