import { remove, set } from './mutations';
import type { DeployedInstallation } from './terraform-facts/deployment';
import { type Closed, type Mutation, opened } from './terraform-mutations';
import { everywhere, type Naming, resourcesOf } from './terraform-places';

const ENCRYPTION =
  /^(auto_key_rotation_enabled|customer_managed_key|disk_encryption_set_id|encryption_type|host_encryption_enabled|identity_ids|infrastructure_encryption_enabled|key_management_service|key_vault_key_id|user_assigned_identity_id)$/;
/** What its key does not encrypt. */
const OTHERS = /^kubelet_identity\./;

/** Takes each encryption setting out, and what makes keys rotate. */
export function encryptionMutations(installation: DeployedInstallation): Mutation[] {
  const settings = everywhere(installation)
    .filter(({ path, depth }) => ENCRYPTION.test(String(path.at(-1))) && !OTHERS.test(path.slice(depth).join('.')))
    .map(({ path }) => remove<DeployedInstallation>(path));
  const templates = resourcesOf(installation, 'custody').filter(({ value }) => value.template_content !== undefined);
  return [
    ...settings,
    ...templates.flatMap(({ path, value }) => {
      const template = JSON.parse(value.template_content);
      return template.resources.flatMap((made: { type: string }, index: number) =>
        (TEMPLATES[made.type] ?? []).map(({ change }) => {
          const resources = template.resources.map((resource: any, at: number) =>
            at === index ? { ...resource, properties: change(resource.properties) } : resource,
          );
          return set<DeployedInstallation>([...path, 'template_content'], JSON.stringify({ ...template, resources }));
        }),
      );
    }),
  ];
}

type Properties = Readonly<Record<string, any>>;

interface Change {
  readonly change: (properties: Properties) => Properties;
}

/** What would be wrong with a key that a template makes. */
const KEY: readonly Change[] = [
  { change: ({ rotationPolicy: _, ...others }) => others },
  { change: (properties) => ({ ...properties, rotationPolicy: after('P365D', 'rotate') }) },
  { change: (properties) => ({ ...properties, rotationPolicy: after('P30D', 'notify') }) },
  { change: (properties) => ({ ...properties, attributes: { exp: 1_900_000_000 } }) },
  {
    change: ({ rotationPolicy, ...others }) => ({
      ...others,
      rotationPolicy: { ...rotationPolicy, attributes: { expiryTime: 'P1Y' } },
    }),
  },
];

/** What would be wrong with a template by which disks follow their key. */
const DISKS: readonly Change[] = [
  { change: ({ rotationToLatestKeyVersionEnabled: _, ...others }) => others },
  { change: ({ activeKey: _, ...others }) => others },
  { change: (properties) => ({ ...properties, encryptionType: 'EncryptionAtRestWithPlatformAndCustomerKeys' }) },
];

const TEMPLATES: Readonly<Record<string, readonly Change[]>> = {
  'Microsoft.KeyVault/vaults/keys': KEY,
  'Microsoft.Compute/diskEncryptionSets': DISKS,
};

function after(timeAfterCreate: string, type: string) {
  return { lifetimeActions: [{ trigger: { timeAfterCreate }, action: { type } }] };
}

/** What closes custody. Undefined: it goes. */
const CLOSED: readonly Closed[] = [
  [/key_vault$/, /^(rbac_authorization_enabled|purge_protection_enabled)$/, false],
  [/key_vault$/, /^soft_delete_retention_days$/, 7],
  [/key_vault$/, /^enabled_for_/, true],
  [/storage_account$/, /^(shared_access_key|local_user|is_hns|cross_tenant_replication)_enabled$/, true],
  [/storage_account$/, /^(allow_nested_items_to_be_public|public_network_access_enabled)$/, true],
  [/storage_account$/, /^(https_traffic_only_enabled|default_to_oauth_authentication)$/, false],
  [/storage_account$/, /^min_tls_version$/, 'TLS1_0'],
  [/storage_account$/, /^allowed_copy_scope$/, undefined],
  [/storage_account$/, /^network_rules(\.default_action)?$/, undefined],
  [/storage_account$/, /^network_rules\.bypass\.\d$/, 'Metrics'],
  [/storage_account$/, /versioning_enabled$/, 'the other'],
  [/storage_account$/, /delete_retention_policy$/, undefined],
  [/storage_container$/, /^container_access_type$/, 'blob'],
  [/management_policy of logs$/, /delete_after_days_since_modification_greater_than$/, 31],
  [/management_policy of logs$/, /enabled$/, false],
  [/management_policy of logs$/, /blob_types\.\d$/, 'blockBlob'],
];

/** A vault is open to all networks where AKS could not reach it otherwise. */
const CLOSED_VAULT: readonly Closed[] = [
  [/key_vault$/, /^public_network_access_enabled$/, true],
  [/key_vault$/, /^network_acls\.default_action$/, 'Allow'],
];

/** What deletes old logs is told from what deletes earlier versions. */
const byUse: Naming = (type, block) =>
  JSON.stringify(block.rule ?? []).includes('"base_blob"') ? `${type} of logs` : type;

/** Opens each thing in custody that is closed, and lets it be lost. */
export function custodyMutations(installation: DeployedInstallation): Mutation[] {
  const places = everywhere(installation, byUse).filter(({ room }) => room === 'custody');
  const provider = ['custody', 'provider', 'azurerm', 0, 'features', 0];
  return [
    ...opened(places, CLOSED),
    ...opened(places, CLOSED_VAULT),
    set<DeployedInstallation>([...provider, 'key_vault', 0, 'purge_soft_delete_on_destroy'], true),
    set<DeployedInstallation>([...provider, 'template_deployment', 0, 'delete_nested_items_during_deletion'], true),
    set<DeployedInstallation>(['custody', 'resource', 'azurerm_key_vault_access_policy', 'More'], {}),
  ];
}
