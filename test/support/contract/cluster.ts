import { equal, none, same, sorted, WHOLE_INTERNET, withKey } from './compare';
import type { ContractItem } from './contract-item';

/** What holds for the cluster and its add-ons. */
export const CLUSTER: readonly ContractItem[] = [
  {
    name: 'the cluster has the name that others know',
    holds: ({ cluster }, { environment }) => same(cluster.name, `byoc-${environment.id}`),
  },
  { name: 'the Kubernetes API is reached from inside', holds: ({ cluster }) => cluster.privateApi || 'it is not' },
  {
    name: 'the Kubernetes API has an address on the internet exactly where the environment says so',
    holds: ({ cluster }, { environment }) => same(cluster.publicApi, environment.kubernetesApi.access === 'public'),
  },
  {
    name: "where a name of the cloud's answers for the Kubernetes API from everywhere, the customer is told",
    holds: ({ cluster }, { warnings }) =>
      same(
        cluster.answersEverywhere,
        warnings.some(({ path }) => path === 'environment.apiEndpoint'),
      ),
  },
  {
    name: 'the Kubernetes API is reached from exactly the listed networks',
    holds: ({ cluster }, { environment: { kubernetesApi } }) =>
      same(
        [cluster.publicCidrs, cluster.privateCidrs],
        kubernetesApi.access === 'public' ? [kubernetesApi.allowedCidrs, []] : [[], kubernetesApi.allowedCidrs],
      ),
  },
  {
    name: 'the Kubernetes API is not open to the whole internet',
    holds: ({ cluster }) =>
      none([...cluster.publicCidrs, ...cluster.privateCidrs].filter((cidr) => WHOLE_INTERNET.test(cidr))),
  },
  {
    name: "the customer's administrators administer the cluster, and nobody else",
    holds: ({ cluster }, { environment }) => same(sorted(cluster.administrators), sorted(environment.administrators)),
  },
  {
    name: 'who creates the cluster does not administer it by that',
    holds: ({ cluster }) => !cluster.creatorIsAdministrator || 'it does',
  },
  { name: "only the cloud's own identities log in", holds: ({ cluster }) => !cluster.otherLogins || 'others do' },
  {
    name: 'secrets and volumes are encrypted by what may use a key of the installation',
    holds: ({ keyUsers }) => same(sorted(keyUsers), ['secrets', 'volumes']),
  },
  {
    name: "an add-on's identity is for its own service account",
    holds: ({ addOns }) =>
      none(
        addOns.filter(({ trusted, tiedTo }) => trusted.length > 0 && !equal(trusted, tiedTo)).map(({ name }) => name),
      ),
  },
  {
    name: 'Kubernetes secrets are encrypted with a key of the installation',
    holds: (facts) =>
      withKey(facts, [
        { name: 'secrets', ...(facts.cluster.secretsKey === undefined ? {} : { key: facts.cluster.secretsKey }) },
      ]),
  },
  { name: 'it is logged who did what in the cluster', holds: ({ cluster }) => cluster.auditLogs || 'it is not' },
  {
    name: 'the cluster has the Kubernetes version of the plan',
    holds: ({ cluster }, { plan }) => same(cluster.version, plan.kubernetesVersion),
  },
  {
    name: 'add-ons have the versions that are pinned',
    holds: ({ addOns }) => none(addOns.filter(({ version, pinned }) => version !== pinned).map(({ name }) => name)),
  },
  {
    name: 'add-ons that need nodes wait for system nodes, and for no others',
    holds: ({ addOns }, { nodeProfiles: [system] }) =>
      none(
        addOns.flatMap(({ name, afterNodes, waitsFor }) =>
          equal(waitsFor, afterNodes ? [system?.name] : []) ? [] : [`${name} waits for ${waitsFor.join()}`],
        ),
      ),
  },
];
