import { blocksOf, type TerraformJson } from '../../terraform/references';
import type { Rendered } from './rendered';

/** Maps whose keys the customer chooses: no provider knows them. */
const FREE = /(^|_)(tags|labels)$/;

/** Installations that together have every attribute of every resource that any of them has, the largest first. */
export function covering(all: readonly Rendered[]): Rendered[] {
  const attributes = all.map((one) => ({ one, of: attributesOf(one) })).sort((a, b) => b.of.size - a.of.size);
  const covered = new Set<string>();
  return attributes.flatMap(({ one, of }) => {
    if ([...of].every((attribute) => covered.has(attribute))) return [];
    for (const attribute of of) covered.add(attribute);
    return [one];
  });
}

/** `google_container_cluster.node_config.tags`, of everything that an installation has. */
function attributesOf({ files }: Rendered): ReadonlySet<string> {
  const found = new Set<string>();
  const add = (value: unknown, path: string): void => {
    found.add(path);
    if (typeof value !== 'object' || value === null || FREE.test(path)) return;
    for (const [name, item] of Object.entries(value)) add(item, Array.isArray(value) ? path : `${path}.${name}`);
  };
  for (const { content } of files) {
    for (const [address, block] of blocksOf(JSON.parse(content) as TerraformJson)) {
      add(block, address.slice(0, address.lastIndexOf('.')));
    }
  }
  return found;
}
