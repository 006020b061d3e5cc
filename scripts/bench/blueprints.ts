import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../root';

const BLUEPRINTS = '@aws-quickstart/eks-blueprints';
const BLUEPRINTS_VERSION = '1.19.0';

/** Where the project that is compared with is installed, or why it is not. */
export type BlueprintsInstall =
  | { readonly folder: string; readonly version: string; readonly forced: string }
  | { readonly problem: string };

/** Installs cdk-eks-blueprints beside our own versions of aws-cdk-lib and constructs, in the user's cache. */
export function installBlueprints(): BlueprintsInstall {
  const wanted = {
    [BLUEPRINTS]: BLUEPRINTS_VERSION,
    'aws-cdk-lib': installedVersion(ROOT, 'aws-cdk-lib'),
    constructs: installedVersion(ROOT, 'constructs'),
  };
  const folder = join(
    process.env.XDG_CACHE_HOME || join(homedir(), '.cache'),
    'byoc-constructs',
    `eks-blueprints-${BLUEPRINTS_VERSION}-cdk-${wanted['aws-cdk-lib']}-constructs-${wanted.constructs}`,
  );
  try {
    if (!isInstalled(folder, wanted)) install(folder, wanted);
    return { folder, version: BLUEPRINTS_VERSION, forced: forcedIn(folder, wanted['aws-cdk-lib']) };
  } catch (error) {
    return { problem: (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ') };
  }
}

export function installedVersion(folder: string, name: string): string {
  return String(manifestOf(folder, name).version);
}

function install(folder: string, wanted: Record<string, string>): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { [BLUEPRINTS]: _, ...overrides } = wanted;
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ private: true, dependencies: wanted, overrides }, null, 2),
  );
  const npm = spawnSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (npm.error !== undefined) throw npm.error;
  if (npm.status !== 0) {
    const said = npm.stderr.split('\n').filter((line) => line.startsWith('npm error'));
    throw new Error(`npm install of ${BLUEPRINTS} failed: ${said.slice(0, 3).join('; ')}`);
  }
  if (!isInstalled(folder, wanted)) throw new Error(`npm installed other versions than ${JSON.stringify(wanted)}`);
}

function isInstalled(folder: string, wanted: Record<string, string>): boolean {
  return Object.entries(wanted).every(
    ([name, version]) =>
      existsSync(join(folder, 'node_modules', name, 'package.json')) && installedVersion(folder, name) === version,
  );
}

function forcedIn(folder: string, cdkVersion: string): string {
  const pinned = (manifestOf(folder, BLUEPRINTS).peerDependencies as Record<string, string>)['aws-cdk-lib'];
  return `it pins aws-cdk-lib ${pinned} and was given ${cdkVersion} by npm's \`overrides\`, installed with \`--ignore-scripts\``;
}

function manifestOf(folder: string, name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8'));
}
