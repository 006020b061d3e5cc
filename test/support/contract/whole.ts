import { factsOf } from '../../../lib/core/clouds/facts';
import { none, WHOLE_INTERNET } from './compare';
import type { ContractItem } from './contract-item';

/** What holds for everything that is deployed. */
export const WHOLE: readonly ContractItem[] = [
  {
    name: 'nothing is open to the whole internet, unless the environment opens it',
    holds: ({ openings }, { externalCidrs }) =>
      none(openings.filter(({ from }) => WHOLE_INTERNET.test(from) && !externalCidrs.includes(from))),
  },
  { name: 'nothing of ours lets everything out', holds: ({ openEgress }) => none(openEgress) },
  {
    name: 'everything says which installation it belongs to',
    holds: ({ tagged }, { environment }) =>
      none(tagged.filter((thing) => thing.environment !== environment.id).map(({ id }) => id)),
  },
  {
    name: 'everything says which product it belongs to',
    holds: ({ tagged }, { plan }) =>
      none(tagged.filter(({ product }) => product !== plan.product.id).map(({ id }) => id)),
  },
  {
    name: "everything carries the customer's own tags",
    holds: ({ tagged }, { environment }) =>
      none(
        tagged.flatMap(({ id, tags }) =>
          Object.entries(environment.tags).flatMap(([key, value]) => (tags[key] === value ? [] : [`${id}: ${key}`])),
        ),
      ),
  },
  {
    name: 'what belongs to one profile names it',
    holds: ({ tagged }, { nodeProfiles }) => {
      const names = nodeProfiles.map(({ name }) => name);
      const ofProfiles = tagged.filter(({ ofProfile }) => ofProfile);
      return none(
        ofProfiles.filter(({ profile }) => profile === undefined || !names.includes(profile)).map(({ id }) => id),
      );
    },
  },
  {
    name: 'names that are written out belong to this installation and fit their limits',
    holds: ({ fixedNames }, { environment, cloud }) => {
      const limits = factsOf(cloud).nameLimits;
      return none(
        fixedNames.filter(({ kind, name }) => {
          const limit = limits[kind];
          return (
            !name.includes(environment.id) ||
            limit === undefined ||
            name.length > limit.maxLength ||
            name.length < limit.minLength ||
            !limit.pattern.test(name)
          );
        }),
      );
    },
  },
  {
    name: 'no name is written out twice',
    holds: ({ fixedNames }) => {
      const names = fixedNames.map(({ kind, name }) => `${kind} ${name}`);
      return none(names.filter((name, index) => names.indexOf(name) < index));
    },
  },
  { name: 'no code runs in the account in order to deploy', holds: ({ deploymentCode }) => none(deploymentCode) },
  {
    name: 'what one room reads of another is handed out there, under a name of this installation',
    holds: ({ imports }, { environment }) =>
      none(imports.filter(({ name, exported }) => !exported || !name.includes(environment.id))),
  },
];
