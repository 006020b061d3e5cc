import type { Mode, Phase } from '../../../core/vendor-phases';
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

/** What one role of each kind is for. Run and upgrade are one. */
const GROUPS: readonly {
  readonly id: string;
  readonly phases: readonly Phase[];
  readonly bound: RoleRecord['bound'];
  readonly modes: readonly Mode[];
  readonly reason: string;
}[] = [
  {
    id: 'read',
    phases: ['read'],
    bound: 'always',
    modes: ['managed', 'approved'],
    reason: 'compares the data plane with what it should be, so that the vendor can plan a change',
  },
  {
    id: 'run',
    phases: ['run', 'upgrade'],
    bound: 'always',
    modes: ['managed'],
    reason: 'changes and upgrades cluster and node pools',
  },
  {
    id: 'install',
    phases: ['install'],
    bound: 'install',
    modes: ['managed'],
    reason: 'makes and changes network, cluster and addresses, while the environment allows it',
  },
  {
    id: 'delete',
    phases: ['delete'],
    bound: 'delete',
    modes: ['managed'],
    reason: 'removes network, cluster and addresses, while the environment allows it',
  },
];

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
  return GROUPS.flatMap(({ id, phases, bound, modes, reason }) =>
    BOUND_ON.map(({ end, where, on, title }): RoleRecord => {
      const permissions = all.filter(
        (permission) => permission.on === where && permission.phases.some((phase) => phases.includes(phase)),
      );
      const kinds = permissions.flatMap((permission) => ('kind' in permission ? [permission.kind] : []));
      return {
        id: `${id}${end}`,
        title: `${id}, ${title}`,
        reason,
        bound,
        modes,
        on,
        names: [...new Set(kinds)],
        permissions,
      };
    }).filter(({ permissions }) => permissions.length > 0),
  );
}
