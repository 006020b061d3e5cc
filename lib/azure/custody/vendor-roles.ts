import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { drawVendorRoles, type VendorRolesProps } from '../draw-vendor-roles';
import type { Made } from './binding';

export interface AzureVendorRolesProps extends VendorRolesProps {
  /** Identities, disk encryption set and others that roles are assigned on, as far as they are made in the same stack. */
  readonly made: Made;
  /** What must be there before: custody's resource group. @default [] */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/**
 * What the vendor may do on what is custody's: lets it hand the two identities of the cluster to AKS, name the disk
 * encryption set, and connect private endpoints. Nothing of it leads to keys or data. The other roles are the bootstrap's:
 * what they are assigned on is there before.
 */
export class AzureVendorRoles extends Construct {
  /** Names of the roles that are assigned here. */
  public readonly assigned: readonly string[];

  public constructor(scope: Construct, id: string, props: AzureVendorRolesProps) {
    super(scope, id);
    this.assigned = drawVendorRoles(this, 'custody', props, props.made, props.dependsOn);
  }
}
