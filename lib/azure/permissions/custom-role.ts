import { namesOf, resourceIdsOf } from '../names';
import type { Grant } from './grant';
import type { Place } from './place';

/** A custom role as Azure takes it. It never holds a wildcard, nor an exception from one. */
export interface CustomRole {
  /** The GUID that is a part of its id: the same in each synthesis, and another for every installation. */
  readonly guid: string;
  /** Resource id, by which assignments name it. */
  readonly id: string;
  /** Name as portals show it; unique in the tenant. */
  readonly name: string;
  /** At most 2,048 letters. */
  readonly description: string;
  /**
   * Resource groups that it can be assigned in, or on something in them; it is made in the first. Azure takes no narrower
   * ones: https://learn.microsoft.com/azure/role-based-access-control/role-definitions#assignablescopes
   */
  readonly assignableScopes: readonly [string, ...string[]];
  /** Each once, in the order of the alphabet. */
  readonly actions: readonly string[];
  /** The same, on what is in a service. */
  readonly dataActions: readonly string[];
}

/** What a custom role says before it has the names of an installation. */
export interface RoleText {
  /** Last part of its name: `install-endpoints`. */
  readonly id: string;
  readonly reason: string;
  readonly permissions: readonly { readonly actions: readonly string[]; readonly dataActions?: readonly string[] }[];
}

/** A custom role of an installation, for what it is assigned on. */
export function customRole(
  { environmentId, subscription }: Place,
  home: 'data plane' | 'custody',
  { id, reason, permissions }: RoleText,
  assignedOn: readonly string[],
): CustomRole {
  const names = namesOf(environmentId, subscription);
  const ids = resourceIdsOf(environmentId, subscription);
  const group = home === 'custody' ? ids.custodyGroup : ids.dataPlaneGroup;
  const others = assignedOn.map(resourceGroupOf).filter((other) => other.toLowerCase() !== group.toLowerCase());
  return {
    guid: names.roleGuid(id),
    id: ids.role(id),
    name: names.roleName(id),
    description: reason,
    assignableScopes: [group, ...sorted(others)],
    actions: sorted(permissions.flatMap(({ actions }) => actions)),
    dataActions: sorted(permissions.flatMap(({ dataActions = [] }) => dataActions)),
  };
}

/** The custom roles that grants assign, each once: a capability has one role, whoever has it. Custody makes them. */
export function rolesOfGrants(grants: readonly Grant[], place: Place): readonly CustomRole[] {
  const ours = grants.filter(({ kind, grantedBy }) => kind === 'custom' && grantedBy === 'customer');
  return sorted(ours.map(({ role }) => role)).map((id) => {
    const same = ours.filter(({ role }) => role === id);
    const [{ reason } = { reason: '' }] = same;
    return customRole(
      place,
      'custody',
      { id, reason, permissions: same },
      same.map(({ scope }) => scope),
    );
  });
}

/** Resource id of the resource group that something is in; of a resource group itself, that. */
export function resourceGroupOf(resourceId: string): string {
  return resourceId.split('/').slice(0, 5).join('/');
}

function sorted(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}
