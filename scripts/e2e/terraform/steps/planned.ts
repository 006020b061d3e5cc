import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { lastWords } from '../../processes';
import type { Results } from '../../results';
import { temporaryFolder } from '../../temporary';
import { distinctStacks, type Rendered } from '../rendered';
import { WorkingFolder } from '../working-folder';

/** No account is asked: nothing is refreshed, and the token is good for nothing. */
const TOKEN = { GOOGLE_OAUTH_ACCESS_TOKEN: 'invalid' };
const UNREACHABLE = /Failed to query available provider packages/;

/** What the provider says of every stack, where it can be had. */
export async function plan(results: Results, all: readonly Rendered[]): Promise<void> {
  const folder = temporaryFolder('planned');
  const settings = { ...TOKEN, TF_PLUGIN_CACHE_DIR: temporaryFolder('plugins') };
  const stacks = distinctStacks(all);
  const folderOf = (name: string, content: string): WorkingFolder => {
    const stack = new WorkingFolder(join(folder, name), settings);
    stack.write('cdk.tf.json', content);
    // Whatever backend it has, it is not asked.
    stack.write('backend_override.tf.json', { terraform: { backend: { local: { path: 'terraform.tfstate' } } } });
    return stack;
  };
  const first = await folderOf('first', stacks[0]?.content ?? '{}').attempt('init');
  if (first.status !== 0 && UNREACHABLE.test(first.stderr) && !isMirrorConfigured()) {
    results.skipForLackOf('provider plugins not reachable', `validate and plan of ${stacks.length} stacks`);
    return;
  }
  if (first.status !== 0) return results.fail('terraform init', new Error(lastWords(first)));
  for (const [index, { name, content }] of stacks.entries()) {
    await results.step(`${name}: the provider validates and plans it`, async () => {
      const stack = folderOf(String(index), content);
      await stack.run('init');
      await stack.run('validate');
      await stack.run('plan', '-refresh=false', '-lock=false');
    });
  }
  await results.step('the provider refuses an attribute that it does not know', async () => {
    const stack = folderOf('planted', stacks[0]?.content ?? '{}');
    stack.write('planted.tf.json', { resource: { google_compute_network: { planted: { name: 'x', nonsense: 1 } } } });
    await stack.run('init');
    await stack.refused(/Extraneous JSON object property|Unsupported argument/, 'validate');
  });
}

/** Where plugins come from a place that somebody set up, their absence is a failure. */
function isMirrorConfigured(): boolean {
  const file = process.env.TF_CLI_CONFIG_FILE ?? join(homedir(), '.terraformrc');
  return existsSync(file) && /^\s*provider_installation\b/m.test(readFileSync(file, 'utf8'));
}
