import type { CapabilityPermissions } from './context';

export const dnsRecords: CapabilityPermissions = ({ neededBy, partition }, zoneId) => [
  {
    actions: ['route53:ChangeResourceRecordSets', 'route53:ListResourceRecordSets'],
    resources: [`arn:${partition}:route53:::hostedzone/${zoneId}`],
    phase: 'run',
    reason: "writes the records of the product's hosts in the installation's zone",
    neededBy,
  },
  {
    actions: ['route53:ListHostedZones', 'route53:ListTagsForResources'],
    resources: ['*'],
    wildcard: 'Route 53 lists zones without a resource',
    phase: 'run',
    reason: 'finds the zone by its domain',
    neededBy,
  },
];
