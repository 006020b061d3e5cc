import type { Condition } from './conditions';

/**
 * What a role is bound on. A custom role lives in one project: for `metrics project`, that is the project whose metrics
 * they are. The vendor's topic and bucket are in a project that the customer has no rights in.
 */
export type GrantTarget =
  | 'project'
  | 'metrics project'
  | 'bucket'
  | 'dns zone'
  | 'image repository'
  | 'service account'
  | "vendor's topic"
  | "vendor's bucket";

/** A role for somebody who is not the vendor: nodes, a workload, support, the customer's administrators. */
export interface Grant {
  /** Whether the installation makes the role, or takes one that Google keeps. */
  readonly kind: 'custom' | 'predefined';
  /** Last part of the custom role's id (`bucket-read`), or the name of Google's role (`roles/pubsub.publisher`). */
  readonly role: string;
  /** All that a custom role holds; of a role of Google's, what it is taken for. */
  readonly permissions: readonly string[];
  readonly on: GrantTarget;
  /** Name of the bucket in the plan, name of the zone, id of the project, name of the repository or topic, address of the account. @default - it is the project of the installation */
  readonly target?: string;
  /** Condition of the binding. @default - none */
  readonly condition?: Condition;
  /** Who can bind it. */
  readonly grantedBy: 'customer' | 'vendor';
  /** Why it is needed. */
  readonly reason: string;
  /** What needs it. */
  readonly neededBy: string;
  /** Why it is bound on a whole project without a condition by name. @default - target or condition narrow it */
  readonly unnamed?: string;
}
