import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { drawVendorRoles, type VendorRolesProps } from '../draw-vendor-roles';
import { checkProps } from './check-props';

export interface AzureDeploymentRolesProps extends VendorRolesProps {
  /** What must be there before: the resource group of the data plane. @default [] */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/**
 * What may be done to the data plane, as custom roles per phase at its resource group, and to whom they are assigned now.
 * None of them can assign a role. Each stands in every mode: a switch takes away assignments and nothing else. Roles on
 * what custody makes are custody's: `AzureVendorRoles`.
 */
export class AzureDeploymentRoles extends Construct {
  /** Names of the roles that are assigned here. */
  public readonly assigned: readonly string[];

  /** @throws Error if a prop is not what it should be: it would open more than it says */
  public constructor(scope: Construct, id: string, props: AzureDeploymentRolesProps) {
    super(scope, id);
    const { context, access, principalId, dependsOn } = props;
    const { environmentId, subscription } = context;
    checkProps(
      this,
      { environmentId, subscription, mode: access.mode },
      { expiresAt: access.expiresAt, objectId: principalId },
    );
    this.assigned = drawVendorRoles(this, 'bootstrap', props, {}, dependsOn);
  }
}
