import { equal, none, same, sorted } from './compare';
import type { ContractItem } from './contract-item';

/** What holds for the identities of workloads and cluster services, and for all roles. */
export const IDENTITIES: readonly ContractItem[] = [
  {
    name: 'every workload and cluster service has one identity, and there are no others',
    holds: ({ identities }, config) =>
      same(sorted(identities.map(({ name }) => name)), sorted(config.identities.map(({ name }) => name))),
  },
  {
    name: 'an identity is for exactly one service account',
    holds: ({ identities }, config) =>
      none(
        config.identities.flatMap(({ name, namespace, serviceAccount }) => {
          const fact = identities.find((identity) => identity.name === name);
          const wanted = [`${namespace}/${serviceAccount}`];
          const trusted = fact?.made === false || equal(fact?.serviceAccounts, wanted);
          return trusted && equal(fact?.tiedTo, wanted) ? [] : [name];
        }),
      ),
  },
  {
    name: 'an identity may do what its capabilities say, each on its own target',
    holds: ({ identities }, config) =>
      none(
        config.identities.flatMap(({ name, capabilities }) => {
          const fact = identities.find((identity) => identity.name === name);
          if (fact?.made === false) return [];
          const wanted = sorted(capabilities.map(({ id, target }) => (target === undefined ? id : `${id} ${target}`)));
          return equal(sorted(fact?.capabilities ?? []), wanted) ? [] : [`${name}: ${fact?.capabilities.join(', ')}`];
        }),
      ),
  },
  {
    name: 'an identity may do nothing else',
    holds: ({ identities }) =>
      none(identities.flatMap(({ name, unexplained }) => unexplained.map((grant) => `${name}: ${grant}`))),
  },
  {
    name: 'an identity lets others in by what it signs exactly where the plan gives it an account for that',
    holds: ({ identities }, config) =>
      same(
        sorted(identities.filter(({ signs }) => signs).map(({ name }) => name)),
        sorted(config.identities.filter(({ googleServiceAccount }) => googleServiceAccount).map(({ name }) => name)),
      ),
  },
  {
    name: 'what a role can be given is limited, whoever uses it',
    holds: ({ roles }) => (roles.length > 0 ? none(roles.filter(({ limited }) => !limited)) : 'there are no roles'),
  },
  {
    name: "a limit of the customer's own keeps roles from all that ours would keep them from",
    holds: ({ roles }) => none(roles.flatMap(({ name, open }) => open.map((what) => `${name} ${what}`))),
  },
];
