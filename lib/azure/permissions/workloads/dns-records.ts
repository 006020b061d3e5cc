import { resourceGroupOf } from '../custom-role';
import type { CapabilityGrants } from './context';
import { zoneActions } from './zone';

/**
 * external-dns finds the zone in the list of its resource group, and all records in one list. Of records it writes those of
 * addresses, as load balancers of Azure have no names, and texts that say whose they are.
 */
export const dnsRecords: CapabilityGrants = ({ neededBy }, zone) => {
  const actions = zoneActions(zone);
  return [
    {
      kind: 'custom',
      role: 'dns-records',
      actions: actions('A/delete', 'A/write', 'TXT/delete', 'TXT/write', 'all/read'),
      dataActions: [],
      on: 'dns zone',
      scope: zone,
      grantedBy: 'customer',
      reason: "writes the records of the product's hosts in the installation's zone",
      neededBy,
    },
    {
      kind: 'custom',
      role: 'dns-zones',
      actions: actions('read'),
      dataActions: [],
      on: 'group of the dns zone',
      scope: resourceGroupOf(zone),
      grantedBy: 'customer',
      unnamed: 'zones are listed by resource group, without a resource',
      reason: 'finds the zone by its domain; records of other zones stay closed',
      neededBy,
    },
  ];
};
