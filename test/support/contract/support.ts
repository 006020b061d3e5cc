import { supportSubjectsOf } from '../../../lib/core/support';
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
    name: "support is for the plan's engineers, as Kubernetes' bindings name them, without other rights",
    holds: ({ support }, config) =>
      support === undefined ||
      same(
        [support.principals, support.subjects, support.otherRights],
        [config.plan.support[config.cloud], supportSubjectsOf(config), []],
      ),
  },
];
