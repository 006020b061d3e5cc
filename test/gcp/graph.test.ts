import { TerraformElement } from 'cdktf';
import { addGcpInstallation } from '../../cdktf-app/gcp-installation';
import { gcpExamples } from '../../scripts/example-configs';
import { configurations } from '../../scripts/terraform/configurations';
import { blocksOf, type TerraformJson } from '../../scripts/terraform/references';
import { testScope } from '../support/gcp';
import { graphProblems } from '../support/terraform-graph';

const CONFIGURATIONS = configurations();
/** Each stack of each configuration, with what Terraform reads of it. */
const STACKS = CONFIGURATIONS.flatMap(({ name, config }) =>
  addGcpInstallation(testScope(), config).map((stack) => ({
    name: `${name}: ${stack.node.id}`,
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

test('no two resources, data sources or outputs of a stack have one name', () => {
  for (const { name, stack, json } of STACKS) {
    const elements = stack.node.findAll().filter(TerraformElement.isTerraformElement);
    const written = blocksOf(json).length + Object.keys(json.output ?? {}).length;
    // The provider and the backend are elements, too, and have no name of ours.
    expect([name, written]).toEqual([name, elements.length - 2]);
  }
});

test('each choice changes a stack', () => {
  const contents = (name: string) =>
    STACKS.filter((stack) => stack.name.startsWith(`${name}: `)).map(({ json }) => JSON.stringify(json));
  const example = contents('streaming-database-gcp');
  expect(example).toHaveLength(4);
  for (const { name } of CONFIGURATIONS.slice(gcpExamples().length)) {
    expect([name, contents(name).every((content, index) => content === example[index])]).toEqual([name, false]);
  }
});

describe('a planted fault is found', () => {
  const stack = (resource: object, rest: object = {}): TerraformJson => ({
    terraform: { backend: {}, required_providers: {} },
    provider: { google: [{ project: 'acme-data' }] },
    resource: resource as NonNullable<TerraformJson['resource']>,
    ...rest,
  });

  test.each([
    [
      'a resource of another stack',
      stack({ google_a: { x: { name: '${google_b.y.id}' } } }),
      'google_a.x needs google_b.y, which is not in the stack',
    ],
    [
      'an attribute in the middle of a text',
      stack({ google_a: { x: { list: [{ deep: 'a ${google_b.y.z[0].id} b' }] } } }),
      'google_a.x needs google_b.y, which is not in the stack',
    ],
    [
      'something to wait for that is not there',
      stack({ google_a: { x: { depends_on: ['google_b.y'] } } }),
      'google_a.x needs google_b.y, which is not in the stack',
    ],
    [
      'an output of nothing',
      stack({}, { output: { Key: { value: '${data.google_b.y.id}' } } }),
      'output.Key needs data.google_b.y, which is not in the stack',
    ],
    [
      'the state of another stack',
      stack({}, { data: { terraform_remote_state: { custody: { backend: 'gcs' } } } }),
      'data.terraform_remote_state.custody reads the state of another stack',
    ],
    [
      'a variable',
      stack({ google_a: { x: { name: '${var.name}' } } }),
      'google_a.x reads in a way of its own: var.name',
    ],
    [
      'a cycle by reading and waiting',
      stack({
        google_a: { x: { name: '${google_b.y.id}' } },
        google_b: { y: { depends_on: ['google_c.z'] } },
        google_c: { z: { name: '${join(",", [google_a.x.id])}' } },
      }),
      'cycle: google_a.x -> google_b.y -> google_c.z -> google_a.x',
    ],
  ])('%s', (_, json, problem) => {
    expect(graphProblems(json)).toEqual([problem]);
  });

  test('and what is right is not', () => {
    const right = stack(
      { google_a: { x: { name: '${google_b.y.id}', text: 'a $${google_c.z} of "google_c.z"' } }, google_b: { y: {} } },
      { output: { Key: { value: '${google_a.x.deep[0].name}' } } },
    );
    expect(graphProblems(right)).toEqual([]);
  });
});
