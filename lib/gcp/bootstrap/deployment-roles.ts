import { ProjectIamMember } from '@cdktf/provider-google/lib/project-iam-member';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { pascalCase } from '../../core/names';
import { isBound, type VendorAccess } from '../../core/vendor-phases';
import { drawRole } from '../draw-role';
import type { DeploymentContext } from '../permissions/deployment/context';
import { vendorRoles } from '../permissions/vendor-roles';
import { checkProps } from './check-props';

export interface GcpDeploymentRolesProps {
  /** What the roles are written with; no tokens. */
  readonly context: DeploymentContext;
  /** Which of them are bound. */
  readonly access: VendorAccess;
  /**
   * Whom they are bound to: `serviceAccount:...`.
   *
   * @default - nobody; the customer may bind its own deployer to them
   */
  readonly member?: string;
  /** What must be there before: the APIs. @default [] */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/**
 * What may be done to the data plane, as custom roles per phase, and to whom they are bound now. Roles are made in every
 * mode: the id of a deleted one cannot be had again for weeks, while a binding comes and goes at once. A change of the
 * expiry takes a binding away before it makes the new one: for so long, whom it is for may not do what it says.
 */
export class GcpDeploymentRoles extends Construct {
  /** Resource names of the roles that are bound here. */
  public readonly bound: readonly string[];

  /** @throws Error if a prop is not what it should be: it would open more than it says */
  public constructor(scope: Construct, id: string, props: GcpDeploymentRolesProps) {
    super(scope, id);
    const { context, access, member, dependsOn = [] } = props;
    const { environmentId, project, expiresAt } = context;
    checkProps(this, { environmentId, project, mode: access.mode }, { expiresAt });
    this.bound = vendorRoles(context).flatMap((role) => {
      const made = drawRole(this, pascalCase(role.record.id), role, dependsOn);
      // Custody binds the one for the account of the nodes, which it makes.
      if (member === undefined || role.record.on !== 'project' || !isBound(role.record, access)) return [];
      new ProjectIamMember(this, `Bind${pascalCase(role.record.id)}`, {
        project,
        role: made.id,
        member,
        ...(role.condition === undefined ? {} : { condition: role.condition }),
      });
      return [role.name];
    });
  }
}
