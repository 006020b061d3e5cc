import { CAPABILITIES } from '../../lib/core/capabilities';
import { CLUSTER_SERVICE_IDS, CLUSTER_SERVICES } from '../../lib/core/cluster-services';
import type { CustomerEnvironment } from '../../lib/core/config-types';
import { resolveConfig } from '../../lib/core/resolve-config';
import {
  azureEnvironment,
  fullAzureEnvironment,
  fullEnvironment,
  fullGcpEnvironment,
  fullPlan,
  gcpEnvironment,
  minimalEnvironment,
  minimalPlan,
} from '../support/config';

const ON_AWS = { ...minimalEnvironment(), ...dnsOf(fullEnvironment()) };
const ON_GCP = { ...gcpEnvironment(), ...dnsOf(fullGcpEnvironment()) };
const ON_AZURE = { ...azureEnvironment(), ...dnsOf(fullAzureEnvironment()) };

test('a plan that names none gets the three that every cluster needs', () => {
  expect(resolveConfig(minimalPlan(), minimalEnvironment()).plan.clusterServices).toEqual([
    'load-balancer-controller',
    'cluster-autoscaler',
    'metrics-server',
  ]);
});

test('no service, no identity', () => {
  const plan = { ...minimalPlan(), clusterServices: [] };
  expect(resolveConfig(plan, minimalEnvironment()).identities).toEqual([]);
});

test.each([
  ['aws', ON_AWS, ['load-balancer-controller', 'cluster-autoscaler', 'external-dns', 'cert-manager']],
  ['gcp', ON_GCP, ['external-dns', 'cert-manager']],
  ['azure', ON_AZURE, ['external-dns', 'cert-manager']],
] as const)('on %s services that the cloud does not run itself have identities', (_, environment, names) => {
  const plan = {
    ...minimalPlan(),
    vendor: fullPlan().vendor,
    domain: fullPlan().domain,
    clusterServices: CLUSTER_SERVICE_IDS,
  };
  const { identities } = resolveConfig(plan, environment);
  expect(identities.map(({ name }) => name)).toEqual(names);
});

test('every service is delivered on some cloud and says why it is there', () => {
  for (const { reason, delivery } of Object.values(CLUSTER_SERVICES)) {
    expect(reason).toMatch(/^[a-z]+s [^.]+$/);
    expect(Object.keys(delivery)).not.toEqual([]);
  }
});

test('no two services share a service account', () => {
  const accounts = Object.values(CLUSTER_SERVICES).flatMap(({ identity }) =>
    identity === undefined ? [] : [`${identity.namespace}/${identity.serviceAccount}`],
  );
  expect(new Set(accounts).size).toBe(accounts.length);
});

test('no workload may ask for the capability of a service', () => {
  for (const { identity } of Object.values(CLUSTER_SERVICES)) {
    if (identity !== undefined) expect(CAPABILITIES[identity.capability].forWorkloads).toBe(false);
  }
});

function dnsOf({ dns }: CustomerEnvironment): Pick<CustomerEnvironment, 'dns'> {
  return dns === undefined ? {} : { dns };
}
