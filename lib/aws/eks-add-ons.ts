import type { ClusterServiceId } from '../core/cluster-services';
import type { BUILT_IN_ROLES } from './names';

/** What the configuration of an add-on depends on. */
export interface AddOnContext {
  /** Region of the cluster, which pods cannot ask instance metadata for. */
  readonly region: string;
  /** Whether addresses are so few that a warm block per node would be wasteful. */
  readonly scarceAddresses: boolean;
  /** Tags of the volumes that pods ask for; no template owns them, so only tags lead to them. */
  readonly volumeTags: Readonly<Record<string, string>>;
}

/** An EKS add-on. Custody reads the identity, the data plane the rest. */
export interface EksAddOn {
  /** Name of the add-on in EKS. */
  readonly name: string;
  /** Networking comes before nodes, which would not become ready; what runs as pods comes after. */
  readonly when: 'before-nodes' | 'after-nodes';
  /** Installed only with this cluster service. @default - always */
  readonly onlyFor?: ClusterServiceId;
  /** Service account in kube-system with a cloud role. @default - none */
  readonly identity?: {
    readonly role: keyof typeof BUILT_IN_ROLES;
    readonly serviceAccount: string;
  };
  /** Values of the add-on's configuration schema. @default - the add-on's own */
  readonly configuration?: (context: AddOnContext) => Readonly<Record<string, unknown>>;
}

/** Lets pods of an add-on run on system nodes. An add-on's own list would be replaced, so it is always written. */
const ON_SYSTEM_NODES = [{ key: 'CriticalAddonsOnly', operator: 'Exists' }];

/** Every add-on of a cluster. Versions are in core/versions. */
export const EKS_ADD_ONS: readonly EksAddOn[] = [
  {
    name: 'vpc-cni',
    when: 'before-nodes',
    identity: { role: 'vpc-cni', serviceAccount: 'aws-node' },
    // The schema wants strings: https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html
    configuration: ({ scarceAddresses }) => ({
      enableNetworkPolicy: 'true',
      nodeAgent: { enablePolicyEventLogs: 'true' },
      env: {
        ENABLE_PREFIX_DELEGATION: 'true',
        // WARM_IP_TARGET overrides WARM_PREFIX_TARGET and needs MINIMUM_IP_TARGET beside it.
        ...(scarceAddresses ? { WARM_IP_TARGET: '2', MINIMUM_IP_TARGET: '8' } : { WARM_PREFIX_TARGET: '1' }),
      },
    }),
  },
  { name: 'kube-proxy', when: 'before-nodes' },
  { name: 'eks-pod-identity-agent', when: 'before-nodes' },
  {
    name: 'coredns',
    when: 'after-nodes',
    configuration: () => ({
      tolerations: [...ON_SYSTEM_NODES, { key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }],
    }),
  },
  {
    name: 'aws-ebs-csi-driver',
    when: 'after-nodes',
    identity: { role: 'ebs-csi', serviceAccount: 'ebs-csi-controller-sa' },
    // Pods cannot reach instance metadata (hop limit 1): region and node come from elsewhere, and the driver then
    // counts one network interface per node, so attachments are kept back for the root volume and three more.
    configuration: ({ region, volumeTags }) => ({
      controller: {
        region,
        extraVolumeTags: volumeTags,
        tolerations: [...ON_SYSTEM_NODES, { effect: 'NoExecute', operator: 'Exists', tolerationSeconds: 300 }],
      },
      node: { metadataSources: 'kubernetes', reservedVolumeAttachments: 4 },
    }),
  },
  {
    name: 'snapshot-controller',
    when: 'after-nodes',
    onlyFor: 'snapshot-controller',
    configuration: () => ({ tolerations: ON_SYSTEM_NODES }),
  },
  {
    name: 'metrics-server',
    when: 'after-nodes',
    onlyFor: 'metrics-server',
    configuration: () => ({ tolerations: ON_SYSTEM_NODES }),
  },
];

/** The add-ons of a cluster with these services. */
export function eksAddOns(services: readonly ClusterServiceId[]): readonly EksAddOn[] {
  return EKS_ADD_ONS.filter(({ onlyFor }) => onlyFor === undefined || services.includes(onlyFor));
}
