import { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import { Construct } from 'constructs';
import type { VendorRolesProps } from '../draw-vendor-roles';
import { BOOTSTRAP_TAG, namesOf } from '../names';
import type { PolicyRecord } from '../permissions/permission';
import { vendorPolicies } from '../permissions/policies';
import { AzureDeploymentRoles } from './deployment-roles';
import { AzureDetections } from './detections';
import { AzureVendorAccess, type VendorIdentity } from './vendor-access';
import { VERSIONS } from './versions';

export interface AzureBootstrapProps extends Omit<VendorRolesProps, 'principalId'> {
  /** Region of the resource groups. */
  readonly region: string;
  /** Tags of everything that takes some. */
  readonly tags: Readonly<Record<string, string>>;
  /**
   * Who the vendor is.
   *
   * @default - nobody: no role is assigned
   */
  readonly vendor?: VendorIdentity;
  /**
   * Who is told of what is detected.
   *
   * @default - nobody; alerts are seen in the portal
   */
  readonly detectionsEmail?: string;
}

/**
 * Says who may act in an installation: the customer's first step. It makes the one resource group that the vendor may
 * act in, empty, and one of the customer's for what the vendor must not touch.
 */
export class AzureBootstrap extends Construct {
  public readonly deploymentRoles: AzureDeploymentRoles;
  public readonly detections: AzureDetections;
  /** @default - the vendor is not let in */
  public readonly vendorAccess?: AzureVendorAccess;
  /** Which version of the bootstrap is in force, and who executes changes, as JSON. The vendor reads it as a tag of its group. */
  public readonly stamp: string;
  /** Every permission that is given here or by custody, or would be in another mode or phase, with its reason. */
  public readonly policies: readonly PolicyRecord[];

  /** @throws Error if the vendor's identity is not exactly one, or if its access would not end when it says */
  public constructor(scope: Construct, id: string, props: AzureBootstrapProps) {
    super(scope, id);
    const { context, access, region, tags, vendor, detectionsEmail } = props;
    const { environmentId, subscription } = context;
    const names = namesOf(environmentId, subscription);
    const mode = vendor === undefined ? 'self-managed' : access.mode;
    this.stamp = JSON.stringify({ ...VERSIONS, mode });
    const dataPlane = new ResourceGroup(this, 'DataPlane', {
      name: names.dataPlaneGroup,
      location: region,
      tags: { ...tags, [BOOTSTRAP_TAG]: this.stamp },
    });
    const own = new ResourceGroup(this, 'Own', { name: names.bootstrapGroup, location: region, tags: { ...tags } });
    const place = { environmentId, subscription, region, tags, resourceGroup: own.name };
    if (vendor !== undefined && mode !== 'self-managed') {
      this.vendorAccess = new AzureVendorAccess(this, 'VendorAccess', { ...place, identity: vendor });
    }
    this.deploymentRoles = new AzureDeploymentRoles(this, 'DeploymentRoles', {
      context,
      access,
      ...(this.vendorAccess === undefined ? {} : { principalId: this.vendorAccess.principalId }),
      dependsOn: [dataPlane],
    });
    this.detections = new AzureDetections(this, 'Detections', {
      ...place,
      watched: [names.dataPlaneGroup, names.custodyGroup, names.bootstrapGroup, names.nodeGroup],
      ...(detectionsEmail === undefined ? {} : { email: detectionsEmail }),
    });
    this.policies = vendorPolicies(context);
  }
}
