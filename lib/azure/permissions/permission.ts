import type { Bound, Phase } from '../../core/vendor-phases';
import type { Condition } from './conditions';

/**
 * What a role of the vendor is assigned on, each no wider than this:
 * - `data-plane group`: the resource group that bootstrap makes for the data plane, and nothing else is in;
 * - `cluster identities`: the two identities of custody that AKS and its nodes act by;
 * - `disk encryption set`: that of custody;
 * - `storage accounts`, `key vault`: of custody, by its resource group, which holds no others. It locks them, and a lock
 *   keeps every assignment on what it locks: access could not be taken away. A key vault of the customer's, by its id;
 * - `cluster subnets`, `endpoint subnet`: of a network of the customer's;
 * - `defender workspace`: the Log Analytics workspace that the environment names.
 */
export type VendorScope =
  | 'data-plane group'
  | 'cluster identities'
  | 'disk encryption set'
  | 'storage accounts'
  | 'key vault'
  | 'cluster subnets'
  | 'endpoint subnet'
  | 'defender workspace';

/** One permission as a reviewer reads it. Every custom role of the vendor is compiled from these records. */
export interface Permission {
  /**
   * Actions of the management plane, in full and without wildcard: `Microsoft.Network/natGateways/read`. The vendor gets
   * no data action: those read and write what is in a service.
   */
  readonly actions: readonly string[];
  /** When they are needed. */
  readonly phases: readonly Phase[];
  readonly on: VendorScope;
  /** Why they are needed. */
  readonly reason: string;
  /** What needs them. */
  readonly neededBy: string;
}

/** A custom role of the vendor, and where and when it is assigned. */
export interface RoleRecord extends Bound {
  /** `install`, `install-endpoints`: names and id of the role are made of it. */
  readonly id: string;
  /** What the role is for, in a sentence without its end. */
  readonly reason: string;
  readonly on: VendorScope;
  /** Stack that makes the role and assigns it: what it is on must be there before. */
  readonly grantedIn: 'bootstrap' | 'custody';
  readonly permissions: readonly Permission[];
}

/** A role as a reviewer meets it: who holds it, where, when, and under which condition. */
export interface PolicyRecord {
  /** Who holds it: `vendor`, `cluster identity`, `workloads with bucket:read`. */
  readonly holder: string;
  /** Name of the role, as portals show it. */
  readonly role: string;
  /** When it is assigned. */
  readonly attached: string;
  /** Resource ids that it is assigned on. */
  readonly on: readonly string[];
  /** Condition of the assignment. @default - it has none */
  readonly condition?: Condition;
  readonly permissions: readonly ReviewedPermission[];
}

/** Actions with one reason between them. */
export interface ReviewedPermission {
  readonly actions: readonly string[];
  /** Actions on what is in a service, not on the service. */
  readonly dataActions: readonly string[];
  readonly phases: readonly Phase[];
  readonly reason: string;
  readonly neededBy: string;
  /** Why it is assigned on more than the one resource that it is for. @default - it is not */
  readonly unnamed?: string;
  /** Pages on which Azure lists every action of these providers. */
  readonly listedIn: readonly string[];
}
