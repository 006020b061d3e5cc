import type { Room } from '../../../support/terraform-facts/room';

/** Permissions by which somebody acts as an account, or makes it possible. */
const ACTING =
  /^iam\.(serviceAccounts\.(actAs|getAccessToken|getOpenIdToken|implicitDelegation|setIamPolicy|signBlob|signJwt)|serviceAccountKeys\.(create|upload)|roles\.(create|undelete|update)|workloadIdentityPool(s|Providers|ProviderKeys)\.(create|undelete|update))$|^resourcemanager\.projects\.(setIamPolicy|createPolicyBinding|updatePolicyBinding)$/;

/** Roles of Google's that an installation binds on the project, and that hold nothing of it. */
export const HARMLESS = ['roles/container.admin', 'roles/container.defaultNodeServiceAccount'];

/** Whether a permission lets its holder act as an account. */
export function lets(permission: string): boolean {
  return ACTING.test(permission);
}

/** Who may act as which account of an installation: `member: permission, until the end`, by the id of the account. */
export function actors(rooms: readonly Room[]): Record<string, string[]> {
  const resources = rooms.flatMap((room) => room.resources);
  const roles = new Map<string, readonly string[]>(
    resources
      .filter(({ type }) => type === 'google_project_iam_custom_role')
      .map(({ block }) => [`projects/${block.project}/roles/${block.role_id}`, block.permissions]),
  );
  const permissionsOf = (role: string) => roles.get(role) ?? (HARMLESS.includes(role) ? [] : [role]);
  const accounts = resources
    .filter(({ type }) => type === 'google_service_account')
    .map(({ block }) => block.account_id);
  return Object.fromEntries(
    accounts.map((account: string) => {
      const found = resources.flatMap(({ type, block }) => {
        const onAccount = String(block.service_account_id ?? '').includes(`/${account}@`);
        if (type === 'google_service_account_key') return onAccount ? ['whoever has the key'] : [];
        if (!/_iam_(member|binding|policy)$/.test(type)) return [];
        // A policy of a project is one of every account in it.
        if (!onAccount && !/^google_(project|folder|organization)_iam/.test(type)) return [];
        const members: string[] = [block.member ?? block.members ?? 'whoever is in the policy'].flat();
        const end = /request\.time < timestamp\('([^']+)'\)/.exec(block.condition?.expression ?? '')?.[1] ?? 'ever';
        const how = permissionsOf(String(block.role ?? type)).filter((name) => lets(name) || !roles.has(block.role));
        return members.flatMap((member) => how.map((permission) => `${member}: ${permission}, until ${end}`));
      });
      return [account, found];
    }),
  );
}
