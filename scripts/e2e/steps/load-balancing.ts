import type { Answer, Api } from '../api';
import { type DeployedResource, type DeployedStack, expectEqual } from '../deployed-stack';
import type { Lookup } from './as-templated';

/** For installations with listeners; others have none of this. */
export const LOAD_BALANCING_LOOKUPS: readonly Lookup[] = [
  { what: 'load balancers and listeners are as the template says', check: loadBalancers },
  { what: 'target groups are as the template says', check: targetGroups },
];

async function loadBalancers(api: Api, stack: DeployedStack): Promise<void> {
  const listeners = stack.resources('AWS::ElasticLoadBalancingV2::Listener');
  for (const { logicalId, physicalId, properties } of stack.resources('AWS::ElasticLoadBalancingV2::LoadBalancer')) {
    const which = { LoadBalancerArn: physicalId };
    const { LoadBalancers } = await api.call('elbv2', 'describe_load_balancers', { LoadBalancerArns: [physicalId] });
    const [{ Type, Scheme, SecurityGroups, AvailabilityZones }] = LoadBalancers;
    expectEqual(logicalId, [Type, Scheme], [properties.Type, properties.Scheme]);
    expectEqual(`groups of ${logicalId}`, SecurityGroups, properties.SecurityGroups);
    expectEqual(
      `subnets of ${logicalId}`,
      AvailabilityZones.map(({ SubnetId }: Answer) => SubnetId),
      properties.Subnets,
    );
    const { Attributes } = await api.call('elbv2', 'describe_load_balancer_attributes', which);
    expectAttributes(logicalId, Attributes, properties.LoadBalancerAttributes);
    const { Listeners } = await api.call('elbv2', 'describe_listeners', which);
    const own = listeners.filter((listener) => listener.properties.LoadBalancerArn === physicalId);
    expectEqual(`listeners of ${logicalId}`, Listeners.map(listening).sort(), own.map(listeningAs).sort());
  }
}

async function targetGroups(api: Api, stack: DeployedStack): Promise<void> {
  for (const { logicalId, physicalId, properties } of stack.resources('AWS::ElasticLoadBalancingV2::TargetGroup')) {
    const { TargetGroups } = await api.call('elbv2', 'describe_target_groups', { TargetGroupArns: [physicalId] });
    for (const key of [
      'Port',
      'Protocol',
      'TargetType',
      'VpcId',
      'HealthCheckProtocol',
      'HealthCheckPort',
      'HealthCheckPath',
    ]) {
      expectEqual(`${key} of ${logicalId}`, TargetGroups[0][key], properties[key]);
    }
    const { Attributes } = await api.call('elbv2', 'describe_target_group_attributes', { TargetGroupArn: physicalId });
    expectAttributes(logicalId, Attributes, properties.TargetGroupAttributes);
  }
}

function listening({ Port, Protocol, DefaultActions }: Answer): string {
  return `${Protocol} ${Port} to ${DefaultActions[0].TargetGroupArn}`;
}

function listeningAs({ properties }: DeployedResource): string {
  return listening(properties);
}

function expectAttributes(what: string, found: Answer[], wanted: Answer[]): void {
  const values = new Map(found.map(({ Key, Value }) => [Key, Value]));
  for (const { Key, Value } of wanted) expectEqual(`${Key} of ${what}`, values.get(Key), Value);
}
