import type { CapabilityGrants } from './context';

/**
 * An identity of one tenant gets no roles in another. So the vendor makes one of its own, which trusts the service account
 * of the customer's cluster, and assigns the role to that.
 */
export const telemetryQueue: CapabilityGrants = ({ neededBy }, queue) => [
  {
    kind: 'built-in',
    role: 'Azure Service Bus Data Sender',
    actions: [],
    dataActions: ['Microsoft.ServiceBus/namespaces/messages/send/action'],
    on: "vendor's queue",
    scope: queue,
    grantedBy: 'vendor',
    reason: "sends the state of the installation to the vendor's queue",
    neededBy,
  },
];
