import type { Principal } from './principals';

/** What never is in a role of the vendor, and why. In small letters. */
export const NEVER_FOR_VENDOR: readonly (readonly [pattern: RegExp, why: string])[] = [
  [/\*/, 'a wildcard holds what comes one day'],
  [/^microsoft\.authorization\//, 'who assigns roles or lifts locks can have every right'],
  [/\/list\w*\/action$/, 'keys and credentials'],
  [/\/runcommands?\//, 'commands in a cluster or on a machine'],
  [
    /^microsoft\.storage\/(?!storageaccounts\/privateendpointconnectionsapproval\/action$)/,
    "accounts and blobs are custody's",
  ],
  [
    /^microsoft\.keyvault\/(?!vaults\/(read|privateendpointconnectionsapproval\/action)$)/,
    "vaults are custody's, and keys nobody's",
  ],
  [/^microsoft\.managedidentity\/(?!userassignedidentities\/assign\/action$)/, "identities are custody's"],
  [/^microsoft\.compute\/(?!diskencryptionsets\/read$)/, 'machines and disks'],
  [/^microsoft\.insights\//, 'logs, alerts, and where they go'],
  [/^microsoft\.operationalinsights\/(?!workspaces\/sharedkeys\/read$)/, 'logs'],
  [/^microsoft\.resources\/(?!subscriptions\/resourcegroups\/read$)/, 'the subscription itself'],
  [
    /^microsoft\.network\/(dnszones|routetables|networkwatchers|loadbalancers)\//,
    'ways past the network that is drawn',
  ],
  [/peer(ing)?/, 'other networks'],
];

/** What Terraform asks for at each read, and what holds no secret while there are no local accounts. */
const ALLOWED = 'microsoft.containerservice/managedclusters/listclusterusercredential/action';

/** What a vendor holds that it must never hold. */
export function neverHeld({ id, actions }: Principal): string[] {
  return [...actions]
    .filter((action) => action !== ALLOWED)
    .flatMap((action) =>
      NEVER_FOR_VENDOR.filter(([pattern]) => pattern.test(action)).map(([, why]) => `${id}: ${action}, ${why}`),
    );
}
