import { TerraformVariable } from 'cdktf';
import { addAzureInstallation } from '../../cdktf-app/azure-installation';
import { STACK_VARIABLES } from '../../lib/azure';
import { azureExamples } from '../../scripts/example-configs';
import { azureConfigurations } from '../../scripts/terraform/azure-configurations';
import { testScope } from '../support/azure';
import { stacksOf, testGraph } from '../support/test-graph';

const STACKS = stacksOf(azureConfigurations(), (config) => addAzureInstallation(testScope(), config));

testGraph(STACKS, azureExamples().length, 'streaming-database-azure');

test('a stack asks for the variables that are known of it, and for no value that has none', () => {
  const known: Readonly<Record<string, object>> = STACK_VARIABLES;
  const asked = new Map<string, Set<string>>();
  for (const { configuration, stack, json } of STACKS) {
    // `data-plane-demo` without the environment.
    const room = stack.node.id.replace(/-[a-z0-9]+$/, '');
    const variables = Object.keys(json.variable ?? {});
    const others = variables.filter((variable) => !(variable in (known[room] ?? {})));
    expect([configuration, room, others]).toEqual([configuration, room, []]);
    expect(stack.node.findAll().filter((child) => child instanceof TerraformVariable)).toHaveLength(variables.length);
    asked.set(room, new Set([...(asked.get(room) ?? []), ...variables]));
  }
  expect([...(asked.get('data-plane') ?? [])].sort()).toEqual(Object.keys(STACK_VARIABLES['data-plane']).sort());
  expect([...(asked.get('grants') ?? [])]).toEqual(Object.keys(STACK_VARIABLES.grants));
});
