import { ROLE_GROUPS, type RoleGroup } from '../../../core/vendor-phases';
import type { Permission, RoleRecord } from '../permission';
import { clusterPermissions } from './cluster';
import type { DeploymentContext, Noun } from './context';
import { controlPlaneEndpointPermissions } from './control-plane-endpoint';
import { firewallPermissions } from './firewall';
import { googleApisEndpointPermissions } from './google-apis-endpoint';
import { loadBalancerPermissions } from './load-balancers';
import { natPermissions } from './nat';
import { networkPermissions } from './network';
import { operationPermissions } from './operations';
import { serviceDirectoryPermissions } from './service-directory';

const NOUNS: readonly Noun[] = [
  operationPermissions,
  networkPermissions,
  natPermissions,
  firewallPermissions,
  clusterPermissions,
  loadBalancerPermissions,
  googleApisEndpointPermissions,
  controlPlaneEndpointPermissions,
  serviceDirectoryPermissions,
];

/** What the roles of each group are for. */
const REASONS: Readonly<Record<RoleGroup['id'], string>> = {
  read: 'compares the data plane with what it should be, so that the vendor can plan a change',
  run: 'changes and upgrades cluster and node pools',
  install: 'makes and changes network, cluster and addresses, while the environment allows it',
  delete: 'removes network, cluster and addresses, while the environment allows it',
};

/** Roles of a group by what they are bound on, and what their names end with. */
const BOUND_ON: readonly {
  readonly end: string;
  readonly where: Permission['on'];
  readonly on: RoleRecord['on'];
  readonly title: string;
}[] = [
  { end: '', where: 'project', on: 'project', title: 'in the project' },
  { end: '-named', where: 'named resources', on: 'project', title: 'on resources of the installation' },
  {
    end: '-nodes',
    where: 'node service account',
    on: 'node service account',
    title: 'as the service account of nodes',
  },
];

/** Custom roles of the vendor. What needs a condition by name and what cannot have one are roles apart. */
export function deploymentRoles(context: DeploymentContext): readonly RoleRecord[] {
  const all = NOUNS.flatMap((noun) => noun(context));
  return ROLE_GROUPS.flatMap(({ id, phases, bound, modes }) =>
    BOUND_ON.map(({ end, where, on, title }): RoleRecord => {
      const permissions = all.filter(
        (permission) => permission.on === where && permission.phases.some((phase) => phases.includes(phase)),
      );
      const kinds = permissions.flatMap((permission) => ('kind' in permission ? [permission.kind] : []));
      return {
        id: `${id}${end}`,
        title: `${id}, ${title}`,
        reason: REASONS[id],
        bound,
        modes,
        on,
        names: [...new Set(kinds)],
        permissions,
      };
    }).filter(({ permissions }) => permissions.length > 0),
  );
}
