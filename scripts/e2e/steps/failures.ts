import type { Answer, Api } from '../api';
import { expectEqual } from '../deployed-stack';
import type { Installation } from '../installation';
import { expectSame, takeInventory, without } from '../inventory';
import type { Scenario } from '../results';
import { settledStatus } from './change-sets';
import type { Cloud } from './cloud';

/** An update that AWS refuses is rolled back, and the next one succeeds. */
export async function failUpdate(scenario: Scenario, cloud: Cloud, installation: Installation): Promise<void> {
  const { api, cdk } = cloud;
  const { names } = installation;
  const late = { namespace: 'late', serviceAccount: 'late' };
  const extended = installation.variant((plan) => {
    plan.nodeProfiles = [...(plan.nodeProfiles ?? []), { name: 'late', vcpu: 2, memoryGiB: 8, maxNodesPerZone: 2 }];
    plan.workloads = [
      ...(plan.workloads ?? []),
      { name: 'late', ...late, capabilities: [{ id: 'private-endpoints:read' }] },
    ];
  });
  const roleArn = `arn:aws:iam::${installation.config.environment.account}:role/somebody`;
  let inTheWay = '';

  await scenario.step('a deploy that EKS refuses is rolled back', async () => {
    const made = { clusterName: names.cluster, ...late, roleArn };
    inTheWay = (await api.call('eks', 'create_pod_identity_association', made)).association.associationId;
    const before = await takeInventory(api);
    await cdk.refused(extended, /Association already exists/, 'deploy', '--all', '--require-approval', 'never');
    expectEqual('status', await settledStatus(api, names.stacks.dataPlane), 'UPDATE_ROLLBACK_COMPLETE');
    const undone = (await finished(api, names.stacks.dataPlane, 'DELETE_COMPLETE')).filter((id) => /late/.test(id));
    expectEqual('node groups that were made and removed again', undone.filter((id) => /Zone/.test(id)).length, 3);
    // Custody is a stack of its own: what it made stays, and the next deploy finds it.
    const now = await takeInventory(api);
    expectEqual('what appeared', without(now, before), [`role ${names.roleName('late')}`]);
    expectEqual('what is gone', without(before, now), []);
  });
  await scenario.step('the same deploy succeeds once nothing is in the way', async () => {
    await api.call('eks', 'delete_pod_identity_association', {
      clusterName: names.cluster,
      associationId: inTheWay,
    });
    const outputs = await cdk.deploy(extended);
    const { associations } = await api.call('eks', 'list_pod_identity_associations', {
      clusterName: names.cluster,
      namespace: late.namespace,
    });
    expectEqual('associations', associations.length, 1);
    expectEqual('output', outputs.workloads.late?.roleArn.endsWith(names.roleName('late')), true);
  });
  await scenario.check('taking it back leaves the installation as it was', async () => {
    await cdk.deploy(installation);
    await cdk.expectNoDifferences(installation);
  });
}

/**
 * A first installation that fails leaves nothing but its bootstrap, and the next attempt succeeds once the failed stack
 * may be deleted.
 */
export async function failFirstInstall(scenario: Scenario, cloud: Cloud, installation: Installation): Promise<void> {
  const { api, cdk } = cloud;
  const { names, config, bootstrap, detections, custody, dataPlane } = installation;
  const [last] = config.identities.slice(-1);
  const RoleName = names.roleName(last?.name ?? 'nodes');

  await scenario.step('cdk deploy of bootstrap and detections', async () => {
    await cdk.run(installation, 'deploy', bootstrap, detections, '--require-approval', 'never');
  });
  await scenario.step('a first custody that fails leaves no key, bucket, log group or role', async () => {
    await api.call('iam', 'create_role', {
      RoleName,
      AssumeRolePolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [] }),
    });
    const before = await takeInventory(api);
    await cdk.refused(installation, /already exists/, 'deploy', custody, '--require-approval', 'never');
    await expectMadeBefore(api, names.stacks.custody, ['KMS::Key', 'S3::Bucket', 'Logs::LogGroup', 'IAM::Role']);
    expectSame(await takeInventory(api), before);
    await api.call('iam', 'delete_role', { RoleName });
  });
  await scenario.step('the next attempt makes custody, once the failed stack may be deleted', () =>
    retry(names.stacks.custody, custody),
  );
  // The cluster is the one thing in it with a fixed name, so nothing later can be in the way.
  await scenario.step('a first data plane that fails leaves nothing of the network', async () => {
    const roleArn = `arn:aws:iam::${config.environment.account}:role/somebody`;
    await api.call('eks', 'create_cluster', { name: names.cluster, roleArn, resourcesVpcConfig: {} });
    const before = await takeInventory(api);
    const reason = new RegExp(`Cluster already exists with name: ${names.cluster}`);
    await cdk.refused(installation, reason, 'deploy', dataPlane, '--exclusively', '--require-approval', 'never');
    await expectMadeBefore(api, names.stacks.dataPlane, ['EC2::VPC', 'EC2::Subnet', 'EC2::FlowLog']);
    expectSame(await takeInventory(api), before);
    await api.call('eks', 'delete_cluster', { name: names.cluster });
  });
  await scenario.step('the next attempt makes the data plane, once the failed stack may be deleted', () =>
    retry(names.stacks.dataPlane, dataPlane),
  );

  /** The CLI deletes a stack that was never made, but not while its termination protection is on. */
  async function retry(StackName: string, stack: string): Promise<void> {
    const deploy = ['deploy', stack, '--exclusively', '--require-approval', 'never'];
    await cdk.refused(installation, /cannot be deleted while TerminationProtection is enabled/, ...deploy);
    await api.call('cloudformation', 'update_termination_protection', {
      StackName,
      EnableTerminationProtection: false,
    });
    await cdk.run(installation, ...deploy);
    const { Stacks } = await api.call('cloudformation', 'describe_stacks', { StackName });
    expectEqual('protection afterwards', Stacks[0].EnableTerminationProtection, true);
  }
}

/** Otherwise the failure came so early that nothing could be left. */
async function expectMadeBefore(api: Api, stack: string, types: readonly string[]): Promise<void> {
  expectEqual('status', await settledStatus(api, stack), 'ROLLBACK_COMPLETE');
  const { StackEvents } = await api.call('cloudformation', 'describe_stack_events', { StackName: stack });
  const made = StackEvents.filter(({ ResourceStatus }: Answer) => ResourceStatus === 'CREATE_COMPLETE');
  const makes = (type: string) => made.some(({ ResourceType }: Answer) => ResourceType === `AWS::${type}`);
  expectEqual('types made before the failure', types.filter(makes), types);
}

/** Logical ids that reached a status at any time. */
async function finished(api: Api, stack: string, status: string): Promise<string[]> {
  const { StackEvents } = await api.call('cloudformation', 'describe_stack_events', { StackName: stack });
  return StackEvents.filter(({ ResourceStatus }: Answer) => ResourceStatus === status).map(
    ({ LogicalResourceId }: Answer) => LogicalResourceId,
  );
}
