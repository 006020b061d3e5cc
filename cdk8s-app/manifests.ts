import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { App, Yaml } from 'cdk8s';
import { ConfigError } from '../lib/core/config-error';
import type { DeployedOutputs } from '../lib/core/outputs';
import type { DataPlaneConfig } from '../lib/core/resolve-config';
import { DataPlaneChart, imageList, renderCharts } from '../lib/kubernetes';
import { objectLines, RENDERED_KINDS } from './objects';

/** A file that is written. */
export interface ManifestFile {
  /** Path below the folder of the manifests. */
  readonly path: string;
  readonly content: string;
}

/** Scripts that go with the manifests, and need kubectl, helm and the lists beside them. */
const SCRIPTS = ['apply.sh', 'remove.sh'];
/** They are not compiled: from `dist/cdk8s-app`, they are two folders up. */
const SCRIPTS_FOLDER =
  [join(__dirname, 'scripts'), join(__dirname, '..', '..', 'cdk8s-app', 'scripts')].find((folder) =>
    existsSync(folder),
  ) ?? __dirname;

/** Every file of one installation, in the order in which they are applied. Nothing is written. */
export function manifestsOf(config: DataPlaneConfig, outputs: DeployedOutputs): ManifestFile[] {
  const chart = new DataPlaneChart(new App(), 'manifests', { config, outputs });
  const rendered = chart.files.map((file) => ({ path: `${file.node.id}.yaml`, objects: file.toJson() }));
  const lines = objectLines(rendered.flatMap(({ objects }) => objects));
  return [
    ...rendered
      .filter(({ objects }) => objects.length > 0)
      .map(({ path, objects }) => ({ path, content: Yaml.formatObjects(objects) })),
    ...renderCharts(config, outputs).map(({ path, content }) => ({ path: `charts/${path}`, content })),
    { path: 'images.txt', content: imageList(config) },
    { path: 'environment.txt', content: text([config.environment.id]) },
    { path: MARK, content: text(lines) },
    { path: 'kinds.txt', content: text(Object.values(RENDERED_KINDS)) },
    ...SCRIPTS.map((path) => ({ path, content: readFileSync(join(SCRIPTS_FOLDER, path), 'utf8') })),
  ];
}

function text(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

/** Only in a folder of manifests. */
const MARK = 'objects.txt';
/** What is written into it, whatever the version: what one wrote and another does not must not be applied. */
const WRITTEN = /^(\d\d-[\w-]+\.yaml|charts|(environment|images|objects|kinds)\.txt|(apply|remove)\.sh)$/;

/**
 * A folder that is not there yet, or empty, or one of manifests.
 *
 * @throws ConfigError if something else is in it
 */
export function checkFolder(folder: string): void {
  if (!existsSync(folder)) return;
  const found = statSync(folder).isDirectory() ? readdirSync(folder) : ['no folder'];
  if (found.length === 0 || found.includes(MARK)) return;
  const rule = 'be a new folder, an empty one, or one of manifests';
  throw new ConfigError([
    { path: ['arguments', 'out'], rule, got: `${folder} (${found.slice(0, 3).join(', ')})`, fix: 'choose another one' },
  ]);
}

/** Writes them in place of those that are there; nothing else in the folder is touched. */
export function writeManifests(files: readonly ManifestFile[], folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) if (WRITTEN.test(name)) rmSync(join(folder, name), { recursive: true });
  for (const { path, content } of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content, { mode: path.endsWith('.sh') ? 0o755 : 0o644 });
  }
}
