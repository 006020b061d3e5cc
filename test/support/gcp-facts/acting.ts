import { type Deployment, roomsOf } from '../terraform-facts/deployment';
import type { Account } from './accounts';
import { type Binding, bindingsOf } from './bindings';

/*
 * Who may do what with a service account. Whoever gets tokens of an account is the account; whoever signs as it lets others
 * in as it; whoever may act as it starts machines that are it.
 * https://cloud.google.com/iam/docs/service-account-permissions
 */

/** What a binding on an account is for. */
export type Use = 'the vendor' | 'support' | 'machines' | 'signing' | 'pods';

/** All that somebody may do with an account, by what it is for. Written apart from the library, to compare the two. */
const USES: Readonly<Record<Use, readonly string[]>> = {
  // Its description says which version of the bootstrap is there.
  'the vendor': ['iam.serviceAccounts.get', 'iam.serviceAccounts.getAccessToken'],
  support: ['iam.serviceAccounts.getAccessToken'],
  machines: ['iam.serviceAccounts.actAs'],
  signing: ['iam.serviceAccounts.signBlob'],
  // GKE takes no role of ours: https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity
  pods: ['roles/iam.workloadIdentityUser'],
};

/** What permissions on an account are for: exactly these, no more and no fewer. Undefined: for nothing that is meant. */
export function useOf(permissions: readonly string[]): Use | undefined {
  const uses = Object.keys(USES) as Use[];
  return uses.find((use) => USES[use].join() === [...permissions].sort().join());
}

/** Permissions by which whoever holds them on a project does something with every account in it. */
const ON_EVERY_ACCOUNT = /^iam\.serviceAccounts\.(?!(get|list)$)|^roles\/(iam\..*|owner|editor)$|^\*$/;

/** Whether somebody acts as every account at once, or as whichever one they have a key of. */
export function isOpenToAll(deployment: Deployment<'gcp'>): boolean {
  const hasKeys = roomsOf(deployment).some((room) => room.all('google_service_account_key').length > 0);
  const onProjects = bindingsOf(deployment).filter(({ on }) => on.startsWith('project '));
  return hasKeys || onProjects.some(({ permissions }) => permissions.some((name) => ON_EVERY_ACCOUNT.test(name)));
}

/** What is bound on an account, to whomever. */
export function onAccount({ email }: Pick<Account, 'email'>, deployment: Deployment<'gcp'>): Binding[] {
  return bindingsOf(deployment).filter(({ on }) => on === `service account ${email}`);
}

/** Whether by a binding on an account the account itself signs, and does nothing else. */
export function isOwnSigning({ member }: Pick<Account, 'member'>, binding: Binding): boolean {
  return binding.member === member && useOf(binding.permissions) === 'signing' && binding.condition === '';
}

/** What is bound on an account to those who come in as it: to all but itself, as far as it only signs. */
export function takenBy(account: Pick<Account, 'email' | 'member'>, deployment: Deployment<'gcp'>): Binding[] {
  return onAccount(account, deployment).filter((binding) => !isOwnSigning(account, binding));
}
