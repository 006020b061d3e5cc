import type { AwsBootstrapStack } from '../../lib/aws/bootstrap/bootstrap-stack';
import type { Permission } from '../../lib/aws/permissions/permission';
import {
  clusterPermissions,
  flowLogPermissions,
  nodeShellPermissions,
  supportPermissions,
  volumePermissions,
} from '../../lib/aws/permissions/roles';
import type { DataPlaneConfig } from '../../lib/core/resolve-config';
import type { Place } from '../../scripts/access/template';
import { type Installation, synthesize } from './aws';
import { type Document, type EvaluatedResource, evaluated, inlinePolicies } from './evaluated';
import { CAPABILITY_IDS, permissionsOf, ROLE_CONTEXT } from './permissions';

/** A policy of an installation, with the name of who has it. */
export interface RenderedPolicy {
  readonly name: string;
  readonly document: Document;
}

export interface RenderedPolicies {
  /** By the name of the policy. */
  readonly managed: readonly RenderedPolicy[];
  /** Inline policies of each role. */
  readonly inline: readonly { readonly role: string; readonly policies: readonly RenderedPolicy[] }[];
  /** By the name of the role. */
  readonly trust: readonly RenderedPolicy[];
}

/** Every policy of bootstrap and custody, as CloudFormation makes it. */
export function renderedPolicies(config: DataPlaneConfig<'aws'>, place: Partial<Place> = {}): RenderedPolicies {
  return policiesOf(synthesize(config), place);
}

export function policiesOf({ bootstrap, custody }: Installation, place: Partial<Place>): RenderedPolicies {
  const resources = [bootstrap, custody].flatMap((stack) => Object.values(evaluated(stack, {}, place)));
  const ofType = (type: string) => resources.filter((resource: EvaluatedResource) => resource.type === type);
  const roles = ofType('AWS::IAM::Role').map(({ properties }) => properties);
  return {
    managed: ofType('AWS::IAM::ManagedPolicy').map(({ properties }) => ({
      name: properties.ManagedPolicyName,
      document: properties.PolicyDocument,
    })),
    inline: roles.map((role) => ({
      role: role.RoleName,
      policies: Object.entries(inlinePolicies(role)).map(([name, document]) => ({
        name: `${role.RoleName} ${name}`,
        document,
      })),
    })),
    trust: roles.map((role) => ({ name: role.RoleName, document: role.AssumeRolePolicyDocument })),
  };
}

/** Records of the permissions that custody gives, written for some installation. */
export function custodyRecords(): readonly Permission[] {
  return [
    ...clusterPermissions(ROLE_CONTEXT),
    ...nodeShellPermissions(),
    ...flowLogPermissions(ROLE_CONTEXT),
    ...volumePermissions(ROLE_CONTEXT),
    ...supportPermissions(ROLE_CONTEXT),
    ...CAPABILITY_IDS.flatMap((id) => permissionsOf(id)),
  ];
}

/** Records of the permissions that a bootstrap gives. */
export function bootstrapRecords({ bootstrap }: AwsBootstrapStack): readonly Permission[] {
  return bootstrap.policies.flatMap(({ permissions }) => permissions);
}
