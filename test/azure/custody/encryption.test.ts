import { AzureEncryption, type AzureEncryptionProps } from '../../../lib/azure/custody/encryption';
import { namesOf, resourceIdsOf } from '../../../lib/azure/names';
import {
  CUSTODY_GROUP,
  declare,
  messageOf,
  REGION,
  type RenderedStack,
  render,
  SUBSCRIPTION,
  TENANT,
  testStack,
} from '../../support/azure';

const IDENTITY = 'azurerm_user_assigned_identity';
const DISKS = 'azurerm_disk_encryption_set';
const ASSIGNMENT = 'azurerm_role_assignment';
const ROLE = 'azurerm_role_definition';
const DEPLOYMENT = 'azurerm_resource_group_template_deployment';
const TEMPLATE = `${DEPLOYMENT}.Encryption_Vault_Keys`;
const IDS = resourceIdsOf('demo', SUBSCRIPTION);

const PROPS: AzureEncryptionProps = {
  environmentId: 'demo',
  subscription: SUBSCRIPTION,
  tenant: TENANT,
  region: REGION,
  resourceGroup: CUSTODY_GROUP,
  tags: { owner: 'platform' },
  vaultIsPrivate: true,
  dataOnDelete: 'retain',
  locked: true,
};

function encrypt(props: Partial<AzureEncryptionProps> = {}): RenderedStack {
  return render((stack) => {
    const { etcdKey, key, keyVault, diskEncryptionSet } = new AzureEncryption(stack, 'Encryption', {
      ...PROPS,
      ...props,
    });
    declare(stack, { etcdKey, key, keyVault, diskEncryptionSet });
  });
}

describe('encryption', () => {
  let rendered: RenderedStack;
  beforeAll(() => {
    rendered = encrypt();
  });

  test('has a vault of its own', () => {
    expect(rendered.only('azurerm_key_vault').name).toBe(namesOf('demo', SUBSCRIPTION).keyVault);
    expect(rendered.outputs.keyVault).toBe(IDS.keyVault);
  });

  test('has one identity by which accounts use the key of data', () => {
    expect(rendered.only(IDENTITY)).toEqual({
      name: 'byoc-demo-encryption',
      resource_group_name: CUSTODY_GROUP,
      location: REGION,
      tags: { owner: 'platform' },
      lifecycle: { prevent_destroy: true },
    });
  });

  test('lets it wrap and unwrap with this one key, once the key is there, and the set of the disks as well', () => {
    expect(rendered.only(ROLE)).toMatchObject({
      scope: IDS.custodyGroup,
      permissions: [
        {
          actions: [],
          data_actions: [
            'Microsoft.KeyVault/vaults/keys/read',
            'Microsoft.KeyVault/vaults/keys/unwrap/action',
            'Microsoft.KeyVault/vaults/keys/wrap/action',
          ],
        },
      ],
    });
    for (const assignment of Object.values(rendered.resources(ASSIGNMENT))) {
      expect(assignment).toMatchObject({
        scope: `${IDS.keyVault}/keys/data`,
        role_definition_id: IDS.role('data-key'),
        principal_type: 'ServicePrincipal',
        depends_on: [`${ROLE}.Encryption_Role-data-key`, TEMPLATE],
      });
    }
    expect(Object.values(rendered.field(ASSIGNMENT, 'principal_id')).sort()).toEqual([
      `<${DISKS}.Encryption_Disks.identity[0].principal_id>`,
      `<${IDENTITY}.Encryption_Identity.principal_id>`,
    ]);
  });

  test('keeps role and assignment, without which retained data could not be read', () => {
    const assignments = Object.values(rendered.field(ASSIGNMENT, 'lifecycle'));
    expect([rendered.only(ROLE).lifecycle, ...assignments]).toEqual(Array(3).fill({ prevent_destroy: true }));
  });

  test('encrypts disks once, by an identity of the set, as Premium SSD v2 takes it; no call looks for the newest version', () => {
    expect(rendered.only(DISKS)).toEqual({
      name: 'byoc-demo',
      resource_group_name: CUSTODY_GROUP,
      location: REGION,
      encryption_type: 'EncryptionAtRestWithCustomerKey',
      key_vault_key_id: `<jsondecode(${TEMPLATE}.output_content).dataVersion.value>`,
      identity: { type: 'SystemAssigned' },
      tags: { owner: 'platform' },
      lifecycle: { prevent_destroy: true, ignore_changes: ['auto_key_rotation_enabled', 'key_vault_key_id'] },
    });
  });

  test('has the set follow the key, once it may use it', () => {
    const deployment = rendered.only(DEPLOYMENT, 'Rotation');
    expect(deployment).toMatchObject({
      name: 'byoc-demo-rotation',
      deployment_mode: 'Incremental',
      depends_on: [expect.stringContaining(`${ASSIGNMENT}.Encryption_Disks_data-key-`)],
    });
    expect(deployment.parameters_content).toBe(
      `{"key":{"value":"<jsondecode(${TEMPLATE}.output_content).dataVersion.value>"}}`,
    );
    const { name, location, tags, identity, encryption_type } = rendered.only(DISKS);
    expect(JSON.parse(deployment.template_content).resources).toEqual([
      {
        type: 'Microsoft.Compute/diskEncryptionSets',
        apiVersion: '2023-04-02',
        name,
        location,
        identity,
        tags,
        properties: {
          encryptionType: encryption_type,
          activeKey: { keyUrl: "[parameters('key')]" },
          rotationToLatestKeyVersionEnabled: true,
        },
      },
    ]);
  });

  test('says which key is for what', () => {
    expect(rendered.outputs).toMatchObject({
      etcdKey: `<jsondecode(${TEMPLATE}.output_content).etcd.value>`,
      key: `<jsondecode(${TEMPLATE}.output_content).data.value>`,
      diskEncryptionSet: `<${DISKS}.Encryption_Disks.id>`,
    });
  });
});

