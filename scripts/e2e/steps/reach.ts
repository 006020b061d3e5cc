import type { Answer } from '../api';
import { expectEqual } from '../deployed-stack';
import type { Installation } from '../installation';
import type { Scenario } from '../results';
import type { Cloud } from './cloud';

const PEER = '192.168.0.0/16';
const ADDRESS = '198.51.100.7/32';

/** The changes of the environment that docs/reach-the-cluster.md tells, and back. */
export async function openAndCloseApi(
  scenario: Scenario,
  { api, cdk }: Cloud,
  installation: Installation,
): Promise<void> {
  const { names } = installation;
  await scenario.check('a connected network is let in, and nodes take sessions', async () => {
    await cdk.deploy(
      installation.variant((_, environment) => {
        environment.network = { peeredCidrs: [PEER] };
        environment.kubernetesApi = { access: 'private', allowedCidrs: [PEER] };
        environment.nodeShell = true;
      }),
    );
    const { cluster } = await api.call('eks', 'describe_cluster', { name: names.cluster });
    const { clusterSecurityGroupId, endpointPublicAccess } = cluster.resourcesVpcConfig;
    expectEqual('public API', endpointPublicAccess, false);
    const { SecurityGroupRules } = await api.call('ec2', 'describe_security_group_rules');
    const rules = SecurityGroupRules.filter(({ CidrIpv4, FromPort }: Answer) => CidrIpv4 === PEER && FromPort === 443);
    expectEqual('rules', rules.length, 1);
    expectEqual('to nodes and pods', rules[0].GroupId === clusterSecurityGroupId, false);
    expectEqual('session policies of nodes', await sessionPolicies(), 1);
  });
  await scenario.check('one address is let in from the internet', async () => {
    await cdk.deploy(
      installation.variant((_, environment) => {
        environment.kubernetesApi = { access: 'public', allowedCidrs: [ADDRESS] };
      }),
    );
    const { cluster } = await api.call('eks', 'describe_cluster', { name: names.cluster });
    const { endpointPublicAccess, publicAccessCidrs } = cluster.resourcesVpcConfig;
    expectEqual('public API', [endpointPublicAccess, publicAccessCidrs], [true, [ADDRESS]]);
    expectEqual('session policies of nodes', await sessionPolicies(), 0);
  });
  await scenario.check('the API is closed again', async () => {
    await cdk.deploy(installation);
    const { cluster } = await api.call('eks', 'describe_cluster', { name: names.cluster });
    expectEqual('public API', cluster.resourcesVpcConfig.endpointPublicAccess, false);
    await cdk.expectNoDifferences(installation);
  });

  async function sessionPolicies(): Promise<number> {
    const RoleName = names.roleName('nodes');
    const { PolicyNames } = await api.call('iam', 'list_role_policies', { RoleName });
    const policies = await Promise.all(
      PolicyNames.map((PolicyName: string) => api.call('iam', 'get_role_policy', { RoleName, PolicyName })),
    );
    return policies.filter((policy) => /ssmmessages:OpenDataChannel/.test(JSON.stringify(policy))).length;
  }
}
