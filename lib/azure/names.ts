import { refuseUnknown, shortHash, uuidOf } from '../core/derived-names';
import { installationName } from '../core/names';
import type { DataPlaneConfig } from '../core/resolve-config';

/** Tag by which an installation's resources are told from all others. */
export const ENVIRONMENT_TAG = 'byoc:environment';
/** Tag that names the vendor's product. */
export const PRODUCT_TAG = 'byoc:product';

/** Tag of the data plane's resource group that says which bootstrap is in force. */
export const BOOTSTRAP_TAG = 'byoc:bootstrap';

/** Tags of everything that takes some: the customer's, then ours. */
export function tagsOf({ environment, plan }: DataPlaneConfig<'azure'>): Record<string, string> {
  return { ...environment.tags, [ENVIRONMENT_TAG]: environment.id, [PRODUCT_TAG]: plan.product.id };
}

/**
 * The same for private DNS zones, their links and records. These leave out in silence every tag with a colon, a space or
 * another such letter in its name, and Terraform would add it again each time: `byoc:environment` becomes
 * `byoc-environment`. https://github.com/Azure/azure-rest-api-specs/issues/11748
 */
export function zoneTags(tags: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tags).map(([key, value]) => [key.replaceAll(/[^\w-]/g, '-').replace(/^\d/, '_$&'), value]),
  );
}

/**
 * Every name of an installation: rooms refer to each other by them and by nothing else. All are functions of the
 * environment's id and the subscription.
 *
 * @throws Error if one of the two is known only at deployment
 */
export function namesOf(environmentId: string, subscription: string) {
  refuseUnknown({ environmentId, subscription });
  const installation = installationName(environmentId);
  const suffix = (kind: string, length: number) => shortHash(`${subscription}/${environmentId}/${kind}`, length);
  return {
    /** Resource group that bootstrap makes, and the data plane fills. */
    dataPlaneGroup: installation,
    /** Resource group of what bootstrap makes beside that: the vendor's identity, alerts. */
    bootstrapGroup: `${installation}-bootstrap`,
    /** Resource group of custody. */
    custodyGroup: `${installation}-custody`,
    /** Resource group of the nodes, which AKS makes: it must not exist before. */
    nodeGroup: `${installation}-nodes`,
    cluster: installation,
    network: installation,
    natGateway: installation,
    natAddress: `${installation}-nat`,
    diskEncryptionSet: installation,
    actionGroup: installation,
    alert: (event: string) => `${installation}-${event}`,
    subnet: (role: string) => `${installation}-${role}`,
    securityGroup: (role: string) => `${installation}-${role}`,
    privateEndpoint: (service: string) => `${installation}-${service}`,
    loadBalancerAddress: (component: string, exposure: string) => `${installation}-${component}-${exposure}`,
    /** User-assigned identity: `cluster`, `kubelet`, `vendor`, or the name of a workload. */
    identity: (name: string) => `${installation}-${name}`,
    nodePool: (profile: string) =>
      POOL_NAME.test(profile) ? profile : `${profile.replaceAll('-', '').slice(0, POOL_PART)}${suffix(profile, 6)}`,
    /** Known in all of Azure: 4 + 9 + 1 + 10 of the 24 letters that there may be. A bucket is a container in its account. */
    storageAccount: (bucket: string) =>
      `byoc${environmentId.slice(0, ACCOUNT_PART)}${bucket.charAt(0)}${suffix(`bucket/${bucket}`, 10)}`,
    container: (bucket: string) => bucket,
    /** Storage account of the logs, named like those of buckets. */
    logAccount: `byoc${environmentId.slice(0, ACCOUNT_PART)}l${suffix('logs', 10)}`,
    /** Known in all of Azure, and taken for months after it was deleted. */
    keyVault: `kv${environmentId.slice(0, VAULT_PART)}${suffix('key-vault', 10)}`,
    /** Name of a custom role, as portals show it. It must be unique in the tenant, which may have many subscriptions. */
    roleName: (role: string) => `${installation}-${suffix('roles', 8)} ${role}`,
    /** Id of a custom role. Known in advance, so that conditions can name it. */
    roleGuid: (role: string) => uuidOf(`${subscription}/${environmentId}/role/${role}`),
  };
}

/** What AKS takes as the name of a Linux pool: https://learn.microsoft.com/azure/aks/create-node-pools#limitations */
const POOL_NAME = /^[a-z][a-z0-9]{0,11}$/;
/** What is left of 12 letters by the suffix (6). */
const POOL_PART = 6;
/** What is left of 24 letters by `byoc`, the first letter of the bucket and the suffix (10). */
const ACCOUNT_PART = 9;
/** What is left of 24 letters by `kv` and the suffix (10). */
const VAULT_PART = 12;

export type AzureNames = ReturnType<typeof namesOf>;

/** Resource id of a resource group. */
export function resourceGroupId(subscription: string, resourceGroup: string): string {
  return `/subscriptions/${subscription}/resourceGroups/${resourceGroup}`;
}

/**
 * Resource id of anything in a resource group: a type, and a name for each of its parts.
 * `resourceId(group, 'Microsoft.Network/virtualNetworks/subnets', 'main', 'nodes')` is
 * `<group>/providers/Microsoft.Network/virtualNetworks/main/subnets/nodes`.
 */
export function resourceId(groupId: string, type: string, ...names: readonly string[]): string {
  const [namespace = '', ...kinds] = type.split('/');
  return [groupId, 'providers', namespace, ...kinds.flatMap((kind, index) => [kind, names[index] ?? ''])].join('/');
}

/** Resource id of a role definition, built-in or custom. Without the subscription, Terraform would see a change each time. */
export function roleDefinitionId(subscription: string, guid: string): string {
  return `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleDefinitions/${guid}`;
}

/** Resource ids of what rooms know of each other, made of names. */
export function resourceIdsOf(environmentId: string, subscription: string) {
  const names = namesOf(environmentId, subscription);
  const dataPlane = resourceGroupId(subscription, names.dataPlaneGroup);
  const custody = resourceGroupId(subscription, names.custodyGroup);
  const storageAccount = (bucket: string) =>
    resourceId(custody, 'Microsoft.Storage/storageAccounts', names.storageAccount(bucket));
  return {
    dataPlaneGroup: dataPlane,
    custodyGroup: custody,
    cluster: resourceId(dataPlane, 'Microsoft.ContainerService/managedClusters', names.cluster),
    network: resourceId(dataPlane, 'Microsoft.Network/virtualNetworks', names.network),
    subnet: (role: string) =>
      resourceId(dataPlane, 'Microsoft.Network/virtualNetworks/subnets', names.network, names.subnet(role)),
    natGateway: resourceId(dataPlane, 'Microsoft.Network/natGateways', names.natGateway),
    keyVault: resourceId(custody, 'Microsoft.KeyVault/vaults', names.keyVault),
    diskEncryptionSet: resourceId(custody, 'Microsoft.Compute/diskEncryptionSets', names.diskEncryptionSet),
    identity: (name: string) =>
      resourceId(custody, 'Microsoft.ManagedIdentity/userAssignedIdentities', names.identity(name)),
    storageAccount,
    container: (bucket: string) =>
      `${storageAccount(bucket)}/blobServices/default/containers/${names.container(bucket)}`,
    logAccount: resourceId(custody, 'Microsoft.Storage/storageAccounts', names.logAccount),
    role: (role: string) => roleDefinitionId(subscription, names.roleGuid(role)),
  };
}
