import { join } from 'node:path';

/** The root of the repository, from where the compiled scripts lie. */
export const ROOT = join(__dirname, '..', '..');
