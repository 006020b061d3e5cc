import type { DeployedOutputs } from '../../../lib';
import { DeployedStack } from '../deployed-stack';
import type { Installation } from '../installation';
import type { Scenario } from '../results';
import { DATA_PLANE_LOOKUPS } from './as-templated';
import { expectClosedBucket } from './buckets';
import type { Cloud } from './cloud';
import { LOAD_BALANCING_LOOKUPS } from './load-balancing';
import { checkOutputs } from './outputs';

/** What a customer types first, and whether the account then holds what the templates say. */
export async function install(scenario: Scenario, cloud: Cloud, installation: Installation): Promise<void> {
  const { api, cdk } = cloud;
  const { names, config } = installation;
  let outputs: DeployedOutputs<'aws'>;
  await scenario.step('cdk deploy --all --outputs-file', async () => {
    outputs = await cdk.validating().deploy(installation);
  });
  await scenario.check('outputs name what exists', () => checkOutputs(cloud, installation, outputs));
  for (const { what, check } of [
    ...DATA_PLANE_LOOKUPS,
    ...(config.listeners.length > 0 ? LOAD_BALANCING_LOOKUPS : []),
  ]) {
    await scenario.check(what, async () =>
      check(api, await DeployedStack.read(api, names.stacks.dataPlane), installation),
    );
  }
  await scenario.check('buckets are closed and TLS-only', async () => {
    for (const bucket of Object.values(outputs.buckets)) await expectClosedBucket(api, bucket);
  });
  await scenario.check('cdk diff is empty', () => cdk.expectNoDifferences(installation));
}
