import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../root';
import { Manifests } from './manifests';

/** Manifests that earlier commits rendered: a folder for each example that is upgraded. */
const FOLDER = join(ROOT, 'scripts', 'e2e', 'kubernetes', 'earlier');

/** Manifests of an earlier version by the name of the example, as they are committed. */
export function earlierManifests(): Map<string, Manifests> {
  if (!existsSync(FOLDER)) return new Map();
  const names = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return new Map(names.map(({ name }) => [name, new Manifests(join(FOLDER, name))]));
}
