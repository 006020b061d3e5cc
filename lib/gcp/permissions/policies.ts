import { attachedAs } from '../../core/vendor-phases';
import { namesOf } from '../names';
import type { Place } from './conditions';
import { roleOfGrant } from './custom-role';
import type { DeploymentContext } from './deployment/context';
import type { Grant } from './grant';
import type { Permission, PolicyRecord, ReviewedPermission } from './permission';
import { vendorRoles } from './vendor-roles';

/** The vendor's roles as a reviewer meets them. */
export function vendorPolicies(context: DeploymentContext): readonly PolicyRecord[] {
  const { nodeAccount } = namesOf(context.environmentId, context.project);
  return vendorRoles(context).map(({ id, record, condition }) => ({
    holder: 'vendor',
    role: id,
    attached: attachedAs(record),
    on: record.on === 'project' ? `project ${context.project}` : `service account ${nodeAccount.email}`,
    ...(condition === undefined ? {} : { condition }),
    permissions: record.permissions.map(reviewed),
  }));
}

/** Roles of somebody else as a reviewer meets them: nodes, a workload, support, administrators. */
export function grantPolicies(
  holder: string,
  grants: readonly Grant[],
  { environmentId, project }: Pick<Place, 'environmentId' | 'project'>,
): readonly PolicyRecord[] {
  return grants.map((grant) => ({
    holder,
    role: roleOfGrant(grant, environmentId, project)?.id ?? grant.role,
    attached: grant.grantedBy === 'vendor' ? 'when the vendor grants it' : 'always',
    on: grant.on === 'project' ? `project ${project}` : `${grant.on} ${grant.target}`,
    ...(grant.condition === undefined ? {} : { condition: grant.condition }),
    permissions: [
      {
        permissions: grant.permissions,
        phases: ['run'],
        reason: grant.reason,
        neededBy: grant.neededBy,
        ...(grant.unnamed === undefined ? {} : { unnamed: grant.unnamed }),
      },
    ],
  }));
}

function reviewed(permission: Permission): ReviewedPermission {
  const { permissions, phases, reason, neededBy } = permission;
  return { permissions, phases, reason, neededBy, ...('unnamed' in permission ? { unnamed: permission.unnamed } : {}) };
}
