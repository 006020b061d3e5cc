import type { CapabilityPermissions } from './context';

export const telemetryQueue: CapabilityPermissions = ({ neededBy }, queueArn) => [
  {
    actions: ['sqs:GetQueueUrl', 'sqs:SendMessage'],
    resources: [queueArn],
    phase: 'run',
    reason: "sends the state of the installation to the vendor's queue",
    neededBy,
  },
];
