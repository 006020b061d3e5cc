import { ProjectIamCustomRole } from '@cdktf/provider-google/lib/project-iam-custom-role';
import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import { type CustomRole, roleOfGrant } from './permissions/custom-role';
import type { Grant } from './permissions/grant';

/** Makes a custom role. */
export function drawRole(
  scope: Construct,
  id: string,
  role: CustomRole,
  dependsOn: readonly ITerraformDependable[] = [],
): ProjectIamCustomRole {
  return new ProjectIamCustomRole(scope, id, {
    project: role.project,
    roleId: role.id,
    title: role.title,
    description: role.description,
    permissions: [...role.permissions],
    stage: 'GA',
    ...(dependsOn.length === 0 ? {} : { dependsOn: [...dependsOn] }),
  });
}

/** Resource name of the role that a grant binds; it is made here, unless Google keeps it. */
export function drawRoleOf(
  scope: Construct,
  grant: Grant,
  { environmentId, project }: { readonly environmentId: string; readonly project: string },
  dependsOn: readonly ITerraformDependable[] = [],
): string {
  const role = roleOfGrant(grant, environmentId, project);
  return role === undefined ? grant.role : drawRole(scope, role.id, role, dependsOn).name;
}
