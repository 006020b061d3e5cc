import { ROLE_GROUPS, type RoleGroup } from '../../../core/vendor-phases';
import type { RoleRecord, VendorScope } from '../permission';
import { clusterPermissions } from './cluster';
import type { DeploymentContext, Noun } from './context';
import { groupPermissions } from './group';
import { loadBalancerPermissions } from './load-balancers';
import { natPermissions } from './nat';
import { networkPermissions } from './network';
import { privateEndpointPermissions } from './private-endpoints';
import { privateZonePermissions } from './private-zones';
import { securityGroupPermissions } from './security-groups';

const NOUNS: readonly Noun[] = [
  groupPermissions,
  networkPermissions,
  natPermissions,
  securityGroupPermissions,
  clusterPermissions,
  loadBalancerPermissions,
  privateEndpointPermissions,
  privateZonePermissions,
];

/** What the roles of each group are for. */
const REASONS: Readonly<Record<RoleGroup['id'], string>> = {
  read: 'compares the data plane with what it should be, so that the vendor can plan a change',
  run: 'makes, changes and upgrades cluster and node pools',
  install: 'makes and changes network and private endpoints, while the environment allows it',
  delete: 'removes network, cluster and private endpoints, while the environment allows it',
};

/** Roles of a group by what they are assigned on, and what their names end with. */
const ASSIGNED_ON: readonly {
  readonly end: string;
  readonly on: VendorScope;
  readonly grantedIn: RoleRecord['grantedIn'];
}[] = [
  { end: '', on: 'data-plane group', grantedIn: 'bootstrap' },
  { end: '-subnets', on: 'cluster subnets', grantedIn: 'bootstrap' },
  { end: '-endpoint-subnet', on: 'endpoint subnet', grantedIn: 'bootstrap' },
  { end: '-defender', on: 'defender workspace', grantedIn: 'bootstrap' },
  { end: '-identities', on: 'cluster identities', grantedIn: 'custody' },
  { end: '-disks', on: 'disk encryption set', grantedIn: 'custody' },
  { end: '-accounts', on: 'storage accounts', grantedIn: 'custody' },
  { end: '-vault', on: 'key vault', grantedIn: 'custody' },
];

/** Custom roles of the vendor: one for each group and each thing that it is assigned on. */
export function deploymentRoles(context: DeploymentContext): readonly RoleRecord[] {
  const all = NOUNS.flatMap((noun) => noun(context));
  return ROLE_GROUPS.flatMap(({ id, phases, bound, modes }) =>
    ASSIGNED_ON.map(
      ({ end, on, grantedIn }): RoleRecord => ({
        id: `${id}${end}`,
        reason: REASONS[id],
        bound,
        modes,
        on,
        grantedIn,
        permissions: all.filter(
          (permission) => permission.on === on && permission.phases.some((phase) => phases.includes(phase)),
        ),
      }),
    ).filter(({ permissions }) => permissions.length > 0),
  );
}
