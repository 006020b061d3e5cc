import { once } from '../once';
import type { Deployment } from '../terraform-facts/deployment';
import { list } from '../terraform-facts/read';
import type { Resource } from '../terraform-facts/room';

/** A key of a vault, and how others name it. */
export interface VaultKey {
  /** Resource id, on which roles are assigned. */
  readonly id: string;
  /** Ids by which it is used with its version, and always with the newest. */
  readonly pinned: string;
  readonly newest: string;
  /** Properties of the key as the template has them. Undefined: it is the customer's own. */
  readonly made: { readonly properties: KeyProperties; readonly vault: Resource } | undefined;
}

interface KeyProperties {
  readonly keyOps?: readonly string[];
  readonly rotationPolicy?: {
    readonly lifetimeActions?: readonly { readonly trigger?: Trigger; readonly action?: { readonly type?: string } }[];
    readonly attributes?: { readonly expiryTime?: string };
  };
  readonly attributes?: { readonly exp?: number; readonly enabled?: boolean };
}

interface Trigger {
  readonly timeAfterCreate?: string;
}

interface Template {
  readonly resources: readonly { readonly type: string; readonly name: string; readonly properties: KeyProperties }[];
  readonly outputs?: Readonly<Record<string, { readonly value: string }>>;
}

/** Keys of the installation: what templates of Azure Resource Manager make, and the customer's own. */
export const keysOf = once((deployment: Deployment<'azure'>): readonly VaultKey[] => [
  ...madeKeys(deployment),
  ...ownKeys(deployment),
]);

function madeKeys({ custody }: Deployment<'azure'>): VaultKey[] {
  return custody.all('azurerm_resource_group_template_deployment').flatMap(({ address, block }) => {
    const { resources, outputs = {} }: Template = JSON.parse(block.template_content);
    return list(resources)
      .filter(({ type }) => type === 'Microsoft.KeyVault/vaults/keys')
      .flatMap(({ name, properties }): VaultKey[] => {
        const [vaultName, keyName] = name.split('/');
        const vault = custody.all('azurerm_key_vault').find((other) => other.block.name === vaultName);
        if (vault?.id === undefined) return [];
        const reference = `[reference(resourceId('Microsoft.KeyVault/vaults/keys', '${vaultName}', '${keyName}')).`;
        // As another resource reads it. What no output says, nobody reads.
        const read = (property: string) => {
          const [output] = Object.entries(outputs).find(([, { value }]) => value === `${reference}${property}]`) ?? [];
          return output === undefined
            ? `${property} of ${name}`
            : `jsondecode(${address}.output_content).${output}.value`;
        };
        const id = `${vault.id}/keys/${keyName}`;
        return [{ id, pinned: read('keyUriWithVersion'), newest: read('keyUri'), made: { properties, vault } }];
      });
  });
}

/** `https://V.vault.azure.net/keys/N/<version>` */
function ownKeys({ config }: Deployment<'azure'>): VaultKey[] {
  const { encryptionKey, keyVault } = config.environment.own;
  if (encryptionKey === undefined) return [];
  const parts = encryptionKey.split('/');
  const newest = parts.slice(0, 5).join('/');
  return [{ id: `${keyVault}/keys/${parts[4]}`, pinned: encryptionKey, newest, made: undefined }];
}
