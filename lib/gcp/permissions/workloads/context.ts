import type { Grant } from '../grant';

/** What the grants of a workload are written with. */
export interface WorkloadContext {
  /** Name of the workload or cluster service. */
  readonly neededBy: string;
  readonly environmentId: string;
  /** Domain of the installation's hosts. @default - there is none, and no record of a challenge may be written */
  readonly domain?: string | undefined;
}

/** Turns a capability and its target into grants. */
export type CapabilityGrants = (context: WorkloadContext, target: string) => readonly Grant[];
