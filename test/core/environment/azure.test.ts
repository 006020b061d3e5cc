import type { AzureEnvironment } from '../../../lib/core/config-types';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { azureEnvironment, minimalPlanForEveryCloud, problemsOf } from '../../support/config';

test('a minimal environment gets its defaults', () => {
  expect(resolve({}).environment).toMatchObject({
    apiServer: 'vnet-integration',
    backend: { type: 'local' },
    own: { buckets: {} },
    network: { cidr: '10.0.0.0/16' },
  });
});

const RULES: [string, Partial<AzureEnvironment>, string][] = [
  [
    'the subscription is a name',
    { subscription: 'production' },
    "'environment.subscription' must be a lower-case UUID, got production; copy it from the portal",
  ],
  [
    'the tenant is a domain',
    { tenant: 'acme.onmicrosoft.com' },
    "'environment.tenant' must be a lower-case UUID, got acme.onmicrosoft.com; copy it from the portal",
  ],
  [
    'the region is written as the portal shows it',
    { region: 'West Europe' },
    "'environment.region' must be a region name, got West Europe; write it like westeurope",
  ],
  [
    'an administrator is a person',
    { administrators: ['ann@acme.example.com'] },
    "'environment.administrators[0]' must be a lower-case UUID, got ann@acme.example.com; copy it from the portal",
  ],
  [
    'the API server is attached in an unknown way',
    { apiServer: 'private-link' as 'private-cluster' },
    "'environment.apiServer' must be one of vnet-integration, private-cluster, got private-link; choose one of them",
  ],
  [
    'the backend lacks its container',
    {
      backend: { type: 'azurerm', resourceGroup: 'state', storageAccount: 'acmestate' } as NonNullable<
        AzureEnvironment['backend']
      >,
    },
    "'environment.backend.container' must be set (a string), got nothing; add it",
  ],
  [
    'the network is too small',
    { network: { cidr: '10.0.0.0/24' } },
    "'environment.network.cidr' must be a /23 or larger on azure, got 10.0.0.0/24; choose a larger network",
  ],
  [
    'the network overlaps the overlay of the pods',
    { network: { cidr: '10.244.0.0/16' } },
    "'environment.network.cidr' must not overlap the range for pods (10.244.0.0/16), got 10.244.0.0/16; choose other addresses",
  ],
];

test.each(RULES)('fails if %s', (_, environment, message) => {
  expect(problemsOf(() => resolve(environment))).toEqual([message]);
});

function resolve(environment: Partial<AzureEnvironment>) {
  return resolveConfig(minimalPlanForEveryCloud(), { ...azureEnvironment(), ...environment });
}
