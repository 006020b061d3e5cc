import type { DataPlaneFacts, KeyFact } from '../contract/facts';
import type { Deployment } from '../terraform-facts/deployment';
import { isKept, list, single } from '../terraform-facts/read';
import type { Block } from '../terraform-facts/room';
import { type Binding, bindingsOf, covers } from './bindings';
import { clusterOf } from './cluster-block';
import { holds, isUser, mayUse, principalOfSet, usersOf } from './key-users';
import { allIdentities } from './managed-identities';
import { keysOf, type VaultKey } from './vault-keys';

/** Longest time between two versions, in days. */
const LONGEST_ROTATION = 90;

/** What does not let anybody use a key: https://learn.microsoft.com/azure/key-vault/general/rbac-guide */
const NO_USE =
  /^Microsoft\.(?!KeyVault\/|Authorization\/)|^Microsoft\.KeyVault\/vaults\/(read|PrivateEndpointConnectionsApproval\/action)$/;

const TO_VAULT = 'Microsoft.KeyVault/vaults/PrivateEndpointConnectionsApproval/action';

export function keyFacts(deployment: Deployment<'azure'>): KeyFact[] {
  return keysOf(deployment).map((key) => ({
    ref: refOf(key),
    made: key.made !== undefined,
    rotates: rotates(key),
    kept: key.made === undefined || isKeyKept(key.made.vault.address, deployment),
    openToOthers: key.made !== undefined && isOpen(key, deployment),
  }));
}

/** The customer's own key is known by what the environment calls it, a key that is made here by what outputs say. */
function refOf({ pinned, newest, made }: VaultKey): string {
  return made?.properties.keyOps?.includes('wrapKey') ? newest : pinned;
}

/** What a key is called here, by any of its ids. */
export function keyRefOf(id: string, deployment: Deployment<'azure'>): string | undefined {
  const found = keysOf(deployment).find(({ pinned, newest }) => id === pinned || id === newest);
  return found && refOf(found);
}

/** By a policy of its own, and no version expires: Azure would stop the machines whose disks it encrypts. */
function rotates({ made }: VaultKey): boolean {
  const { rotationPolicy, attributes } = made?.properties ?? {};
  const stays = rotationPolicy?.attributes?.expiryTime === undefined && attributes?.exp === undefined;
  const days = list(rotationPolicy?.lifetimeActions)
    .filter(({ action }) => action?.type === 'rotate')
    .map(({ trigger }) => Number(/^P(\d+)D$/.exec(trigger?.timeAfterCreate)?.[1]));
  return stays && days.some((each) => each <= LONGEST_ROTATION);
}

/** Without group and vault there is no key, and without the identity, its role and its grant nobody reads what is kept. */
function isKeyKept(vault: string, deployment: Deployment<'azure'>): boolean {
  const { custody } = deployment;
  const found = custody.all('azurerm_key_vault').find(({ address }) => address === vault);
  const sets = custody.all('azurerm_disk_encryption_set');
  const accounts = custody.all('azurerm_storage_account');
  const users = allIdentities(deployment).filter(({ id }) =>
    accounts.some(({ block }) => list(single(block.identity)?.identity_ids).includes(id)),
  );
  const principals = [...users.map(({ principal }) => principal), ...sets.map(principalOfSet)];
  const grants = custody.all('azurerm_role_assignment').filter(({ block }) => principals.includes(block.principal_id));
  const needed = [
    ...custody.all('azurerm_resource_group'),
    ...sets,
    ...grants,
    ...custody.all('azurerm_user_assigned_identity').filter(({ id }) => users.some((user) => user.id === id)),
    ...custody
      .all('azurerm_role_definition')
      .filter(({ id }) => grants.some(({ block }) => block.role_definition_id === id)),
  ];
  const { key_vault, template_deployment } = single(single(custody.json.provider?.azurerm)?.features) ?? {};
  return (
    found !== undefined &&
    [found, ...needed].every(isKept) &&
    // Deleted, it can be brought back, whoever has deleted it.
    found.block.purge_protection_enabled === true &&
    found.block.soft_delete_retention_days === 90 &&
    single(key_vault)?.purge_soft_delete_on_destroy === false &&
    single(key_vault)?.purge_soft_deleted_keys_on_destroy === false &&
    single(template_deployment)?.delete_nested_items_during_deletion === false
  );
}

/** Whether others use a key, by roles or access policies, or whether they reach a vault that nobody needs to reach. */
function isOpen(key: VaultKey, deployment: Deployment<'azure'>): boolean {
  const vault = key.made?.vault.block ?? {};
  const isPolicies =
    vault.rbac_authorization_enabled !== true ||
    list(vault.access_policy).length > 0 ||
    deployment.custody.all('azurerm_key_vault_access_policy').length > 0 ||
    [vault.enabled_for_deployment, vault.enabled_for_disk_encryption, vault.enabled_for_template_deployment].some(
      (isEnabled) => isEnabled !== false,
    );
  const { bypass, default_action } = single(vault.network_acls) ?? {};
  const isClosed =
    vault.public_network_access_enabled === false &&
    default_action === 'Deny' &&
    /^(AzureServices|None)$/.test(bypass) &&
    list(single(vault.network_acls)?.ip_rules).length === 0;
  // AKS reaches a closed vault by an API server in the network, and by no other.
  const { key_vault_network_access } = single(clusterOf(deployment).key_management_service) ?? {};
  const isOthers = bindingsOf(deployment).some(
    (binding) => covers(binding.on, key.id) && lets(binding) && !isUser(binding, key, deployment),
  );
  return isPolicies || isOthers || (!isClosed && key_vault_network_access !== 'Public');
}

