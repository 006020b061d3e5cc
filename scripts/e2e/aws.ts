import { Api } from './api';
import { AwsCli } from './aws-cli';
import { Cdk } from './cdk';
import { consume } from './consumer';
import { expectEqual } from './deployed-stack';
import { Emulator } from './emulator';
import { Installation } from './installation';
import { takeInventory } from './inventory';
import { endAll } from './processes';
import { Results, Scenario } from './results';
import { installApproved } from './steps/approved';
import { settledStatus } from './steps/change-sets';
import type { Cloud } from './steps/cloud';
import { checkEnough } from './steps/enough';
import { failFirstInstall, failUpdate } from './steps/failures';
import { install } from './steps/install';
import { installManaged } from './steps/managed';
import { addAndRemoveProfile } from './steps/profile';
import { tryPublishedBootstrap } from './steps/published-bootstrap';
import { openAndCloseApi } from './steps/reach';
import { renameAndBack } from './steps/rename';
import { checkTemplates, lint } from './steps/templates';
import { uninstallAndReinstall, uninstallWithData } from './steps/uninstall';
import { removeTemporaryFolders } from './temporary';
import { pythonWithTools } from './tools';

/** Runs the packed library, the CDK CLI and cfn-lint against an emulated AWS. The last line counts. */
async function main(): Promise<void> {
  // For what is rendered in this process; `npm run check` renders every example with the validator.
  process.env.CDK_VALIDATION = 'false';
  const results = new Results();
  try {
    const [minimal, full] = [Installation.example('minimal'), Installation.example('streaming-database')];
    await checkTemplates(results, 'minimal', minimal);
    await checkTemplates(results, 'streaming-database', full);
    const python = await results.make('tools: ministack, cfn-lint and the AWS CLI', pythonWithTools);
    if (python === undefined) results.skip('cfn-lint, and everything that is deployed', 'the tools are not installed');
    else await lint(results, python);
    const aside = consume(results, ['aws', 'kubernetes']).then(() => checkEnough(results, full));
    await Promise.all([python === undefined ? undefined : deploy(results, python, minimal, full), aside]);
  } catch (error) {
    results.fail('the run came to its end', error);
  } finally {
    endAll();
    removeTemporaryFolders();
  }
  results.print();
  process.exitCode = results.allPassed ? 0 : 1;
}

async function deploy(results: Results, python: string, minimal: Installation, full: Installation): Promise<void> {
  const { account, region } = minimal.config.environment;
  const emulator = await results.make('the emulator starts', () => Emulator.start(python, account, region));
  if (emulator === undefined) return results.skip('everything that is deployed', 'there is no emulator');
  const api = new Api(python, emulator);
  const cdk = new Cdk(emulator);
  const cli = new AwsCli(python, emulator);
  try {
    await tryPublishedBootstrap(new Scenario(results, 'published bootstrap'), cli, api);
    await deployAccess(new Scenario(results, 'without cdk bootstrap'), { api, cdk }, minimal);
    const bootstrapped = await results.make('cdk bootstrap', () => cdk.run(minimal, 'bootstrap'));
    if (bootstrapped === undefined) return results.skip('everything that is deployed', 'cdk bootstrap failed');
    await deployMinimal(new Scenario(results, 'minimal'), { api, cdk }, minimal);
    await deployFirst(new Scenario(results, 'first install'), { api, cdk }, minimal);
    await deployFull(new Scenario(results, 'streaming-database'), { api, cdk }, full);
    await installManaged(new Scenario(results, 'managed'), { api, cdk }, cli, minimal);
    await installApproved(new Scenario(results, 'approved'), { api, cdk }, cli, full);
  } finally {
    api.end();
    emulator.end();
  }
}

/** What gives rights is deployed with the customer's own, in an account that CDK has never seen. */
async function deployAccess(scenario: Scenario, { api, cdk }: Cloud, minimal: Installation): Promise<void> {
  const { bootstrap, detections, custody, names } = minimal;
  const deploy = ['deploy', '--exclusively', '--require-approval', 'never'];
  await scenario.step('cdk deploy makes bootstrap and detections, and cannot make custody', async () => {
    await cdk.refused(minimal, /SSM parameter .* not found/, ...deploy, custody);
    await cdk.run(minimal, ...deploy, bootstrap, detections);
    for (const stack of [names.stacks.bootstrap, names.stacks.detections]) {
      expectEqual(`status of ${stack}`, await settledStatus(api, stack), 'CREATE_COMPLETE');
    }
  });
}

async function deployMinimal(scenario: Scenario, cloud: Cloud, minimal: Installation): Promise<void> {
  await install(scenario, cloud, minimal);
  await addAndRemoveProfile(scenario.branch(), cloud, minimal);
  await openAndCloseApi(scenario, cloud, minimal);
}

async function deployFirst(scenario: Scenario, cloud: Cloud, minimal: Installation): Promise<void> {
  const first = minimal.variant((_, environment) => {
    environment.id = 'first';
  });
  const before = await takeInventory(cloud.api);
  await failFirstInstall(scenario, cloud, first);
  await uninstallWithData(scenario, cloud, first, before);
}

async function deployFull(scenario: Scenario, cloud: Cloud, full: Installation): Promise<void> {
  const before = await takeInventory(cloud.api);
  await install(scenario, cloud, full);
  await addAndRemoveProfile(scenario.branch(), cloud, full);
  await renameAndBack(scenario.branch(), cloud, full);
  await failUpdate(scenario.branch(), cloud, full);
  await uninstallAndReinstall(scenario, cloud, full, before);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    endAll();
    removeTemporaryFolders();
    process.exit(1);
  });
}

void main();
