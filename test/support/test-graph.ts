import { TerraformElement, type TerraformStack } from 'cdktf';
import { blocksOf, type TerraformJson } from '../../scripts/terraform/references';
import { graphProblems } from './terraform-graph';

/** A stack of a configuration, with what Terraform reads of it. */
export interface StackOfConfiguration {
  /** Name of the configuration: `streaming-database-gcp`. */
  readonly configuration: string;
  readonly stack: TerraformStack;
  readonly json: TerraformJson;
}

/** The stacks of every configuration. */
export function stacksOf<Config>(
  configurations: readonly { readonly name: string; readonly config: Config }[],
  addStacks: (config: Config) => readonly TerraformStack[],
): StackOfConfiguration[] {
  return configurations.flatMap(({ name, config }) =>
    addStacks(config).map((stack) => ({
      configuration: name,
      stack,
      json: stack.toTerraform() as TerraformJson,
    })),
  );
}

/**
 * Declares the tests of what stacks read and wait for.
 *
 * @param examples how many of the configurations come first, as they are; the others are choices
 * @param changed name of the example that the choices are made in
 */
export function testGraph(stacks: readonly StackOfConfiguration[], examples: number, changed: string): void {
  const named = stacks.map(({ configuration, stack, json }) => ({
    name: `${configuration}: ${stack.node.id}`,
    stack,
    json,
  }));

  test('there is an installation for each choice, of four stacks', () => {
    expect(stacks.length).toBeGreaterThanOrEqual(80);
    expect(stacks.flatMap(({ json }) => blocksOf(json)).length).toBeGreaterThan(1000);
  });

  test('what a stack reads and waits for is in the same stack and in no other, without a cycle', () => {
    for (const { name, json } of named) expect([name, graphProblems(json)]).toEqual([name, []]);
  });

  test('no two resources, data sources, outputs or variables of a stack have one name', () => {
    for (const { name, stack, json } of named) {
      const elements = stack.node.findAll().filter(TerraformElement.isTerraformElement);
      const others = [json.output, json.variable].flatMap((blocks) => Object.keys(blocks ?? {}));
      // The provider and the backend are elements, too, and have no name of ours.
      expect([name, blocksOf(json).length + others.length]).toEqual([name, elements.length - 2]);
    }
  });

  test('each choice changes a stack', () => {
    const contents = new Map<string, string[]>();
    for (const { configuration, json } of stacks) {
      contents.set(configuration, [...(contents.get(configuration) ?? []), JSON.stringify(json)]);
    }
    const example = contents.get(changed) ?? [];
    expect(example).toHaveLength(4);
    for (const [name, content] of [...contents].slice(examples)) {
      expect([name, content.every((text, index) => text === example[index])]).toEqual([name, false]);
    }
  });
}
