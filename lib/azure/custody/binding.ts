import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import { shortHash } from '../../core/derived-names';
import { assign, type Drawing, drawRole } from '../draw-role';
import { rolesOfGrants } from '../permissions/custom-role';
import { type Grant, roleIdOf } from '../permissions/grant';
import type { Place } from '../permissions/place';

/** What is made in the same stack, by its resource id: a role can be assigned on it once it is there. */
export type Made = Readonly<Record<string, ITerraformDependable>>;

/** Makes the custom roles of grants, each once however many have it, by their resource ids. */
export function drawRoles(scope: Construct, grants: readonly Grant[], place: Place, drawing: Drawing = {}): Made {
  const ids = [...new Set(grants.filter(({ kind }) => kind === 'custom').map(({ role }) => role))];
  return Object.fromEntries(
    ids
      .flatMap((id) =>
        rolesOfGrants(
          grants.filter(({ role }) => role === id),
          place,
        ).map((role) => [id, role] as const),
      )
      .map(([id, role]) => [role.id, drawRole(scope, `Role-${id}`, role, drawing)]),
  );
}

export interface BindingProps extends Pick<Drawing, 'kept'> {
  readonly place: Place;
  /** Object id of who gets them. */
  readonly principalId: string;
  readonly principalType: 'ServicePrincipal' | 'Group';
  /** Roles, and what they are assigned on, as far as they are made in the same stack. */
  readonly made: Made;
}

/** Assigns what the customer grants, each once. What the vendor grants is left to the vendor. */
export function bindAll(scope: Construct, grants: readonly Grant[], props: BindingProps): ITerraformDependable[] {
  const { place, principalId, principalType, made, kept = false } = props;
  const ours = grants.filter(({ grantedBy }) => grantedBy === 'customer');
  return [...new Map(ours.map((grant) => [bindingId(grant), grant]))].map(([id, grant]) => {
    const role = roleIdOf(grant, place);
    return assign(scope, id, {
      role,
      principalId,
      principalType,
      on: grant.scope,
      reason: grant.reason,
      ...(grant.condition === undefined ? {} : { condition: grant.condition }),
      dependsOn: [made[role], made[grant.scope]].filter((each) => each !== undefined),
      kept,
    });
  });
}

/** The same as long as role and scope are: neither has a name that is short and tells it from all others. */
function bindingId({ role, scope }: Grant): string {
  return `${role.replaceAll(' ', '-')}-${shortHash(scope, 6)}`;
}
