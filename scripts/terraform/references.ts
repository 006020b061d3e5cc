/** A stack as Terraform reads it, by block. */
export interface TerraformJson {
  readonly terraform: { readonly backend: Record<string, unknown>; readonly required_providers: object };
  readonly provider: Readonly<Record<string, unknown>>;
  readonly resource?: Blocks;
  readonly data?: Blocks;
  /** What whoever applies must say. */
  readonly variable?: Readonly<Record<string, object>>;
  readonly output?: Readonly<Record<string, { readonly value: unknown }>>;
}

/** Resources, or data sources, by type and name. */
export type Blocks = Readonly<Record<string, Readonly<Record<string, Block>>>>;

export interface Block {
  readonly depends_on?: readonly string[];
  readonly lifecycle?: Lifecycle;
  readonly [attribute: string]: unknown;
}

export interface Lifecycle {
  readonly prevent_destroy?: boolean;
  readonly create_before_destroy?: boolean;
  readonly ignore_changes?: unknown;
}

/** A place where one block reads an attribute of another. */
export interface Reference {
  /** `google_compute_network.Network`, `data.google_project.Project`. */
  readonly address: string;
  /** What is read of it: `id`, `endpoint[0].address`. */
  readonly path: string;
}

/** `${...}`, but not the escaped `$${...}`; strings and one pair of braces may stand in it. */
const EXPRESSION = /(?<!\$)\$\{((?:"(?:[^"\\]|\\.)*"|\{[^{}]*\}|[^{}"])*)\}/g;
/** A string, in which names mean nothing, or a reference: what is read, and which part of it. */
const STRING_OR_REFERENCE =
  /"(?:[^"\\]|\\.)*"|(?<![\w.-])((?:data\.)?[a-z][a-z0-9]*_[a-z0-9_]+\.[A-Za-z_][\w-]*)((?:\.[A-Za-z_*][\w-]*|\[[\w*]+\])*)/g;

/** Every block with its address. */
export function blocksOf({ resource = {}, data = {} }: TerraformJson): [address: string, block: Block][] {
  const listed = (blocks: Blocks, prefix: string) =>
    Object.entries(blocks).flatMap(([type, named]) =>
      Object.entries(named).map(([name, block]): [string, Block] => [`${prefix}${type}.${name}`, block]),
    );
  return [...listed(resource, ''), ...listed(data, 'data.')];
}

/** Every string in a value, at any depth. */
export function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

/** What a value reads of other blocks. */
export function referencesIn(value: unknown): Reference[] {
  const found: Reference[] = [];
  mapReferences(value, (reference) => {
    found.push(reference);
    return '';
  });
  return found;
}

/** Bodies of the expressions in a string. */
export function expressionsIn(text: string): string[] {
  return [...text.matchAll(EXPRESSION)].map(([, body = '']) => body);
}

/** A value in which every reference is written otherwise. */
export function mapReferences(value: unknown, write: (reference: Reference) => string): unknown {
  if (typeof value === 'string') {
    return value.replaceAll(EXPRESSION, (expression: string) =>
      expression.replaceAll(STRING_OR_REFERENCE, (found: string, address?: string, path?: string) =>
        address === undefined ? found : write({ address, path: path?.replace(/^\./, '') ?? '' }),
      ),
    );
  }
  if (Array.isArray(value)) return value.map((item) => mapReferences(item, write));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapReferences(item, write)]));
}
