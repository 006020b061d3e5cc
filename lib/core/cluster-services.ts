import type { CapabilityId } from './capabilities';
import type { Cloud } from './clouds/cloud-facts';

/** Who brings a service into the cluster. */
export type Delivery = 'add-on' | 'chart' | 'cloud';

/** A service that runs in the cluster beside the product. */
export interface ClusterService {
  readonly reason: string;
  /** How it gets there per cloud; `cloud`: the cloud runs it itself. A cloud that is missing has no use for it. */
  readonly delivery: Readonly<Partial<Record<Cloud, Delivery>>>;
  /** The pods that need a cloud identity. @default - none does */
  readonly identity?: {
    readonly namespace: string;
    readonly serviceAccount: string;
    readonly capability: CapabilityId;
  };
}

export const CLUSTER_SERVICE_IDS = [
  'load-balancer-controller',
  'cluster-autoscaler',
  'metrics-server',
  'snapshot-controller',
  'external-dns',
  'cert-manager',
  'istio',
  'monitoring',
] as const;
export type ClusterServiceId = (typeof CLUSTER_SERVICE_IDS)[number];

/** One list that custody (roles), data plane (add-ons) and charts read. No service, no role. */
export const CLUSTER_SERVICES: Readonly<Record<ClusterServiceId, ClusterService>> = {
  'load-balancer-controller': {
    reason: 'registers pods with the target groups that the data plane owns',
    delivery: { aws: 'chart' },
    identity: {
      namespace: 'kube-system',
      serviceAccount: 'aws-load-balancer-controller',
      capability: 'targets:register',
    },
  },
  'cluster-autoscaler': {
    reason: 'changes the number of nodes within the limits of each profile',
    delivery: { aws: 'chart', gcp: 'cloud', azure: 'cloud' },
    identity: { namespace: 'kube-system', serviceAccount: 'cluster-autoscaler', capability: 'nodes:scale' },
  },
  'metrics-server': {
    reason: 'serves the resource metrics that autoscalers read',
    delivery: { aws: 'add-on', gcp: 'cloud', azure: 'cloud' },
  },
  'snapshot-controller': {
    reason: 'takes volume snapshots when the product asks for them',
    delivery: { aws: 'add-on', gcp: 'cloud', azure: 'cloud' },
  },
  'external-dns': {
    reason: "writes the DNS records of the product's hosts",
    delivery: { aws: 'chart', gcp: 'chart', azure: 'chart' },
    identity: { namespace: 'external-dns', serviceAccount: 'external-dns', capability: 'dns:records' },
  },
  'cert-manager': {
    reason: "issues and renews the certificates of the product's hosts",
    delivery: { aws: 'chart', gcp: 'chart', azure: 'chart' },
    identity: { namespace: 'cert-manager', serviceAccount: 'cert-manager', capability: 'dns:challenges' },
  },
  istio: {
    reason: 'is the gateway behind the ingress listeners',
    delivery: { aws: 'chart', gcp: 'chart', azure: 'chart' },
  },
  monitoring: {
    reason: 'keeps metrics in the account (Prometheus)',
    delivery: { aws: 'chart', gcp: 'chart', azure: 'chart' },
  },
};
