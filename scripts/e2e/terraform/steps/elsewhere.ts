import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../root';
import { installedPeers, lowestPeers } from '../../consumer';
import { expectEqual } from '../../deployed-stack';
import { installPacked } from '../../packed';
import { run } from '../../processes';
import { type Results, Scenario } from '../../results';
import { temporaryFolder } from '../../temporary';
import { covering } from '../covering';
import type { Rendered } from '../rendered';

/** The community's fork of cdktf, which its maker archived; it goes by the same name. */
const FORK = { name: 'cdktn', version: '0.24.0' };
/** What a customer's own app needs beside the package. */
const NEEDED = /^(cdktf|@cdktf\/provider-(google|azurerm)|constructs)$/;

/** The packed library on other packages writes the same: an older provider leaves out in silence what it does not know. */
export async function writeElsewhere(results: Results, all: readonly Rendered[]): Promise<void> {
  const compared = covering(all);
  const lowest = lowestPeers(NEEDED);
  // The provider asks for cdktf itself, and the fork for an older range of constructs.
  const forked = named({ ...installedPeers(lowest), cdktf: `npm:${FORK.name}@${FORK.version}` });
  await writeWith(new Scenario(results, 'fork of cdktf'), [...forked, '--legacy-peer-deps'], FORK, compared);
  const cdktf = { name: 'cdktf', version: lowest.cdktf ?? '' };
  await writeWith(new Scenario(results, 'lowest peers'), named(lowest), cdktf, compared);
}

async function writeWith(
  scenario: Scenario,
  packages: readonly string[],
  cdktf: { readonly name: string; readonly version: string },
  all: readonly Rendered[],
): Promise<void> {
  const folder = temporaryFolder('elsewhere');
  const place = { cwd: folder, env: process.env };
  const read = (...path: readonly string[]) => JSON.parse(readFileSync(join(folder, ...path), 'utf8'));
  await scenario.step(`the package installs with ${packages.join(' ')}`, async () => {
    await installPacked(folder, ...packages);
    const { name, version } = read('node_modules', 'cdktf', 'package.json');
    expectEqual('cdktf', { name, version }, cdktf);
    writeFileSync(join(folder, 'own-app.js'), readFileSync(OWN_APP, 'utf8'));
  });
  for (const { name, config, files } of all) {
    await scenario.check(`${name} is the same from the bundled app and from one of the user's own`, async () => {
      writeFileSync(join(folder, 'plan.json'), JSON.stringify(config.plan));
      writeFileSync(join(folder, 'environment.json'), JSON.stringify(config.environment));
      const app = join('node_modules', 'byoc-constructs', 'dist', 'cdktf-app', `${config.cloud}.js`);
      await run('node', [app, 'plan.json', 'environment.json', '--out', 'bundled'], place);
      await run('node', ['own-app.js', config.cloud], place);
      for (const { stack, content } of files) {
        const ours = JSON.parse(content);
        // Bindings name the version of the provider that they were made from, and `App` its own version.
        const theirs = read('bundled', stack, 'cdk.tf.json');
        for (const [provider, { version }] of Object.entries<{ version: string }>(
          theirs.terraform.required_providers,
        )) {
          ours.terraform.required_providers[provider].version = version;
        }
        expectEqual(`${stack} of the bundled app`, theirs, ours);
        ours['//'].metadata.version = cdktf.version;
        expectEqual(`${stack} of an app of the user's own`, read('own', 'stacks', stack, 'cdk.tf.json'), ours);
      }
    });
  }
}

const OWN_APP = join(ROOT, 'scripts', 'e2e', 'terraform', 'own-app.js.txt');

function named(packages: Readonly<Record<string, string>>): string[] {
  return Object.entries(packages).map(([name, version]) => `${name}@${version}`);
}
