import type { DeployedOutputs } from '../../../lib';
import type { Answer } from '../api';
import { expectEqual } from '../deployed-stack';
import type { Installation } from '../installation';
import { expectSame, type Inventory, takeInventory, without } from '../inventory';
import type { Scenario } from '../results';
import { expectClosedBucket } from './buckets';
import type { Cloud } from './cloud';

/** What the customer's stacks make. */
const OF_THE_CUSTOMER = /^(key|bucket|log group|role|policy|topic|event rule|parameter) /;
const PROTECTED = /TerminationProtection is enabled/i;

/**
 * Protection refuses, destroying keeps what custody keeps, and the next installation works beside it.
 *
 * @param before the account before the installation was made
 */
export async function uninstallAndReinstall(
  scenario: Scenario,
  cloud: Cloud,
  installation: Installation,
  before: Inventory,
): Promise<void> {
  const { api, cdk } = cloud;
  const { names, bootstrap, detections, custody, dataPlane } = installation;
  const unprotected = installation.variant((_, environment) => {
    environment.protection = false;
  });
  const logGroupNames = [names.logGroups.cluster, names.logGroups.flow];
  let outputs: DeployedOutputs<'aws'>;

  const selections = [['--all'], [dataPlane], ...[custody, detections, bootstrap].map((id) => [id, '--exclusively'])];
  for (const selection of selections) {
    await scenario.step(`cdk destroy ${selection.join(' ')} is refused while protection is on`, async () => {
      const now = await takeInventory(api);
      await cdk.refused(installation, PROTECTED, 'destroy', ...selection, '--force');
      expectSame(await takeInventory(api), now);
    });
  }
  await scenario.step('protection: false takes termination protection away', async () => {
    outputs = await cdk.deploy(unprotected);
    for (const StackName of Object.values(names.stacks)) {
      const { Stacks } = await api.call('cloudformation', 'describe_stacks', { StackName });
      expectEqual(`protection of ${StackName}`, Stacks[0].EnableTerminationProtection, false);
    }
  });
  await scenario.step('cdk destroy of the data plane leaves the other stacks and nothing else', async () => {
    for (const logGroupName of logGroupNames) {
      await api.call('logs', 'create_log_stream', { logGroupName, logStreamName: 'of the first installation' });
    }
    const untouched = [...(await takeInventory(api))].filter((entry) => OF_THE_CUSTOMER.test(entry));
    await cdk.run(unprotected, 'destroy', dataPlane, '--force');
    const now = await takeInventory(api);
    const { dataPlane: _, ...stacks } = names.stacks;
    expectEqual(
      'what the data plane left',
      without(now, new Set([...before, ...untouched])),
      [`export ${names.keyExport}`, ...Object.values(stacks).map((name) => `stack ${name}`)].sort(),
    );
    expectEqual('what the others lost', without(new Set(untouched), now), []);
  });
  await scenario.step(
    'cdk destroy of the others, bootstrap last, leaves exactly key, buckets and log groups',
    async () => {
      await cdk.run(unprotected, 'destroy', custody, '--force');
      await cdk.run(unprotected, 'destroy', detections, bootstrap, '--force');
      const now = await takeInventory(api);
      expectEqual(
        'what is left',
        without(now, before),
        [
          ...Object.values(outputs.buckets).map((bucket) => `bucket ${bucket}`),
          `key ${outputs.encryptionKey}`,
          ...logGroupNames.map((name) => `log group ${name}`),
        ].sort(),
      );
      expectEqual('what is gone of others', without(before, now), []);
    },
  );
  await scenario.check('the kept buckets are still closed and TLS-only, the key can be used', async () => {
    for (const bucket of Object.values(outputs.buckets)) await expectClosedBucket(api, bucket);
    const { KeyMetadata } = await api.call('kms', 'describe_key', { KeyId: outputs.encryptionKey });
    expectEqual('state of the key', KeyMetadata.KeyState, 'Enabled');
  });
  await scenario.step('cdk deploy --all --import-existing-resources installs again', async () => {
    const again = await cdk.deploy(installation, '--import-existing-resources');
    for (const [name, bucket] of Object.entries(again.buckets)) {
      expectEqual(`whether bucket ${name} is new`, bucket !== outputs.buckets[name], true);
      await expectClosedBucket(api, bucket);
      await api.call('s3', 'head_bucket', { Bucket: outputs.buckets[name] });
    }
    expectEqual('whether the key is new', again.encryptionKey !== outputs.encryptionKey, true);
  });
  await scenario.check('the log groups were adopted with what was in them', async () => {
    const { StackEvents } = await api.call('cloudformation', 'describe_stack_events', {
      StackName: names.stacks.custody,
    });
    const imported = StackEvents.filter(({ ResourceStatus }: Answer) => ResourceStatus === 'IMPORT_COMPLETE');
    expectEqual(
      'imported',
      imported.map(({ PhysicalResourceId }: Answer) => PhysicalResourceId).sort(),
      logGroupNames.sort(),
    );
    for (const logGroupName of logGroupNames) {
      const { logStreams } = await api.call('logs', 'describe_log_streams', { logGroupName });
      expectEqual(
        `streams of ${logGroupName}`,
        logStreams.map(({ logStreamName }: Answer) => logStreamName),
        ['of the first installation'],
      );
    }
  });
  await scenario.check('cdk diff is empty after it', () => cdk.expectNoDifferences(installation));
  scenario.notShown('EKS and load balancers refuse deletion while protection is on');
  scenario.notShown('without --import-existing-resources, the second install stops at the log groups');
  scenario.notShown('an adopted log group keeps the key of the installation before');
  scenario.notShown('buckets with fixed names (bucketNames: account-regional) are adopted');
}

/** With `dataOnDelete: destroy`, nothing stays. */
export async function uninstallWithData(
  scenario: Scenario,
  { api, cdk }: Cloud,
  installation: Installation,
  before: Inventory,
): Promise<void> {
  const destroying = installation.variant((_, environment) => {
    environment.protection = false;
    environment.dataOnDelete = 'destroy';
  });
  await scenario.check('with dataOnDelete: destroy, cdk destroy --all leaves nothing', async () => {
    await cdk.deploy(destroying);
    await cdk.run(destroying, 'destroy', '--all', '--force');
    expectSame(await takeInventory(api), before);
  });
}
