import type { DeployedOutputs } from '../../../lib';
import type { Answer } from '../api';
import { expectEqual } from '../deployed-stack';
import type { Installation } from '../installation';
import type { Cloud } from './cloud';

const NAT_GATEWAYS = { 'per-zone': 3, single: 1, none: 0 };

/**
 * Every output names something that exists.
 *
 * @throws Error for the first that does not
 */
export async function checkOutputs(
  { api }: Cloud,
  { config, names }: Installation,
  outputs: DeployedOutputs<'aws'>,
): Promise<void> {
  const { environment, network, plan, identities, listeners } = config;
  const { cluster } = await api.call('eks', 'describe_cluster', { name: names.cluster });
  expectEqual('cluster', outputs.cluster, {
    name: cluster.name,
    endpoint: cluster.endpoint,
    version: plan.kubernetesVersion,
    issuer: cluster.identity.oidc.issuer,
  });

  const { Subnets } = await api.call('ec2', 'describe_subnets', { SubnetIds: outputs.network.nodeSubnetIds });
  expectEqual('node subnets', outputs.network.nodeSubnetIds.length, 3);
  const [zoneNames, zoneIds] = ['AvailabilityZone', 'AvailabilityZoneId'].map((key) =>
    outputs.network.nodeSubnetIds.map((id) => Subnets.find(({ SubnetId }: Answer) => SubnetId === id)?.[key]),
  );
  expectEqual('zones of the node subnets', config.zones.kind === 'id' ? zoneIds : zoneNames, outputs.zones);
  expectEqual(
    'networks of the node subnets',
    [...new Set(Subnets.map(({ VpcId }: Answer) => VpcId))],
    [outputs.network.id],
  );

  const nat = network.kind === 'new' ? NAT_GATEWAYS[network.nat] : 0;
  expectEqual('number of NAT addresses', outputs.network.egressAddresses.length, nat);
  const { Addresses } = await api.call('ec2', 'describe_addresses');
  const allocated = new Set(Addresses.map(({ PublicIp }: Answer) => PublicIp));
  expectEqual(
    'NAT addresses without one in EC2',
    outputs.network.egressAddresses.filter((ip) => !allocated.has(ip)),
    [],
  );

  const key = await api.call('kms', 'describe_key', { KeyId: outputs.encryptionKey });
  expectEqual('key', [key.KeyMetadata.Arn, key.KeyMetadata.KeyState], [outputs.encryptionKey, 'Enabled']);
  expectEqual(
    'names of buckets',
    Object.keys(outputs.buckets),
    plan.buckets.map(({ name }) => name),
  );
  for (const [name, bucket] of Object.entries(outputs.buckets)) {
    if (!new RegExp(`^${names.bucketPrefix(name)}-[0-9a-f]{8}$`).test(bucket)) throw new Error(`bucket ${bucket}`);
    await api.call('s3', 'head_bucket', { Bucket: bucket });
  }
  expectEqual(
    'names of workloads',
    Object.keys(outputs.workloads),
    identities.map(({ name }) => name),
  );
  for (const [name, { roleArn }] of Object.entries(outputs.workloads)) {
    const { Role } = await api.call('iam', 'get_role', { RoleName: names.roleName(name) });
    expectEqual(`role of ${name}`, roleArn, Role.Arn);
    expectEqual(`ARN of ${name}`, roleArn, `arn:aws:iam::${environment.account}:${names.roleResource(name, 'pods')}`);
  }
  expectEqual(
    'names of listeners',
    Object.keys(outputs.listeners),
    listeners.map(({ name }) => name),
  );
  const { LoadBalancers } = await api.call('elbv2', 'describe_load_balancers');
  for (const { name, containerPort } of listeners) {
    const { address, targetGroupArn } = outputs.listeners[name] ?? {};
    const { TargetGroups } = await api.call('elbv2', 'describe_target_groups', { TargetGroupArns: [targetGroupArn] });
    expectEqual(`target port of ${name}`, TargetGroups[0].Port, containerPort);
    const [behind] = TargetGroups[0].LoadBalancerArns;
    const { DNSName } = LoadBalancers.find(({ LoadBalancerArn }: Answer) => LoadBalancerArn === behind) ?? {};
    expectEqual(`address of ${name}`, address, DNSName);
  }
}
