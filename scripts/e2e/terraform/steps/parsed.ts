import { join } from 'node:path';
import type { TerraformJson } from '../../../terraform/references';
import type { Results } from '../../results';
import { temporaryFolder } from '../../temporary';
import { distinctStacks, type Rendered } from '../rendered';
import { WorkingFolder } from '../working-folder';

/** Terraform's own reading of blocks, lifecycles and outputs; what a resource takes only its provider knows. */
export async function parse(results: Results, all: readonly Rendered[]): Promise<void> {
  const folder = temporaryFolder('parsed');
  await results.count('terraform reads every stack', async () => {
    const stacks = distinctStacks(all);
    for (const [index, { name, content }] of stacks.entries()) {
      const stack = new WorkingFolder(join(folder, String(index)));
      stack.write('cdk.tf.json', content);
      await stack.run('get').catch((error) => Promise.reject(new Error(`${name}: ${error.message}`)));
    }
    return `${stacks.length} different ones of ${all.length} installations`;
  });
  await results.step('terraform refuses a stack that waits for a text', async () => {
    const stack = new WorkingFolder(join(folder, 'planted'));
    stack.write('cdk.tf.json', planted(all));
    await stack.refused(/A single static variable reference is required/, 'get');
  });
}

/** A stack of which each resource waits for something that is no address. */
function planted([first]: readonly Rendered[]): object {
  const stack = JSON.parse(first?.files[0]?.content ?? '{}') as TerraformJson;
  const resources = Object.entries(stack.resource ?? {}).map(([type, named]) => [
    type,
    Object.fromEntries(Object.entries(named).map(([name, block]) => [name, { ...block, depends_on: ['1 + 1'] }])),
  ]);
  return { ...stack, resource: Object.fromEntries(resources) };
}
