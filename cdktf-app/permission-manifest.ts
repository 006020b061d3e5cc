/** Every permission of a bootstrap with its reason, as JSON: what a reviewer compares from release to release. */
export function permissionManifest(versions: object, policies: readonly object[]): string {
  return `${JSON.stringify({ ...versions, policies }, null, 2)}\n`;
}
