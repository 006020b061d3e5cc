import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Dataset {
  readonly source: string;
  /** Permissions that some role of Google's names, by service. */
  readonly permissions: Readonly<Record<string, readonly string[]>>;
  /** Permissions of roles of Google's, by their names. */
  readonly predefinedRoles: Readonly<Record<string, readonly string[]>>;
}

const FILE = join(__dirname, '..', '..', '..', '..', '..', 'shared', 'data', 'gcp-permissions.json');

/** What Google Cloud knows, of one day. Undefined where the file is not: it is no part of the project. */
export const DATASET: Dataset | undefined = existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : undefined;

/** `describe` where the file is; elsewhere the tests are skipped, and the run says so. */
export const describeWithDataset = DATASET === undefined ? describe.skip : describe;

export function sayIfMissing(what: string): void {
  if (DATASET === undefined) console.warn(`${what}: not compared, there is no gcp-permissions.json in shared/data`);
}

/** Whether some role of Google's names the permission; undefined for a service that the file does not have. */
export function isKnown(permission: string): boolean | undefined {
  const [service = ''] = permission.split('.');
  return DATASET?.permissions[service]?.includes(permission);
}

/** Permissions of a role of Google's. */
export function permissionsOfRole(role: string): readonly string[] {
  return DATASET?.predefinedRoles[role] ?? [];
}
