import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { App, Yaml } from 'cdk8s';
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
    { path: 'objects.txt', content: text(lines) },
    { path: 'kinds.txt', content: text(Object.values(RENDERED_KINDS)) },
    ...SCRIPTS.map((path) => ({ path, content: readFileSync(join(SCRIPTS_FOLDER, path), 'utf8') })),
  ];
}

function text(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

/** Writes them. */
export function writeManifests(files: readonly ManifestFile[], folder: string): void {
  for (const { path, content } of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}
