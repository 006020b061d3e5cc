import type { CapabilityId } from '../../../core/capabilities';

/** Actions of a role that comparable products ask for, and that nobody gets here. */
export interface LeftOut {
  /**
   * One action in full, or a pattern of Azure's: the star stands for anything (`Microsoft.Network/routeTables/*`, `*`). It
   * stands for what no row above it names and what took the role's place does not hold.
   */
  readonly actions: string;
  /** Why nobody has them. */
  readonly why: string;
}

/** A role that comparable products ask for, and what takes its place. */
export interface ReplacedRole {
  /** Name of the role; of a custom role, what it is for. */
  readonly role: string;
  /** Actions that it holds, as Azure documents them, with their patterns. */
  readonly actions: readonly string[];
  /** The same, on what is in a service. @default - none */
  readonly dataActions?: readonly string[];
  /** Where it is documented. @default - the product that asks for it says it itself */
  readonly source?: string;
  /** What takes its place. */
  readonly replacedBy: string;
  /** Who holds what is kept of it. */
  readonly keptBy: readonly ('vendor' | 'cluster' | CapabilityId)[];
  readonly leftOut: readonly LeftOut[];
}

/** What many roles of Azure's hold beside what they are for. */
export const BESIDE = [
  'Microsoft.Authorization/*/read',
  'Microsoft.Insights/alertRules/*',
  'Microsoft.Resources/deployments/*',
  'Microsoft.Resources/subscriptions/resourceGroups/read',
  'Microsoft.Support/*',
] as const;

/** Why nobody gets that. */
export const BESIDE_LEFT_OUT: readonly LeftOut[] = [
  { actions: 'Microsoft.Authorization/*', why: 'who may do what is for the customer to know' },
  { actions: 'Microsoft.Insights/*', why: 'alerts are those of the customer, and of Prometheus in the cluster' },
  { actions: 'Microsoft.Resources/*', why: 'no workload deploys templates or looks at resource groups' },
  { actions: 'Microsoft.Support/*', why: "the customer's support contract is the customer's" },
];
