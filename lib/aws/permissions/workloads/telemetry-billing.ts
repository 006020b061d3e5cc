import type { CapabilityPermissions } from './context';

export const telemetryBilling: CapabilityPermissions = ({ neededBy, partition }, prefix) => [
  {
    actions: ['s3:PutObject'],
    resources: [`arn:${partition}:s3:::${prefix}*`],
    wildcard: 'objects under the one prefix of the plan',
    phase: 'run',
    reason: "writes usage records to the vendor's billing prefix, and reads nothing there",
    neededBy,
  },
];
