import { none, same, sorted, withKey } from './compare';
import type { ContractItem } from './contract-item';

const made = <Thing extends { readonly made: boolean }>(things: readonly Thing[]) =>
  things.filter((thing) => thing.made);

/** What holds for keys, buckets and logs, and for what is kept. */
export const DATA: readonly ContractItem[] = [
  {
    name: 'there is a key, and each one that is made here rotates',
    holds: ({ keys }) =>
      keys.length > 0
        ? none(
            made(keys)
              .filter(({ rotates }) => !rotates)
              .map(({ ref }) => ref),
          )
        : 'none',
  },
  {
    name: 'keys are made unless the customer brings one',
    holds: ({ keys }, { environment }) =>
      environment.own.encryptionKey === undefined
        ? none(keys.filter((key) => !key.made))
        : same(
            keys.map((key) => [key.made, key.ref]),
            [[false, environment.own.encryptionKey]],
          ),
  },
  {
    name: 'nobody beside the installation decrypts with its key',
    holds: ({ keys }) =>
      none(
        made(keys)
          .filter(({ openToOthers }) => openToOthers)
          .map(({ ref }) => ref),
      ),
  },
  {
    name: "the buckets are those of the plan, the customer's own among them",
    holds: ({ buckets }, { plan, environment }) =>
      same(
        sorted(buckets.map((bucket) => `${bucket.name} ${bucket.made ? 'made' : bucket.ref}`)),
        sorted(plan.buckets.map(({ name }) => `${name} ${environment.own.buckets[name] ?? 'made'}`)),
      ),
  },
  {
    name: 'no bucket is public',
    holds: ({ buckets }) =>
      none(
        made(buckets)
          .filter(({ publicAccess }) => publicAccess)
          .map(({ name }) => name),
      ),
  },
  {
    name: 'buckets are reached over TLS only, as long as they are kept',
    holds: ({ buckets }) =>
      none(
        made(buckets)
          .filter(({ tlsOnly }) => !tlsOnly)
          .map(({ name }) => name),
      ),
  },
  {
    name: 'where somebody who reads a bucket signs URLs that need no TLS, the customer is told',
    holds: ({ identities }, { plan, warnings }) =>
      same(
        identities
          .filter(({ signs, capabilities }) => signs && capabilities.some((text) => text.startsWith('bucket:')))
          .map(({ name }) => `plan.workloads[${plan.workloads.findIndex((workload) => workload.name === name)}]`),
        warnings.flatMap(({ path }) => /^(.*)\.googleServiceAccount$/.exec(path)?.[1] ?? []),
      ),
  },
  {
    name: 'identities alone decide who reads a bucket',
    holds: ({ buckets }) =>
      none(
        made(buckets)
          .filter(({ identitiesOnly }) => !identitiesOnly)
          .map(({ name }) => name),
      ),
  },
  {
    name: 'buckets are encrypted with a key of the installation',
    holds: (facts) => withKey(facts, made(facts.buckets)),
  },
  {
    name: 'buckets keep earlier versions where the plan says so',
    holds: ({ buckets }, { plan }) =>
      none(
        made(buckets)
          .filter(({ name, versioned }) => versioned !== plan.buckets.find((bucket) => bucket.name === name)?.versioned)
          .map(({ name }) => name),
      ),
  },
  {
    name: 'logs are encrypted with a key of the installation',
    holds: (facts) => withKey(facts, facts.logStores),
  },
  {
    name: 'logs are kept as long as the environment says',
    holds: ({ logStores }, { environment }) =>
      none(
        logStores.filter(({ retentionDays }) => retentionDays !== environment.logRetentionDays).map(({ name }) => name),
      ),
  },
  {
    name: 'key, buckets and logs outlive the installation exactly where the environment says so',
    holds: ({ keys, buckets, logStores }, { environment }) => {
      const wanted = environment.dataOnDelete === 'retain';
      const things = [...made(keys).map(({ ref, kept }) => ({ name: ref, kept })), ...made(buckets), ...logStores];
      return none(things.filter(({ kept }) => kept !== wanted).map(({ name }) => name));
    },
  },
  {
    name: 'whatever can refuse its deletion does so exactly where the environment says so, the cluster first of all',
    holds: ({ protections, cluster }, { environment }) =>
      cluster.refusesDeletion === environment.protection
        ? none(protections.filter(({ on }) => on !== environment.protection).map(({ what }) => what))
        : 'the cluster differs',
  },
];
