import type { CustomerEnvironment, GcpEnvironment, VendorPlan } from '../../lib/core/config-types';
import { resolveConfig } from '../../lib/core/resolve-config';
import {
  azureEnvironment,
  gcpEnvironment,
  minimalEnvironment,
  minimalPlanForEveryCloud,
  problemsOf,
} from '../support/config';

/** A container on Azure, by its resource id. */
const container = (account: string) =>
  `/subscriptions/22222222-3333-4444-5555-666666666666/resourceGroups/acme/providers/Microsoft.Storage/storageAccounts/${account}/blobServices/default/containers/data`;
const asIs = (bucket: string) => bucket;

const buckets = [{ name: 'data' }, { name: 'state' }, { name: 'data-archive' }];

test.each<[string, CustomerEnvironment, (bucket: string) => string]>([
  ['AWS', minimalEnvironment(), asIs],
  ['Google Cloud', gcpEnvironment(), asIs],
  ['Azure', azureEnvironment(), container],
])('fails if one bucket is two of the plan on %s', (_, environment, named) => {
  const [lake, archive] = [named('acmelake'), named('acmearchive')];
  const own = { buckets: { data: lake, 'data-archive': archive, state: lake } };
  const shown = lake.length > 120 ? `${lake.slice(0, 117)}...` : lake;
  expect(problems({ ...environment, own })).toEqual([
    `'environment.own.buckets.state' must differ from own.buckets.data: whoever may use the one could use the other, got ${shown}; name another bucket`,
  ]);
});

test.each<[string, string, string]>([
  ['data', 'byoc-demo-state-12345678', 'state'],
  ['data', 'byoc-demo-data-archive-12345678', 'data-archive'],
  ['state', 'byoc-demo-data-12345678', 'data'],
])('fails if the own bucket %s is called %s', (name, bucket, madeFor) => {
  const own = { buckets: { [name]: bucket } };
  for (const environment of [minimalEnvironment(), gcpEnvironment()]) {
    expect(problems({ ...environment, own })).toEqual([
      `'environment.own.buckets.${name}' must not be called like what custody makes for '${madeFor}', got ${bucket}; name another bucket`,
    ]);
  }
});

test.each([
  ['data', 'byoc-demo-data-12345678'],
  ['data-archive', 'byoc-demo-data-archive-12345678'],
  ['data', 'byoc-demo-logs'],
  ['data', 'byoc-demos-state-12345678'],
])('the own bucket %s may be called %s', (name, bucket) => {
  expect(problems({ ...gcpEnvironment(), own: { buckets: { [name]: bucket } } })).toEqual([]);
});

describe('state of Terraform', () => {
  const refusal = (field: string, bucket: string) =>
    `'environment.backend.${field}' must not be a bucket of the installation: its workloads could write the state, got ${bucket}; name one that nothing else uses`;

  test.each(['acme-lake', 'byoc-demo-data-12345678', 'byoc-demo-terraform'])(
    'fails if it is in a bucket of the installation: %s',
    (bucket) => {
      expect(inBucket(bucket)).toEqual([refusal('bucket', bucket)]);
    },
  );

  test('fails if it is in a storage account of the installation', () => {
    const own = { buckets: { data: container('acmelake') } };
    const backend = { type: 'azurerm', resourceGroup: 'acme', storageAccount: 'acmelake', container: 'state' } as const;
    expect(problems({ ...azureEnvironment(), own, backend })).toEqual([refusal('storageAccount', 'acmelake')]);
    expect(problems({ ...azureEnvironment(), own, backend: { ...backend, storageAccount: 'acmestate' } })).toEqual([]);
  });

  test.each(['acme-terraform', 'byoc-demos-terraform'])('may be in %s', (bucket) => {
    expect(inBucket(bucket)).toEqual([]);
  });

  function inBucket(bucket: string): string[] {
    const environment: GcpEnvironment = { ...gcpEnvironment(), own: { buckets: { data: 'acme-lake' } } };
    return problems({ ...environment, backend: { type: 'gcs', bucket } });
  }
});

function problems(environment: CustomerEnvironment, plan: Partial<VendorPlan> = { buckets }): string[] {
  return problemsOf(() => resolveConfig({ ...minimalPlanForEveryCloud(), ...plan }, environment));
}
