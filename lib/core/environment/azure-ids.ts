import type { z } from 'zod';
import { text } from '../schema';

const SUBSCRIPTION = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const NAME = '[\\w().-]{1,90}';

/** `Microsoft.Network/virtualNetworks/<network>` in some resource group of some subscription. */
function inSomeGroup(path: string): string {
  return `/subscriptions/<subscription>/resourceGroups/<group>/providers/${path}`;
}

/** Matches resource ids of one type. Terraform compares them letter by letter, so the case of the type counts. */
export function resourceIdPattern(path: string): RegExp {
  const pattern = inSomeGroup(path)
    .replaceAll('.', '\\.')
    .replace('<subscription>', SUBSCRIPTION)
    .replaceAll(/<\w+>/g, NAME);
  return new RegExp(`^${pattern}$`);
}

/** What to do about a resource id that is none. */
export function likeResourceId(path: string): string {
  return `write it like ${inSomeGroup(path)}`;
}

/** The resource id of something: https://learn.microsoft.com/rest/api/resources/resources/get-by-id */
export function resourceId(what: string, path: string): z.ZodString {
  return text(resourceIdPattern(path), `be the resource id of ${what}`, likeResourceId(path));
}

/** https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules */
export function resourceGroupName(): z.ZodString {
  return text(/^[\w().-]{0,89}[\w()-]$/, 'be the name of a resource group', 'write the name alone, without its path');
}

export function storageAccountName(): z.ZodString {
  return text(/^[a-z0-9]{3,24}$/, 'be the name of a storage account', 'write the name alone, without a domain');
}

export function containerName(): z.ZodString {
  return text(
    /^(?!.*--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/,
    'be the name of a container',
    'write the name alone, without its account',
  );
}

/** A version of a key: https://learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates */
export function keyId(): z.ZodString {
  return text(
    /^https:\/\/[a-z][a-z0-9-]{1,22}[a-z0-9]\.vault\.azure\.net\/keys\/[0-9A-Za-z-]{1,127}\/[0-9a-f]{32}$/,
    'be the id of a Key Vault key with its version',
    'write it like https://acme.vault.azure.net/keys/byoc/0123456789abcdef0123456789abcdef',
  );
}
