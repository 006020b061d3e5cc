import { attributeOf } from './made-up';
import { type Block, blocksOf, mapReferences, type Reference, referencesIn, type TerraformJson } from './references';

/** The state lies in the folder of the stack, whatever backend it names. */
export const STATE_BESIDE = { terraform: { backend: { local: { path: 'terraform.tfstate' } } } };

/**
 * A stack with a stand-in of Terraform's own (`terraform_data`) for each resource and data source, which needs no
 * provider. References, order, variables, outputs and what must not be destroyed are the stack's; that the cloud takes an
 * attribute is not shown. What only the cloud knows of a resource is made up.
 */
export function standInsFor(stack: TerraformJson): object {
  const read = referencesIn(stack);
  const standIn = ([address, block]: [string, Block]): [string, object] => {
    const { depends_on: after = [], lifecycle = {}, '//': _, ...attributes } = block;
    const values = read
      .filter((reference) => reference.address === address)
      .map((reference): [string, unknown] => [reference.path, attributeOf(stack, reference)]);
    const { ignore_changes: _ignored, ...kept } = lifecycle;
    return [
      nameOf(address),
      {
        input: rewritten({ attributes, values: Object.fromEntries(values) }),
        depends_on: after.map((other) => `terraform_data.${nameOf(other)}`),
        lifecycle: kept,
      },
    ];
  };
  const standIns = blocksOf(stack).map(standIn);
  return {
    ...STATE_BESIDE,
    ...(standIns.length === 0 ? {} : { resource: { terraform_data: Object.fromEntries(standIns) } }),
    ...(stack.variable === undefined ? {} : { variable: stack.variable }),
    output: rewritten(stack.output ?? {}),
  };
}

function rewritten(value: unknown): unknown {
  return mapReferences(value, ({ address, path }: Reference) => {
    return `terraform_data.${nameOf(address)}.output.values["${path}"]`;
  });
}

/** `google_compute_network.Network` and `data.google_compute_network.Network` have names of their own. */
export function nameOf(address: string): string {
  return address.replaceAll('.', '__');
}

/** What a stand-in stands for, by its address in Terraform's state. */
export function addressOf(standIn: string): string {
  return standIn.replace(/^terraform_data\./, '').replaceAll('__', '.');
}
