import type { CapabilityGrants } from './context';

export const telemetryQueue: CapabilityGrants = ({ neededBy }, topic) => [
  {
    kind: 'predefined',
    role: 'roles/pubsub.publisher',
    permissions: ['pubsub.topics.publish'],
    on: "vendor's topic",
    target: topic,
    grantedBy: 'vendor',
    reason: "sends the state of the installation to the vendor's topic",
    neededBy,
  },
];
