import { TerraformElement, TerraformVariable } from 'cdktf';
import { addAzureInstallation } from '../../cdktf-app/azure-installation';
import { STACK_VARIABLES } from '../../lib/azure';
import { azureExamples } from '../../scripts/example-configs';
import { azureConfigurations } from '../../scripts/terraform/azure-configurations';
import { blocksOf, type TerraformJson } from '../../scripts/terraform/references';
import { testScope } from '../support/azure';
import { graphProblems } from '../support/terraform-graph';

const CONFIGURATIONS = azureConfigurations();
/** Each stack of each configuration, with what Terraform reads of it. */
const STACKS = CONFIGURATIONS.flatMap(({ name, config }) =>
  addAzureInstallation(testScope(), config).map((stack) => ({
    name: `${name}: ${stack.node.id}`,
    room: stack.node.id.replace(`-${config.environment.id}`, ''),
    stack,
    json: stack.toTerraform() as TerraformJson,
  })),
);

test('there is an installation for each choice, of four stacks', () => {
  expect(STACKS.length).toBeGreaterThanOrEqual(80);
  expect(STACKS.flatMap(({ json }) => blocksOf(json)).length).toBeGreaterThan(1000);
});

test('what a stack reads and waits for is in the same stack and in no other, without a cycle', () => {
  for (const { name, json } of STACKS) expect([name, graphProblems(json)]).toEqual([name, []]);
});

test('no two resources, data sources, outputs or variables of a stack have one name', () => {
  for (const { name, stack, json } of STACKS) {
    const elements = stack.node.findAll().filter(TerraformElement.isTerraformElement);
    const named = [json.output, json.variable].flatMap((blocks) => Object.keys(blocks ?? {}));
    // The provider and the backend are elements, too, and have no name of ours.
    expect([name, blocksOf(json).length + named.length]).toEqual([name, elements.length - 2]);
  }
});

test('a stack asks for the variables that are known of it, and for no value that has none', () => {
  const known: Readonly<Record<string, object>> = STACK_VARIABLES;
  const asked = new Map<string, Set<string>>();
  for (const { name, room, stack, json } of STACKS) {
    const variables = Object.keys(json.variable ?? {});
    const others = variables.filter((variable) => !(variable in (known[room] ?? {})));
    expect([name, others]).toEqual([name, []]);
    expect(stack.node.findAll().filter((child) => child instanceof TerraformVariable)).toHaveLength(variables.length);
    asked.set(room, new Set([...(asked.get(room) ?? []), ...variables]));
  }
  expect([...(asked.get('data-plane') ?? [])].sort()).toEqual(Object.keys(STACK_VARIABLES['data-plane']).sort());
  expect([...(asked.get('grants') ?? [])]).toEqual(Object.keys(STACK_VARIABLES.grants));
});

test('each choice changes a stack', () => {
  const contents = (name: string) =>
    STACKS.filter((stack) => stack.name.startsWith(`${name}: `)).map(({ json }) => JSON.stringify(json));
  const example = contents('streaming-database-azure');
  expect(example).toHaveLength(4);
  for (const { name } of CONFIGURATIONS.slice(azureExamples().length)) {
    expect([name, contents(name).every((content, index) => content === example[index])]).toEqual([name, false]);
  }
});

describe('variables', () => {
  const stack = (variable: TerraformJson['variable'], name: string): TerraformJson => ({
    terraform: { backend: {}, required_providers: {} },
    provider: {},
    resource: { azurerm_a: { x: { name } }, azurerm_b: { y: {} } },
    ...(variable === undefined ? {} : { variable }),
  });

  test('that a stack declares may be read', () => {
    expect(graphProblems(stack({ issuer: {} }, '${jsonencode({"a" = var.issuer, "b" = azurerm_b.y.id})}'))).toEqual([]);
    expect(graphProblems(stack({ issuer: {} }, '${var.issuer}'))).toEqual([]);
  });

  test('that it does not declare are found, alone and beside another', () => {
    expect(graphProblems(stack({ issuer: {} }, '${var.other}'))).toEqual([
      'azurerm_a.x reads in a way of its own: var.other',
    ]);
    const both = '${join(",", [azurerm_b.y.id, var.other])}';
    expect(graphProblems(stack(undefined, both))).toEqual([
      'azurerm_a.x reads in a way of its own: join(",", [azurerm_b.y.id, var.other])',
    ]);
  });
});