/** Whether by a binding somebody uses keys of what it is on. Of roles of Azure's nobody here says what they hold. */
function lets({ permissions }: Binding): boolean {
  return permissions.some((permission) => !NO_USE.test(permission));
}

/** AKS for secrets, by a way into a closed vault of its own, and Compute for volumes, which AKS finds the set for. */
export function keyUsers(deployment: Deployment<'azure'>): DataPlaneFacts['keyUsers'] {
  const { key_management_service, disk_encryption_set_id } = clusterOf(deployment);
  const { key_vault_key_id, key_vault_network_access } = single(key_management_service) ?? {};
  const cluster = usersOf('secrets', deployment);
  const secrets = keysOf(deployment).find(({ pinned }) => pinned === key_vault_key_id);
  const isReached =
    key_vault_network_access !== 'Private' ||
    holds(cluster, TO_VAULT, secrets?.id.replace(/\/keys\/[^/]+$/, ''), deployment);
  const isSecrets = secrets !== undefined && isReached && mayUse('secrets', cluster, secrets, deployment);
  const isVolumes =
    keyOfSet(disk_encryption_set_id, deployment) !== undefined &&
    holds(cluster, 'Microsoft.Compute/diskEncryptionSets/read', disk_encryption_set_id, deployment);
  return [...(isSecrets ? (['secrets'] as const) : []), ...(isVolumes ? (['volumes'] as const) : [])];
}

/**
 * Ref of the key by which disks are encrypted, if the set may use it and follows its rotation. Premium SSD v2 takes no set
 * that encrypts twice, and none whose identity is not its own:
 * https://learn.microsoft.com/azure/virtual-machines/disk-encryption#restrictions
 */
export function keyOfSet(set: string | undefined, deployment: Deployment<'azure'>): string | undefined {
  const resource = deployment.custody.all('azurerm_disk_encryption_set').find(({ id }) => id === set);
  const key = keysOf(deployment).find(({ pinned }) => pinned === resource?.block.key_vault_key_id);
  if (resource === undefined || key === undefined || !follows(resource.block, key, deployment)) return undefined;
  const isOnce = resource.block.encryption_type === ONCE && single(resource.block.identity)?.type === 'SystemAssigned';
  return isOnce && mayUse('data', [principalOfSet(resource)], key, deployment) ? refOf(key) : undefined;
}

const ONCE = 'EncryptionAtRestWithCustomerKey';

/** Whether a template has a set take each new version of the key, and changes nothing else of it. */
function follows({ name, location }: Block, { pinned }: VaultKey, { custody }: Deployment<'azure'>): boolean {
  return custody.all('azurerm_resource_group_template_deployment').some(({ block }) => {
    const { resources } = JSON.parse(block.template_content) as { readonly resources: readonly Block[] };
    const [only, ...others] = resources;
    const { encryptionType, activeKey, rotationToLatestKeyVersionEnabled } = only?.properties ?? {};
    return (
      others.length === 0 &&
      only?.type === 'Microsoft.Compute/diskEncryptionSets' &&
      [only.name, only.location, only.identity?.type].join() === [name, location, 'SystemAssigned'].join() &&
      encryptionType === ONCE &&
      activeKey?.keyUrl === "[parameters('key')]" &&
      JSON.parse(block.parameters_content).key?.value === pinned &&
      rotationToLatestKeyVersionEnabled === true
    );
  });
}

/** The key of what is in an account, on top of what Storage does by itself, if the account may use it. */
export function keyOfAccount(account: Block, deployment: Deployment<'azure'>): { readonly key?: string } {
  const { key_vault_key_id, user_assigned_identity_id } = single(account.customer_managed_key) ?? {};
  const acts = list(single(account.identity)?.identity_ids).includes(user_assigned_identity_id);
  const key = keyFor(key_vault_key_id, user_assigned_identity_id, deployment);
  const isTwice = account.infrastructure_encryption_enabled === true;
  return key === undefined || !acts || !isTwice ? {} : { key };
}

/** Ref of the key that an identity uses for a service, if it may; what is encrypted follows its rotation. */
function keyFor(id: string | undefined, identity: string | undefined, deployment: Deployment<'azure'>) {
  const key = keysOf(deployment).find(({ newest }) => newest === id);
  const principals = allIdentities(deployment).flatMap((other) => (other.id === identity ? [other.principal] : []));
  return key !== undefined && mayUse('data', principals, key, deployment) ? refOf(key) : undefined;
}
