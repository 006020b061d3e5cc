import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Root of the repository: the folder with package.json above the compiled scripts, and above their sources. */
export const ROOT = above(__dirname);

function above(folder: string): string {
  return existsSync(join(folder, 'package.json')) || basename(folder) === '' ? folder : above(dirname(folder));
}
