import { z } from 'zod';
import { ARCHITECTURES } from '../clouds/cloud-facts';
import { name, nonEmpty, strict, whole } from '../schema';

/** A kind of node. */
export const nodeProfileSchema = strict({
  name: name(20).describe('Name of the profile; also the value of the node label `byoc/profile`.'),
  vcpu: whole(1, 192, 'vCPU').describe('Virtual processors of one node.'),
  memoryGiB: whole(1, 1536, 'GiB').describe('Memory of one node in GiB.'),
  architecture: z.enum(ARCHITECTURES).default('amd64').describe('Processor architecture.'),
  localDisk: z.boolean().default(false).describe('Whether nodes need NVMe disks of their own.'),
  diskGiB: whole(20, 16384, 'GiB').default(100).describe('Size of the root volume in GiB.'),
  minNodesPerZone: whole(0, 450, 'nodes').default(0).describe('Fewest nodes in each of the three zones.'),
  maxNodesPerZone: whole(1, 450, 'nodes').describe(
    'Most nodes in each of the three zones. On AWS, a change sets the running groups back to their fewest nodes, until the autoscaler adds what is missing.',
  ),
  labels: z
    .record(z.string(), z.string())
    .default({})
    .describe('Kubernetes labels of the nodes, beside `byoc/profile`.'),
  taints: z
    .array(
      strict({
        key: z.string().describe('Key of the taint.'),
        value: z.string().default('').describe('Value of the taint.'),
        effect: z
          .enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute'])
          .describe('What it does to pods without a toleration.'),
      }).meta({ title: 'Taint' }),
    )
    .default([])
    .describe('Kubernetes taints of the nodes.'),
  machineTypes: strict({
    aws: nonEmpty(z.string())
      .optional()
      .describe(
        'EC2 instance types of equal vCPU and memory, the preferred one first.\n\n@default - types of current families with that size',
      ),
    gcp: z
      .string()
      .optional()
      .describe('Compute Engine machine type.\n\n@default - a type of a current family with that size'),
    azure: z.string().optional().describe('Virtual machine size.\n\n@default - a size of a current series'),
  })
    .prefault({})
    .describe('Machine types per cloud, where the defaults for vCPU, memory, architecture and disk are not wanted.'),
}).meta({ title: 'NodeProfile' });

export type NodeProfile = z.output<typeof nodeProfileSchema>;
