import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import { shortHash } from '../core/derived-names';
import { pascalCase } from '../core/names';
import { isBound, type VendorAccess } from '../core/vendor-phases';
import { assignUntil, drawRole, type Expiry } from './draw-role';
import type { DeploymentContext } from './permissions/deployment/context';
import type { RoleRecord } from './permissions/permission';
import { vendorRoles } from './permissions/vendor-roles';

export interface VendorRolesProps {
  /** What the roles are written with; no tokens. */
  readonly context: DeploymentContext;
  /** Which of them are assigned, and until when. */
  readonly access: VendorAccess & Expiry;
  /**
   * Object id of the service principal that they are assigned to.
   *
   * @default - nobody; the customer may assign them to a deployer of its own
   */
  readonly principalId?: string;
}

/**
 * Makes the vendor's roles on what one stack makes, and assigns those that access gives now. Roles are made in every mode:
 * then a switch takes away assignments and nothing else.
 *
 * @param made what is made in the same stack, by its resource id; `dependsOn` is waited for by every role
 * @returns names of the roles that are assigned
 */
export function drawVendorRoles(
  scope: Construct,
  grantedIn: RoleRecord['grantedIn'],
  { context, access, principalId }: VendorRolesProps,
  made: Readonly<Record<string, ITerraformDependable>>,
  dependsOn: readonly ITerraformDependable[] = [],
): readonly string[] {
  const roles = vendorRoles(context).filter(({ record }) => record.grantedIn === grantedIn);
  return roles.flatMap((role) => {
    const id = pascalCase(role.record.id);
    const definition = drawRole(scope, id, role, { dependsOn });
    if (principalId === undefined || !isBound(role.record, access)) return [];
    for (const on of role.assignedOn) {
      const there = made[on];
      const assignment = {
        role: role.id,
        principalId,
        principalType: 'ServicePrincipal',
        on,
        reason: role.description,
        dependsOn: [definition, ...(there === undefined ? [] : [there])],
      } as const;
      assignUntil(scope, `Bind${id}-${shortHash(on, 6)}`, assignment, access);
    }
    return [role.name];
  });
}
