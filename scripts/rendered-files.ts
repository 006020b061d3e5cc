import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile, type JSONSchema } from 'json-schema-to-typescript';
import { z } from 'zod';
import { templateFiles } from '../cdk-app/templates';
import { permissionManifest } from '../cdktf-app/permission-manifest';
import { VERSIONS as AZURE_VERSIONS } from '../lib/azure/bootstrap/versions';
import { vendorPolicies } from '../lib/azure/permissions/policies';
import { environmentSchema } from '../lib/core/environment/environment';
import { planSchema } from '../lib/core/plan/plan';
import { bootstrapPolicies } from '../lib/gcp/bootstrap/policies';
import { VERSIONS as GCP_VERSIONS } from '../lib/gcp/bootstrap/versions';
import { awsExample } from './examples';
import { AZURE_EVERYTHING, azurePermissions } from './rendered-azure-permissions';
import { EVERYTHING, gcpPermissions } from './rendered-gcp-permissions';
import { permissionDocuments } from './rendered-permissions';
import { ROOT } from './root';

interface Schema {
  title?: string;
  description?: string;
  default?: unknown;
  type?: string;
  const?: unknown;
  enum?: unknown[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  additionalProperties?: Schema | boolean;
  oneOf?: Schema[];
  $ref?: string;
  $defs?: Record<string, Schema>;
  minItems?: number;
  /** Names a type for json-schema-to-typescript. */
  tsType?: string;
}

/** Every file that is made from the schemas, the permissions and the examples: path from the root of the repository to content. */
export async function renderedFiles(): Promise<Map<string, string>> {
  const plan = hoistTitled(z.toJSONSchema(planSchema, { io: 'input' }) as Schema);
  const environment = hoistTitled(z.toJSONSchema(environmentSchema, { io: 'input' }) as Schema);
  return new Map([
    ['schemas/plan.schema.json', json(plan)],
    ['schemas/environment.schema.json', json(environment)],
    ['lib/core/config-types.ts', await types([plan, environment])],
    ['docs/configuration.md', tables([plan, environment])],
    ...permissionDocuments(),
    ['docs/azure/permissions.md', azurePermissions()],
    ['docs/azure/permissions.json', permissionManifest(AZURE_VERSIONS, vendorPolicies(AZURE_EVERYTHING))],
    ['docs/gcp/permissions.md', gcpPermissions()],
    ['docs/gcp/permissions.json', permissionManifest(GCP_VERSIONS, bootstrapPolicies(EVERYTHING))],
    ...[...templateFiles(awsExample('streaming-database'), 'asked for')].map(([name, content]): [string, string] => [
      `cloudformation/${name}`,
      content,
    ]),
  ]);
}

/** Names of rendered files that are not what the code renders now. */
export async function staleFiles(): Promise<string[]> {
  return [...(await renderedFiles())].filter(([file, content]) => read(file) !== content).map(([file]) => file);
}

export async function writeRenderedFiles(): Promise<void> {
  for (const [file, content] of await renderedFiles()) writeFileSync(join(ROOT, file), content);
}

function read(file: string): string | undefined {
  try {
    return readFileSync(join(ROOT, file), 'utf8');
  } catch {
    return undefined;
  }
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** Moves every schema with a title to `$defs`, so that it is one named type wherever it is used. */
function hoistTitled(root: Schema): Schema {
  const definitions: Record<string, Schema> = {};
  const walk = (schema: Schema, isRoot = false): Schema => {
    const copy = mapChildren(schema, (child) => walk(child));
    if (isRoot || schema.title === undefined) return copy;
    definitions[schema.title] = copy;
    const { description, default: value } = schema;
    return {
      $ref: `#/$defs/${schema.title}`,
      ...(description === undefined ? {} : { description }),
      ...(value === undefined ? {} : { default: value }),
    };
  };
  const copy = walk(root, true);
  return { ...copy, $defs: definitions };
}

function mapChildren(schema: Schema, change: (child: Schema) => Schema): Schema {
  const copy = { ...schema };
  if (schema.properties !== undefined) {
    copy.properties = Object.fromEntries(Object.entries(schema.properties).map(([key, child]) => [key, change(child)]));
  }
  if (schema.items !== undefined) copy.items = change(schema.items);
  if (typeof schema.additionalProperties === 'object') copy.additionalProperties = change(schema.additionalProperties);
  if (schema.oneOf !== undefined) copy.oneOf = schema.oneOf.map(change);
  return copy;
}

/** TypeScript interfaces with the schema's descriptions and defaults. */
async function types(schemas: Schema[]): Promise<string> {
  const forTypes = (schema: Schema): Schema => {
    const { minItems: _, default: value, $ref, ...rest } = mapChildren(schema, forTypes);
    const fallback = defaultOf(schema);
    const stated = value !== undefined && !schema.description?.includes('@default');
    if ($ref !== undefined) rest.tsType = $ref.replace('#/$defs/', '');
    return { ...rest, description: [rest.description, ...(stated ? [`@default ${fallback}`] : [])].join('\n\n') };
  };
  const definitions = Object.assign({}, ...schemas.map(({ $defs }) => $defs)) as Record<string, Schema>;
  const all: Schema = {
    title: 'Rendered',
    type: 'object',
    properties: Object.fromEntries(schemas.map(({ $defs: _, ...schema }) => [schema.title ?? '', forTypes(schema)])),
    $defs: Object.fromEntries(Object.entries(definitions).map(([name, schema]) => [name, forTypes(schema)])),
  };
  const text = await compile(all as JSONSchema, 'Rendered', {
    bannerComment: '// Rendered from plan/ and environment/ by `npm run render`; do not edit.',
    additionalProperties: false,
    unreachableDefinitions: true,
    style: { singleQuote: true, printWidth: 120 },
  });
  return text
    .replace(/\nexport interface Rendered \{[\s\S]*?\n\}\n/, '\n')
    .replace(/^( +)(\[k: string\]|\w+\??):/gm, '$1readonly $2:')
    .replace(/: (\w+|\([^()]*\))\[\];/g, ': readonly $1[];')
    .replace(/^ \* This interface was referenced by `Rendered`[\s\S]*?\n(?= \*\/)/gm, '')
    .replace(/( \*\n)+(?= \*\/)/g, '')
    .replace(/^\/\*\*\n \*\/\n/gm, '')
    .replace(/\n{3,}/g, '\n\n');
}

/** One table per document: every field, its default and what it is. */
function tables(schemas: Schema[]): string {
  const sections = schemas.map((schema) => {
    const definitions = schema.$defs ?? {};
    const rows: string[] = [];
    const walk = (node: Schema, path: string, required: boolean, description?: string): void => {
      const target = node.$ref === undefined ? node : { ...definitions[node.$ref.replace('#/$defs/', '')], ...node };
      const text = (description ?? target.description ?? '').split('\n\n@default - ');
      if (path !== '') {
        const fallback =
          text[1] ?? (target.default === undefined ? (required ? 'required' : '') : `\`${defaultOf(target)}\``);
        rows.push(`| \`${path}\` | ${fallback} | ${(text[0] ?? '').replace(/\|/g, '\\|')} |`);
      }
      for (const [key, child] of Object.entries(target.properties ?? {})) {
        walk(child, path === '' ? key : `${path}.${key}`, target.required?.includes(key) ?? false);
      }
      if (target.items !== undefined && hasFields(target.items)) fields(target.items, `${path}[]`);
      if (typeof target.additionalProperties === 'object' && hasFields(target.additionalProperties)) {
        fields(target.additionalProperties, `${path}.<name>`);
      }
      for (const option of target.oneOf ?? []) fields(option, path);
    };
    const fields = (node: Schema, path: string): void => {
      const target = node.$ref === undefined ? node : (definitions[node.$ref.replace('#/$defs/', '')] ?? {});
      for (const [key, child] of Object.entries(target.properties ?? {})) {
        walk(child, path === '' ? key : `${path}.${key}`, target.required?.includes(key) ?? false);
      }
      for (const option of target.oneOf ?? []) fields(option, path);
    };
    const hasFields = (node: Schema): boolean =>
      node.$ref !== undefined || node.properties !== undefined || node.oneOf !== undefined;
    walk(schema, '', true);
    return `## ${schema.title}\n\n| field | default | what it is |\n| --- | --- | --- |\n${[...new Set(rows)].join('\n')}\n`;
  });
  return [
    '# Configuration\n\nEvery field of the two documents. Rendered by `npm run render`; do not edit. The JSON Schemas in',
    '`schemas/` say the same to an editor.\n',
  ]
    .join('\n')
    .concat('\n', sections.join('\n'));
}

function defaultOf({ default: value }: Schema): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
