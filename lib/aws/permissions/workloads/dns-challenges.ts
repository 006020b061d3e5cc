import type { CapabilityPermissions } from './context';

export const dnsChallenges: CapabilityPermissions = ({ neededBy, partition }, zoneId) => [
  {
    actions: ['route53:ChangeResourceRecordSets'],
    resources: [`arn:${partition}:route53:::hostedzone/${zoneId}`],
    conditions: {
      'ForAllValues:StringEquals': { 'route53:ChangeResourceRecordSetsRecordTypes': 'TXT' },
      'ForAllValues:StringLike': { 'route53:ChangeResourceRecordSetsNormalizedRecordNames': '_acme-challenge.*' },
      Null: { 'route53:ChangeResourceRecordSetsNormalizedRecordNames': 'false' },
    },
    phase: 'run',
    reason: 'proves to the ACME server that the zone is ours, with TXT records named _acme-challenge and no others',
    neededBy,
  },
  {
    actions: ['route53:ListResourceRecordSets'],
    resources: [`arn:${partition}:route53:::hostedzone/${zoneId}`],
    phase: 'run',
    reason: 'finds its own challenge records',
    neededBy,
  },
  {
    actions: ['route53:GetChange'],
    resources: [`arn:${partition}:route53:::change/*`],
    wildcard: 'the id of a change is not known in advance',
    phase: 'run',
    reason: 'waits until a challenge record is served',
    neededBy,
  },
];