test('nothing is kept where the environment says so', () => {
  const rendered = encrypt({ dataOnDelete: 'destroy' });
  const kept = rendered.types.flatMap((type) =>
    Object.values(rendered.resources(type)).filter(({ lifecycle }) => lifecycle?.prevent_destroy === true),
  );
  expect(kept).toEqual([]);
});

describe("keys of the customer's", () => {
  const vault = `/subscriptions/${SUBSCRIPTION}/resourceGroups/acme-keys/providers/Microsoft.KeyVault/vaults/acme`;
  const id = 'https://acme.vault.azure.net/keys/byoc';
  const keys = {
    vault,
    etcd: { id: `${id}/0123456789abcdef0123456789abcdef`, resourceId: `${vault}/keys/byoc` },
    data: { id, versionedId: `${id}/0123456789abcdef0123456789abcdef`, resourceId: `${vault}/keys/byoc` },
  };

  test('are used as they are, and nothing is made in their vault but assignments', () => {
    const rendered = encrypt({ keys });
    expect(rendered.types).toEqual([DISKS, ASSIGNMENT, ROLE, IDENTITY, DEPLOYMENT].sort());
    expect(rendered.outputs).toMatchObject({ etcdKey: keys.etcd.id, key: id, keyVault: vault });
    expect(new Set(Object.values(rendered.field(ASSIGNMENT, 'scope')))).toEqual(new Set([`${vault}/keys/byoc`]));
    expect(rendered.only(DISKS).key_vault_key_id).toBe(keys.data.versionedId);
  });

  test('lie in a resource group that the role can be assigned in', () => {
    expect(encrypt({ keys }).only(ROLE).assignable_scopes).toEqual([
      IDS.custodyGroup,
      `/subscriptions/${SUBSCRIPTION}/resourceGroups/acme-keys`,
    ]);
  });

  test('fails if their vault is known only at deployment: roles are written with its resource group', () => {
    const unknown = { ...keys, vault: '${azurerm_key_vault.acme.id}' };
    expect(messageOf(() => new AzureEncryption(testStack(), 'Encryption', { ...PROPS, keys: unknown }))).toBe(
      "'vault' must be known when the stack is synthesized, got ${azurerm_key_vault.acme.id}; write it out: names are made of it",
    );
  });
});
