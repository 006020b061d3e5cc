import { importsOf, nodesOf, parse, sourcesOf } from '../support/modules';

const TYPES = /^(kubernetes-models|@kubernetes-models\/)/;
const sources = sourcesOf('lib/kubernetes');

/** Names that a module imports from packages with types of Kubernetes objects. */
function modelsOf(source: string): string[] {
  return [...nodesOf(parse(source))].flatMap((node) => {
    if (node.type !== 'ImportDeclaration' || !TYPES.test((node.source as { value: string }).value)) return [];
    return (node.specifiers as { local: { value: string } }[]).map(({ local }) => local.value);
  });
}

/** Type names in what a declaration file would show of a module: exported signatures without bodies. */
function shownTypes(source: string): string[] {
  return [...nodesOf(parse(source))]
    .filter(({ type }) => type === 'ExportDeclaration')
    .flatMap(({ declaration }) => typesIn(declaration));
}

function typesIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(typesIn);
  if (typeof node !== 'object' || node === null) return [];
  const { type, typeName, accessibility, ...rest } = node as Record<string, unknown>;
  if (/^(BlockStatement|FunctionBody)$/.test(String(type)) || accessibility === 'private') return [];
  const own = type === 'TsTypeReference' ? [(typeName as { value?: string }).value ?? ''] : [];
  return [...own, ...Object.values(rest).flatMap(typesIn)];
}

test('types of Kubernetes objects are imported as types only: at run time they are not there', () => {
  const imports = Object.values(sources).flatMap(importsOf);
  const models = imports.filter(({ specifier }) => TYPES.test(specifier));
  expect(models.length).toBeGreaterThan(5);
  expect(models.filter(({ typeOnly }) => !typeOnly)).toEqual([]);
});

test('nothing that is exported names them: who uses the library does not install them', () => {
  const shown = Object.entries(sources).flatMap(([file, source]) => {
    const models = modelsOf(source);
    return shownTypes(source).flatMap((name) => (models.includes(name) ? [`${file}: ${name}`] : []));
  });
  expect(shown).toEqual([]);
});

test('an exported signature that names one is found', () => {
  const source = `import type { IPod } from 'kubernetes-models/v1' with { 'resolution-mode': 'import' };
    export function pod(): IPod { const other: IPod = {}; return other; }
    function own(): IPod { return {}; }`;
  expect(modelsOf(source)).toEqual(['IPod']);
  expect(shownTypes(source)).toEqual(['IPod']);
});
