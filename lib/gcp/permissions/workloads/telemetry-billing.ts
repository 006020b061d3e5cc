import { conditionOf, objectsUnder } from '../conditions';
import type { CapabilityGrants } from './context';

export const telemetryBilling: CapabilityGrants = ({ neededBy, environmentId }, target) => {
  const slash = target.indexOf('/');
  const [bucket, prefix] = slash < 0 ? [target, ''] : [target.slice(0, slash), target.slice(slash + 1)];
  const condition = conditionOf(`byoc ${environmentId} billing`, [
    prefix === '' ? undefined : objectsUnder(bucket, prefix),
  ]);
  return [
    {
      kind: 'predefined',
      role: 'roles/storage.objectCreator',
      permissions: ['storage.objects.create'],
      on: "vendor's bucket",
      target: bucket,
      ...(condition === undefined ? {} : { condition }),
      grantedBy: 'vendor',
      reason: "writes usage records to the vendor's billing prefix, and reads nothing there",
      neededBy,
    },
  ];
};
