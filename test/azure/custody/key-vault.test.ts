import { AzureKeyVault, type AzureKeyVaultProps } from '../../../lib/azure/custody/key-vault';
import { resourceIdsOf } from '../../../lib/azure/names';
import { CUSTODY_GROUP, declare, REGION, type RenderedStack, render, SUBSCRIPTION, TENANT } from '../../support/azure';

const VAULT = 'azurerm_key_vault';
const TEMPLATE = 'azurerm_resource_group_template_deployment';

function vault(props: Partial<AzureKeyVaultProps> = {}): RenderedStack {
  return render((stack) => {
    const { keys } = new AzureKeyVault(stack, 'Vault', {
      environmentId: 'demo',
      subscription: SUBSCRIPTION,
      tenant: TENANT,
      region: REGION,
      resourceGroup: CUSTODY_GROUP,
      tags: { owner: 'platform' },
      vaultIsPrivate: true,
      dataOnDelete: 'retain',
      locked: true,
      ...props,
    });
    const { etcd, data } = keys;
    declare(stack, { etcd: etcd.id, etcdResource: etcd.resourceId, data: data.id, dataResource: data.resourceId });
  });
}

describe('the vault', () => {
  let rendered: RenderedStack;
  beforeAll(() => {
    rendered = vault();
  });

  test('is of the tenant, under a name that no other installation has', () => {
    expect(rendered.only(VAULT)).toMatchObject({
      name: expect.stringMatching(/^kvdemo[a-z0-9]{10}$/),
      resource_group_name: CUSTODY_GROUP,
      location: REGION,
      tenant_id: TENANT,
      sku_name: 'standard',
      tags: { owner: 'platform' },
    });
  });

  test('is opened by roles alone', () => {
    const { rbac_authorization_enabled, access_policy, enable_rbac_authorization } = rendered.only(VAULT);
    expect([rbac_authorization_enabled, access_policy, enable_rbac_authorization]).toEqual([
      true,
      undefined,
      undefined,
    ]);
  });

  test('loses nothing for good before 90 days are over', () => {
    expect(rendered.only(VAULT)).toMatchObject({ purge_protection_enabled: true, soft_delete_retention_days: 90 });
  });

  test('hands out nothing to machines, disk encryption inside of them and templates', () => {
    expect(rendered.only(VAULT)).toMatchObject({
      enabled_for_deployment: false,
      enabled_for_disk_encryption: false,
      enabled_for_template_deployment: false,
    });
  });

  test('is closed to public networks, but not to the services that encrypt', () => {
    expect(rendered.only(VAULT)).toMatchObject({
      public_network_access_enabled: false,
      network_acls: { bypass: 'AzureServices', default_action: 'Deny' },
    });
  });

  test('stays when its stack is destroyed, and is locked', () => {
    expect(rendered.only(VAULT).lifecycle).toEqual({ prevent_destroy: true });
    expect(rendered.only('azurerm_management_lock')).toEqual({
      name: 'byoc',
      scope: `<${VAULT}.Vault.id>`,
      lock_level: 'CanNotDelete',
      notes: 'Custody of an installation. To lift it: protection: false in the environment, and apply custody.',
    });
  });
});

test('a vault that AKS could not reach otherwise is open to networks: roles guard it', () => {
  expect(vault({ vaultIsPrivate: false }).only(VAULT)).toMatchObject({
    public_network_access_enabled: true,
    network_acls: { bypass: 'AzureServices', default_action: 'Allow' },
    rbac_authorization_enabled: true,
  });
});

test('a vault can go with its stack, and no lock is left', () => {
  const rendered = vault({ dataOnDelete: 'destroy', locked: false });
  expect(rendered.only(VAULT).lifecycle).toEqual({ prevent_destroy: false });
  expect(rendered.types).not.toContain('azurerm_management_lock');
});

describe('keys', () => {
  let rendered: RenderedStack;
  let template: any;
  beforeAll(() => {
    rendered = vault();
    template = JSON.parse(rendered.only(TEMPLATE).template_content);
  });

  test('are made without a call to the vault, once it is there', () => {
    expect(rendered.types).not.toContain('azurerm_key_vault_key');
    expect(rendered.only(TEMPLATE)).toMatchObject({
      resource_group_name: CUSTODY_GROUP,
      deployment_mode: 'Incremental',
      depends_on: [`${VAULT}.Vault`],
      tags: { owner: 'platform' },
    });
  });

  test('are made in this vault, and nothing else is', () => {
    const { name } = rendered.only(VAULT);
    expect(template.resources.map(({ type, name: key }: any) => [type, key])).toEqual([
      ['Microsoft.KeyVault/vaults/keys', `${name}/etcd`],
      ['Microsoft.KeyVault/vaults/keys', `${name}/data`],
    ]);
  });

  test.each([
    ['secrets encrypts', 0, ['encrypt', 'decrypt']],
    ['data wraps keys', 1, ['wrapKey', 'unwrapKey']],
  ])('of %s, and is rotated every 90 days; none of its versions expires', (_, index, keyOps) => {
    expect(template.resources[index].properties).toEqual({
      kty: 'RSA',
      keySize: 3072,
      keyOps,
      rotationPolicy: { lifetimeActions: [{ trigger: { timeAfterCreate: 'P90D' }, action: { type: 'rotate' } }] },
    });
  });

  test('are known by the ids that their users take: with a version for AKS, without one for disks and storage', () => {
    const { name } = rendered.only(VAULT);
    const value = (key: string, property: string) => ({
      type: 'string',
      value: `[reference(resourceId('Microsoft.KeyVault/vaults/keys', '${name}', '${key}')).${property}]`,
    });
    expect(template.outputs).toEqual({
      etcd: value('etcd', 'keyUriWithVersion'),
      data: value('data', 'keyUri'),
      dataVersion: value('data', 'keyUriWithVersion'),
    });
    const output = (key: string) => `<jsondecode(${TEMPLATE}.Vault_Keys.output_content).${key}.value>`;
    expect(rendered.outputs).toMatchObject({ etcd: output('etcd'), data: output('data') });
  });

  test('are parts of the vault, on which roles are assigned', () => {
    expect(rendered.outputs).toMatchObject({
      etcdResource: `${resourceIdsOf('demo', SUBSCRIPTION).keyVault}/keys/etcd`,
      dataResource: `${resourceIdsOf('demo', SUBSCRIPTION).keyVault}/keys/data`,
    });
  });
});
