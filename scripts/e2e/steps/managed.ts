import type { Answer } from '../api';
import type { AwsCli } from '../aws-cli';
import { expectEqual } from '../deployed-stack';
import type { Installation } from '../installation';
import { expectSame, takeInventory } from '../inventory';
import { render } from '../rendered';
import type { Scenario } from '../results';
import { Vendor } from '../vendor';
import { changesOf, settledStatus, untilGone } from './change-sets';
import type { Cloud } from './cloud';

/** Mode `managed`: the customer deploys what is its own, and the vendor does the rest by change sets. */
export async function installManaged(
  scenario: Scenario,
  { api, cdk }: Cloud,
  cli: AwsCli,
  example: Installation,
): Promise<void> {
  const installation = example.variant((_, environment) => {
    environment.id = 'managed';
    environment.access = { mode: 'managed', externalId: '9f2c1a7755d04c1e8f6b' };
    environment.protection = false;
    environment.dataOnDelete = 'destroy';
  });
  const extended = installation.variant((plan) => {
    plan.nodeProfiles = [...(plan.nodeProfiles ?? []), { name: 'added', vcpu: 2, memoryGiB: 8, maxNodesPerZone: 2 }];
  });
  const closing = installation.variant((_, environment) => {
    environment.access = { ...environment.access, allowInstall: false, allowDelete: true };
  });
  const { bootstrap, detections, custody, names } = installation;
  const { dataPlane: stack } = names.stacks;
  const vendor = new Vendor(cli, installation);
  const template = (of: Installation) => ['--template-body', `file://${render(of).dataPlane.templateFullPath}`];
  const before = await takeInventory(api);

  await scenario.step('the customer deploys bootstrap, detections and custody', async () => {
    await cdk.run(installation, 'deploy', bootstrap, detections, custody, '--require-approval', 'never');
    await vendor.expectMay(api, 'allowed');
  });
  await scenario.step('the vendor makes the data plane by a change set with role and resource types', async () => {
    await execute(await vendor.propose('CREATE', 'first', template(installation)), 'CREATE_COMPLETE');
    const { cluster } = await api.call('eks', 'describe_cluster', { name: names.cluster });
    expectEqual('cluster', cluster.status, 'ACTIVE');
  });
  await scenario.check('the stack works with the deployment role', () => expectRole());
  await scenario.step('the vendor adds a node profile by a second change set, which changes nothing else', async () => {
    const proposal = await vendor.propose('UPDATE', 'second', template(extended));
    const changes = await changesOf(api, stack, 'second');
    expectEqual(
      'changes',
      changes.map((change) => change.replace(/ \w+$/, '')),
      ['Add AWS::EC2::LaunchTemplate', ...[1, 2, 3].map(() => 'Add AWS::EKS::Nodegroup')],
    );
    await execute(proposal, 'UPDATE_COMPLETE');
    await expectRole();
  });
  await scenario.step('the customer allows deletion, the vendor deletes the data plane', async () => {
    await cdk.run(closing, 'deploy', bootstrap, '--require-approval', 'never');
    await cli.run('cloudformation', 'delete-stack', '--stack-name', stack, '--role-arn', vendor.deploymentRole);
    await untilGone(api, stack);
  });
  await scenario.step('the customer destroys the rest, bootstrap last, and nothing is left', async () => {
    await cdk.run(closing, 'destroy', custody, '--force');
    await cdk.run(closing, 'destroy', detections, bootstrap, '--force');
    expectSame(await takeInventory(api), before);
  });
  scenario.notShown('a vendor that asks with another external id is not let in');
  scenario.notShown('CloudFormation refuses a template with a type that --resource-types does not list');
  scenario.notShown('CloudFormation has the rights of the role only; that they are enough is simulated');

  async function execute(changeSet: string, status: string): Promise<void> {
    await cli.run('cloudformation', 'execute-change-set', '--change-set-name', changeSet);
    expectEqual('status', await settledStatus(api, stack), status);
  }

  async function expectRole(): Promise<void> {
    const { Stacks } = await api.call('cloudformation', 'describe_stacks', { StackName: stack });
    expectEqual(
      'role',
      Stacks.map(({ RoleARN }: Answer) => RoleARN),
      [vendor.deploymentRole],
    );
  }
}
