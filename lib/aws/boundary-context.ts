import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { CapabilityId } from '../core/capabilities';
import type { DataPlaneConfig } from '../core/resolve-config';
import { namesOf } from './names';
import type { BoundaryContext } from './permissions/boundary';

/** ARN of the boundary that the bootstrap of an environment makes. */
export function boundaryArn(scope: Construct, environmentId: string): string {
  const { partition, account } = Stack.of(scope);
  const { path, boundary } = namesOf(environmentId).bootstrap;
  return `arn:${partition}:iam::${account}:policy${path}${boundary}`;
}

/** What the boundary takes from a configuration. */
export function boundaryContext(scope: Construct, config: DataPlaneConfig<'aws'>): BoundaryContext {
  const { partition, region, account } = Stack.of(scope);
  const { environment, network } = config;
  return {
    partition,
    region,
    account,
    environmentId: environment.id,
    ownBuckets: Object.values(environment.own.buckets),
    onlyFromNetwork: network.kind === 'new' || network.s3Endpoint,
    billingPrefix: targetOf(config, 'telemetry:billing'),
    telemetryQueue: targetOf(config, 'telemetry:queue'),
  };
}

/** Where a capability leads; the boundary makes an exception only for what a workload is given. */
function targetOf({ identities }: DataPlaneConfig<'aws'>, id: CapabilityId): string | undefined {
  return identities.flatMap(({ capabilities }) => capabilities).find((capability) => capability.id === id)?.target;
}
