import { ResourceGroupTemplateDeployment } from '@cdktf/provider-azurerm/lib/resource-group-template-deployment';
import { Fn, type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { AzurePlace } from '../place';

/** A key of a vault by its two kinds of id. */
export interface VaultKey {
  /** `https://V.vault.azure.net/keys/N`, with a version where its user needs one. */
  readonly id: string;
  /** Resource id, on which roles are assigned: `/subscriptions/.../vaults/V/keys/N`. */
  readonly resourceId: string;
}

/** A key that is used in its newest version. */
export interface RotatedKey extends VaultKey {
  /** The same with the version that there is now: a disk encryption set must be told one to begin with. */
  readonly versionedId: string;
}

export interface AzureVaultKeysProps extends Pick<AzurePlace, 'resourceGroup' | 'tags'> {
  /** Name of the vault; no token, so that the template is known before. */
  readonly vaultName: string;
  /** Resource id of the vault; no token, roles are written with it. */
  readonly vaultId: string;
  /** What must be there before: the vault. */
  readonly dependsOn: readonly ITerraformDependable[];
}

/** RSA, as AKS, disks and storage want it: https://learn.microsoft.com/azure/virtual-machines/disk-encryption#customer-managed-keys */
const KEY = { kty: 'RSA', keySize: 3072 };

/**
 * Every 90 days, as on Google Cloud. Without an expiry: of an expired key, Azure would shut down the machines whose disks
 * it encrypts. https://learn.microsoft.com/azure/virtual-machines/disk-encryption#full-control-of-your-keys
 *
 * Disks and blobs follow. AKS stays with the version that it was told, until it is told another: docs/azure/own-key.md.
 */
const ROTATION = { lifetimeActions: [{ trigger: { timeAfterCreate: 'P90D' }, action: { type: 'rotate' } }] };

/**
 * The keys of a vault. They are made by Azure Resource Manager, from a template: whoever applies needs no network path to
 * the vault, which is closed, and no right to use keys. Applied again, a key that is there is left as it is:
 * https://learn.microsoft.com/rest/api/keyvault/keyvault/keys/create-if-not-exist
 */
export class AzureVaultKeys extends Construct {
  /** Key of Kubernetes secrets, with its version: AKS takes no other, and follows no rotation. */
  public readonly etcd: VaultKey;
  /** Key of disks and blobs, without a version: they follow its rotation. */
  public readonly data: RotatedKey;
  /** What must be there before a role is assigned on a key. */
  public readonly made: ITerraformDependable;

  public constructor(scope: Construct, id: string, props: AzureVaultKeysProps) {
    super(scope, id);
    const { vaultName, vaultId, resourceGroup, tags, dependsOn } = props;
    const deployment = new ResourceGroupTemplateDeployment(this, 'Resource', {
      name: `${vaultName}-keys`,
      resourceGroupName: resourceGroup,
      deploymentMode: 'Incremental',
      templateContent: JSON.stringify(template(vaultName)),
      tags: { ...tags },
      dependsOn: [...dependsOn],
    });
    const output = (name: string): string => Fn.lookupNested(Fn.jsondecode(deployment.outputContent), [name, 'value']);
    this.etcd = { id: output('etcd'), resourceId: `${vaultId}/keys/etcd` };
    this.data = { id: output('data'), versionedId: output('dataVersion'), resourceId: `${vaultId}/keys/data` };
    this.made = deployment;
  }
}

function template(vaultName: string) {
  const key = (name: string, properties: object) => ({
    type: 'Microsoft.KeyVault/vaults/keys',
    apiVersion: '2023-07-01',
    name: `${vaultName}/${name}`,
    properties: { ...KEY, ...properties, rotationPolicy: ROTATION },
  });
  const output = (name: string, property: string) => ({
    type: 'string',
    value: `[reference(resourceId('Microsoft.KeyVault/vaults/keys', '${vaultName}', '${name}')).${property}]`,
  });
  return {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    resources: [key('etcd', { keyOps: ['encrypt', 'decrypt'] }), key('data', { keyOps: ['wrapKey', 'unwrapKey'] })],
    outputs: {
      etcd: output('etcd', 'keyUriWithVersion'),
      data: output('data', 'keyUri'),
      dataVersion: output('data', 'keyUriWithVersion'),
    },
  };
}
