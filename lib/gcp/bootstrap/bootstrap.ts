import { Construct } from 'constructs';
import type { VendorAccess } from '../../core/vendor-phases';
import { drawRoleOf } from '../draw-role';
import { actingGrant } from '../permissions/acting';
import type { DeploymentContext } from '../permissions/deployment/context';
import type { PolicyRecord } from '../permissions/permission';
import { GcpAuditLogs } from './audit-logs';
import { GcpDeploymentRoles } from './deployment-roles';
import { bootstrapPolicies } from './policies';
import { GcpRequiredApis, type OptionalApi } from './required-apis';
import { GcpVendorAccess, type VendorIdentity } from './vendor-access';
import { VERSIONS } from './versions';

export interface GcpBootstrapProps {
  /** Where the installation is, and what of it decides the permissions of the roles; no tokens. */
  readonly context: DeploymentContext;
  /** Number of the project. */
  readonly projectNumber: string;
  /** Who executes changes, and which switches are on. */
  readonly access: VendorAccess;
  /**
   * Who the vendor is.
   *
   * @default - nobody: there is no vendor account
   */
  readonly vendor?: VendorIdentity;
  /** Services whose Data Access audit logs are turned on. What the project has set for them is replaced. */
  readonly dataAccessLogs: readonly string[];
  /** APIs beside those that every installation uses. */
  readonly optionalApis: readonly OptionalApi[];
}

/** APIs that the bootstrap itself calls. */
const CALLED = ['cloudresourcemanager.googleapis.com', 'iam.googleapis.com', 'sts.googleapis.com'];

/** Says who may act in an installation: the customer's first step, and the only one that gives anybody a right. */
export class GcpBootstrap extends Construct {
  public readonly requiredApis: GcpRequiredApis;
  public readonly deploymentRoles: GcpDeploymentRoles;
  public readonly auditLogs: GcpAuditLogs;
  /** @default - the vendor is not let in */
  public readonly vendorAccess?: GcpVendorAccess;
  /** Which version of the bootstrap is in force, and who executes changes, as JSON. The vendor reads it in its account. */
  public readonly stamp: string;
  /** Every permission that is given here, or would be in another mode or phase, with its reason. */
  public readonly policies: readonly PolicyRecord[];

  /** @throws Error if the vendor's identity is not exactly one, or if its access would not end when it says */
  public constructor(scope: Construct, id: string, props: GcpBootstrapProps) {
    super(scope, id);
    const { context, projectNumber, access, vendor, dataAccessLogs, optionalApis } = props;
    const { environmentId, project, expiresAt } = context;
    const mode = vendor === undefined ? 'self-managed' : access.mode;
    this.stamp = JSON.stringify({ ...VERSIONS, mode });
    this.requiredApis = new GcpRequiredApis(this, 'RequiredApis', { project, optional: optionalApis });
    const dependsOn = CALLED.flatMap((service) => this.requiredApis.services[service] ?? []);
    // As the deployment roles, it is made in every mode.
    const role = drawRoleOf(this, actingGrant('vendor', context, expiresAt), context, dependsOn);
    if (vendor !== undefined && mode !== 'self-managed') {
      this.vendorAccess = new GcpVendorAccess(this, 'VendorAccess', {
        environmentId,
        project,
        projectNumber,
        identity: vendor,
        description: this.stamp,
        role,
        ...(expiresAt === undefined ? {} : { expiresAt }),
        dependsOn,
      });
    }
    this.deploymentRoles = new GcpDeploymentRoles(this, 'DeploymentRoles', {
      context,
      access,
      ...(this.vendorAccess === undefined ? {} : { member: this.vendorAccess.member }),
      dependsOn,
    });
    this.auditLogs = new GcpAuditLogs(this, 'AuditLogs', { project, services: dataAccessLogs, dependsOn });
    this.policies = bootstrapPolicies(context);
  }
}
