import { before, type Condition, conditionOf, named } from './conditions';
import { type CustomRole, customRole } from './custom-role';
import { deploymentRoles } from './deployment';
import type { DeploymentContext } from './deployment/context';
import type { Mode, RoleRecord } from './permission';

/** A custom role of the vendor, and how it is bound to the vendor's service account. */
export interface VendorRole extends CustomRole {
  /** What it is made from. */
  readonly record: RoleRecord;
  /** Condition of its binding: the expiry, and the names of resources that it is for. @default - none */
  readonly condition?: Condition;
}

/**
 * Every custom role of the vendor, whatever is bound today: the id of a deleted role cannot be had again for weeks, so
 * switches and modes add and remove bindings only. https://cloud.google.com/iam/docs/creating-custom-roles
 */
export function vendorRoles(context: DeploymentContext): readonly VendorRole[] {
  const { environmentId, project, expiresAt } = context;
  return deploymentRoles(context).map((record) => {
    const condition = conditionOf(`byoc ${environmentId} ${record.id}`, [
      record.names.length === 0 ? undefined : named(record.names, context),
      expiresAt === undefined ? undefined : before(expiresAt),
    ]);
    return {
      ...customRole(environmentId, project, record),
      record,
      ...(condition === undefined ? {} : { condition }),
    };
  });
}

/** What of the environment decides which roles are bound. */
export interface VendorAccess {
  readonly mode: Mode;
  readonly allowInstall: boolean;
  readonly allowDelete: boolean;
}

/** Whether a role is bound under this access. */
export function isBound({ bound, modes }: RoleRecord, { mode, allowInstall, allowDelete }: VendorAccess): boolean {
  if (!modes.includes(mode)) return false;
  switch (bound) {
    case 'always':
      return true;
    case 'install':
      return allowInstall;
    case 'delete':
      return allowDelete;
  }
}
