import { once } from '../once';
import { type Deployment, roomsOf } from '../terraform-facts/deployment';
import { single } from '../terraform-facts/read';
import type { Block } from '../terraform-facts/room';

/** Somebody, and what they may do on what. */
export interface Binding {
  readonly member: string;
  /** Resource name of a custom role, or the name of a role that Google keeps. */
  readonly role: string;
  /** What the role holds, where it is made here; else the role's own name. */
  readonly permissions: readonly string[];
  /** Kind and name of what it is bound on: `project acme-data`, `bucket acme-archive`. */
  readonly on: string;
  /** Expression of its condition. Empty: it has none. */
  readonly condition: string;
}

/** Types of bindings by what they are bound on, and the field that names it. */
const BOUND_ON: Readonly<Record<string, readonly [kind: string, field: string]>> = {
  google_project: ['project', 'project'],
  google_storage_bucket: ['bucket', 'bucket'],
  google_dns_managed_zone: ['zone', 'managed_zone'],
  google_kms_crypto_key: ['key', 'crypto_key_id'],
  google_service_account: ['service account', 'service_account_id'],
  google_artifact_registry_repository: ['repository', 'repository'],
};

/** What the vendor is asked to grant, as the output of the grants says it. */
export interface VendorGrant {
  readonly role: string;
  readonly resource: string;
  readonly member: string;
  readonly condition?: { readonly expression: string };
}

/** Every binding of every room, and those that the vendor is asked for. */
export const bindingsOf = once((deployment: Deployment<'gcp'>): readonly Binding[] => {
  const roles = customRoles(deployment);
  const permissionsOf = (role: string) => roles.get(role) ?? [role];
  const own = roomsOf(deployment)
    .flatMap(({ resources }) => resources)
    .flatMap(({ type, block }): Binding[] => {
      const [, boundOn, form] = /^(.*)_iam_(member|binding|policy)$/.exec(type) ?? [];
      if (boundOn === undefined) return [];
      const [kind, field] = BOUND_ON[boundOn] ?? [boundOn, 'id'];
      const on = `${kind} ${shortName(kind, String(block[field]))}`;
      // A whole policy is not taken apart: nobody may write one.
      if (form === 'policy') return [{ member: '*', role: '*', permissions: ['*'], on, condition: '' }];
      return membersOf(block).map((member) => ({
        member,
        role: block.role,
        permissions: permissionsOf(block.role),
        on,
        condition: single(block.condition)?.expression ?? '',
      }));
    });
  return [...own, ...vendorGrants(deployment)];
});

/** The moment until which a binding holds. Undefined: it does not end by itself. */
export function endOf({ condition }: Binding): string | undefined {
  return /^\(?request\.time < timestamp\('([^']*)'\)\)?$/.exec(condition.split(' && ').at(-1) ?? '')?.[1];
}

/** Permissions of each custom role that is made here, by resource name. */
function customRoles(deployment: Deployment<'gcp'>): ReadonlyMap<string, readonly string[]> {
  return new Map(
    roomsOf(deployment)
      .flatMap((room) => room.all('google_project_iam_custom_role'))
      .map(({ block }) => [`projects/${block.project}/roles/${block.role_id}`, block.permissions]),
  );
}

function vendorGrants({ grants }: Deployment<'gcp'>): Binding[] {
  const list: readonly VendorGrant[] = JSON.parse(grants.outputs.VendorGrants ?? '[]');
  return list.map(({ role, resource, member, condition }) => ({
    member,
    role,
    permissions: [role],
    on: `vendor's ${resource}`,
    condition: condition?.expression ?? '',
  }));
}

function membersOf({ member, members }: Block): string[] {
  return member === undefined ? [...(members ?? [])] : [member];
}

/** `byoc-demo-nodes@acme-data.iam.gserviceaccount.com` of `projects/acme-data/serviceAccounts/byoc-demo-...`. */
function shortName(kind: string, name: string): string {
  return kind === 'key' || kind === 'repository' ? name : (name.split('/').at(-1) ?? name);
}
