import { challengeRecords, conditionOf } from '../conditions';
import type { CapabilityGrants } from './context';

/**
 * A record changes only where both are granted: changes in the zone, and the record by its name and type. The records
 * are bound on the project, since the policy of a zone is read without conditions by the Terraform provider.
 */
export const dnsChallenges: CapabilityGrants = ({ neededBy, environmentId, domain = '' }, zone) => {
  // Without a domain the condition holds for no record.
  const condition = conditionOf(`byoc ${environmentId} challenges`, [challengeRecords(domain)]);
  return [
    {
      kind: 'custom',
      role: 'dns-challenges',
      permissions: ['dns.changes.create', 'dns.changes.get', 'dns.resourceRecordSets.list'],
      on: 'dns zone',
      target: zone,
      grantedBy: 'customer',
      reason: 'changes the zone, finds its own challenge records, and waits until they are served',
      neededBy,
    },
    {
      kind: 'custom',
      role: 'dns-challenge-records',
      permissions: ['dns.resourceRecordSets.create', 'dns.resourceRecordSets.delete', 'dns.resourceRecordSets.update'],
      on: 'project',
      ...(condition === undefined ? {} : { condition }),
      grantedBy: 'customer',
      reason:
        'proves to the ACME server that the zone is ours, with TXT records named _acme-challenge of its domain and no others',
      neededBy,
    },
  ];
};
