import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative } from 'node:path';
import { type Module, parseSync } from '@swc/core';

/** Source text by path from the root of the project: `lib/core/cidr.ts`. */
export type Sources = Readonly<Record<string, string>>;

export interface Import {
  /** What is written: `./cidr`, `zod`. */
  readonly specifier: string;
  /** Whether it disappears when compiled. */
  readonly typeOnly: boolean;
}

export const ROOT = join(__dirname, '..', '..');

/** The TypeScript files below some folders. */
export function sourcesOf(...folders: readonly string[]): Sources {
  const found = folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => join(ROOT, folder, file)),
  );
  return Object.fromEntries(
    found.sort().map((file) => [relative(ROOT, file).replaceAll('\\', '/'), readFileSync(file, 'utf8')]),
  );
}

const parsed = new Map<string, Module>();

export function parse(source: string): Module {
  const module = parsed.get(source) ?? parseSync(source, { syntax: 'typescript', target: 'es2022' });
  parsed.set(source, module);
  return module;
}

interface Node {
  readonly type: string;
  readonly [property: string]: unknown;
}

/** Every node of a syntax tree. */
export function* nodesOf(tree: unknown): Generator<Node> {
  if (Array.isArray(tree)) {
    for (const item of tree) yield* nodesOf(item);
  } else if (typeof tree === 'object' && tree !== null) {
    if (typeof (tree as { type?: unknown }).type === 'string') yield tree as Node;
    for (const value of Object.values(tree)) yield* nodesOf(value);
  }
}

/** Whatever a module takes from others: imports, exports from, `require`, `import()`, and types by `import('...')`. */
export function importsOf(source: string): Import[] {
  return [...nodesOf(parse(source))].flatMap((node): Import[] => {
    const text = (value: unknown) => (value as { value?: unknown } | undefined)?.value;
    switch (node.type) {
      case 'ImportDeclaration':
      case 'ExportNamedDeclaration': {
        if (typeof text(node.source) !== 'string') return [];
        const specifiers = node.specifiers as readonly { isTypeOnly?: boolean }[];
        const onlyTypes = specifiers.length > 0 && specifiers.every(({ isTypeOnly }) => isTypeOnly === true);
        return [{ specifier: text(node.source) as string, typeOnly: node.typeOnly === true || onlyTypes }];
      }
      case 'ExportAllDeclaration': {
        const specifier = text(node.source) as string;
        const typeOnly = new RegExp(`export type \\* from ['"]${specifier.replace(/[.*+?^$()[\]{}|\\]/g, '\\$&')}`);
        return [{ specifier, typeOnly: typeOnly.test(source) }];
      }
      case 'TsImportType':
        return [{ specifier: String(text(node.argument)), typeOnly: true }];
      case 'TsExternalModuleReference':
        return [{ specifier: String(text(node.expression)), typeOnly: false }];
      case 'CallExpression': {
        const callee = node.callee as Node;
        const isRequire = callee.type === 'Identifier' && callee.value === 'require';
        const [argument] = node.arguments as readonly { expression: Node }[];
        if (callee.type !== 'Import' && !isRequire) return [];
        return [{ specifier: String(text(argument?.expression)), typeOnly: false }];
      }
      default:
        return [];
    }
  });
}

/** The file that a relative import means, if it is among the sources. */
export function fileOf(from: string, specifier: string, sources: Sources): string | undefined {
  const path = posix.join(posix.dirname(from), specifier);
  return [`${path}.ts`, `${path}/index.ts`, path].find((file) => file in sources);
}

/** Everything that runs when a file is loaded: its own packages and those of what it imports. */
export function loadedBy(file: string, sources: Sources): { files: string[]; packages: string[] } {
  const files = new Set<string>();
  const packages = new Set<string>();
  const visit = (path: string) => {
    if (files.has(path)) return;
    files.add(path);
    for (const { specifier, typeOnly } of importsOf(sources[path] ?? '')) {
      if (typeOnly) continue;
      const next = specifier.startsWith('.') ? fileOf(path, specifier, sources) : undefined;
      if (next !== undefined) visit(next);
      else packages.add(packageOf(specifier));
    }
  };
  visit(file);
  return { files: [...files].sort(), packages: [...packages].sort() };
}

/** `@cdktf/provider-google/lib/vpc` belongs to `@cdktf/provider-google`. */
export function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return 'node:';
  const parts = specifier.split('/');
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}
