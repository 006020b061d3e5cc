import { consume } from './consumer';
import { endAll } from './processes';
import { Results } from './results';
import { removeTemporaryFolders, temporaryFolder } from './temporary';
import { renderedOnAzure, renderedOnGcp } from './terraform/rendered';
import { applyAll } from './terraform/steps/applied';
import { writeElsewhere } from './terraform/steps/elsewhere';
import { live } from './terraform/steps/lived';
import { parse } from './terraform/steps/parsed';
import { plan } from './terraform/steps/planned';
import { recover } from './terraform/steps/recovered';
import { checkFiles } from './terraform/steps/written';
import { WorkingFolder } from './terraform/working-folder';

/**
 * What the apps write for Google Cloud and Azure, in the hands of Terraform: read, applied with stand-ins for the
 * resources; those of Google Cloud also planned by the provider where its plugin can be had, changed and destroyed. The
 * last line counts.
 */
async function main(): Promise<void> {
  const results = new Results();
  try {
    const onGcp = renderedOnGcp();
    const onAzure = renderedOnAzure();
    const all = [...onGcp, ...onAzure];
    await checkFiles(results, all);
    const version = await results.make('tools: terraform', terraformVersion, (found) => `tools: terraform ${found}`);
    const aside = Promise.all([consume(results, ['gcp']), writeElsewhere(results, onGcp)]);
    if (version === undefined) results.skip('everything that Terraform does', 'it is not installed');
    else {
      await parse(results, all);
      await plan(results, onGcp);
      results.skip(`plan of ${onAzure.length} installations on Azure`, 'its provider is not asked yet');
      await applyAll(results, all);
      for (const example of onGcp.filter(({ name }) => name.endsWith('-gcp'))) await live(results, example);
      for (const example of onGcp.filter(({ name }) => name === 'streaming-database-gcp'))
        await recover(results, example);
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
