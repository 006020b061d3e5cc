import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AzureCustodyStack } from '../../../lib/azure/custody/custody-stack';
import { namesOf, resourceIdsOf } from '../../../lib/azure/names';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { RenderedStack, SUBSCRIPTION, testScope } from '../../support/azure';
import { fullAzureEnvironment, fullPlan } from '../../support/config';

const page = (name: string) => readFileSync(join(__dirname, '../../../docs/azure', name), 'utf8');
const UNINSTALL = page('uninstall.md');
const NAMES = namesOf('acme', SUBSCRIPTION);
const IDS = resourceIdsOf('acme', SUBSCRIPTION);
/** What is kept, by the pattern of docs/azure/uninstall.md. */
const KEPT =
  /^azurerm_(disk_encryption_set|key_vault|resource_group|storage_account|storage_container)\.|\.Custody_Encryption_(Identity|Role|data|Disks_data)/;

let rendered: RenderedStack;
/** `azurerm_storage_account.Custody_ObjectStorage_data_E99B1578` and its block, of every resource. */
let resources: [string, Record<string, unknown>][];

beforeAll(() => {
  const { own, ...environment } = fullAzureEnvironment();
  const metricsWorkspace = own?.metricsWorkspace ?? '';
  const config = resolveConfig(fullPlan(), { ...environment, own: { metricsWorkspace } });
  rendered = RenderedStack.of(new AzureCustodyStack(testScope(), 'custody-acme', { config }));
  resources = Object.entries(rendered.json.resource ?? {}).flatMap(([type, all]) =>
    Object.entries(all).map(([name, block]): [string, Record<string, unknown>] => [
      `${type}.${name}`,
      block as Record<string, unknown>,
    ]),
  );
});

/** Address of the one resource that begins like this. */
function addressOf(start: string): string {
  const found = resources.map(([address]) => address).filter((address) => address.startsWith(start));
  if (found.length !== 1) throw new Error(`'${start}' is the start of ${found.length}`);
  return found.join();
}

describe('docs/azure/uninstall.md', () => {
  test('lets the state forget what Terraform refuses to destroy, and nothing else', () => {
    expect(UNINSTALL).toContain(`grep -E '${KEPT.source}'`);
    const refused = resources.filter(([, { lifecycle }]) =>
      JSON.stringify(lifecycle)?.includes('"prevent_destroy":true'),
    );
    const forgotten = resources.filter(([address]) => KEPT.test(address));
    expect(forgotten.map(([address]) => address).sort()).toEqual(refused.map(([address]) => address).sort());
    expect(forgotten.length).toBe(14);
  });

  test('imports all of it under the names that it has, for the buckets that every plan has', () => {
    const encryption = '.Custody_Encryption';
    const expected = [
      ['azurerm_resource_group.', IDS.custodyGroup],
      ['azurerm_key_vault.', IDS.keyVault],
      [`azurerm_user_assigned_identity${encryption}_Identity`, IDS.identity('encryption')],
      [`azurerm_role_definition${encryption}_`, `${IDS.role('data-key')}|${IDS.custodyGroup}`],
      ['azurerm_disk_encryption_set.', IDS.diskEncryptionSet],
      ['azurerm_storage_account.Custody_Logs_', IDS.logAccount],
      ...['data', 'state'].flatMap((bucket) => [
        [`azurerm_storage_account.Custody_ObjectStorage_${bucket}_`, IDS.storageAccount(bucket)],
        [`azurerm_storage_container.Custody_ObjectStorage_${bucket}_`, IDS.container(bucket)],
      ]),
    ].map(([start = '', id]) => [addressOf(start), id]);
    const taken = [...UNINSTALL.matchAll(/^take (azurerm_\S+) "?(\$\S+?)"?$/gm)].map(([, address, id = '']) => [
      address,
      id.replaceAll('$P', `${IDS.custodyGroup}/providers`).replaceAll('$S', `/subscriptions/${SUBSCRIPTION}`),
    ]);
    expect(taken).toEqual(expected);
    for (const start of [`${encryption}_data-key`, `${encryption}_Disks_`]) {
      expect(UNINSTALL).toContain(`take ${addressOf(`azurerm_role_assignment${start}`)} \\\n`);
    }
    expect(UNINSTALL).toContain(`--scope $P/Microsoft.KeyVault/vaults/${NAMES.keyVault}/keys/data `);
  });

  test('locks what custody locks, by the name that custody gives', () => {
    for (const [type, start] of [
      ['vault', 'azurerm_key_vault.'],
      ['storage account', 'azurerm_storage_account.Custody_ObjectStorage_data_'],
      ['account of the logs', 'azurerm_storage_account.Custody_Logs_'],
    ] as const) {
      expect(UNINSTALL).toContain(type);
      const scopes = Object.values(rendered.json.resource?.azurerm_management_lock ?? {}).map(
        (lock) => (lock as { scope: string }).scope,
      );
      expect(scopes).toContain(`\${${addressOf(start)}.id}`);
    }
    for (const name of Object.values(rendered.field('azurerm_management_lock', 'name'))) expect(name).toBe('byoc');
  });
});

describe('docs/azure/own-key.md', () => {
  test('rotates the key of this vault', () => {
    const text = page('own-key.md');
    expect(text).toContain(`az keyvault key rotate --vault-name ${NAMES.keyVault} --name etcd`);
    expect(text).toContain(
      `-replace=${addressOf('azurerm_resource_group_template_deployment.Custody_Encryption_Vault_')}`,
    );
    expect(text).toContain('output -raw DataPlaneVariables');
  });

  test('writes the key as an environment takes it', () => {
    const [, encryptionKey = '', keyVault = ''] =
      /encryptionKey: (\S+)\n {2}keyVault: (\S+)\n/.exec(page('own-key.md')) ?? [];
    const environment = { ...fullAzureEnvironment(), own: { ...fullAzureEnvironment().own, encryptionKey, keyVault } };
    expect(() => resolveConfig(fullPlan(), environment)).not.toThrow();
  });

  test('writes a bucket as an environment takes it', () => {
    const [, data = ''] = /buckets:\n {4}data: (\S+)\n/.exec(page('own-key.md')) ?? [];
    const environment = { ...fullAzureEnvironment(), own: { ...fullAzureEnvironment().own, buckets: { data } } };
    expect(() => resolveConfig(fullPlan(), environment)).not.toThrow();
  });
});

test('docs/azure/logs.md names accounts that custody makes', () => {
  const text = page('logs.md');
  expect(text).toContain(`--account-name ${NAMES.logAccount} `);
  expect(text).toContain(`--name ${NAMES.storageAccount('data')} `);
});
