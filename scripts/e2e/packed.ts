import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../root';
import { run } from './processes';

/** Installs the library, packed as it would be published, and other packages in a folder that becomes a project. */
export async function installPacked(folder: string, ...packages: readonly string[]): Promise<void> {
  // Without it, npm would look for a project above the folder.
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'consumer', private: true }));
  const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const { stdout } = await run('npm', pack, { cwd: ROOT, env: process.env });
  const [{ filename }] = JSON.parse(stdout);
  const install = ['install', '--no-audit', '--no-fund', `./${filename}`, ...packages];
  await run('npm', install, { cwd: folder, env: process.env });
}
