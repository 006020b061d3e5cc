import { fileOf, importsOf, packageOf, parse, type Sources } from './modules';

interface Rule {
  /** Folders it may import from, beside itself. */
  readonly folders: readonly string[];
  readonly packages: readonly string[];
  /** Packages of which it may import types only, for itself: nothing that it exports names them. */
  readonly types?: RegExp;
  /** A package that must be loaded module by module, and how one is named: its root loads a thousand. */
  readonly modules?: { readonly of: string; readonly named: RegExp };
}

/** Types of Kubernetes objects: installed for development, never by who uses the library. */
const TYPES = /^(kubernetes-models|@kubernetes-models\/[\w-]+)\//;

/** Arrows point at core; no cloud imports another, or the manifests. */
const RULES: Readonly<Record<string, Rule>> = {
  'lib/core': { folders: [], packages: ['zod', 'yaml', 'node:'] },
  'lib/aws': { folders: ['lib/core'], packages: ['aws-cdk-lib', 'constructs'] },
  'lib/terraform': { folders: ['lib/core'], packages: ['cdktf', 'constructs'] },
  'lib/gcp': {
    folders: ['lib/core', 'lib/terraform'],
    packages: ['cdktf', '@cdktf/provider-google', 'constructs'],
    modules: { of: '@cdktf/provider-google', named: /^@cdktf\/provider-google\/lib\/[a-z0-9-]+$/ },
  },
  'lib/azure': {
    folders: ['lib/core', 'lib/terraform'],
    packages: ['cdktf', '@cdktf/provider-azurerm', 'constructs'],
    modules: { of: '@cdktf/provider-azurerm', named: /^@cdktf\/provider-azurerm\/lib\/[a-z0-9-]+$/ },
  },
  'lib/kubernetes': { folders: ['lib/core'], packages: ['cdk8s', 'cdk8s-plus-28', 'constructs'], types: TYPES },
  lib: { folders: ['lib/core'], packages: [] },
};

/** What breaks the rules of design.md, one line each. */
export function boundaryProblems(sources: Sources): string[] {
  return [
    ...Object.entries(sources).flatMap(([file, source]) => arrowProblems(file, source, sources)),
    ...Object.entries(sources).flatMap(([file, source]) => (isIndex(file) ? indexProblems(file, source) : [])),
    ...cycles(sources).map((cycle) => `cycle: ${cycle.join(' -> ')}`),
  ];
}

function arrowProblems(file: string, source: string, sources: Sources): string[] {
  const folder = folderOf(file);
  const rule = RULES[folder];
  if (rule === undefined) return [`${file}: there is no rule for ${folder}`];
  return importsOf(source).flatMap(({ specifier, typeOnly }) => {
    if (!specifier.startsWith('.')) {
      if (typeOnly && rule.types?.test(specifier) === true) return [];
      const { modules } = rule;
      if (packageOf(specifier) === modules?.of) {
        return modules.named.test(specifier) ? [] : [`${file}: ${folder} must not import all of ${specifier}`];
      }
      return rule.packages.includes(packageOf(specifier)) ? [] : [`${file}: ${folder} must not import ${specifier}`];
    }
    const target = fileOf(file, specifier, sources);
    if (target === undefined) return [`${file}: ${specifier} is not in lib`];
    const to = folderOf(target);
    return to === folder || rule.folders.includes(to) ? [] : [`${file}: ${folder} must not import ${target}`];
  });
}

/** `lib/core/clouds/aws.ts` is in `lib/core`, `lib/index.ts` in `lib`. */
function folderOf(file: string): string {
  return file.split('/').slice(0, -1).slice(0, 2).join('/');
}

function isIndex(file: string): boolean {
  return file.endsWith('/index.ts') && file.split('/').length <= 3;
}

/** An index exports by name or from others, and runs nothing but its check for peers, which comes first. */
function indexProblems(file: string, source: string): string[] {
  return parse(source).body.flatMap((statement, position) => {
    switch (statement.type) {
      case 'ExportAllDeclaration':
        return [];
      case 'ExportNamedDeclaration':
        return statement.source === null ? [`${file}: exports something of its own`] : [];
      case 'ImportDeclaration':
        return statement.source.value === './peers' && statement.specifiers.length === 0 && position === 0
          ? []
          : [`${file}: imports ${statement.source.value}`];
      default:
        return [`${file}: holds a ${statement.type}`];
    }
  });
}

/** Files that import each other, types included: neither can be read without the other. */
export function cycles(sources: Sources): string[][] {
  const found: string[][] = [];
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]) => {
    if (path.includes(file)) {
      found.push([...path.slice(path.indexOf(file)), file]);
      return;
    }
    if (done.has(file)) return;
    for (const { specifier } of importsOf(sources[file] ?? '')) {
      const next = specifier.startsWith('.') ? fileOf(file, specifier, sources) : undefined;
      if (next !== undefined) visit(next, [...path, file]);
    }
    done.add(file);
  };
  for (const file of Object.keys(sources)) visit(file, []);
  return found;
}
