import type { Deployment } from '../terraform-facts/deployment';
import { list, single } from '../terraform-facts/read';
import type { Block, Resource } from '../terraform-facts/room';
import { type Binding, bindingsOf } from './bindings';
import { clusterOf } from './cluster-block';
import { identitiesOf } from './managed-identities';
import type { VaultKey } from './vault-keys';

/**
 * What services do with a key: AKS encrypts and decrypts, Storage and Compute wrap and unwrap.
 * https://learn.microsoft.com/azure/aks/use-kms-etcd-encryption,
 * https://learn.microsoft.com/azure/storage/common/customer-managed-keys-overview
 */
const USES = {
  secrets: ['data:Microsoft.KeyVault/vaults/keys/decrypt/action', 'data:Microsoft.KeyVault/vaults/keys/encrypt/action'],
  data: [
    'data:Microsoft.KeyVault/vaults/keys/read',
    'data:Microsoft.KeyVault/vaults/keys/unwrap/action',
    'data:Microsoft.KeyVault/vaults/keys/wrap/action',
  ],
} as const;

/** Whether it is an identity that a service uses this key by, and no more than that. */
export function isUser(binding: Binding, key: VaultKey, deployment: Deployment<'azure'>): boolean {
  return binding.on === key.id && (isFor('secrets', binding, deployment) || isFor('data', binding, deployment));
}

function isFor(use: keyof typeof USES, binding: Binding, deployment: Deployment<'azure'>): boolean {
  const { principal, permissions, condition } = binding;
  return (
    usersOf(use, deployment).includes(principal) &&
    [...permissions].sort().join() === [...USES[use]].join() &&
    condition === ''
  );
}

/** Object ids of the identities that AKS acts by, or accounts and disk encryption sets. */
export function usersOf(use: keyof typeof USES, deployment: Deployment<'azure'>): string[] {
  const { custody } = deployment;
  const idsOf = ({ identity }: Block): readonly string[] => list(single(identity)?.identity_ids);
  const sets = custody.all('azurerm_disk_encryption_set');
  const ids =
    use === 'secrets'
      ? idsOf(clusterOf(deployment))
      : custody.all('azurerm_storage_account').flatMap(({ block }) => idsOf(block));
  const principals = identitiesOf(custody).flatMap(({ id, principal }) => (ids.includes(id) ? [principal] : []));
  return use === 'secrets' ? principals : [...principals, ...sets.map(principalOfSet)];
}

/** Reference to the object id of a set's own identity. */
export function principalOfSet({ address }: Pick<Resource, 'address'>): string {
  return `${address}.identity.0.principal_id`;
}

/** Whether one of them may do with a key what a service does. */
export function mayUse(
  use: keyof typeof USES,
  principals: readonly string[],
  key: VaultKey,
  deployment: Deployment<'azure'>,
) {
  return bindingsOf(deployment).some(
    (binding) => binding.on === key.id && principals.includes(binding.principal) && isFor(use, binding, deployment),
  );
}

/** Whether one of them may do something on exactly this. */
export function holds(principals: readonly string[], permission: string, on: unknown, deployment: Deployment<'azure'>) {
  return bindingsOf(deployment).some(
    (binding) =>
      principals.includes(binding.principal) && binding.permissions.includes(permission) && binding.on === on,
  );
}
