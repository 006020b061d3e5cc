import { KeyVault } from '@cdktf/provider-azurerm/lib/key-vault';
import { Construct } from 'constructs';
import { namesOf, resourceIdsOf } from '../names';
import type { AzurePlace } from '../place';
import type { Made } from './binding';
import { lifecycleOf, lock, type RemovalProps } from './removal';
import { AzureVaultKeys } from './vault-keys';

export interface AzureKeyVaultProps extends AzurePlace, RemovalProps {
  /** Entra tenant whose identities the vault knows. */
  readonly tenant: string;
  /**
   * Whether the vault is closed to public networks. AKS reaches a closed one only with API server VNet integration, and
   * else only one that is open to all of them: https://learn.microsoft.com/azure/aks/use-kms-etcd-encryption#limitations
   */
  readonly vaultIsPrivate: boolean;
}

/** How long a deleted vault and its keys can be brought back, and keep their names: as long as Azure lets. */
const SOFT_DELETE_DAYS = 90;

/**
 * The vault of an installation, with its keys and nothing else. Roles alone say who uses them; nobody, Azure included,
 * can delete vault or keys for good before the time is over.
 */
export class AzureKeyVault extends Construct {
  /** Resource id of the vault, made of names: roles on it are written with it. */
  public readonly resourceId: string;
  public readonly keys: AzureVaultKeys;
  /** What roles are assigned on. */
  public readonly made: Made;

  public constructor(scope: Construct, id: string, props: AzureKeyVaultProps) {
    super(scope, id);
    const { environmentId, subscription, region, resourceGroup, tags, tenant, vaultIsPrivate } = props;
    const vaultName = namesOf(environmentId, subscription).keyVault;
    const vault = new KeyVault(this, 'Resource', {
      name: vaultName,
      resourceGroupName: resourceGroup,
      location: region,
      tenantId: tenant,
      skuName: 'standard',
      rbacAuthorizationEnabled: true,
      purgeProtectionEnabled: true,
      softDeleteRetentionDays: SOFT_DELETE_DAYS,
      enabledForDeployment: false,
      enabledForDiskEncryption: false,
      enabledForTemplateDeployment: false,
      publicNetworkAccessEnabled: !vaultIsPrivate,
      // Disks and storage use the key over Microsoft's own network, as services that the vault trusts.
      networkAcls: { bypass: 'AzureServices', defaultAction: vaultIsPrivate ? 'Deny' : 'Allow' },
      tags: { ...tags },
      lifecycle: lifecycleOf(props),
    });
    this.resourceId = resourceIdsOf(environmentId, subscription).keyVault;
    this.keys = new AzureVaultKeys(this, 'Keys', {
      vaultName,
      vaultId: this.resourceId,
      resourceGroup,
      tags,
      dependsOn: [vault],
    });
    const { etcd, data, made } = this.keys;
    this.made = { [this.resourceId]: vault, [etcd.resourceId]: made, [data.resourceId]: made };
    lock(this, 'Lock', vault.id, props);
  }
}
