import { type CfnCondition, aws_ssm as ssm, Tags } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ENVIRONMENT_TAG, namesOf } from '../names';
import type { PolicyRecord } from '../permissions/permission';
import { both, type Optional, type Switch } from '../switch';
import { AwsDeploymentRole, type AwsDeploymentRoleProps } from './deployment-role';
import { AwsPermissionsBoundary, type AwsPermissionsBoundaryProps } from './permissions-boundary';
import { AwsVendorAccessRole, type AwsVendorAccessRoleProps } from './vendor-access-role';
import { VERSIONS } from './versions';

/** Who executes changes: the vendor, the customer after review, or the customer alone. */
export type AccessMode = 'managed' | 'approved' | 'self-managed';

const MODES: readonly string[] = ['managed', 'approved', 'self-managed'] satisfies AccessMode[];

/** A mode that is a parameter of the template. */
export interface AccessModeParameter {
  readonly value: string;
  /** Holds in mode `managed`. */
  readonly managed: CfnCondition;
  /** Holds in mode `managed` and `approved`. */
  readonly vendorAccess: CfnCondition;
}

export interface AwsBootstrapProps
  extends Omit<AwsDeploymentRoleProps, 'permissionsBoundary'>,
    AwsPermissionsBoundaryProps {
  /** Who executes changes. */
  readonly mode: AccessMode | AccessModeParameter;
  /**
   * Whom the vendor access role lets in.
   *
   * @default - nobody: there is no vendor access role
   */
  readonly vendor?: Pick<
    AwsVendorAccessRoleProps,
    'principals' | 'principalArnLike' | 'externalId' | 'expiresAt' | 'artifactPrefix'
  >;
  /**
   * ARN of a boundary of the customer's, for the roles made here; custody takes it for all others. Replaces ours.
   *
   * @default - custody's roles have the boundary made here, the roles made here have none
   */
  readonly permissionsBoundary?: Optional<string>;
}

/** Says who may act in an installation: the customer's first step, and the only one that gives anybody a right. */
export class AwsBootstrap extends Construct {
  public readonly deploymentRole: AwsDeploymentRole;
  /** @default - the customer has a boundary of its own */
  public readonly boundary?: AwsPermissionsBoundary;
  /** @default - the vendor is not let in */
  public readonly vendorAccessRole?: AwsVendorAccessRole;

  /** Every permission that is given here, with its reason. */
  public get policies(): readonly PolicyRecord[] {
    return [this.vendorAccessRole, this.deploymentRole, this.boundary].flatMap((part) => part?.policies ?? []);
  }

  /** @throws Error if the vendor access role would let in others than the named, or would not end when it says */
  public constructor(scope: Construct, id: string, props: AwsBootstrapProps) {
    super(scope, id);
    Tags.of(this).add(ENVIRONMENT_TAG, props.environmentId);
    const { mode, vendor, allowDelete, permissionsBoundary } = props;
    if (typeof mode === 'string' && !MODES.includes(mode)) {
      throw new Error(`${this.node.path}: 'mode' must be one of ${MODES.join(', ')}, got ${mode}`);
    }
    this.deploymentRole = new AwsDeploymentRole(this, 'DeploymentRole', props);
    if (typeof permissionsBoundary !== 'string') {
      this.boundary = new AwsPermissionsBoundary(this, 'Boundary', props);
    }
    const [value, managed, access]: [string, Switch, Switch] =
      typeof mode === 'string'
        ? [vendor === undefined ? 'self-managed' : mode, mode === 'managed', mode !== 'self-managed']
        : [mode.value, mode.managed, mode.vendorAccess];
    if (vendor !== undefined && access !== false) {
      this.vendorAccessRole = new AwsVendorAccessRole(this, 'VendorAccessRole', {
        ...vendor,
        environmentId: props.environmentId,
        mayExecute: managed,
        mayDelete: both(this, 'VendorMayDelete', managed, allowDelete),
        permissionsBoundary,
      });
      if (access !== true) this.vendorAccessRole.resource.cfnOptions.condition = access;
    }
    new ssm.CfnParameter(this, 'Stamp', {
      name: namesOf(props.environmentId).bootstrap.stamp,
      type: 'String',
      description: 'Version of the bootstrap that is in force, and who executes changes',
      value: `{"template":"${VERSIONS.template}","permissions":${VERSIONS.permissions},"mode":"${value}"}`,
    });
  }
}
