import type { CapabilityGrants } from './context';

/** external-dns finds the zone in the list of all, whatever it is told. */
export const dnsRecords: CapabilityGrants = ({ neededBy }, zone) => [
  {
    kind: 'custom',
    role: 'dns-records',
    permissions: [
      'dns.changes.create',
      'dns.resourceRecordSets.create',
      'dns.resourceRecordSets.delete',
      'dns.resourceRecordSets.list',
      'dns.resourceRecordSets.update',
    ],
    on: 'dns zone',
    target: zone,
    grantedBy: 'customer',
    reason: "writes the records of the product's hosts in the installation's zone",
    neededBy,
  },
  {
    kind: 'custom',
    role: 'dns-zones',
    permissions: ['dns.managedZones.list'],
    on: 'project',
    grantedBy: 'customer',
    unnamed: 'Cloud DNS lists zones of a project, without a resource',
    reason: 'finds the zone by its domain; other zones stay closed',
    neededBy,
  },
];
