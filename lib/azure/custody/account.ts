import { StorageAccount } from '@cdktf/provider-azurerm/lib/storage-account';
import type { Construct } from 'constructs';
import type { AzurePlace } from '../place';
import type { AzureEncryption } from './encryption';
import { lifecycleOf, lock, type RemovalProps } from './removal';

export interface AccountProps extends AzurePlace, RemovalProps {
  /** Name of the account, known in all of Azure. */
  readonly name: string;
  /** Key of the blobs, and the identity that uses it. */
  readonly encryption: AzureEncryption;
  /** Whether earlier versions of blobs are kept. */
  readonly versioned: boolean;
  /** Who comes past the closed network: services of Azure that write logs, or nobody. */
  readonly bypass: 'AzureServices' | 'None';
}

/** How long deleted blobs, versions and containers can be brought back: 7 days, as on the other clouds. */
const SOFT_DELETE_DAYS = 7;

/**
 * A storage account of custody, with its lock. Nothing in it is reached from the internet, nothing by an account key; what
 * is written is encrypted twice, once with the installation's key, and lies in three zones.
 */
export function makeAccount(scope: Construct, props: AccountProps): StorageAccount {
  const { name, region, resourceGroup, tags, encryption, versioned, bypass } = props;
  const account = new StorageAccount(scope, 'Resource', {
    name,
    resourceGroupName: resourceGroup,
    location: region,
    accountKind: 'StorageV2',
    accountTier: 'Standard',
    accountReplicationType: 'ZRS',
    isHnsEnabled: false,
    // Who is let in: identities of the tenant, through private endpoints. No keys, nobody without a name, no other tenant.
    sharedAccessKeyEnabled: false,
    localUserEnabled: false,
    defaultToOauthAuthentication: true,
    allowNestedItemsToBePublic: false,
    crossTenantReplicationEnabled: false,
    allowedCopyScope: 'AAD',
    // What is let past stays in effect: https://learn.microsoft.com/azure/storage/common/storage-network-security
    publicNetworkAccessEnabled: false,
    networkRules: { defaultAction: 'Deny', bypass: [bypass] },
    httpsTrafficOnlyEnabled: true,
    minTlsVersion: 'TLS1_2',
    infrastructureEncryptionEnabled: true,
    identity: { type: 'UserAssigned', identityIds: [encryption.identity] },
    customerManagedKey: { keyVaultKeyId: encryption.key, userAssignedIdentityId: encryption.identity },
    blobProperties: {
      versioningEnabled: versioned,
      deleteRetentionPolicy: { days: SOFT_DELETE_DAYS },
      containerDeleteRetentionPolicy: { days: SOFT_DELETE_DAYS },
    },
    tags: { ...tags },
    lifecycle: lifecycleOf(props),
    dependsOn: [...encryption.grants],
  });
  lock(scope, 'Lock', account.id, props);
  return account;
}
