import { AzureEncryption } from '../../../lib/azure/custody/encryption';
import {
  AzureObjectStorage,
  type AzureObjectStorageProps,
  containerPath,
} from '../../../lib/azure/custody/object-storage';
import { namesOf } from '../../../lib/azure/names';
import {
  CUSTODY_GROUP,
  declare,
  messageOf,
  REGION,
  type RenderedStack,
  render,
  SUBSCRIPTION,
  TENANT,
} from '../../support/azure';

const ACCOUNT = 'azurerm_storage_account';
const CONTAINER = 'azurerm_storage_container';
const NAMES = namesOf('demo', SUBSCRIPTION);
const LAKE = `/subscriptions/${SUBSCRIPTION}/resourceGroups/acme/providers/Microsoft.Storage/storageAccounts/acmelake/blobServices/default/containers/raw`;

function store(props: Partial<AzureObjectStorageProps> = {}): RenderedStack {
  return render((stack) => {
    const place = {
      environmentId: 'demo',
      subscription: SUBSCRIPTION,
      region: REGION,
      resourceGroup: CUSTODY_GROUP,
      tags: { owner: 'platform' },
      dataOnDelete: 'retain',
      locked: true,
    } as const;
    const encryption = new AzureEncryption(stack, 'Encryption', { ...place, tenant: TENANT, vaultIsPrivate: true });
    const storage = new AzureObjectStorage(stack, 'Storage', {
      ...place,
      encryption,
      buckets: [
        { name: 'data', versioned: false },
        { name: 'state', versioned: true },
      ],
      ...props,
    });
    declare(stack, { buckets: storage.buckets, accounts: storage.accounts });
  });
}

