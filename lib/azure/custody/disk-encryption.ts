import { DiskEncryptionSet } from '@cdktf/provider-azurerm/lib/disk-encryption-set';
import { ResourceGroupTemplateDeployment } from '@cdktf/provider-azurerm/lib/resource-group-template-deployment';
import { Construct } from 'constructs';
import { namesOf } from '../names';
import type { Grant } from '../permissions/grant';
import type { AzurePlace } from '../place';
import { type BindingProps, bindAll } from './binding';
import { lifecycleOf, type RemovalProps } from './removal';
import type { RotatedKey } from './vault-keys';

export interface AzureDiskEncryptionProps extends AzurePlace, RemovalProps {
  readonly key: RotatedKey;
  /** What the set must be let do with the key. */
  readonly grants: readonly Grant[];
  /** How that is assigned. */
  readonly binding: Omit<BindingProps, 'principalId'>;
}

/**
 * Once, with this key. Premium SSD v2, which volumes are, takes no set that encrypts twice, and none whose identity is not
 * its own. What is written is encrypted on the nodes besides.
 * https://learn.microsoft.com/azure/virtual-machines/disk-encryption#restrictions
 */
const ENCRYPTION_TYPE = 'EncryptionAtRestWithCustomerKey';

/**
 * The set by which disks are encrypted, in the newest version of the key. Terraform makes it with the version that there is:
 * to look for the newest one, its provider would call the vault, which is closed to whoever applies. A template then has
 * the set follow the key, and Terraform leaves the version alone.
 */
export class AzureDiskEncryption extends Construct {
  public readonly resource: DiskEncryptionSet;

  public constructor(scope: Construct, id: string, props: AzureDiskEncryptionProps) {
    super(scope, id);
    const { environmentId, subscription, region, resourceGroup, tags, key, grants, binding } = props;
    const name = namesOf(environmentId, subscription).diskEncryptionSet;
    this.resource = new DiskEncryptionSet(this, 'Resource', {
      name,
      resourceGroupName: resourceGroup,
      location: region,
      encryptionType: ENCRYPTION_TYPE,
      keyVaultKeyId: key.versionedId,
      identity: { type: 'SystemAssigned' },
      tags: { ...tags },
      lifecycle: { ...lifecycleOf(props), ignoreChanges: ['auto_key_rotation_enabled', 'key_vault_key_id'] },
    });
    const { principalId } = this.resource.identity;
    const assigned = bindAll(this, grants, { ...binding, principalId });
    new ResourceGroupTemplateDeployment(this, 'Rotation', {
      name: `${name}-rotation`,
      resourceGroupName: resourceGroup,
      deploymentMode: 'Incremental',
      templateContent: JSON.stringify(rotating(name, region, tags)),
      parametersContent: JSON.stringify({ key: { value: key.versionedId } }),
      tags: { ...tags },
      // It looks for the newest version at once.
      dependsOn: [...assigned],
    });
  }
}

/** https://learn.microsoft.com/azure/templates/microsoft.compute/diskencryptionsets */
function rotating(name: string, region: string, tags: Readonly<Record<string, string>>) {
  return {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    parameters: { key: { type: 'string' } },
    resources: [
      {
        type: 'Microsoft.Compute/diskEncryptionSets',
        apiVersion: '2023-04-02',
        name,
        location: region,
        identity: { type: 'SystemAssigned' },
        properties: {
          encryptionType: ENCRYPTION_TYPE,
          activeKey: { keyUrl: "[parameters('key')]" },
          rotationToLatestKeyVersionEnabled: true,
        },
        tags,
      },
    ],
  };
}
