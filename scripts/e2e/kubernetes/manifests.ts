import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { ControlPlane } from './control-plane';
import { identityOf, type KubernetesObject } from './objects';

/** The name that the API server keeps for what we set. */
export const FIELD_MANAGER = 'byoc';
const NUMBERED = /^(\d\d)-.+\.yaml$/;
/** Files before this one are applied before the charts, which need what is in them. */
const FIRST_AFTER_CHARTS = 10;

/** Manifests of an installation, as the app writes them into a folder. */
export class Manifests {
  /** Numbered files in the order in which they are applied. */
  public readonly files: readonly string[];
  public readonly objects: readonly KubernetesObject[];

  public constructor(public readonly folder: string) {
    this.files = readdirSync(folder)
      .filter((name) => NUMBERED.test(name))
      .sort()
      .map((name) => join(folder, name));
    if (this.files.length === 0) throw new Error(`${folder} holds no numbered files`);
    this.objects = this.files.flatMap(readObjects);
    const names = this.objects.map(identityOf);
    const twice = names.filter((name, index) => names.indexOf(name) < index);
    if (twice.length > 0) throw new Error(`${folder} holds twice: ${twice.join(', ')}`);
  }

  public get beforeCharts(): readonly string[] {
    return this.files.filter((file) => !isAfterCharts(file));
  }

  public get afterCharts(): readonly string[] {
    return this.files.filter(isAfterCharts);
  }

  /** A file beside the numbered ones. */
  public file(...path: string[]): string | undefined {
    const file = join(this.folder, ...path);
    return existsSync(file) ? file : undefined;
  }
}

/** Every object of a YAML file. */
export function readObjects(file: string): KubernetesObject[] {
  return parseObjects(readFileSync(file, 'utf8'), file);
}

/** Every object of a text in YAML. */
export function parseObjects(text: string, where: string): KubernetesObject[] {
  return parseAllDocuments(text).flatMap((document) => {
    const [error] = document.errors;
    if (error !== undefined) throw new Error(`${where}: ${error.message}`);
    const object: KubernetesObject | null = document.toJS();
    return object === null ? [] : [object];
  });
}

/**
 * Applies files as our documentation says, each for itself and in this order.
 *
 * @throws Error if the API server refuses or warns
 */
export async function apply(plane: ControlPlane, files: readonly string[]): Promise<void> {
  for (const file of files) await applied(plane, ['-f', file]);
}

/** Applies objects that are not in a file. */
export async function applyObjects(plane: ControlPlane, objects: readonly KubernetesObject[]): Promise<void> {
  if (objects.length === 0) return;
  await applied(plane, ['-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }));
}

async function applied(plane: ControlPlane, source: readonly string[], input = ''): Promise<void> {
  const manager = `--field-manager=${FIELD_MANAGER}`;
  const { stderr } = await plane.kubectl(['apply', ...source, '--server-side', manager, '--validate=strict'], input);
  if (stderr.trim() !== '') throw new Error(`kubectl apply ${source.join(' ')} warns: ${stderr.trim()}`);
}

/** What the API server holds for these files. */
export async function live(plane: ControlPlane, files: readonly string[]): Promise<KubernetesObject[]> {
  const { stdout } = await plane.kubectl(['get', ...files.flatMap((file) => ['-f', file]), '-o', 'json']);
  const answer: KubernetesObject & { items?: KubernetesObject[] } = JSON.parse(stdout);
  return answer.items ?? [answer];
}

function isAfterCharts(file: string): boolean {
  const name = file.split('/').pop() ?? '';
  return Number(NUMBERED.exec(name)?.[1]) >= FIRST_AFTER_CHARTS;
}
