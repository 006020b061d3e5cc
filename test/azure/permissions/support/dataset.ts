import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LISTED } from './listed';

interface Dataset {
  readonly source: string;
  /** Actions that some role of Azure's names in full. Others may exist all the same. */
  readonly actions: readonly string[];
  /** The same, on what is in a service. */
  readonly dataActions: readonly string[];
  /** GUIDs of roles of Azure's, by their names. */
  readonly builtInRoleIds: Readonly<Record<string, string>>;
}

const FILE = join(__dirname, '..', '..', '..', '..', '..', 'shared', 'data', 'azure-actions.json');

/** What Azure knows, of one day. Undefined where the file is not: it is no part of the project. */
export const DATASET: Dataset | undefined = existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : undefined;

/** `describe` where the file is; elsewhere the tests are skipped, and the run says so. */
export const describeWithDataset = DATASET === undefined ? describe.skip : describe;

export function sayIfMissing(what: string): void {
  if (DATASET === undefined) console.warn(`${what}: not compared, there is no azure-actions.json in shared/data`);
}

/** Azure does not look at the case of letters. */
const lower = (texts: readonly string[] = []) => new Set(texts.map((text) => text.toLowerCase()));
const NAMED = { actions: lower(DATASET?.actions), dataActions: lower(DATASET?.dataActions) };
const LOOKED_UP = { actions: lower(LISTED.actions), dataActions: lower(LISTED.dataActions) };

/** How an action is known to exist: a role of Azure's names it, or it was found on the page of its provider. */
export function knownBy(kind: 'actions' | 'dataActions', action: string): 'a role' | 'the page' | undefined {
  if (NAMED[kind].has(action.toLowerCase())) return 'a role';
  return LOOKED_UP[kind].has(action.toLowerCase()) ? 'the page' : undefined;
}

/** Whether a pattern of Azure's stands for an action: a star is anything. */
export function matches(pattern: string, action: string): boolean {
  const parts = pattern
    .toLowerCase()
    .split('*')
    .map((part) => part.replace(/[.]/g, '\\.'));
  return new RegExp(`^${parts.join('.*')}$`).test(action.toLowerCase());
}

/** All actions that some role of Azure's names in full, and that a pattern stands for. */
export function expand(kind: 'actions' | 'dataActions', pattern: string): readonly string[] {
  // One of them has a blank at its end, another ends with a slash.
  return (DATASET?.[kind] ?? []).filter((action) => /\w$/.test(action) && matches(pattern, action));
}
