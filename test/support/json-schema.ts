import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the tests read of a JSON Schema. */
export interface JsonSchema {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly oneOf?: readonly JsonSchema[];
  readonly const?: unknown;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
}

/** A schema as customers get it. */
export function readSchema(name: 'plan' | 'environment'): JsonSchema {
  const path = join(__dirname, '..', '..', 'schemas', `${name}.schema.json`);
  return JSON.parse(readFileSync(path, 'utf8')) as JsonSchema;
}
