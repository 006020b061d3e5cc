import { same } from './compare';
import type { ContractItem } from './contract-item';

/** What holds for the access of support engineers. */
export const SUPPORT: readonly ContractItem[] = [
  {
    name: 'support engineers are let in exactly where an expiry is set',
    holds: ({ support }, { environment }) => same(support?.expiresAt, environment.access.supportExpiresAt),
  },
  {
    name: 'support engineers find the cluster',
    holds: ({ support }) => support === undefined || support.findsCluster || 'they do not',
  },
  {
    name: 'support ends open sessions, too',
    holds: ({ support }) => support === undefined || support.endsOpenSessions || 'it does not',
  },
  {
    name: "support is for the plan's engineers, in the plan's group, without other rights",
    holds: ({ support }, { plan, cloud }) =>
      support === undefined ||
      same([support.principals, support.groups, support.otherRights], [plan.support[cloud], [plan.support.group], []]),
  },
];
