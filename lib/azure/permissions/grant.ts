import { namesOf, roleDefinitionId } from '../names';
import { BUILT_IN_ROLES, type BuiltInRole } from './built-in-roles';
import type { Condition } from './conditions';
import type { Place } from './place';

/** What a role is assigned on. The vendor's queue and container are in a tenant that the customer has no rights in. */
export type GrantTarget =
  | 'data-plane group'
  | 'subnet'
  | 'virtual network'
  | 'cluster'
  | 'identity'
  | 'container'
  | 'key'
  | 'key vault'
  | 'disk encryption set'
  | 'metrics workspace'
  | 'dns zone'
  | 'group of the dns zone'
  | "vendor's queue"
  | "vendor's container";

interface Granted {
  /** Actions of a custom role on services; of a role of Azure's, what it is taken for. */
  readonly actions: readonly string[];
  /** The same, on what is in a service. */
  readonly dataActions: readonly string[];
  readonly on: GrantTarget;
  /** Resource id of that; of the vendor's queue or container, what the plan says. */
  readonly scope: string;
  /** Condition of the assignment. @default - none */
  readonly condition?: Condition;
  /** Who can assign it. */
  readonly grantedBy: 'customer' | 'vendor';
  /** Why it is needed. */
  readonly reason: string;
  /** What needs it. */
  readonly neededBy: string;
  /** Why it is assigned on a whole resource group. @default - its scope is the one resource that it is for */
  readonly unnamed?: string;
}

/** A role that the installation makes. */
export interface CustomGrant extends Granted {
  readonly kind: 'custom';
  /** Last part of its name: `bucket-read`. */
  readonly role: string;
}

/** A role that Azure keeps. */
export interface BuiltInGrant extends Granted {
  readonly kind: 'built-in';
  /** Its name. */
  readonly role: BuiltInRole;
}

/** A role for somebody who is not the vendor: AKS, its nodes, a workload, support, the customer's administrators. */
export type Grant = CustomGrant | BuiltInGrant;

/** Resource id of the role, by which the customer's assignments name it. */
export function roleIdOf(grant: Grant, { environmentId, subscription }: Place): string {
  const guid =
    grant.kind === 'built-in' ? BUILT_IN_ROLES[grant.role] : namesOf(environmentId, subscription).roleGuid(grant.role);
  return roleDefinitionId(subscription, guid);
}

/** Name of the role, as portals show it. */
export function roleNameOf(grant: Grant, { environmentId, subscription }: Place): string {
  return grant.kind === 'built-in' ? grant.role : namesOf(environmentId, subscription).roleName(grant.role);
}
