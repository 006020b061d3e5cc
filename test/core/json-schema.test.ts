import { type JsonSchema, readSchema } from '../support/json-schema';

describe.each(['plan', 'environment'] as const)('the JSON Schema of a %s', (name) => {
  const fields = fieldsOf(readSchema(name), name);

  test('is found whole', () => {
    expect(fields.length).toBeGreaterThan(50);
  });

  test('describes every field in a sentence', () => {
    const silent = fields.filter(([, { description }]) => !/^[A-Z0-9`][\s\S]*[.`)]/.test(description ?? ''));
    expect(silent.map(([path]) => path)).toEqual([]);
  });

  test('says of every field that may be left out what happens then', () => {
    const silent = fields.filter(([, field, optional]) => optional && !hasDefault(field));
    expect(silent.map(([path]) => path)).toEqual([]);
  });
});

type Field = [path: string, field: JsonSchema & { default?: unknown; const?: unknown }, optional: boolean];

/** Every property in a schema and its definitions. */
function fieldsOf(schema: JsonSchema & { required?: readonly string[] }, path: string): Field[] {
  const { properties = {}, items, additionalProperties, oneOf = [], $defs = {}, required = [] } = schema;
  return [
    ...Object.entries(properties).flatMap(([key, field]): Field[] => [
      [`${path}.${key}`, field, !required.includes(key)],
      ...fieldsOf(field, `${path}.${key}`),
    ]),
    ...(items === undefined ? [] : fieldsOf(items, `${path}[]`)),
    ...(typeof additionalProperties === 'object' ? fieldsOf(additionalProperties, `${path}.*`) : []),
    ...oneOf.flatMap((branch) => fieldsOf(branch, path)),
    ...Object.entries($defs).flatMap(([key, definition]) => fieldsOf(definition, key)),
  ];
}

function hasDefault(field: Field[1]): boolean {
  // A discriminator that may be left out is its own default.
  return 'default' in field || 'const' in field || (field.description ?? '').includes('@default - ');
}
