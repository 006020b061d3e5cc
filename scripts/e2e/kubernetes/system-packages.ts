import { accessSync, constants, existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { run } from '../processes';

/** Servers that a distribution brings, by the package of Debian that holds them. */
const PACKAGES = {
  etcd: 'etcd-server',
  haproxy: 'haproxy',
  postgres: 'postgresql-15',
  initdb: 'postgresql-15',
  psql: 'postgresql-client-15',
} as const;
type SystemCommand = keyof typeof PACKAGES;

/** Folders of commands that a user's path may lack. */
const FURTHER_FOLDERS = ['/usr/sbin', '/usr/lib/postgresql/15/bin'];
const INSTALL_SECONDS = 600;

/** Paths of the servers and of what talks to them. */
export type SystemCommands = Readonly<Record<SystemCommand, string>>;

/**
 * Finds the servers; installs what is missing where that starts nothing: as root, on a machine without systemd.
 *
 * @throws Error that says what to install
 */
export async function systemCommands(): Promise<SystemCommands> {
  const missing = missingPackages();
  if (missing.length > 0) await install(missing);
  const still = missingPackages();
  if (still.length > 0) throw new Error(`${still.join(', ')} brought no command that can be found`);
  return Object.fromEntries(Object.keys(PACKAGES).map((name) => [name, find(name)])) as Record<SystemCommand, string>;
}

function missingPackages(): string[] {
  const missing = Object.entries(PACKAGES).filter(([command]) => find(command) === undefined);
  return [...new Set(missing.map(([, name]) => name))];
}

async function install(packages: readonly string[]): Promise<void> {
  const byHand = `install ${packages.join(', ')}: apt-get install ${packages.join(' ')}`;
  if (process.getuid?.() !== 0) throw new Error(`this is not root; ${byHand}`);
  if (existsSync('/run/systemd/system')) throw new Error(`systemd would start what is installed; ${byHand}`);
  if (find('apt-get') === undefined) throw new Error(`there is no apt-get; ${byHand}`);
  const place = { cwd: homedir(), env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  const limits = { timeoutSeconds: INSTALL_SECONDS };
  await run('apt-get', ['update', '--quiet'], place, limits);
  await run('apt-get', ['install', '--yes', '--quiet', '--no-install-recommends', ...packages], place, limits);
}

/** Path of a command. Undefined: it is not installed. */
export function find(command: string): string | undefined {
  const folders = [...FURTHER_FOLDERS, ...(process.env.PATH ?? '').split(delimiter)];
  return folders.map((folder) => join(folder, command)).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
