import type { RoleFact } from '../contract/facts';
import { type Deployment, roomsOf } from '../terraform-facts/deployment';
import type { Room } from '../terraform-facts/room';
import { type Account, accountsOf, allAccounts, kubernetesAccountOf } from './accounts';
import { isOpenToAll, isOwnSigning, onAccount, useOf } from './acting';
import { type Binding, endOf } from './bindings';
import { nodeAccounts } from './pools';
import { isTheVendor, vendorBindings, vendorPermissions } from './vendor';

/*
 * On Google Cloud nothing limits an account from outside, as a permissions boundary does. What an account can be given is
 * limited by who can give: nobody but the customer, in no mode and no phase. A limit of the customer's own, which could
 * leave something open, does not exist.
 */

/** With these, whoever holds them gives more to accounts and roles than they have, or acts as them. */
const GIVES_MORE = [
  /\.setIamPolicy$/,
  /^iam\.roles\./,
  /^iam\.serviceAccount(Keys|ApiKeyBindings)\./,
  /^iam\.serviceAccounts\.(create|delete|undelete|update|enable|disable|getAccessToken|getOpenIdToken|implicitDelegation|signBlob|signJwt)$/,
  /^iam\.workloadIdentityPool/,
  /^iam\.(denypolicies|policybindings|principalaccessboundarypolicies)\./,
  /^(resourcemanager|orgpolicy|privilegedaccessmanager|deploymentmanager)\./,
  // A role of Google's holds what Google says, today and tomorrow.
  /^(roles\/.*|\*)$/,
];

/** Service accounts and custom roles that are made here. */
export function roleFacts(deployment: Deployment<'gcp'>): RoleFact[] {
  const widening = vendorPermissions(deployment).filter((name) => GIVES_MORE.some((pattern) => pattern.test(name)));
  const { vendorExpiresAt } = deployment.config.environment.access;
  // Whatever the vendor has ends when the environment says, if at all.
  const ends = vendorBindings(deployment).every((binding) => endOf(binding) === vendorExpiresAt);
  const isOpen = isOpenToAll(deployment);
  const isNarrow = widening.length === 0 && ends;
  const accounts = allAccounts(deployment).map((account) => ({
    name: account.id,
    limited:
      isNarrow && !isOpen && onAccount(account, deployment).every((binding) => isMeant(account, binding, deployment)),
    open: [],
  }));
  const roles = roomsOf(deployment)
    .flatMap((room) => room.all('google_project_iam_custom_role'))
    .map(({ block }) => ({ name: block.role_id, limited: isNarrow, open: [] }));
  return [...accounts, ...roles];
}

/** Whether a binding on an account is what the account is for: by nobody else, and with nothing beside. */
function isMeant(account: Account, binding: Binding, deployment: Deployment<'gcp'>): boolean {
  const { bootstrap, custody, dataPlane } = deployment;
  const { email } = account;
  const { member, permissions } = binding;
  const uses = onAccount(account, deployment).map((each) => useOf(each.permissions));
  const isOf = (room: Room) => accountsOf(room).some((other) => other.email === email);
  switch (useOf(permissions)) {
    case 'the vendor':
      return isOf(bootstrap) && isTheVendor(member, deployment);
    // Which groups, and until when, is said of support.
    case 'support':
      return isOf(custody) && /^group:/.test(member);
    case 'machines':
      return nodeAccounts(dataPlane).includes(email) && accountsOf(bootstrap).some((other) => other.member === member);
    // Where pods act by it, that it signs is said of their identity.
    case 'signing':
      return isOf(custody) && isOwnSigning(account, binding) && uses.includes('pods');
    // Which ones is said of identities.
    case 'pods':
      return isOf(custody) && kubernetesAccountOf(member) !== undefined;
    case undefined:
      return false;
  }
}
