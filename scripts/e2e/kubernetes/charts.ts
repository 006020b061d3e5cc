import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { run } from '../processes';
import type { Tools } from './control-plane';
import type { ModuleFolders } from './go';
import { type Manifests, parseObjects } from './manifests';
import type { KubernetesObject } from './objects';
import { KUBERNETES, MODULES, type ModuleName } from './pinned';

/** Values of a chart, or a part of them. */
export type Values = Readonly<Record<string, unknown>>;

/** A chart that our manifests install. */
export interface Release {
  /** Name of its files, with its place in the order: `03-istiod`. */
  readonly order: string;
  readonly chart: string;
  readonly name: string;
  readonly namespace: string;
  readonly version: string;
  readonly repository: string;
  readonly valuesFile: string;
  readonly values: Values;
  /** The Argo CD Application that installs it. */
  readonly applicationFile: string;
}

/** Where a chart lies in a Go module. */
const CHARTS_IN_MODULES: Readonly<Record<string, readonly [module: ModuleName, ...path: string[]]>> = {
  'cert-manager': ['certManager', 'deploy', 'charts', 'cert-manager'],
  base: ['istio', 'manifests', 'charts', 'base'],
  istiod: ['istio', 'manifests', 'charts', 'istio-control', 'istio-discovery'],
  gateway: ['istio', 'manifests', 'charts', 'gateway'],
};

/** The charts of an installation in the order in which they are installed. */
export function releasesOf(manifests: Manifests): Release[] {
  const folder = manifests.file('charts', 'argocd');
  if (folder === undefined) return [];
  return readdirSync(folder)
    .sort()
    .map((file) => releaseOf(manifests.folder, join(folder, file)));
}

/** The folder of a chart, and the module that has it; nothing for one that no module has. */
export function chartInModule(
  { chart }: Release,
  modules: ModuleFolders,
): { folder: string; source: string } | undefined {
  const place = CHARTS_IN_MODULES[chart];
  if (place === undefined) return undefined;
  const [module, ...path] = place;
  return { folder: join(modules[module], ...path), source: `${MODULES[module].path} ${MODULES[module].version}` };
}

/**
 * What helm makes of a chart and our values.
 *
 * @throws Error if the chart refuses them
 */
export async function template({ binaries }: Tools, release: Release, chart: string): Promise<KubernetesObject[]> {
  const { name, namespace, valuesFile } = release;
  const options = ['--namespace', namespace, '--values', valuesFile, '--kube-version', KUBERNETES, '--skip-tests'];
  const place = { cwd: chart, env: process.env };
  const { stdout } = await run(binaries.helm, ['template', name, chart, ...options], place);
  return parseObjects(stdout, `helm template ${name}`);
}

/**
 * Paths of our values that a chart does not know, and would ignore: its own values do not have them, and none of its
 * templates names them. What a chart leaves empty takes any key.
 *
 * @param folder of the chart
 */
export function unknownValues(values: Values, folder: string): string[] {
  const file = join(folder, 'values.yaml');
  const defaults: Values = existsSync(file) ? (parse(readFileSync(file, 'utf8')) ?? {}) : {};
  // Istio keeps its defaults under a key of their own, and merges what is given at the top.
  const { _internal_defaults_do_not_set: inner = defaults } = defaults;
  return unknownIn(values, inner, wordsIn(join(folder, 'templates')));
}

/** Values that charts copy into a pod or a budget as they are, whatever their keys. */
const COPIED =
  /^(nodeSelector|resources|affinity|podDisruptionBudget|env|.*[sS]ecurityContext|.*[aA]nnotations|.*[lL]abels)$/;

function unknownIn(values: unknown, known: unknown, words: ReadonlySet<string>, path: string[] = []): string[] {
  if (!isValues(values) || !isValues(known) || Object.keys(known).length === 0) return [];
  return Object.entries(values).flatMap(([key, value]) => {
    const at = [...path, key];
    if (key in known) return COPIED.test(key) ? [] : unknownIn(value, known[key], words, at);
    return words.has(key) ? [] : [at.join('.')];
  });
}

function wordsIn(folder: string): ReadonlySet<string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const texts = files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'));
  return new Set(texts.flatMap((text) => text.match(/[\w-]+/g) ?? []));
}

export function isValues(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

interface Application {
  readonly spec: {
    readonly source: {
      readonly chart: string;
      readonly repoURL: string;
      readonly targetRevision: string;
      readonly helm: { readonly releaseName: string };
    };
    readonly destination: { readonly namespace: string };
  };
}

function releaseOf(folder: string, applicationFile: string): Release {
  const order = applicationFile.replace(/^.*\//, '').replace(/\.yaml$/, '');
  const valuesFile = join(folder, 'charts', 'values', `${order.replace(/^\d\d-/, '')}.yaml`);
  const { spec }: Application = parse(readFileSync(applicationFile, 'utf8'));
  return {
    order,
    chart: spec.source.chart,
    name: spec.source.helm.releaseName,
    namespace: spec.destination.namespace,
    version: spec.source.targetRevision,
    repository: spec.source.repoURL,
    valuesFile,
    values: parse(readFileSync(valuesFile, 'utf8')) ?? {},
    applicationFile,
  };
}
