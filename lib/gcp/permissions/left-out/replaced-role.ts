import type { CapabilityId } from '../../../core/capabilities';

/** Permissions of a role that comparable products ask for, and that nobody gets here. */
export interface LeftOut {
  /**
   * One permission in full, all that begin alike (`container.secrets.*`) or all that end alike (`*.setIamPolicy`). It stands
   * for what no row above it names and the roles that took the place do not hold; `*` for the rest.
   */
  readonly permissions: string;
  /** Why nobody has them. */
  readonly why: string;
}

/** A role of Google's that comparable products ask for on the whole project, and what takes its place. */
export interface ReplacedRole {
  /** Name of the role. */
  readonly role: string;
  /** What takes its place. */
  readonly replacedBy: string;
  /** Capabilities that do. @default - roles of the vendor do, or nothing */
  readonly capabilities?: readonly CapabilityId[];
  readonly leftOut: readonly LeftOut[];
}

export const LOOKS_ELSEWHERE: LeftOut = {
  permissions: '*.list',
  why: 'the vendor reads what it manages, one by one; what else is in the project is none of its business',
};

export const ROOM: LeftOut = {
  permissions: 'serviceusage.*',
  why: 'the bootstrap turns APIs on, by the customer; quotas are asked by the customer',
};

export const PROJECT: LeftOut = {
  permissions: 'resourcemanager.*',
  why: 'nothing that Terraform draws in the data plane reads the project',
};
