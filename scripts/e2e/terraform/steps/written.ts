import { readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../../root';
import { installationFiles } from '../../../terraform/installation-files';
import { expectEqual } from '../../deployed-stack';
import { run } from '../../processes';
import type { Results } from '../../results';
import { temporaryFolder } from '../../temporary';
import { type HandOver, handOvers, handOversOfReadme } from '../handed-on';
import type { Rendered } from '../rendered';

/** What cdktf's own app reads: other names of resources, other files, only one of the stacks. */
const VARIABLES = {
  CDKTF_CONTEXT_JSON: JSON.stringify({ excludeStackIdFromLogicalIds: 'true', allowSepCharsInLogicalIds: 'true' }),
  CDKTF_OUTDIR: 'elsewhere',
  CDKTF_TARGET_STACK_ID: 'custody-acme',
  SYNTH_HCL_OUTPUT: 'true',
};

/** The files themselves, before Terraform sees them. */
export async function checkFiles(results: Results, all: readonly Rendered[]): Promise<void> {
  await results.step('files are sorted, in two-space JSON, and without a path of this machine', async () => {
    for (const { content } of all.flatMap(({ files }) => files)) {
      expectEqual('file', content, `${JSON.stringify(sorted(JSON.parse(content)), null, 2)}\n`);
      const path = [ROOT, homedir(), tmpdir()].find((folder) => content.includes(`${folder}/`));
      if (path !== undefined) throw new Error(`a file names ${path}`);
    }
  });
  await results.step('files are the same byte for byte when they are made again', async () => {
    for (const { config, files } of all) expectEqual('files', installationFiles(config), files);
  });
  await writeAside(results, 'gcp', all);
  await writeAside(results, 'azure', all);
  await results.step('README.md hands on between stacks what docs/azure/security.md does', async () => {
    const inOrder = (overs: readonly HandOver[]) => overs.map((over) => JSON.stringify(over)).sort();
    expectEqual('hand-overs', inOrder(handOversOfReadme()), inOrder(handOvers()));
  });
}

async function writeAside(results: Results, cloud: 'gcp' | 'azure', all: readonly Rendered[]): Promise<void> {
  await results.step(
    `the app for ${cloud} writes the same from another folder, whatever variables cdktf reads`,
    async () => {
      const folder = temporaryFolder('variables');
      const example = join(ROOT, 'examples', 'streaming-database');
      const files = all.find(({ name }) => name === `streaming-database-${cloud}`)?.files ?? [];
      const args = ['plan.yaml', `environment-${cloud}.yaml`].map((name) => join(example, name));
      const app = join(ROOT, 'dist', 'cdktf-app', `${cloud}.js`);
      const { stdout } = await run('node', [app, ...args], { cwd: folder, env: { ...process.env, ...VARIABLES } });
      const paths = files.map(({ stack }) => join('terraform', stack, 'cdk.tf.json'));
      expectEqual('what it prints', stdout.trim().split('\n'), paths);
      const contents = paths.map((path) => readFileSync(join(folder, path), 'utf8'));
      expectEqual(
        'what it writes',
        contents,
        files.map(({ content }) => content),
      );
    },
  );
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}
