import { attachedAs } from '../../core/vendor-phases';
import type { DeploymentContext } from './deployment/context';
import { type Grant, roleNameOf } from './grant';
import { operationsPages } from './operations';
import type { PolicyRecord } from './permission';
import type { Place } from './place';
import { vendorRoles } from './vendor-roles';

/** The vendor's roles as a reviewer meets them. */
export function vendorPolicies(context: DeploymentContext): readonly PolicyRecord[] {
  return vendorRoles(context).map(({ name, record, assignedOn }) => ({
    holder: 'vendor',
    role: name,
    attached: attachedAs(record),
    on: assignedOn,
    permissions: record.permissions.map(({ actions, phases, reason, neededBy }) => ({
      actions,
      dataActions: [],
      phases,
      reason,
      neededBy,
      listedIn: operationsPages(actions),
    })),
  }));
}

/** Roles of somebody else as a reviewer meets them: AKS, a workload, support, administrators. */
export function grantPolicies(holder: string, grants: readonly Grant[], place: Place): readonly PolicyRecord[] {
  return grants.map((grant) => ({
    holder,
    role: roleNameOf(grant, place),
    attached: grant.grantedBy === 'vendor' ? 'when the vendor grants it' : 'always',
    on: [grant.scope],
    ...(grant.condition === undefined ? {} : { condition: grant.condition }),
    permissions: [
      {
        actions: grant.actions,
        dataActions: grant.dataActions,
        phases: ['run'],
        reason: grant.reason,
        neededBy: grant.neededBy,
        ...(grant.unnamed === undefined ? {} : { unnamed: grant.unnamed }),
        listedIn: operationsPages([...grant.actions, ...grant.dataActions]),
      },
    ],
  }));
}
