import type { DataPlaneFacts } from '../contract/facts';
import type { Deployment } from './deployment';
import { attribute, resources } from './read';

export function protections({ stacks, dataPlane }: Deployment): DataPlaneFacts['protections'] {
  return [
    ...[stacks.custody, stacks.dataPlane].map(({ name, terminationProtection }) => ({
      what: name,
      on: terminationProtection,
    })),
    ...resources(dataPlane, 'AWS::ElasticLoadBalancingV2::LoadBalancer').map(([id, { Properties }]) => ({
      what: id,
      on: attribute(Properties.LoadBalancerAttributes, 'deletion_protection.enabled') === 'true',
    })),
  ];
}
