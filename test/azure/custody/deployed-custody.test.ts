import { AzureCustody } from '../../../lib/azure/custody/custody';
import type { IAzureCustody } from '../../../lib/azure/custody/custody-contract';
import { azureCustodyProps } from '../../../lib/azure/custody/custody-stack';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { CUSTODY_GROUP, RenderedStack, SUBSCRIPTION, testStack } from '../../support/azure';
import { azureEnvironment, fullAzureEnvironment, fullPlan, minimalPlanForEveryCloud } from '../../support/config';

const { own: _, ...WITHOUT_OWN } = fullAzureEnvironment();
const METRICS = { metricsWorkspace: fullAzureEnvironment().own?.metricsWorkspace ?? '' };

describe.each([
  ['the least', resolveConfig(minimalPlanForEveryCloud(), azureEnvironment())],
  ['everything', resolveConfig(fullPlan(), fullAzureEnvironment())],
  ['everything but what the customer brings', resolveConfig(fullPlan(), { ...WITHOUT_OWN, own: METRICS })],
])('a deployed custody of %s', (_, config) => {
  let deployed: IAzureCustody;
  let created: RenderedStack;
  let made: RenderedStack;
  let custody: AzureCustody;
  beforeAll(() => {
    const stack = testStack();
    deployed = AzureCustody.fromNames(stack, 'Custody', config);
    created = RenderedStack.of(stack);
    const making = testStack();
    custody = new AzureCustody(making, 'Custody', azureCustodyProps(making, config));
    made = RenderedStack.of(making);
  });

  /** Resource id of what custody makes, as Azure would say it. */
  const idOf = (type: string, name: string) =>
    `/subscriptions/${SUBSCRIPTION}/resourceGroups/${CUSTODY_GROUP.replace('demo', config.environment.id)}/providers/${type}/${name}`;

  test('creates nothing', () => {
    expect([created.json.resource, created.json.data]).toEqual([undefined, undefined]);
  });

  test('asks for what no name leads to, and for nothing else', () => {
    const own = config.environment.own.encryptionKey;
    expect(Object.keys((created.json as { variable?: object }).variable ?? {})).toEqual([
      ...(own === undefined ? ['etcd_key_id'] : []),
      'kubelet_client_id',
      'kubelet_object_id',
    ]);
    if (own !== undefined) expect(deployed.etcdKey).toBe(own);
  });

  test('names the identities that custody makes', () => {
    const { name } = made.only('azurerm_user_assigned_identity', 'WorkloadIdentity_Cluster');
    const kubelet = made.only('azurerm_user_assigned_identity', 'WorkloadIdentity_Kubelet').name;
    const type = 'Microsoft.ManagedIdentity/userAssignedIdentities';
    expect([deployed.clusterIdentity, deployed.kubeletIdentity.id]).toEqual([idOf(type, name), idOf(type, kubelet)]);
  });

  test('names the disk encryption set that custody makes', () => {
    const { name } = made.only('azurerm_disk_encryption_set');
    expect(deployed.diskEncryptionSet).toBe(idOf('Microsoft.Compute/diskEncryptionSets', name));
  });

  test('names the vault that custody makes, or is given', () => {
    const [vault] = Object.values(made.resources('azurerm_key_vault'));
    expect(deployed.keyVault).toBe(
      config.environment.own.keyVault ?? idOf('Microsoft.KeyVault/vaults', vault?.name ?? ''),
    );
    expect(deployed.keyVaultIsPrivate).toBe(custody.keyVaultIsPrivate);
    expect([deployed.ownsKeyVault, custody.ownsKeyVault]).toEqual([vault !== undefined, vault !== undefined]);
  });

  test('names the accounts that custody makes, and no others', () => {
    const { Custody_Logs: _, ...accounts } = made.field('azurerm_storage_account', 'name');
    expect(Object.keys(deployed.storageAccounts)).toEqual(Object.keys(custody.storageAccounts));
    expect(Object.values(deployed.storageAccounts).sort()).toEqual(
      Object.values(accounts)
        .map((name) => idOf('Microsoft.Storage/storageAccounts', name))
        .sort(),
    );
  });

  test('knows every bucket by account and container', () => {
    expect(Object.keys(deployed.buckets).sort()).toEqual(Object.keys(custody.buckets).sort());
    const accounts = Object.values(made.field('azurerm_storage_account', 'name'));
    for (const [name, path] of Object.entries(deployed.buckets)) {
      const own = config.environment.own.buckets[name];
      if (own !== undefined) expect(path).toBe('acmearchive/archive');
      else expect(accounts.map((account) => `${account}/${name}`)).toContain(path);
    }
  });
});

test('a vault that AKS reaches over networks is no private one', () => {
  const config = resolveConfig(minimalPlanForEveryCloud(), { ...azureEnvironment(), apiServer: 'private-cluster' });
  expect(AzureCustody.fromNames(testStack(), 'Custody', config).keyVaultIsPrivate).toBe(false);
});
