import { namesOf } from '../names';
import type { Grant } from './grant';
import { namesOfPermissions } from './permission';

/** A custom role as Google Cloud takes it. */
export interface CustomRole {
  /** Id of the project that the role is made in: it can be bound there and nowhere else. */
  readonly project: string;
  /** Id within the project: letters, digits and underscores, 64 at most. */
  readonly id: string;
  /** Resource name, by which bindings name it: `projects/P/roles/<id>`. */
  readonly name: string;
  /** At most 100 letters. */
  readonly title: string;
  /** At most 256 letters. */
  readonly description: string;
  /** Each once, in the order of the alphabet. */
  readonly permissions: readonly string[];
}

/** What a custom role says before it has the names of an installation. */
export interface RoleText {
  /** Last part of its id: `install-named`. */
  readonly id: string;
  readonly title: string;
  readonly reason: string;
  readonly permissions: readonly { readonly permissions: readonly string[] }[];
}

/** A custom role of an installation. */
export function customRole(environmentId: string, project: string, role: RoleText): CustomRole {
  const names = namesOf(environmentId, project);
  return {
    project,
    id: names.roleId(role.id),
    name: names.role(role.id),
    title: `byoc ${environmentId}: ${role.title}`,
    description: role.reason,
    permissions: namesOfPermissions(role.permissions),
  };
}

/** The custom role that a grant binds; undefined where it is one of Google's. */
export function roleOfGrant(grant: Grant, environmentId: string, project: string): CustomRole | undefined {
  if (grant.kind === 'predefined') return undefined;
  const home = grant.on === 'metrics project' ? (grant.target ?? project) : project;
  const { role: id, reason } = grant;
  return customRole(environmentId, home, { id, title: id, reason, permissions: [grant] });
}

/** The custom roles that grants bind, each once: a capability has one role, whoever has it. */
export function rolesOfGrants(grants: readonly Grant[], environmentId: string, project: string): readonly CustomRole[] {
  const roles = grants.flatMap((grant) => roleOfGrant(grant, environmentId, project) ?? []);
  return [...new Map(roles.map((role) => [role.name, role])).values()];
}