describe('buckets', () => {
  let rendered: RenderedStack;
  beforeAll(() => {
    rendered = store();
  });

  test('are an account each, in three zones, under a name that no other has', () => {
    const { name } = rendered.only(ACCOUNT, 'data');
    expect(rendered.only(ACCOUNT, 'data')).toMatchObject({
      name: NAMES.storageAccount('data'),
      resource_group_name: CUSTODY_GROUP,
      location: REGION,
      account_kind: 'StorageV2',
      account_tier: 'Standard',
      account_replication_type: 'ZRS',
      is_hns_enabled: false,
      tags: { owner: 'platform' },
    });
    expect(name).not.toBe(rendered.only(ACCOUNT, 'state').name);
  });

  test('take no key of an account, no local user and nobody without a name', () => {
    expect(rendered.only(ACCOUNT, 'data')).toMatchObject({
      shared_access_key_enabled: false,
      local_user_enabled: false,
      default_to_oauth_authentication: true,
      allow_nested_items_to_be_public: false,
    });
  });

  test('are closed to the internet and to other tenants', () => {
    expect(rendered.only(ACCOUNT, 'data')).toMatchObject({
      public_network_access_enabled: false,
      network_rules: { default_action: 'Deny', bypass: ['None'] },
      cross_tenant_replication_enabled: false,
      allowed_copy_scope: 'AAD',
    });
  });

  test('speak TLS 1.2 at least', () => {
    expect(rendered.only(ACCOUNT, 'data')).toMatchObject({
      https_traffic_only_enabled: true,
      min_tls_version: 'TLS1_2',
    });
  });

  test('are encrypted twice, once with the key of the installation, from the first day', () => {
    const identity = '<azurerm_user_assigned_identity.Encryption_Identity.id>';
    expect(rendered.only(ACCOUNT, 'data')).toMatchObject({
      infrastructure_encryption_enabled: true,
      identity: { type: 'UserAssigned', identity_ids: [identity] },
      customer_managed_key: {
        key_vault_key_id:
          '<jsondecode(azurerm_resource_group_template_deployment.Encryption_Vault_Keys.output_content).data.value>',
        user_assigned_identity_id: identity,
      },
      depends_on: [expect.stringContaining('azurerm_role_assignment.Encryption_data-key-')],
    });
    expect(rendered.types).not.toContain('azurerm_storage_account_customer_managed_key');
  });

  test('give back what is deleted for 7 days', () => {
    for (const bucket of ['data', 'state']) {
      expect(rendered.only(ACCOUNT, bucket).blob_properties).toMatchObject({
        delete_retention_policy: { days: 7 },
        container_delete_retention_policy: { days: 7 },
      });
    }
  });

  test('keep earlier versions for 30 days where the plan asks for it', () => {
    expect(rendered.only(ACCOUNT, 'data').blob_properties.versioning_enabled).toBe(false);
    expect(rendered.only(ACCOUNT, 'state').blob_properties.versioning_enabled).toBe(true);
    expect(rendered.only('azurerm_storage_management_policy')).toEqual({
      storage_account_id: `<${ACCOUNT}.Storage_state.id>`,
      rule: [
        {
          name: 'earlier-versions',
          enabled: true,
          filters: { blob_types: ['blockBlob'] },
          actions: { version: { delete_after_days_since_creation: 30 } },
        },
      ],
    });
  });

  test('have one container, made without a way into the account', () => {
    expect(rendered.only(CONTAINER, 'data_Container')).toEqual({
      name: 'data',
      storage_account_id: `<${ACCOUNT}.Storage_data.id>`,
      container_access_type: 'private',
      lifecycle: { prevent_destroy: true },
    });
    expect(Object.keys(rendered.resources(CONTAINER))).toHaveLength(2);
  });

  test('stay when their stack is destroyed, and each account is locked', () => {
    expect(rendered.only(ACCOUNT, 'data').lifecycle).toEqual({ prevent_destroy: true });
    const scopes = Object.values(rendered.field('azurerm_management_lock', 'scope'));
    expect(scopes).toEqual(expect.arrayContaining([`<${ACCOUNT}.Storage_data.id>`, `<${ACCOUNT}.Storage_state.id>`]));
  });

  test('are known by account and container', () => {
    expect(rendered.outputs.buckets).toEqual({
      data: `<${ACCOUNT}.Storage_data.name>/<${CONTAINER}.Storage_data_Container.name>`,
      state: `<${ACCOUNT}.Storage_state.name>/<${CONTAINER}.Storage_state_Container.name>`,
    });
    expect(rendered.outputs.accounts).toEqual({
      data: `<${ACCOUNT}.Storage_data.id>`,
      state: `<${ACCOUNT}.Storage_state.id>`,
    });
  });
});

test('buckets can go with their stack, and no lock is left', () => {
  const rendered = store({ dataOnDelete: 'destroy', locked: false });
  expect(rendered.only(ACCOUNT, 'data').lifecycle).toEqual({ prevent_destroy: false });
  expect(rendered.only(CONTAINER, 'data_Container').lifecycle).toEqual({ prevent_destroy: false });
  expect(Object.keys(rendered.resources('azurerm_management_lock'))).toEqual(['Encryption_Vault_Lock']);
});

describe("a container of the customer's", () => {
  test('is named and nothing is made; the others are', () => {
    const rendered = store({ ownBuckets: { data: LAKE } });
    expect(Object.keys(rendered.resources(ACCOUNT))).toEqual(['Storage_state']);
    expect(rendered.outputs.buckets.data).toBe('acmelake/raw');
    expect(Object.keys(rendered.outputs.accounts)).toEqual(['state']);
  });

  test('has a path', () => {
    expect(containerPath(LAKE)).toBe('acmelake/raw');
  });

  test('fails if it is known only at deployment: roles are written with it', () => {
    expect(messageOf(() => store({ ownBuckets: { data: '${azurerm_storage_container.lake.id}' } }))).toBe(
      "'data' must be known when the stack is synthesized, got ${azurerm_storage_container.lake.id}; write it out: names are made of it",
    );
  });
});
