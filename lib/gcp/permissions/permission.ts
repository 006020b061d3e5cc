import type { Bound, Phase } from '../../core/vendor-phases';
import type { Condition, NamedKind } from './conditions';

interface Needed {
  /** Permissions of IAM, in full: `container.clusters.get`. Custom roles take no wildcard. */
  readonly permissions: readonly string[];
  /** When they are needed. */
  readonly phases: readonly Phase[];
  /** Why they are needed. */
  readonly reason: string;
  /** What needs them. */
  readonly neededBy: string;
}

/** Bound on the project, and by name: the condition of the binding lets only resources of the installation through. */
export interface NamedPermission extends Needed {
  readonly on: 'named resources';
  /** Kind of resource that the condition names. */
  readonly kind: NamedKind;
}

/** Bound on the whole project. */
export interface ProjectPermission extends Needed {
  readonly on: 'project';
  /** Why no condition can name the resources. */
  readonly unnamed: string;
}

/** Bound on the service account of the nodes, and on no other. */
export interface NodeAccountPermission extends Needed {
  readonly on: 'node service account';
}

/** One permission as a reviewer reads it. Every custom role of the vendor is compiled from these records. */
export type Permission = NamedPermission | ProjectPermission | NodeAccountPermission;

/** A custom role of the vendor, and where and when it is bound. */
export interface RoleRecord extends Bound {
  /** Last part of the role's id: `install`, `install-named`. */
  readonly id: string;
  readonly title: string;
  /** What the role is for, in a sentence without its end. */
  readonly reason: string;
  /** What it is bound on. */
  readonly on: 'project' | 'node service account';
  /** Kinds of resource that the condition of its binding names. Empty where only the expiry is in it. */
  readonly names: readonly NamedKind[];
  readonly permissions: readonly Permission[];
}

/** A role as a reviewer meets it: who holds it, where, when, and under which condition. */
export interface PolicyRecord {
  /** Who holds it: `vendor`, `node service account`, `workloads with bucket:read`. */
  readonly holder: string;
  /** Id of a custom role, or the name of a role that Google keeps. */
  readonly role: string;
  /** When it is bound. */
  readonly attached: string;
  /** What it is bound on. */
  readonly on: string;
  /** Condition of the binding. @default - it has none */
  readonly condition?: Condition;
  readonly permissions: readonly ReviewedPermission[];
}

/** Permissions with one reason between them. */
export interface ReviewedPermission {
  readonly permissions: readonly string[];
  readonly phases: readonly Phase[];
  readonly reason: string;
  readonly neededBy: string;
  /** Why no condition names what they are for. @default - a condition or the resource of the binding does */
  readonly unnamed?: string;
}

/** Permissions of a custom role: each once, in the order of the alphabet, so that a change is one line. */
export function namesOfPermissions(records: readonly { readonly permissions: readonly string[] }[]): readonly string[] {
  return [...new Set(records.flatMap(({ permissions }) => permissions))].sort();
}
