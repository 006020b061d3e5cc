import { mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { cached } from '../cache';
import { attempt, lastWords, run } from '../processes';
import { HELM, KUBERNETES, KWOK, MODULES, type Module, type ModuleName } from './pinned';

/** Four commands of Kubernetes take four minutes on two idle cores. */
const BUILD_SECONDS = 1200;
const KUBERNETES_COMMANDS = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kubectl'] as const;

/** Paths of the commands that Go builds. */
export interface Binaries {
  readonly 'kube-apiserver': string;
  readonly 'kube-controller-manager': string;
  readonly 'kube-scheduler': string;
  readonly kubectl: string;
  readonly kwok: string;
  readonly helm: string;
}

/** Folders of modules, as Go keeps them: read only. */
export type ModuleFolders = Readonly<Record<ModuleName, string>>;

/** Builds every command on first use. */
export async function binaries(): Promise<Binaries> {
  await requireGo();
  const kubernetes = await cached(`kubernetes-${KUBERNETES}`, buildKubernetes);
  const kwok = await cached(`kwok-${KWOK}`, (folder) => install(folder, `sigs.k8s.io/kwok/cmd/kwok@${KWOK}`));
  const helm = await cached(`helm-${HELM}`, (folder) => install(folder, `helm.sh/helm/v3/cmd/helm@${HELM}`));
  return {
    'kube-apiserver': join(kubernetes, 'kube-apiserver'),
    'kube-controller-manager': join(kubernetes, 'kube-controller-manager'),
    'kube-scheduler': join(kubernetes, 'kube-scheduler'),
    kubectl: join(kubernetes, 'kubectl'),
    kwok: join(kwok, 'kwok'),
    helm: join(helm, 'helm'),
  };
}

/** Downloads every module on first use. */
export async function moduleFolders(): Promise<ModuleFolders> {
  await requireGo();
  const found = await Promise.all(
    Object.entries(MODULES).map(async ([name, module]) => [name, await download(module)] as const),
  );
  return Object.fromEntries(found) as Record<ModuleName, string>;
}

async function requireGo(): Promise<void> {
  const { status } = await attempt('go', ['version'], { cwd: homedir(), env: process.env }).catch(() => ({
    status: 1,
  }));
  if (status !== 0) throw new Error('Go is not installed; install Go 1.26 or later: https://go.dev/doc/install');
}

/** The module of Kubernetes looks for its parts in its own folder; they are published as modules of their own. */
async function buildKubernetes(folder: string): Promise<void> {
  const module = { path: 'k8s.io/kubernetes', version: `v${KUBERNETES}` };
  const source = join(folder, 'source');
  mkdirSync(source);
  const { stdout } = await go(source, 'mod', 'edit', '-json', join(await download(module), 'go.mod'));
  const staging: string[] = JSON.parse(stdout).Replace.map(({ Old }: { Old: { Path: string } }) => Old.Path);
  const commands = KUBERNETES_COMMANDS.map((command) => `${module.path}/cmd/${command}`);
  writeFileSync(
    join(source, 'go.mod'),
    [
      'module engines',
      'go 1.26.0',
      `require ${module.path} ${module.version}`,
      ...staging.map((path) => `replace ${path} => ${path} v0.${KUBERNETES.replace(/^\d+\./, '')}`),
      '',
    ].join('\n'),
  );
  const imports = commands.map((command) => `import _ "${command}"`);
  writeFileSync(join(source, 'tools.go'), ['//go:build tools', '', 'package engines', '', ...imports, ''].join('\n'));
  await go(source, 'mod', 'tidy');
  const [major, minor] = KUBERNETES.split('.');
  // Otherwise they say that they are v0.0.0.
  const stamps = Object.entries({ gitVersion: `v${KUBERNETES}`, gitMajor: major, gitMinor: minor }).map(
    ([name, value]) => `-X k8s.io/component-base/version.${name}=${value}`,
  );
  await go(source, 'build', '-ldflags', ['-s -w', ...stamps].join(' '), '-o', `${folder}/`, ...commands);
}

/**
 * Builds a command of a module: `path@version`.
 *
 * @throws Error if Go is not installed
 */
export async function install(folder: string, command: string, timeoutSeconds = BUILD_SECONDS): Promise<void> {
  await requireGo();
  const place = { cwd: folder, env: { ...process.env, GOBIN: folder } };
  await run('go', ['install', '-ldflags', '-s -w', command], place, { timeoutSeconds });
}

async function download({ path, version }: Module): Promise<string> {
  const place = { cwd: homedir(), env: process.env };
  const finished = await attempt('go', ['mod', 'download', '-json', `${path}@${version}`], place, {
    timeoutSeconds: BUILD_SECONDS,
  });
  const { Dir, Error: reason } = JSON.parse(finished.stdout || '{}');
  if (typeof Dir !== 'string') throw new Error(`${path} ${version}: ${reason ?? lastWords(finished)}`);
  return Dir;
}

function go(cwd: string, ...args: string[]) {
  return run('go', args, { cwd, env: { ...process.env, GOFLAGS: '-mod=mod' } }, { timeoutSeconds: BUILD_SECONDS });
}
