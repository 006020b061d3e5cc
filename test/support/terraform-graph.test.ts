import type { TerraformJson } from '../../scripts/terraform/references';
import { graphProblems } from './terraform-graph';

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
