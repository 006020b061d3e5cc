import {
  blocksOf,
  expressionsIn,
  referencesIn,
  stringsIn,
  type TerraformJson,
} from '../../scripts/terraform/references';

/** Text in an expression, in which names mean nothing. */
const TEXT = /"(?:[^"\\]|\\.)*"/g;
const VARIABLE = /(?<![\w.-])var\.([\w-]+)/g;

/** What is wrong with what a stack's blocks read and wait for, one line each. */
export function graphProblems(stack: TerraformJson): string[] {
  const blocks = blocksOf(stack);
  const known = new Set(blocks.map(([address]) => address));
  const variables = new Set(Object.keys(stack.variable ?? {}));
  const readers: [string, unknown][] = [
    ...blocks,
    ...Object.entries(stack.output ?? {}).map(([name, output]): [string, unknown] => [`output.${name}`, output]),
    ...Object.entries(stack.provider).map(([name, provider]): [string, unknown] => [`provider.${name}`, provider]),
  ];
  return [
    ...readers.flatMap(([reader, value]) =>
      needsOf(value).flatMap((address) =>
        known.has(address) ? [] : [`${reader} needs ${address}, which is not in the stack`],
      ),
    ),
    ...readers.flatMap(([reader, value]) =>
      unreadable(value, variables).map((text) => `${reader} reads in a way of its own: ${text}`),
    ),
    ...blocks.flatMap(([address]) =>
      address.startsWith('data.terraform_') ? [`${address} reads the state of another stack`] : [],
    ),
    ...cyclesOf(new Map(blocks.map(([address, block]) => [address, needsOf(block)]))).map(
      (cycle) => `cycle: ${cycle.join(' -> ')}`,
    ),
  ];
}

/** Addresses that must be there before: what is read and what is waited for. */
function needsOf(value: unknown): string[] {
  const after = (value as { depends_on?: readonly string[] }).depends_on ?? [];
  return [...new Set([...referencesIn(value).map(({ address }) => address), ...after])];
}

/** Expressions in which nothing known is read: variables that are not declared, functions of constants, or what we cannot read. */
function unreadable(value: unknown, variables: ReadonlySet<string>): string[] {
  return stringsIn(value).flatMap((text) => {
    const opened = text.replaceAll('$${', '').split('${').length - 1;
    const expressions = expressionsIn(text);
    if (expressions.length !== opened) return [text];
    return expressions.filter((body) => {
      const read = [...body.replaceAll(TEXT, '').matchAll(VARIABLE)].map(([, name = '']) => name);
      return (
        read.some((name) => !variables.has(name)) || (read.length === 0 && referencesIn(`\${${body}}`).length === 0)
      );
    });
  });
}

function cyclesOf(needs: ReadonlyMap<string, readonly string[]>): string[][] {
  const found: string[][] = [];
  const done = new Set<string>();
  const visit = (address: string, path: readonly string[]): void => {
    if (path.includes(address)) found.push([...path.slice(path.indexOf(address)), address]);
    else if (!done.has(address)) for (const next of needs.get(address) ?? []) visit(next, [...path, address]);
    done.add(address);
  };
  for (const address of needs.keys()) visit(address, []);
  return found;
}
