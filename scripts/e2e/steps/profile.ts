import { expectEqual } from '../deployed-stack';
import type { Installation } from '../installation';
import type { Scenario } from '../results';
import { type Changes, changesOf, execute, prepare } from './change-sets';
import type { Cloud } from './cloud';

const ADDED = { name: 'added', vcpu: 2, memoryGiB: 8, maxNodesPerZone: 2 };

/** A vendor adds a node profile to its plan, and takes it away again. */
export async function addAndRemoveProfile(scenario: Scenario, cloud: Cloud, installation: Installation): Promise<void> {
  // In front, so that a profile's place in the list would show in the ids of the others.
  const extended = installation.variant((plan) => {
    plan.nodeProfiles = [ADDED, ...(plan.nodeProfiles ?? [])];
  });
  await scenario.step('adding a node profile adds 1 launch template and 3 node groups, and changes nothing else', () =>
    change(cloud, extended, 'add-profile', 'Add'),
  );
  await scenario.step('removing it removes them, and changes nothing else', () =>
    change(cloud, installation, 'remove-profile', 'Remove'),
  );
}

async function change({ api, cdk }: Cloud, to: Installation, name: string, action: string): Promise<void> {
  await prepare(cdk, to, name);
  const { dataPlane, ...others } = to.names.stacks;
  for (const stack of Object.values(others)) {
    expectEqual(`change set of ${stack}`, await changesOf(api, stack, name), []);
  }
  expectEqual('change set of the data plane', (await changesOf(api, dataPlane, name)).map(withoutHash), [
    `${action} AWS::EC2::LaunchTemplate DataPlaneNodeGroupsaddedLaunchTemplate`,
    ...[1, 2, 3].map((zone) => `${action} AWS::EKS::Nodegroup DataPlaneNodeGroupsaddedZone${zone}`),
  ] satisfies Changes);
  await execute(api, dataPlane, name);
}

/** CDK ends a logical id with eight digits of a hash. */
function withoutHash(text: string): string {
  return text.replace(/[0-9A-F]{8}$/, '');
}
