import type { CapabilityGrants } from './context';

/** Azure's role holds this one data action and no more. */
export const metricsQuery: CapabilityGrants = ({ neededBy }, workspace) => [
  {
    kind: 'built-in',
    role: 'Monitoring Data Reader',
    actions: [],
    dataActions: ['Microsoft.Monitor/accounts/data/metrics/read'],
    on: 'metrics workspace',
    scope: workspace,
    grantedBy: 'customer',
    reason: 'queries the metrics of the workspace that the customer names',
    neededBy,
  },
];
