import { ENCRYPTS, INSTALL, MANAGED, WRAPS } from './cast';
import { type AzureDenial, denied, deniedInside } from './denial';

const VAULTS = 'Microsoft.KeyVault/vaults';

/** The vault, and the keys of secrets, disks and blobs. */
export const keys: readonly AzureDenial[] = [
  deniedInside(`${VAULTS}/keys/decrypt/action`, 'decrypts a copy of etcd', ENCRYPTS, [
    'cluster',
    'cluster, in your network',
  ]),
  deniedInside(`${VAULTS}/keys/unwrap/action`, 'decrypts a copy of a disk or of a blob', ENCRYPTS, ['encryption']),
  deniedInside(`${VAULTS}/keys/wrap/action`, 'encrypts disks of its own with the key, for ransom', ENCRYPTS, [
    'encryption',
  ]),
  deniedInside(`${VAULTS}/keys/sign/action`, 'signs as the installation', ENCRYPTS),
  deniedInside(`${VAULTS}/keys/release/action`, 'takes the key itself home', WRAPS),
  deniedInside(`${VAULTS}/keys/backup/action`, 'takes a copy of the key to another vault', WRAPS),
  deniedInside(`${VAULTS}/keys/update/action`, 'disables the key, and with it the cluster', WRAPS),
  deniedInside(`${VAULTS}/keys/purge/action`, 'destroys all data at once', WRAPS),
  deniedInside(`${VAULTS}/secrets/getSecret/action`, 'reads secrets that the customer keeps there', WRAPS),
  deniedInside(`${VAULTS}/secrets/setSecret/action`, 'changes them', WRAPS),
  deniedInside(`${VAULTS}/secrets/readMetadata/action`, 'sees which secrets there are', WRAPS),
  deniedInside(`${VAULTS}/certificates/read`, 'reads certificates of the customer', WRAPS),
  denied(`${VAULTS}/write`, 'opens the vault to the internet', ENCRYPTS),
  denied(`${VAULTS}/delete`, 'deletes the vault with all keys', ENCRYPTS),
  denied(`${VAULTS}/read`, 'finds out how the vault is set up', ENCRYPTS, MANAGED),
  denied(`${VAULTS}/accessPolicies/write`, 'lets itself in past all roles', ENCRYPTS),
  denied(`${VAULTS}/deploy/action`, 'has a template read secrets for it', ENCRYPTS),
  denied('Microsoft.KeyVault/locations/deletedVaults/purge/action', 'ends the time to bring keys back', ENCRYPTS),
  denied(
    `${VAULTS}/PrivateEndpointConnectionsApproval/action`,
    'connects a network of its own to the vault',
    ENCRYPTS,
    [...INSTALL, 'cluster', 'cluster, in your network'],
  ),
];
