import { before, type Condition, conditionOf, named } from './conditions';
import { type CustomRole, customRole } from './custom-role';
import { deploymentRoles } from './deployment';
import type { DeploymentContext } from './deployment/context';
import type { RoleRecord } from './permission';

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
