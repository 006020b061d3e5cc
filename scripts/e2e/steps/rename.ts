import type { Answer } from '../api';
import { expectEqual } from '../deployed-stack';
import type { Installation } from '../installation';
import type { Scenario } from '../results';
import type { Cloud } from './cloud';

/** A vendor gives a workload and a listener other names. Service account and port stay, and so does what hangs on them. */
export async function renameAndBack(scenario: Scenario, cloud: Cloud, installation: Installation): Promise<void> {
  const { api, cdk } = cloud;
  const { names } = installation;
  const [workload] = installation.config.plan.workloads;
  const [listener] = installation.config.listeners;
  if (workload === undefined || listener === undefined) throw new Error('the example has nothing to rename');
  const renamed = installation.variant((plan) => {
    plan.workloads = (plan.workloads ?? []).map((one) =>
      one.name === workload.name ? { ...one, name: 'renamed' } : one,
    );
    plan.listeners = (plan.listeners ?? []).map((one) =>
      one.name === listener.name ? { ...one, name: 'renamed' } : one,
    );
  });

  await scenario.step('a renamed workload keeps its service account, with the new role', async () => {
    const outputs = await cdk.deploy(renamed);
    expectEqual('role', await roleOf(), outputs.workloads.renamed?.roleArn);
    expectEqual('name of the role', outputs.workloads.renamed?.roleArn.endsWith(names.roleName('renamed')), true);
  });
  await scenario.step('the old names come back', async () => {
    const outputs = await cdk.deploy(installation);
    expectEqual('role', await roleOf(), outputs.workloads[workload.name]?.roleArn);
    await cdk.expectNoDifferences(installation);
  });

  async function roleOf(): Promise<string> {
    const { namespace, serviceAccount } = workload as NonNullable<typeof workload>;
    const { associations } = await api.call('eks', 'list_pod_identity_associations', {
      clusterName: names.cluster,
      namespace,
      serviceAccount,
    });
    const found = associations.filter((one: Answer) => one.serviceAccount === serviceAccount);
    expectEqual(`associations of ${namespace}/${serviceAccount}`, found.length, 1);
    const { association } = await api.call('eks', 'describe_pod_identity_association', {
      clusterName: names.cluster,
      associationId: found[0].associationId,
    });
    return association.roleArn;
  }
}
