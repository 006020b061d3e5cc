import { resolveConfig } from '../../lib/core/resolve-config';
import {
  azureEnvironment,
  existingGcpNetwork,
  existingVirtualNetwork,
  existingVpc,
  fullAzureEnvironment,
  fullEnvironment,
  fullGcpEnvironment,
  fullPlan,
  gcpEnvironment,
  minimalEnvironment,
  minimalPlan,
  minimalPlanForEveryCloud,
  problemsOf,
  sharedVpc,
} from './config';
import { type JsonSchema, readSchema } from './json-schema';

/** Fields that exclude others which the full configuration has. */
const EXCLUDED = ['plan.vendor.gcp.serviceAccount', 'plan.vendor.gcp.awsRole', 'plan.vendor.azure.oidc'];

test.each([
  ['minimal', minimalPlan(), minimalEnvironment()],
  ['full', fullPlan(), fullEnvironment()],
  ['minimal, for every cloud', minimalPlanForEveryCloud(), minimalEnvironment()],
  ['in a VPC of the customer’s', minimalPlan(), { ...minimalEnvironment(), network: existingVpc() }],
  ['on Google Cloud', minimalPlanForEveryCloud(), gcpEnvironment()],
  ['full, on Google Cloud', fullPlan(), fullGcpEnvironment()],
  [
    'in a network of the customer’s on Google Cloud',
    minimalPlanForEveryCloud(),
    { ...gcpEnvironment(), network: existingGcpNetwork() },
  ],
  [
    'in a Shared VPC',
    { ...fullPlan(), controlPlane: minimalPlan().controlPlane },
    { ...fullGcpEnvironment(), network: sharedVpc() },
  ],
  ['on Azure', minimalPlanForEveryCloud(), azureEnvironment()],
  ['full, on Azure', fullPlan(), fullAzureEnvironment()],
  [
    'in a network of the customer’s on Azure',
    fullPlan(),
    { ...fullAzureEnvironment(), network: existingVirtualNetwork() },
  ],
])('the configuration that is %s has no problem', (_, plan, environment) => {
  expect(problemsOf(() => resolveConfig(plan, environment))).toEqual([]);
});

test('the full plan uses everything that a plan can say', () => {
  expect(unused(readSchema('plan'), [fullPlan()], 'plan')).toEqual(EXCLUDED);
});

test('the full environment uses everything that an environment can say', () => {
  expect(unused(readSchema('environment'), [fullEnvironment()], 'environment')).toEqual([]);
});

test('the full environments on Google Cloud use everything that one can say', () => {
  const environments = [fullGcpEnvironment(), { ...fullGcpEnvironment(), network: sharedVpc() }];
  expect(unused(readSchema('environment'), environments, 'environment')).toEqual([]);
});

test('the full environments on Azure use everything that one can say', () => {
  const environments = [fullAzureEnvironment(), { ...fullAzureEnvironment(), network: existingVirtualNetwork() }];
  expect(unused(readSchema('environment'), environments, 'environment')).toEqual([]);
});

test('every call makes a configuration of its own', () => {
  expect(fullPlan()).not.toBe(fullPlan());
  expect(fullEnvironment().network).not.toBe(fullEnvironment().network);
});

/** Properties of a schema that none of the values has. */
function unused(root: JsonSchema, values: readonly unknown[], start: string): string[] {
  return walk(root, values, start);

  function walk(schema: JsonSchema, found: readonly unknown[], path: string): string[] {
    if (schema.$ref !== undefined) {
      return walk(root.$defs?.[schema.$ref.replace('#/$defs/', '')] ?? {}, found, path);
    }
    // Of alternatives, those that the values have chosen.
    const branches = (schema.oneOf ?? []).map((branch) => ({
      branch,
      chosen: found.filter((value) => fits(branch, value)),
    }));
    const { properties = {}, items, additionalProperties } = schema;
    return [
      ...branches.flatMap(({ branch, chosen }) => (chosen.length > 0 ? walk(branch, chosen, path) : [])),
      ...Object.entries(properties).flatMap(([key, field]) => {
        const present = found.flatMap((value) => (isObject(value) && key in value ? [value[key]] : []));
        return present.length === 0 ? [`${path}.${key}`] : walk(field, present, `${path}.${key}`);
      }),
      ...(items === undefined ? [] : walk(items, found.flat(), `${path}[]`)),
      ...(typeof additionalProperties === 'object'
        ? walk(
            additionalProperties,
            found.flatMap((value) => Object.values(value as object)),
            `${path}.*`,
          )
        : []),
    ];
  }

  /** Whether the constants of a branch are those of the value. */
  function fits(branch: JsonSchema, value: unknown): boolean {
    if (branch.$ref !== undefined) return fits(root.$defs?.[branch.$ref.replace('#/$defs/', '')] ?? {}, value);
    return Object.entries(branch.properties ?? {}).every(
      ([key, field]) => field.const === undefined || (isObject(value) && value[key] === field.const),
    );
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
