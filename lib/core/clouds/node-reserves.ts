import type { Cloud, Source } from './cloud-facts';

/** A rate that holds up to a size, counted from where the band before it ends. */
export interface Band {
  readonly upTo: number;
  readonly rate: number;
}

/** A number of pods that holds for nodes of up to so many vCPUs. */
export interface PodStep {
  readonly upToVcpu: number;
  readonly pods: number;
}

/** What a node keeps for itself, by its size. */
export interface NodeReserve {
  /**
   * Memory of the machine that Kubernetes never sees: hypervisor and kernel have it. An upper bound, in MiB and as a
   * share of the machine, reasoned from what nodes report.
   */
  readonly hidden: { readonly mebibytes: number; readonly share: number; readonly source: Source };
  /** Most pods of a node. */
  readonly pods: readonly PodStep[];
  readonly podsSource: Source;
  /** Millis of CPU kept for each vCPU. */
  readonly cpu: readonly Band[];
  readonly cpuSource: Source;
  readonly memory: KeptMemory;
  readonly memorySource: Source;
  /** Below so much free memory in MiB the kubelet evicts pods, so they cannot ask for it. */
  readonly evictionMiB: number;
}

/** How memory is kept for kubelet and container runtime. */
export type KeptMemory =
  | {
      /** By the number of pods. */
      readonly kind: 'per-pod';
      readonly baseMiB: number;
      readonly perPodMiB: number;
      /** No more than this share of the machine. @default - no such limit */
      readonly mostShare?: number;
      /**
       * Pods that are counted, by machine type, the first match; where more may run than that, those are counted.
       * @default - the most pods of the node
       */
      readonly counted?: readonly { readonly types: RegExp; readonly pods: readonly PodStep[] }[];
    }
  | {
      /** By the memory that Kubernetes sees, in MiB. */
      readonly kind: 'by-size';
      readonly bands: readonly Band[];
    };

const CHECKED = '2026-11-21';
const WITHOUT_END = Number.POSITIVE_INFINITY;
/** GKE's, which EKS took over. */
const CPU_BANDS: readonly Band[] = [
  { upTo: 1, rate: 60 },
  { upTo: 2, rate: 10 },
  { upTo: 4, rate: 5 },
  { upTo: WITHOUT_END, rate: 2.5 },
];
const EKS_IMAGE = documented('https://github.com/awslabs/amazon-eks-ami/blob/main/nodeadm/internal/kubelet/config.go');
const GKE_SIZES = documented('https://cloud.google.com/kubernetes-engine/docs/concepts/plan-node-sizes');
const AKS_RESERVATIONS = documented('https://learn.microsoft.com/azure/aks/node-resource-reservations');

/** What nodes keep on each cloud. */
export const NODE_RESERVES: Readonly<Record<Cloud, NodeReserve>> = {
  aws: {
    // Covers every type of our table that is in this list: of 16 GiB they hide 671 to 867 MiB, of 512 GiB 3.2%.
    hidden: {
      mebibytes: 300,
      share: 0.045,
      source: documented(
        'https://github.com/aws/karpenter-provider-aws/blob/15e87699c9922be5431e71225f54e6716fa48428/pkg/providers/instancetype/zz_generated.memory_overhead.go',
      ),
    },
    // With prefix delegation. A machine of one vCPU has two interfaces with three blocks of 16 each.
    pods: [
      { upToVcpu: 1, pods: 98 },
      { upToVcpu: 30, pods: 110 },
      { upToVcpu: WITHOUT_END, pods: 250 },
    ],
    podsSource: documented('https://docs.aws.amazon.com/eks/latest/userguide/cni-increase-ip-addresses-procedure.html'),
    cpu: CPU_BANDS,
    cpuSource: EKS_IMAGE,
    // Amazon Linux counts the pods that network interfaces have single addresses for, whatever limit the node group
    // sets, and Bottlerocket counts the limit. Reasoned: the larger of both holds for either.
    memory: {
      kind: 'per-pod',
      baseMiB: 255,
      perPodMiB: 11,
      counted: [
        // Of eni-max-pods.txt beside the file of the source.
        {
          types: /^([cmr][5-7](?!zn)[a-z-]*|[cmr]8gd?|i[34][a-z]*|i7i|i8g)\./,
          pods: [
            { upToVcpu: 1, pods: 8 },
            { upToVcpu: 2, pods: 29 },
            { upToVcpu: 8, pods: 58 },
            { upToVcpu: 48, pods: 234 },
            { upToVcpu: WITHOUT_END, pods: 737 },
          ],
        },
        // The most that any other type has; reasoned for types that came after the list.
        {
          types: /./,
          pods: [
            { upToVcpu: 1, pods: 8 },
            { upToVcpu: 2, pods: 59 },
            { upToVcpu: 8, pods: 118 },
            { upToVcpu: 16, pods: 394 },
            { upToVcpu: 32, pods: 492 },
            { upToVcpu: 48, pods: 737 },
            { upToVcpu: 64, pods: 1010 },
            { upToVcpu: 96, pods: 1178 },
            { upToVcpu: WITHOUT_END, pods: 1514 },
          ],
        },
      ],
    },
    memorySource: EKS_IMAGE,
    evictionMiB: 100,
  },
  gcp: {
    // Nodes of 32 GiB hide 658 MiB, of 512 GiB 1.6%; the fixed part is reasoned.
    hidden: {
      mebibytes: 128,
      share: 0.025,
      source: documented('https://github.com/2i2c-org/infrastructure/issues/2121'),
    },
    // The fewest of the steps in gcp.ts: a large network gives 64. Nothing that is kept depends on it up to 110.
    pods: [{ upToVcpu: WITHOUT_END, pods: 32 }],
    podsSource: documented('https://cloud.google.com/kubernetes-engine/docs/how-to/flexible-pod-cidr'),
    cpu: CPU_BANDS,
    cpuSource: GKE_SIZES,
    memory: {
      kind: 'by-size',
      bands: [
        { upTo: 4 * 1024, rate: 0.25 },
        { upTo: 8 * 1024, rate: 0.2 },
        { upTo: 16 * 1024, rate: 0.1 },
        { upTo: 128 * 1024, rate: 0.06 },
        { upTo: WITHOUT_END, rate: 0.02 },
      ],
    },
    memorySource: GKE_SIZES,
    evictionMiB: 100,
  },
  azure: {
    // Nodes of 4 GiB hide 164 MiB, and of 16 GiB 365 (https://github.com/Azure/AKS/issues/1216).
    hidden: {
      mebibytes: 128,
      share: 0.025,
      source: documented('https://github.com/Azure/AKS/issues/3525'),
    },
    // The limit of the overlay, which is also what AKS sets.
    pods: [{ upToVcpu: WITHOUT_END, pods: 250 }],
    podsSource: documented('https://learn.microsoft.com/azure/aks/azure-cni-overlay'),
    // The page has a table up to 64 cores. Reasoned: it goes on as it ends.
    cpu: [
      { upTo: 1, rate: 60 },
      { upTo: 2, rate: 40 },
      { upTo: 4, rate: 20 },
      { upTo: WITHOUT_END, rate: 10 },
    ],
    cpuSource: AKS_RESERVATIONS,
    // The page says MB, nodes report that MiB are kept.
    memory: { kind: 'per-pod', baseMiB: 50, perPodMiB: 20, mostShare: 0.25 },
    memorySource: AKS_RESERVATIONS,
    evictionMiB: 100,
  },
};

function documented(url: string): Source {
  return { url, checked: CHECKED };
}
