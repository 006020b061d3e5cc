import { AzureEncryption } from '../../../lib/azure/custody/encryption';
import { AzureLogs, type AzureLogsProps } from '../../../lib/azure/custody/logs';
import { namesOf, resourceIdsOf } from '../../../lib/azure/names';
import { CUSTODY_GROUP, REGION, type RenderedStack, render, SUBSCRIPTION, TENANT } from '../../support/azure';

const ACCOUNT = 'azurerm_storage_account';
const SETTING = 'azurerm_monitor_diagnostic_setting';
const VAULT = `/subscriptions/${SUBSCRIPTION}/resourceGroups/keys/providers/Microsoft.KeyVault/vaults/acme`;
const KEY = {
  versionedId: 'https://acme.vault.azure.net/keys/byoc/0123456789abcdef0123456789abcdef',
  id: 'https://acme.vault.azure.net/keys/byoc/0123456789abcdef0123456789abcdef',
  resourceId: `${VAULT}/keys/byoc`,
};
const WORKSPACE = `/subscriptions/${SUBSCRIPTION}/resourceGroups/logs/providers/Microsoft.OperationalInsights/workspaces/acme`;

const PROPS: Omit<AzureLogsProps, 'encryption'> = {
  environmentId: 'demo',
  subscription: SUBSCRIPTION,
  region: REGION,
  resourceGroup: CUSTODY_GROUP,
  tags: { owner: 'platform' },
  retentionDays: 90,
  dataOnDelete: 'retain',
  locked: true,
};

function logs(props: Partial<AzureLogsProps> = {}, ownKeys = false): RenderedStack {
  return render((stack) => {
    const encryption = new AzureEncryption(stack, 'Encryption', {
      ...PROPS,
      tenant: TENANT,
      vaultIsPrivate: true,
      ...(ownKeys ? { keys: { vault: VAULT, etcd: KEY, data: KEY } } : {}),
    });
    new AzureLogs(stack, 'Logs', { ...PROPS, encryption, ...props });
  });
}

describe('logs', () => {
  let rendered: RenderedStack;
  beforeAll(() => {
    rendered = logs();
  });

  test("go to an account of their own, encrypted with the installation's key", () => {
    expect(rendered.only(ACCOUNT)).toMatchObject({
      name: namesOf('demo', SUBSCRIPTION).logAccount,
      resource_group_name: CUSTODY_GROUP,
      location: REGION,
      identity: { type: 'UserAssigned', identity_ids: ['<azurerm_user_assigned_identity.Encryption_Identity.id>'] },
      customer_managed_key: { user_assigned_identity_id: '<azurerm_user_assigned_identity.Encryption_Identity.id>' },
      infrastructure_encryption_enabled: true,
      tags: { owner: 'platform' },
    });
  });

  test('are deleted after as many days as they are asked to be kept', () => {
    expect(rendered.only('azurerm_storage_management_policy')).toEqual({
      storage_account_id: `<${ACCOUNT}.Logs.id>`,
      rule: [
        {
          name: 'retention',
          enabled: true,
          filters: { blob_types: ['appendBlob'] },
          actions: { base_blob: { delete_after_days_since_modification_greater_than: 90 } },
        },
      ],
    });
  });

  test('are written by services of Azure alone, and by no key', () => {
    expect(rendered.only(ACCOUNT)).toMatchObject({
      public_network_access_enabled: false,
      network_rules: { default_action: 'Deny', bypass: ['AzureServices'] },
      shared_access_key_enabled: false,
      allow_nested_items_to_be_public: false,
    });
  });

  test('stay when their stack is destroyed, and are locked', () => {
    expect(rendered.only(ACCOUNT).lifecycle).toEqual({ prevent_destroy: true });
    expect(rendered.only('azurerm_management_lock', 'Logs_Lock')).toMatchObject({
      name: 'byoc',
      scope: `<${ACCOUNT}.Logs.id>`,
      lock_level: 'CanNotDelete',
    });
  });

  test('say who used the keys', () => {
    expect(rendered.only(SETTING)).toEqual({
      name: 'byoc',
      target_resource_id: resourceIdsOf('demo', SUBSCRIPTION).keyVault,
      storage_account_id: `<${ACCOUNT}.Logs.id>`,
      enabled_log: [{ category: 'AuditEvent' }],
    });
  });
});

test("go to a workspace of the customer's as well", () => {
  expect(logs({ workspace: WORKSPACE }).only(SETTING)).toMatchObject({
    storage_account_id: `<${ACCOUNT}.Logs.id>`,
    log_analytics_workspace_id: WORKSPACE,
  });
});

test("a vault of the customer's is left to the customer to log", () => {
  expect(logs({}, true).types).not.toContain(SETTING);
});

test('logs go with their stack where the environment says so, and no lock is left', () => {
  const rendered = logs({ dataOnDelete: 'destroy', locked: false });
  expect(rendered.only(ACCOUNT).lifecycle).toEqual({ prevent_destroy: false });
  expect(Object.keys(rendered.field('azurerm_management_lock', 'name'))).not.toContain('Logs_Lock');
});
