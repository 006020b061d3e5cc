import type { CapabilityPermissions } from './context';

export const metricsQuery: CapabilityPermissions = ({ neededBy }, workspaceArn) => [
  {
    actions: ['aps:GetLabels', 'aps:GetMetricMetadata', 'aps:GetSeries', 'aps:QueryMetrics'],
    resources: [workspaceArn],
    phase: 'run',
    reason: "queries the customer's managed Prometheus workspace",
    neededBy,
  },
];
