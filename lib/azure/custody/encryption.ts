import { UserAssignedIdentity } from '@cdktf/provider-azurerm/lib/user-assigned-identity';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { refuseUnknown } from '../../core/derived-names';
import { namesOf, resourceIdsOf } from '../names';
import { encryptionGrants } from '../permissions/roles';
import { bindAll, drawRoles, type Made } from './binding';
import { AzureDiskEncryption } from './disk-encryption';
import { AzureKeyVault, type AzureKeyVaultProps } from './key-vault';
import { isKept, lifecycleOf } from './removal';
import type { RotatedKey, VaultKey } from './vault-keys';

/** Keys of the customer's, in one vault. They get role assignments, and nothing else is changed in them. */
export interface OwnKeys {
  /** Resource id of the vault; no token. */
  readonly vault: string;
  /** Key of Kubernetes secrets, with its version. */
  readonly etcd: VaultKey;
  /** Key of disks and blobs, without a version: they follow its rotation. */
  readonly data: RotatedKey;
}

/** The resource group is custody's own, `byoc-<env>-custody`: roles name what is in it by resource ids that are made of that. */
export interface AzureEncryptionProps extends AzureKeyVaultProps {
  /**
   * Keys of the customer's.
   *
   * @default - a new vault with two keys
   */
  readonly keys?: OwnKeys;
}

/**
 * The keys of an installation, and who uses them: AKS that of Kubernetes secrets; the disk encryption set, and one
 * identity on behalf of Storage, that of disks and blobs. Nobody else is let in: no workload, no node, no vendor.
 */
export class AzureEncryption extends Construct {
  /** @default - the vault is the customer's */
  public readonly vault?: AzureKeyVault;
  /** Resource id of the vault. */
  public readonly keyVault: string;
  /** Id of the key of Kubernetes secrets, with its version. */
  public readonly etcdKey: string;
  /** Id of the key of disks and blobs, without a version. */
  public readonly key: string;
  /** Resource id of the identity by which storage accounts use it. */
  public readonly identity: string;
  /** Resource id of the disk encryption set. */
  public readonly diskEncryptionSet: string;
  /** What must be there before a storage account can encrypt with the key. */
  public readonly grants: readonly ITerraformDependable[];
  /** What roles are assigned on. */
  public readonly made: Made;

  public constructor(scope: Construct, id: string, props: AzureEncryptionProps) {
    super(scope, id);
    const { environmentId, subscription, region, resourceGroup, tags } = props;
    const names = namesOf(environmentId, subscription);
    const ids = resourceIdsOf(environmentId, subscription);
    let { keys } = props;
    let made: Made = {};
    if (keys === undefined) {
      this.vault = new AzureKeyVault(this, 'Vault', props);
      keys = { vault: this.vault.resourceId, etcd: this.vault.keys.etcd, data: this.vault.keys.data };
      made = this.vault.made;
    }
    const { vault, etcd, data } = keys;
    refuseUnknown({ vault, etcd: etcd.resourceId, data: data.resourceId });
    this.keyVault = vault;
    this.etcdKey = etcd.id;
    this.key = data.id;

    const identity = new UserAssignedIdentity(this, 'Identity', {
      name: names.identity('encryption'),
      resourceGroupName: resourceGroup,
      location: region,
      tags: { ...tags },
      lifecycle: lifecycleOf(props),
    });
    this.identity = identity.id;
    // Retained data could not be read without identity, role and assignment.
    const kept = isKept(props);
    const grants = encryptionGrants({ keys: { data: data.resourceId } });
    const binding = {
      place: props,
      principalType: 'ServicePrincipal',
      made: { ...drawRoles(this, grants, props, { kept, dependsOn: [identity] }), ...made },
      kept,
    } as const;
    this.grants = bindAll(this, grants, { ...binding, principalId: identity.principalId });
    const disks = new AzureDiskEncryption(this, 'Disks', { ...props, key: data, grants, binding });
    this.diskEncryptionSet = disks.resource.id;
    this.made = { ...made, [ids.diskEncryptionSet]: disks.resource };
  }
}
