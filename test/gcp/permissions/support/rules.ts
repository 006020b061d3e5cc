import type { Principal } from './principals';

/**
 * Permissions that custom roles of a project cannot hold, by what their names begin with: those that
 * https://cloud.google.com/iam/docs/creating-custom-roles names. Google publishes no list to compare with, and whether
 * a permission is supported in custom roles at all is not shown here.
 */
const NOT_IN_A_PROJECT = [
  /^resourcemanager\.(organizations|folders)\./,
  /^resourcemanager\.projects\.(create|list|move|search)$/,
  /^compute\.organizations\./,
  /^(orgpolicy|billing|cloudasset)\./,
  /^iam\.(denypolicies|accesspolicies|principalaccessboundarypolicies)\./,
  /^iam\.googleapis\.com\/workforcePool/,
];

/** What never is in a role of the vendor, and why. */
export const NEVER_FOR_VENDOR: readonly (readonly [pattern: RegExp, why: string])[] = [
  [/\.setIamPolicy$/, 'who writes a policy can let anybody in'],
  [/\.getIamPolicy$/, 'who may do what is for the customer to know'],
  [/^container\.(?!clusters\.|operations\.)/, 'what is in Kubernetes'],
  [/^iam\.(?!serviceAccounts\.actAs$)/, 'accounts, their keys and tokens, roles and federation'],
  [/^storage\./, "buckets and objects are custody's"],
  [/^cloudkms\./, "keys are custody's"],
  [/^logging\./, 'logs, and where they go'],
  [/^dns\./, 'names that others rely on'],
  [/^(resourcemanager|serviceusage)\./, 'the project itself'],
];

export function isForProjects(permission: string): boolean {
  return !NOT_IN_A_PROJECT.some((pattern) => pattern.test(permission));
}

/** What a vendor holds that it must never hold. */
export function neverHeld({ id, permissions }: Principal): string[] {
  return [...permissions].flatMap((permission) =>
    NEVER_FOR_VENDOR.filter(([pattern]) => pattern.test(permission)).map(([, why]) => `${id}: ${permission}, ${why}`),
  );
}
