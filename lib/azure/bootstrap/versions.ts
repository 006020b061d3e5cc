/** What the stamp of a bootstrap says, so that a vendor knows which customers must renew theirs. */
export const VERSIONS = {
  /** Version of this package. A test holds it to package.json. */
  template: '0.1.0',
  /** Counts up with every change of a permission. A test holds it to the digest of docs/azure/permissions.json. */
  permissions: 1,
} as const;
