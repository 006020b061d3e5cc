import type { AzureEnvironment } from '../../lib/core/config-types';
import { resolveConfig } from '../../lib/core/resolve-config';
import {
  azureEnvironment,
  fullAzureEnvironment,
  minimalPlanForEveryCloud,
  problemsOf,
  warningsOf,
} from '../support/config';

const GROUP = '/subscriptions/22222222-3333-4444-5555-666666666666/resourceGroups/platform/providers';
const KEY = 'https://acme.vault.azure.net/keys/byoc/0123456789abcdef0123456789abcdef';
const VAULT = `${GROUP}/Microsoft.KeyVault/vaults/acme`;

describe('a key', () => {
  test('is taken with its vault, whose name may have upper-case letters', () => {
    expect(problems({ own: { encryptionKey: KEY, keyVault: VAULT } })).toEqual([]);
    expect(problems({ own: { encryptionKey: KEY, keyVault: VAULT.replace('acme', 'Acme') } })).toEqual([]);
  });

  test('fails without its vault', () => {
    expect(problems({ own: { encryptionKey: KEY } })).toEqual([
      "'environment.own.keyVault' must be set with encryptionKey, got nothing; add the resource id of its vault",
    ]);
  });

  test('fails if only its vault is named', () => {
    expect(problems({ own: { keyVault: VAULT } })).toEqual([
      "'environment.own.encryptionKey' must be set with keyVault, got nothing; add a key of it",
    ]);
  });

  test('fails if it is of another vault', () => {
    expect(problems({ own: { encryptionKey: KEY, keyVault: `${VAULT}2` } })).toEqual([
      `'environment.own.encryptionKey' must be of own.keyVault (https://acme2.vault.azure.net/), got ${KEY}; correct the one or the other`,
    ]);
  });
});

describe('a DNS zone', () => {
  const zone = (type: string) => `${GROUP}/Microsoft.Network/${type}/demo.riverbed.example.com`;
  const inZone = (zoneId: string, more: Partial<NonNullable<AzureEnvironment['dns']>> = {}): string[] => {
    const dns = { zoneId, domain: 'demo.riverbed.example.com', issuer: { kind: 'vendor-ca' }, ...more } as const;
    const plan = { ...minimalPlanForEveryCloud(), domain: 'riverbed.example.com' };
    return problemsOf(() => resolveConfig(plan, { ...azureEnvironment(), dns }));
  };

  test.each(['dnsZones', 'privateDnsZones'])('may be of %s', (type) => {
    expect(inZone(zone(type))).toEqual([]);
  });

  test.each(['demo', 'Z0123456789ABCDEFGHIJ', zone('dnszones')])('fails if it is %s', (zoneId) => {
    const shown = zoneId.length > 120 ? `${zoneId.slice(0, 117)}...` : zoneId;
    expect(inZone(zoneId)).toEqual([
      `'environment.dns.zoneId' must be the resource id of a DNS zone, got ${shown}; write it like /subscriptions/<subscription>/resourceGroups/<group>/providers/Microsoft.Network/dnsZones/<zone>`,
    ]);
  });

  test('fails if it is of another domain', () => {
    expect(inZone(zone('dnsZones').replace('demo', 'other'))).toEqual([
      "'environment.dns.domain' must be that of zoneId (other.riverbed.example.com), got demo.riverbed.example.com; correct the one or the other",
    ]);
  });

  test('fails if certificates by ACME are to be proven in a private one', () => {
    const issuer = { kind: 'acme', email: 'platform@acme.example.com' } as const;
    expect(inZone(zone('privateDnsZones'), { issuer })).toEqual([
      "'environment.dns.issuer.kind' must be another one than acme in a private zone, in which nobody outside reads its records, got acme; choose another issuer, or a public zone",
    ]);
    expect(inZone(zone('dnsZones'), { issuer })).toEqual([]);
  });
});

describe('what only the subscription knows is said to be unknown, with the command that tells', () => {
  const account = `${GROUP}/Microsoft.Storage/storageAccounts/acmearchive`;
  const container = `${account}/blobServices/default/containers/data`;
  const workspace = `${GROUP}/Microsoft.Monitor/accounts/acme`;

  test.each<[string, NonNullable<AzureEnvironment['own']>, string]>([
    [
      'key vault',
      { encryptionKey: KEY, keyVault: VAULT },
      `environment.own.keyVault unknown whether the vault is in westeurope, asks Azure roles, has purge protection, lets services of Azure in, and is closed to public networks, with a private endpoint that this network finds by its name; verify with: az keyvault show --id ${VAULT}`,
    ],
    [
      'bucket',
      { buckets: { data: container } },
      `environment.own.buckets.data unknown whether the account of the container is in westeurope, closed to the public and to its keys, and encrypted with your key; verify with: az storage account show --ids ${account}`,
    ],
    [
      'workspace in another subscription',
      { metricsWorkspace: workspace.replace('22222222', '33333333') },
      `environment.own.metricsWorkspace unknown whether whoever applies custody may assign roles on it, in another subscription; verify with: az role assignment list --scope ${workspace.replace('22222222', '33333333')}`,
    ],
  ])('of a %s', (_what, own, warning) => {
    expect(warnings({ own })).toEqual([warning]);
  });

  test('of a key vault for a private cluster', () => {
    const own = { encryptionKey: KEY, keyVault: VAULT };
    expect(warnings({ own, apiServer: 'private-cluster' })).toEqual([
      `environment.own.keyVault unknown whether the vault is in westeurope, asks Azure roles, has purge protection, lets services of Azure in, and is open to all networks; verify with: az keyvault show --id ${VAULT}`,
    ]);
  });

  test('of nothing where custody makes all, and metrics are in the same subscription', () => {
    expect(warnings({ own: { metricsWorkspace: workspace } })).toEqual([]);
  });
});

test('the key vault of a private cluster is said to be open to all networks', () => {
  const open =
    'environment.apiServer is private-cluster, which reaches the key for secrets of Kubernetes from outside the network only: the key vault is open to all networks, and closed by roles alone';
  const found = (environment: Partial<AzureEnvironment>) =>
    warningsOf(resolveConfig(minimalPlanForEveryCloud(), { ...azureEnvironment(), ...environment }));
  expect(found({ apiServer: 'private-cluster' })).toContain(open);
  expect(found({ apiServer: 'private-cluster', own: { encryptionKey: KEY, keyVault: VAULT } })).not.toContain(open);
  expect(found({})).not.toContain(open);
});

test('fails if a container is brought for no bucket of the plan', () => {
  const { archive = '' } = fullAzureEnvironment().own?.buckets ?? {};
  expect(problems({ own: { buckets: { archive } } })).toEqual([
    "'environment.own.buckets.archive' must name one of the buckets of the installation, got archive; choose one of data, state",
  ]);
});

function problems(environment: Partial<AzureEnvironment>): string[] {
  return problemsOf(() => resolveConfig(minimalPlanForEveryCloud(), { ...azureEnvironment(), ...environment }));
}

function warnings(environment: Partial<AzureEnvironment>): string[] {
  const config = resolveConfig(minimalPlanForEveryCloud(), { ...azureEnvironment(), ...environment });
  return warningsOf(config).filter((warning) => warning.startsWith('environment.own'));
}
