import type { Permission } from '../../lib/aws/permissions/permission';
import type { RoleContext } from '../../lib/aws/permissions/roles';
import { workloadPermissions } from '../../lib/aws/permissions/workloads';
import type { WorkloadContext } from '../../lib/aws/permissions/workloads/context';
import { CAPABILITIES, type CapabilityId, type CapabilityTarget } from '../../lib/core/capabilities';

/** What permissions are written with in tests. */
export const ROLE_CONTEXT: RoleContext = {
  partition: 'aws',
  region: 'eu-central-1',
  account: '111122223333',
  keyArn: 'arn:aws:kms:eu-central-1:111122223333:key/k',
  clusterName: 'byoc-acme',
  flowLogGroup: '/byoc/acme/flow',
};
export const WORKLOAD_CONTEXT: WorkloadContext = {
  ...ROLE_CONTEXT,
  neededBy: 'engine',
  environmentId: 'acme',
  bucketArn: (name) => `arn:aws:s3:::acme-${name}`,
};

/** A target of each kind. */
export const TARGETS: Readonly<Record<CapabilityTarget, string | undefined>> = {
  bucket: 'data',
  'metrics-workspace': 'arn:aws:aps:eu-central-1:111122223333:workspace/ws-1',
  'telemetry-queue': 'arn:aws:sqs:eu-central-1:999988887777:riverbed-state',
  'telemetry-billing': 'riverbed-billing/usage/',
  'dns-zone': 'Z0123456789ABCDEFGHIJ',
  none: undefined,
};

export const CAPABILITY_IDS = Object.keys(CAPABILITIES) as CapabilityId[];

/** What one capability allows. */
export function permissionsOf(id: CapabilityId, context: WorkloadContext = WORKLOAD_CONTEXT): readonly Permission[] {
  const { reason, target: kind } = CAPABILITIES[id];
  const target = TARGETS[kind];
  return workloadPermissions([{ id, reason, ...(target === undefined ? {} : { target }) }], context);
}

/** Actions with the resources and conditions they are allowed on, one line each. */
export function lines(permissions: readonly Permission[]): string[] {
  return permissions.flatMap(({ actions, resources, conditions }) =>
    actions.map(
      (action) =>
        `${action} ${resources.join(' ')}${conditions === undefined ? '' : ` if ${JSON.stringify(conditions)}`}`,
    ),
  );
}
