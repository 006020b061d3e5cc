import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { ConfigError, type Path, type Problem } from './config-error';
import type { CustomerEnvironment, VendorPlan } from './config-types';
import { environmentSchema } from './environment/environment';
import { planSchema } from './plan/plan';
import { problemsOf } from './schema';

/** What is known of a document that was read from a file, for problems that are found later. */
interface Source {
  /** File and line of a path. */
  readonly locate: (path: Path) => string;
  /** A value as it is written. */
  readonly written: (path: readonly PropertyKey[]) => string | undefined;
}

const sources = new WeakMap<object, Source>();

/**
 * Reads a vendor's plan from YAML or JSON.
 *
 * @throws ConfigError naming file, line and path of every problem
 */
export function loadPlan(file: string): VendorPlan {
  return valid('plan', planSchema, readPlan(file)) as VendorPlan;
}

/**
 * Reads a customer's environment from YAML or JSON.
 *
 * @throws ConfigError naming file, line and path of every problem
 */
export function loadEnvironment(file: string): CustomerEnvironment {
  return valid('environment', environmentSchema, readEnvironment(file)) as CustomerEnvironment;
}

/** A plan as it stands in its file. @throws ConfigError if the file is not YAML or JSON */
export function readPlan(file: string): object {
  return readDocument(file, 'plan', planSchema);
}

/** An environment as it stands in its file. @throws ConfigError if the file is not YAML or JSON */
export function readEnvironment(file: string): object {
  return readDocument(file, 'environment', environmentSchema);
}

/** File and line of a path in a document that was read from a file: `plan.yaml:12`. */
export function locationOf(document: object, path: Path): string | undefined {
  return sources.get(document)?.locate(path.slice(1));
}

/** A value as it is written in the file that a document was read from. */
export function writtenIn(document: object, path: readonly PropertyKey[]): string | undefined {
  return sources.get(document)?.written(path);
}

function valid(root: string, schema: z.ZodType, document: object): object {
  const parsed = schema.safeParse(document);
  if (parsed.success) return document;
  throw new ConfigError(
    problemsOf(root, document, parsed.error, (path) => writtenIn(document, path)).map((problem) => {
      const at = locationOf(document, problem.path);
      return at === undefined ? problem : { ...problem, at };
    }),
  );
}

function readDocument(file: string, root: string, schema: z.ZodType): object {
  const lines = new LineCounter();
  const document = parseDocument(read(file, root), { lineCounter: lines });
  const label = basename(file);
  // A warning tells of a tag such as !Ref, which would be dropped.
  const syntax = [...document.errors, ...document.warnings].map((error): Problem => {
    const { line } = lines.linePos(error.pos[0]);
    const got = error.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '');
    return {
      path: [root],
      rule: 'be valid YAML or JSON',
      got,
      fix: 'correct the syntax there',
      at: `${label}:${line}`,
    };
  });
  if (syntax.length > 0) throw new ConfigError(syntax);

  /** Line of the key, or of the nearest part of the document that would hold it. */
  const locate = (path: Path): string => {
    for (let length = path.length; length >= 0; length -= 1) {
      const offset = startOf(document, path.slice(0, length));
      if (offset !== undefined) return `${label}:${lines.linePos(offset).line}`;
    }
    return label;
  };
  const written = (path: readonly PropertyKey[]): string | undefined => {
    const node: unknown = document.getIn(path, true);
    return isScalar(node) ? node.source : undefined;
  };
  const value = javascriptOf(document, root, label);
  if (typeof value !== 'object' || value === null) {
    const { error } = schema.safeParse(value);
    throw new ConfigError(
      (error === undefined ? [] : problemsOf(root, value, error)).map((problem) => ({ ...problem, at: locate([]) })),
    );
  }
  sources.set(value, { locate, written });
  return value;
}

/** Where an entry of a map or a list begins. */
function startOf(document: Document, path: Path): number | undefined {
  const at = (part: Path): unknown => (part.length === 0 ? document.contents : document.getIn(part, true));
  const parent = at(path.slice(0, -1));
  const pair = isMap(parent)
    ? parent.items.find(({ key }) => isScalar(key) && path.length > 0 && String(key.value) === path.at(-1))
    : undefined;
  const node = pair?.key ?? at(path);
  return isNode(node) ? node.range?.[0] : undefined;
}

/** @throws ConfigError for what only shows when aliases are followed: an unknown one, or far too many */
function javascriptOf(document: Document, root: string, label: string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    const got = (error as Error).message;
    const problem = { path: [root], rule: 'be valid YAML or JSON', got, fix: 'correct the aliases', at: label };
    throw new ConfigError([problem]);
  }
}

function read(file: string, root: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new ConfigError([
      { path: [root], rule: 'be a file that can be read', got: `${file} (${reason})`, fix: 'correct the path' },
    ]);
  }
}
