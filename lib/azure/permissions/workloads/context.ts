import type { Grant } from '../grant';
import type { Place } from '../place';

/** What the grants of a workload are written with. */
export interface WorkloadContext extends Place {
  /** Name of the workload or cluster service. */
  readonly neededBy: string;
  /** Resource ids of containers of the customer's, by the plan's names of buckets; custody makes all others. */
  readonly ownBuckets: Readonly<Record<string, string>>;
}

/** Turns a capability and its target into grants. */
export type CapabilityGrants = (context: WorkloadContext, target: string) => readonly Grant[];
