/** Condition of a role assignment: https://learn.microsoft.com/azure/role-based-access-control/conditions-format */
export interface Condition {
  /** The only version that Azure takes. */
  readonly version: '2.0';
  /** At most 8 KB. Azure evaluates it for every call; what it names no action of passes. */
  readonly expression: string;
}

const BLOBS = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs';

/**
 * New blobs only under a prefix of the container that the role is assigned on.
 * https://learn.microsoft.com/azure/storage/blobs/storage-auth-abac-attributes#blob-path
 *
 * @param prefix path without the container: `usage/`
 */
export function newBlobsUnder(prefix: string): Condition {
  const creates = `ActionMatches{'${BLOBS}/add/action'}`;
  return {
    version: '2.0',
    expression: `((!(${creates})) OR (@Resource[${BLOBS}:path] StringStartsWith ${quoted(prefix)}))`,
  };
}

/**
 * A text of a condition. No way to write a quote within one is documented, so that there must be none.
 *
 * @throws Error if there is one: what follows it would be a part of the condition
 */
function quoted(text: string): string {
  if (!/['\\]/.test(text)) return `'${text}'`;
  throw new Error(`'prefix' must hold neither quote nor backslash, got ${text}; choose another one`);
}
