import type { CapabilityGrants } from './context';
import { zoneActions } from './zone';

/** Conditions of Azure know no names of records, so that all texts of the zone are open to it. */
export const dnsChallenges: CapabilityGrants = ({ neededBy }, zone) => [
  {
    kind: 'custom',
    role: 'dns-challenges',
    actions: zoneActions(zone)('TXT/delete', 'TXT/read', 'TXT/write'),
    dataActions: [],
    on: 'dns zone',
    scope: zone,
    grantedBy: 'customer',
    reason: 'proves to the ACME server that the zone is ours, with TXT records and no others',
    neededBy,
  },
];
