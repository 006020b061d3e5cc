import { once } from '../once';
import { type Deployment, roomsOf } from '../terraform-facts/deployment';
import { list, single } from '../terraform-facts/read';
import type { Block } from '../terraform-facts/room';

/** Somebody, and what they may do on what. */
export interface Binding {
  /** Object id, or the reference to it. */
  readonly principal: string;
  /** GUID of the role; of what is written by name, the name. */
  readonly role: string;
  /** What the role holds, where it is made here; else the role itself. Of what is in a service, with `data:` before it. */
  readonly permissions: readonly string[];
  /** Resource id of what it is on. */
  readonly on: string;
  /** Expression of its condition. Empty: it has none. */
  readonly condition: string;
  /** When it ends by itself. Undefined: it does not. */
  readonly endsAt: string | undefined;
}

/** What the vendor is asked to grant, as the output of the grants says it. */
export interface VendorGrant {
  readonly role: string;
  readonly dataActions: readonly string[];
  readonly resource: string;
  readonly condition?: { readonly version: string; readonly expression: string };
  readonly issuer: string;
  readonly subject: string;
}

/** Every role that is assigned in every room, for good or for a time. */
export const bindingsOf = once((deployment: Deployment<'azure'>): readonly Binding[] => {
  const made = customRoles(deployment);
  return roomsOf(deployment)
    .flatMap(({ resources }) => resources)
    .filter(({ type }) => /^azurerm_\w*role_assignment$/.test(type))
    .map(({ block }): Binding => {
      const role = block.role_definition_id?.split('/').at(-1) ?? block.role_definition_name;
      return {
        principal: block.principal_id,
        role,
        permissions: made.get(role) ?? [role],
        on: block.scope,
        condition: block.condition ?? '',
        endsAt: single(single(block.schedule)?.expiration)?.end_date_time,
      };
    });
});

/** Permissions of each role that is made here, by GUID. */
const customRoles = once((deployment: Deployment<'azure'>): ReadonlyMap<string, readonly string[]> => {
  const roles = roomsOf(deployment).flatMap((room) => room.all('azurerm_role_definition'));
  return new Map(roles.map(({ block }) => [block.role_definition_id, permissionsIn(block)]));
});

/** What a custom role holds. Exceptions are not read: no role here needs one. */
export function permissionsIn({ permissions }: Block): string[] {
  return list(permissions).flatMap(({ actions, data_actions }) => [
    ...list(actions),
    ...list(data_actions).map((action) => `data:${action}`),
  ]);
}

/** What only the vendor can grant. */
export function vendorGrantsOf({ grants }: Deployment<'azure'>): readonly VendorGrant[] {
  return JSON.parse(grants.outputs.VendorGrants ?? '[]');
}

/** Whether something is assigned on a thing, or on what the thing is in. Azure does not look at upper and lower case. */
export function covers(on: string, id: string): boolean {
  return `${id}/`.toLowerCase().startsWith(`${on.replace(/\/$/, '')}/`.toLowerCase());
}
