import { consume } from './consumer';
import { endAll } from './processes';
import { Results } from './results';
import { removeTemporaryFolders, temporaryFolder } from './temporary';
import { renderedOnAzure, renderedOnGcp } from './terraform/rendered';
import { applyAll } from './terraform/steps/applied';
import { writeElsewhere } from './terraform/steps/elsewhere';
import { live } from './terraform/steps/lived';
import { parse } from './terraform/steps/parsed';
import { planOnAzure, planOnGcp } from './terraform/steps/planned';
import { recover } from './terraform/steps/recovered';
import { checkFiles } from './terraform/steps/written';
import { WorkingFolder } from './terraform/working-folder';

/** Examples that go from their first apply to their end, and those that go through what the pages tell to do. */
const LIVED = /^(minimal|streaming-database)-(gcp|azure)$/;
const RECOVERED = /^streaming-database-(gcp|azure)$/;

/**
 * What the apps write for Google Cloud and Azure, in the hands of Terraform: read, applied with stand-ins for the
 * resources, changed, destroyed and recovered; planned by their providers, as far as plugins can be had or built. The last
 * line counts.
 */
async function main(): Promise<void> {
  const results = new Results();
  try {
    const onGcp = renderedOnGcp();
    const onAzure = renderedOnAzure();
    const all = [...onGcp, ...onAzure];
    await checkFiles(results, all);
    const version = await results.make('tools: terraform', terraformVersion, (found) => `tools: terraform ${found}`);
    // The provider of Azure waits for minutes on end.
    const onAzureItself = version === undefined ? undefined : planOnAzure(results, onAzure);
    const aside = Promise.all([consume(results, ['gcp', 'azure']), writeElsewhere(results, all), onAzureItself]);
    if (version === undefined) results.skip('everything that Terraform does', 'it is not installed');
    else {
      await parse(results, all);
      await planOnGcp(results, onGcp);
      await applyAll(results, all);
      for (const example of all.filter(({ name }) => LIVED.test(name))) await live(results, example);
      for (const example of all.filter(({ name }) => RECOVERED.test(name))) await recover(results, example);
    }
    await aside;
  } catch (error) {
    results.fail('the run came to its end', error);
  } finally {
    endAll();
    removeTemporaryFolders();
  }
  console.log('stand-ins show what Terraform does with the stacks, not that a cloud takes an attribute');
  results.print();
  process.exitCode = results.allPassed ? 0 : 1;
}

async function terraformVersion(): Promise<string> {
  const folder = new WorkingFolder(temporaryFolder('terraform'));
  return JSON.parse(await folder.run('version', '-json')).terraform_version;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    endAll();
    removeTemporaryFolders();
    process.exit(1);
  });
}

void main();
