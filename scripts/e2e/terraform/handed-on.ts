import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../root';
import { page } from './pages';

/** What `terraform output -json` says of a stack. */
export type Said = Readonly<Record<string, { readonly value: unknown }>>;

/** A file of variables that Terraform reads by itself. */
export interface VariableFile {
  readonly name: string;
  readonly content: string;
}

/** What an earlier stack says, and the file in which a later one is told of it; stacks without the environment's id. */
export interface HandOver {
  readonly from: string;
  readonly output: string;
  readonly to: string;
  readonly file: string;
}

/** The commands of docs/azure/security.md. On Google Cloud, nothing is handed on. */
export function handOvers(): HandOver[] {
  const command = /terraform -chdir=(\S+)-acme output -raw (\w+) > (\S+)-acme\/(\S+\.auto\.tfvars\.json)/g;
  const found = [...page('azure', 'security').matchAll(command)];
  if (found.length === 0) throw new Error('docs/azure/security.md hands nothing on');
  return found.map(([, from = '', output = '', to = '', file = '']) => ({ from, output, to, file }));
}

/** The same of README.md, which has one function for it. */
export function handOversOfReadme(): HandOver[] {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const [, pattern] = /^hand_on\(\) .* -raw \$2 > \$3-demo\/(\S+); }$/m.exec(readme) ?? [];
  return [...readme.matchAll(/hand_on ([\w-]+) (\w+) ([\w-]+)/g)].map(([, from = '', output = '', to = '']) => {
    return { from, output, to, file: pattern?.replace('$1', from) ?? '' };
  });
}

/**
 * The files that these commands make for a stack.
 *
 * @param stack its folder: `data-plane-acme`
 * @param saidBy what an earlier stack of the same installation says
 */
export function handedOn(stack: string, saidBy: (stack: string) => Said | undefined): VariableFile[] {
  return handOvers().flatMap(({ from, output, to, file }) => {
    if (!stack.startsWith(`${to}-`)) return [];
    const value = saidBy(`${from}${stack.slice(to.length)}`)?.[output]?.value;
    return value === undefined ? [] : [{ name: file, content: String(value) }];
  });
}
