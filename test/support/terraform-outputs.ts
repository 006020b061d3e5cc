import { attributeOf } from '../../scripts/terraform/made-up';
import { mapReferences, referencesIn, type TerraformJson } from '../../scripts/terraform/references';

/** A part of a text that is JSON. */
const DECODED = /^\$\{jsondecode\([^()]+\)\.([\w.]+)\}$/;

/** What `terraform output -json` says of a stack; what only the cloud knows is made up. */
export function terraformOutputs(content: string): object {
  const stack = JSON.parse(content) as TerraformJson;
  const known = (value: unknown): unknown => {
    const [, path] = DECODED.exec(String(value)) ?? [];
    const [decoded] = path === undefined ? [] : referencesIn(value);
    if (path !== undefined && decoded !== undefined) {
      return path.split('.').reduce((at, part) => at[part], JSON.parse(String(known(attributeOf(stack, decoded)))));
    }
    const readable = mapReferences(value, (reference) => String(known(attributeOf(stack, reference))));
    // What was an expression is its value now.
    return typeof readable === 'string' ? readable.replaceAll(/\$\{([^}]*)\}/g, '$1') : readable;
  };
  return Object.fromEntries(
    Object.entries(stack.output ?? {}).map(([name, { value }]) => [
      name,
      { sensitive: false, type: 'string', value: known(value) },
    ]),
  );
}
