import type { AzureEnvironment } from '../../../lib/core/config-types';
import { resolveConfig } from '../../../lib/core/resolve-config';
import {
  azureEnvironment,
  fullAzureEnvironment,
  fullPlan,
  minimalPlanForEveryCloud,
  problemsOf,
} from '../../support/config';

test('a minimal environment gets its defaults', () => {
  expect(resolve({}).environment).toMatchObject({
    apiServer: 'vnet-integration',
    upgradeChannel: 'patch',
    nodeOsUpgradeChannel: 'NodeImage',
    osDisks: {},
    azurePolicy: false,
    timeBoundAssignments: false,
    endpointServices: [],
    detections: {},
    backend: { type: 'local' },
    own: { buckets: {} },
    network: { cidr: '10.0.0.0/16', podCidr: '10.244.0.0/16' },
  });
});

test('a minimal environment makes one warning, of zones', () => {
  const controlPlane = { hosts: ['control.example.com'], cidrs: ['203.0.113.0/28'] };
  const plan = { ...minimalPlanForEveryCloud(), controlPlane };
  expect(resolveConfig(plan, azureEnvironment()).warnings.map(({ path }) => path)).toEqual(['environment.zones']);
});

test('a full environment keeps what it says', () => {
  expect(resolveConfig(fullPlan(), fullAzureEnvironment()).environment).toMatchObject(fullAzureEnvironment());
});

const GROUP = '/subscriptions/<subscription>/resourceGroups/<group>/providers';
const KEY = 'https://acme.vault.azure.net/keys/byoc/0123456789abcdef0123456789abcdef';
const KEY_RULE =
  'must be the id of a Key Vault key with its version, got %s; write it like https://acme.vault.azure.net/keys/byoc/0123456789abcdef0123456789abcdef';

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
    'the vendor is a name',
    { vendorObjectId: 'notes' },
    "'environment.vendorObjectId' must be a lower-case UUID, got notes; copy it from the portal",
  ],
  ...(
    [
      ['apiServer', 'vnet-integration, private-cluster'],
      ['upgradeChannel', 'patch, stable, rapid, node-image'],
      ['nodeOsUpgradeChannel', 'NodeImage, SecurityPatch, None'],
    ] as const
  ).map(([field, choices]): (typeof RULES)[number] => [
    `${field} is unknown`,
    { [field]: 'Unmanaged' },
    `'environment.${field}' must be one of ${choices}, got Unmanaged; choose one of them`,
  ]),
  [
    'an OS disk is of an unknown kind',
    { osDisks: { general: 'local' as 'managed' } },
    "'environment.osDisks.general' must be one of ephemeral, managed, got local; choose one of them",
  ],
  [
    'the workspace of Defender is a name',
    { defenderWorkspace: 'security' },
    `'environment.defenderWorkspace' must be the resource id of a Log Analytics workspace, got security; write it like ${GROUP}/Microsoft.OperationalInsights/workspaces/<workspace>`,
  ],
  [
    'nobody may connect to an endpoint service',
    { endpointServices: [{ component: 'proxy', subscriptions: [] }] },
    "'environment.endpointServices[0].subscriptions' must have at least one entry, got []; add one",
  ],
  [
    'everybody may connect to an endpoint service',
    { endpointServices: [{ component: 'proxy', subscriptions: ['*'] }] },
    "'environment.endpointServices[0].subscriptions[0]' must be a lower-case UUID, got *; copy it from the portal",
  ],
  [
    'detections go to nobody that has an address',
    { detections: { email: 'security' } },
    "'environment.detections.email' must be an e-mail address, got security; write it like platform@example.com",
  ],
  ...[
    'byoc',
    KEY.slice(0, -33),
    KEY.replace('vault.azure.net', 'managedhsm.azure.net'),
    KEY.replace('https', 'http'),
    `${KEY}0`,
  ].map((encryptionKey): (typeof RULES)[number] => [
    `the key is ${encryptionKey}`,
    { own: { encryptionKey } },
    `'environment.own.encryptionKey' ${KEY_RULE.replace('%s', encryptionKey)}`,
  ]),
  [
    'the vault is a URL',
    { own: { keyVault: 'https://acme.vault.azure.net/' } },
    `'environment.own.keyVault' must be the resource id of a key vault, got https://acme.vault.azure.net/; write it like ${GROUP}/Microsoft.KeyVault/vaults/<vault>`,
  ],
  [
    'a bucket is a storage account',
    { own: { buckets: { data: 'acmedata' } } },
    `'environment.own.buckets.data' must be the resource id of a container, got acmedata; write it like ${GROUP}/Microsoft.Storage/storageAccounts/<account>/blobServices/default/containers/<container>`,
  ],
  [
    'the workspace of the metrics is a name',
    { own: { metricsWorkspace: 'acme' } },
    `'environment.own.metricsWorkspace' must be the resource id of an Azure Monitor workspace, got acme; write it like ${GROUP}/Microsoft.Monitor/accounts/<workspace>`,
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
  ...(
    [
      ['resourceGroup', 'state.', 'a resource group', 'without its path'],
      ['storageAccount', 'acme-state', 'a storage account', 'without a domain'],
      ['container', 'acme--state', 'a container', 'without its account'],
    ] as const
  ).map(([field, name, what, without]): (typeof RULES)[number] => [
    `${what} of the backend is ${name}`,
    {
      backend: {
        type: 'azurerm',
        ...{ resourceGroup: 'state', storageAccount: 'acmestate', container: 'byoc' },
        [field]: name,
      },
    },
    `'environment.backend.${field}' must be the name of ${what}, got ${name}; write the name alone, ${without}`,
  ]),
];

test.each(RULES)('fails if %s', (_, environment, message) => {
  expect(problemsOf(() => resolve(environment))).toEqual([message]);
});

function resolve(environment: Partial<AzureEnvironment>) {
  return resolveConfig(minimalPlanForEveryCloud(), { ...azureEnvironment(), ...environment });
}
