import { KeyVault } from '@cdktf/provider-azurerm/lib/key-vault';
import { AzureCustody, type AzureCustodyProps } from '../../../lib/azure/custody/custody';
import { azureCustodyProps } from '../../../lib/azure/custody/custody-stack';
import { resourceIdsOf } from '../../../lib/azure/names';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { CUSTODY_GROUP, REGION, RenderedStack, render, SUBSCRIPTION, testStack } from '../../support/azure';
import { azureEnvironment, fullAzureEnvironment, fullPlan, minimalPlanForEveryCloud } from '../../support/config';

const IDS = resourceIdsOf('demo', SUBSCRIPTION);
const GROUP = 'azurerm_resource_group.Custody_ResourceGroup';
const VENDOR = '99999999-0000-1111-2222-333333333333';

function props(): AzureCustodyProps {
  return azureCustodyProps(testStack(), resolveConfig(minimalPlanForEveryCloud(), azureEnvironment()));
}

function make(more: Partial<AzureCustodyProps> = {}): RenderedStack {
  return render((stack) => {
    new AzureCustody(stack, 'Custody', { ...props(), ...more });
  });
}

describe('a custody', () => {
  let custody: AzureCustody;
  let rendered: RenderedStack;
  beforeAll(() => {
    const stack = testStack();
    custody = new AzureCustody(stack, 'Custody', props());
    rendered = RenderedStack.of(stack);
  });

  test('has a room for every noun', () => {
    expect(custody.node.children.map(({ node }) => node.id)).toEqual([
      'ResourceGroup',
      'Encryption',
      'ObjectStorage',
      'Logs',
      'WorkloadIdentity',
      'VendorRoles',
    ]);
  });

  test('has a resource group of its own, which stays when data stays', () => {
    expect(rendered.only('azurerm_resource_group')).toMatchObject({
      name: CUSTODY_GROUP,
      location: REGION,
      lifecycle: { prevent_destroy: true },
    });
  });

  test('makes nothing before the group is there', () => {
    // By the group's name, by a role that waits for something in it, or by another resource that does.
    const early = ['azurerm_role_definition'].flatMap((type) =>
      Object.entries(rendered.resources(type)).filter(([, { depends_on }]) => depends_on === undefined),
    );
    expect(early).toEqual([]);
    const inGroups = rendered.types.flatMap((type) => Object.values(rendered.field(type, 'resource_group_name')));
    expect([...new Set(inGroups.filter((name) => name !== undefined))]).toEqual([`<${GROUP}.name>`]);
  });

  test('gives a data plane what it takes', () => {
    expect(custody.etcdKey).toBe(custody.encryption.etcdKey);
    expect(custody.keyVault).toBe(IDS.keyVault);
    expect(custody.keyVaultIsPrivate).toBe(true);
    expect(custody.diskEncryptionSet).toBe(custody.encryption.diskEncryptionSet);
    expect(custody.clusterIdentity).toBe(custody.workloadIdentity.cluster);
    expect(custody.kubeletIdentity).toBe(custody.workloadIdentity.kubelet);
    expect(custody.buckets).toBe(custody.objectStorage.buckets);
    expect(custody.storageAccounts).toBe(custody.objectStorage.accounts);
  });

  test('makes roles of the vendor and assigns none of them unless the vendor applies', () => {
    const principals = Object.values(rendered.field('azurerm_role_assignment', 'principal_id'));
    expect(principals).not.toContain(VENDOR);
    expect(custody.vendorRoles.assigned).toEqual([]);
    expect(Object.keys(rendered.resources('azurerm_role_definition'))).toContain('Custody_VendorRoles_RunIdentities');
  });

  test('logs the use of the keys', () => {
    expect(rendered.only('azurerm_monitor_diagnostic_setting').target_resource_id).toBe(IDS.keyVault);
  });
});

