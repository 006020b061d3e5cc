import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../root';

/** Name of an assignment, which Azure gives by chance. */
const ASSIGNMENT = '01234567-89ab-cdef-0123-456789abcdef';
/** Prints ids of what is assigned on a resource. */
const ASSIGNMENTS_ON = /^\$\(az role assignment list --scope (\S+) .*\)$/;

/** A page of a cloud: `docs/gcp/changes.md`. */
export function page(cloud: 'gcp' | 'azure', name: string): string {
  return readFileSync(join(ROOT, 'docs', cloud, `${name}.md`), 'utf8');
}

/** The part of a page below a heading, up to the next one as high. */
export function section(text: string, heading: string): string {
  const found = text.split(/^## /m).find((part) => part.startsWith(heading));
  if (found === undefined) throw new Error(`no page has '## ${heading}'`);
  return found;
}

/** The pattern of the `grep` whose finds a page hands to a command. */
export function patternBefore(text: string, command: string): RegExp {
  const found = [...text.matchAll(/grep (?:-E )?'([^']+)' \|\n\s*xargs terraform \S+ (.+)/g)];
  const [, pattern] = found.find(([, , then]) => then?.trim() === command) ?? [];
  if (pattern === undefined) throw new Error(`no page finds what to ${command}`);
  return new RegExp(pattern);
}

/** What a page tells a state of, by `terraform import` or by a short word for it: address and id. */
export function importsOf(text: string): [address: string, id: string][] {
  const short = new Map([...text.matchAll(/^([A-Z])=(\S+)$/gm)].map(([, name = '', value = '']) => [name, value]));
  const expanded = (id: string): string =>
    id.replace(/\$([A-Z])\b/g, (_, name: string) => expanded(short.get(name) ?? ''));
  const commands = text.matchAll(/(?: import|^take) ((?:google|azurerm)_\S+)(?: \\\n)?\s+(.+)$/gm);
  return [...commands].map(([, address = '', id = '']) => [
    address,
    expanded(id.replace(/^"(.*)"$/, '$1')).replace(
      ASSIGNMENTS_ON,
      `$1/providers/Microsoft.Authorization/roleAssignments/${ASSIGNMENT}`,
    ),
  ]);
}
