import { VERSIONS } from '../lib/gcp/bootstrap/versions';
import type { PolicyRecord } from '../lib/gcp/permissions/permission';

/** Every permission of a bootstrap with its reason, as JSON: what a reviewer compares from release to release. */
export function permissionManifest(policies: readonly PolicyRecord[]): string {
  return `${JSON.stringify({ ...VERSIONS, policies }, null, 2)}\n`;
}
