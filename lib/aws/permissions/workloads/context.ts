import type { Permission } from '../permission';

/** What the permissions of a workload are written with. Values may be tokens. */
export interface WorkloadContext {
  /** Name of the workload or cluster service. */
  readonly neededBy: string;
  readonly environmentId: string;
  readonly clusterName: string;
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  readonly keyArn: string;
  /** ARN of a bucket by the plan's name. */
  readonly bucketArn: (name: string) => string;
}

/** Turns a capability and its target into permissions. */
export type CapabilityPermissions = (context: WorkloadContext, target: string) => readonly Permission[];