describe('where the vendor applies', () => {
  const access = { mode: 'managed', allowInstall: false, allowDelete: false, timeBound: false } as const;
  const toVendor = (more: object) =>
    Object.values(
      make({ vendor: { principalId: VENDOR, access: { ...access, ...more } } }).resources('azurerm_role_assignment'),
    ).filter(({ principal_id }) => principal_id === VENDOR);

  test('it hands over the two identities of the cluster, and sees the disk encryption set', () => {
    expect(toVendor({}).map(({ scope }) => scope)).toEqual(
      expect.arrayContaining([IDS.identity('cluster'), IDS.identity('kubelet'), IDS.diskEncryptionSet]),
    );
  });

  test('each role is assigned once it is made, and so is what it is on', () => {
    const assigned = toVendor({ allowInstall: true, allowDelete: true });
    const waitsOf = (id: string) => assigned.filter(({ scope }) => scope === id).map(({ depends_on }) => depends_on);
    const role = (name: string) => `azurerm_role_definition.Custody_VendorRoles_${name}`;
    expect(waitsOf(IDS.identity('cluster'))).toEqual([
      [role('RunIdentities'), 'azurerm_user_assigned_identity.Custody_WorkloadIdentity_Cluster'],
    ]);
    expect(waitsOf(IDS.identity('kubelet'))).toEqual([
      [role('RunIdentities'), 'azurerm_user_assigned_identity.Custody_WorkloadIdentity_Kubelet'],
    ]);
    expect(waitsOf(IDS.diskEncryptionSet)).toEqual([
      [role('RunDisks'), expect.stringMatching(/^azurerm_disk_encryption_set\.Custody_Encryption_/)],
    ]);
  });

  test('it holds nothing on keys, containers and the identities of workloads', () => {
    const scopes = toVendor({ allowInstall: true, allowDelete: true }).map(({ scope }) => scope);
    expect(scopes.filter((scope) => /\/keys\/|\/containers\//.test(scope))).toEqual([]);
    expect(scopes.filter((scope) => scope.includes('userAssignedIdentities')).sort()).toEqual([
      IDS.identity('cluster'),
      IDS.identity('kubelet'),
    ]);
  });

  test('nothing of it is on what custody locks: a lock would keep it from being taken away', () => {
    const scopes = toVendor({ allowInstall: true, allowDelete: true }).map(({ scope }) => scope);
    const locked = [IDS.keyVault, IDS.storageAccount('data'), IDS.storageAccount('state'), IDS.logAccount];
    expect(scopes.filter((scope) => locked.some((id) => scope.startsWith(id)))).toEqual([]);
  });

  test('it connects private endpoints while installing is allowed', () => {
    const more = toVendor({ allowInstall: true }).length - toVendor({}).length;
    expect(more).toBeGreaterThan(0);
  });

  test('it holds everything until the expiry where the tenant can end it', () => {
    const rendered = make({
      vendor: { principalId: VENDOR, access: { ...access, timeBound: true, expiresAt: '2028-01-31T00:00:00Z' } },
    });
    const ends = Object.values(rendered.field('azurerm_pim_active_role_assignment', 'schedule'));
    expect(ends.length).toBe(toVendor({}).length);
    for (const { expiration } of ends) expect(expiration).toEqual({ end_date_time: '2028-01-31T00:00:00Z' });
    expect(Object.values(rendered.field('azurerm_role_assignment', 'principal_id'))).not.toContain(VENDOR);
  });
});

test('gives the manifests the client id of every identity', () => {
  render((stack) => {
    const config = resolveConfig(fullPlan(), fullAzureEnvironment());
    const { outputs, workloadIdentity } = new AzureCustody(stack, 'Custody', azureCustodyProps(stack, config));
    expect(Object.keys(outputs.workloads)).toEqual(config.identities.map(({ name }) => name));
    expect(outputs.workloads.engine).toEqual({ clientId: workloadIdentity.clientIds.engine });
  });
});

test("keys that a customer's own app makes are taken as they come, if their vault has a name", () => {
  const stack = testStack();
  const vault = `/subscriptions/${SUBSCRIPTION}/resourceGroups/acme/providers/Microsoft.KeyVault/vaults/acme`;
  const own = new KeyVault(stack, 'Vault', {
    name: 'acme',
    resourceGroupName: 'acme',
    location: REGION,
    tenantId: 't',
    skuName: 'premium',
  });
  const key = (name: string) => ({ id: `${own.vaultUri}keys/${name}`, resourceId: `${vault}/keys/${name}` });
  const data = { ...key('data'), versionedId: `${own.vaultUri}keys/data/1` };
  const keys = { vault, etcd: key('etcd'), data };
  const custody = new AzureCustody(stack, 'Custody', { ...props(), keys });
  expect([custody.keyVault, custody.keyVaultIsPrivate, custody.ownsKeyVault]).toEqual([vault, true, false]);
  const rendered = RenderedStack.of(stack);
  expect(Object.keys(rendered.resources('azurerm_key_vault'))).toEqual(['Vault']);
  expect(rendered.only('azurerm_disk_encryption_set').key_vault_key_id).toBe(
    '<azurerm_key_vault.Vault.vault_uri>keys/data/1',
  );
  expect(rendered.types).not.toContain('azurerm_monitor_diagnostic_setting');
  const scopes = Object.values(rendered.field('azurerm_role_assignment', 'scope'));
  expect(scopes).toEqual(expect.arrayContaining([`${vault}/keys/etcd`, `${vault}/keys/data`, vault]));
  expect(scopes.filter((scope) => scope.startsWith(IDS.keyVault))).toEqual([]);
  // Said to be open, it is reached without an endpoint.
  const toOpen = make({ keys, vaultIsPrivate: false }).field('azurerm_role_assignment', 'scope');
  expect(Object.values(toOpen)).not.toContain(vault);
});

test("containers that a customer's own app brings take no right on accounts that are not made", () => {
  const container = `/subscriptions/${SUBSCRIPTION}/resourceGroups/acme/providers/Microsoft.Storage/storageAccounts/acme/blobServices/default/containers/raw`;
  const access = { mode: 'managed', allowInstall: true, allowDelete: false, timeBound: false } as const;
  const rendered = make({ ownBuckets: { data: container }, vendor: { principalId: VENDOR, access } });
  const scopes = Object.values(rendered.field('azurerm_role_assignment', 'scope'));
  expect(scopes).not.toContain(IDS.storageAccount('data'));
});

test('two installations fit into one stack', () => {
  const rendered = render((stack) => {
    for (const id of ['acme', 'beta']) {
      const config = resolveConfig(minimalPlanForEveryCloud(), { ...azureEnvironment(), id });
      new AzureCustody(stack, id, azureCustodyProps(stack, config));
    }
  });
  expect(Object.values(rendered.field('azurerm_resource_group', 'name'))).toEqual([
    'byoc-acme-custody',
    'byoc-beta-custody',
  ]);
});
