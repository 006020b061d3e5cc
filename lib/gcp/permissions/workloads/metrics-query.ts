import type { CapabilityGrants } from './context';

/** Queries of Managed Service for Prometheus and of Cloud Monitoring are reads of time series. */
export const metricsQuery: CapabilityGrants = ({ neededBy }, project) => [
  {
    kind: 'custom',
    role: 'metrics-query',
    permissions: [
      'monitoring.metricDescriptors.get',
      'monitoring.metricDescriptors.list',
      'monitoring.monitoredResourceDescriptors.get',
      'monitoring.monitoredResourceDescriptors.list',
      'monitoring.timeSeries.list',
    ],
    on: 'metrics project',
    target: project,
    grantedBy: 'customer',
    unnamed: 'metrics have no policy of their own: a project is the smallest part of them',
    reason: 'queries the metrics of the project that the customer names',
    neededBy,
  },
];
