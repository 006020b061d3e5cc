import type { DataPlaneConfig } from '../../core/resolve-config';
import type { AwsSupportAccessProps } from './support-access';

/** What only some installations have. Custody makes it and the data plane uses it, so both ask here. */
export function asksForFlowLogs({ network }: DataPlaneConfig<'aws'>): boolean {
  return network.kind === 'new' && network.flowLogs;
}

/** Who is let in to help; undefined where nobody is. */
export function supportOf({
  environment: { access },
  plan,
}: DataPlaneConfig<'aws'>): Pick<AwsSupportAccessProps, 'principals' | 'externalId' | 'expiresAt'> | undefined {
  const { externalId, supportExpiresAt } = access;
  if (supportExpiresAt === undefined || externalId === undefined) return undefined;
  return { principals: plan.support.aws, externalId, expiresAt: supportExpiresAt };
}
