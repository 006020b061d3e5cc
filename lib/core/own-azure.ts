import type { Path, Report } from './config-error';
import { likeResourceId, resourceIdPattern } from './environment/azure-ids';
import type { EnvironmentOf } from './resolved-network';

type AzureEnvironment = EnvironmentOf<'azure'>;

const DNS_ZONE = 'Microsoft.Network/dnsZones/<zone>';
const PRIVATE_DNS_ZONE = 'Microsoft.Network/privateDnsZones/<zone>';

/** What a customer brings on Azure must go together; what else it must be, only the subscription knows. */
export function checkOwnOnAzure(environment: AzureEnvironment, report: Report): void {
  if (environment.administrators.length === 0) {
    const rule = 'name an Entra group: there are no local accounts, so that nobody could enter the cluster';
    report.problem(['environment', 'administrators'], rule, [], 'add the object id of a group of your staff');
  }
  checkKey(environment, report);
  checkZone(environment, report);
  warnOfUnknown(environment, report);
}

/** The id of a key says its vault by name; roles are assigned, and endpoints made, by the id of the vault. */
function checkKey({ own: { encryptionKey, keyVault } }: AzureEnvironment, report: Report): void {
  const path = ['environment', 'own'];
  if (encryptionKey === undefined || keyVault === undefined) {
    if (encryptionKey !== undefined) {
      report.problem([...path, 'keyVault'], 'be set with encryptionKey', undefined, 'add the resource id of its vault');
    }
    if (keyVault !== undefined) {
      report.problem([...path, 'encryptionKey'], 'be set with keyVault', undefined, 'add a key of it');
    }
    return;
  }
  const vault = nameOf(keyVault).toLowerCase();
  if (encryptionKey.startsWith(`https://${vault}.`)) return;
  const fix = 'correct the one or the other';
  report.problem(
    [...path, 'encryptionKey'],
    `be of own.keyVault (https://${vault}.vault.azure.net/)`,
    encryptionKey,
    fix,
  );
}

function checkZone({ dns }: AzureEnvironment, report: Report): void {
  if (dns === undefined) return;
  const path = ['environment', 'dns'];
  const isPrivate = resourceIdPattern(PRIVATE_DNS_ZONE).test(dns.zoneId);
  if (!isPrivate && !resourceIdPattern(DNS_ZONE).test(dns.zoneId)) {
    report.problem([...path, 'zoneId'], 'be the resource id of a DNS zone', dns.zoneId, likeResourceId(DNS_ZONE));
    return;
  }
  if (nameOf(dns.zoneId) !== dns.domain) {
    const fix = 'correct the one or the other';
    report.problem([...path, 'domain'], `be that of zoneId (${nameOf(dns.zoneId)})`, dns.domain, fix);
  }
  if (isPrivate && dns.issuer.kind === 'acme') {
    const rule = 'be another one than acme in a private zone, in which nobody outside reads its records';
    report.problem([...path, 'issuer', 'kind'], rule, 'acme', 'choose another issuer, or a public zone');
  }
}

/** How AKS reaches the key for secrets: https://learn.microsoft.com/azure/aks/use-kms-etcd-encryption#limitations */
const VAULT_IS = {
  'vnet-integration': 'closed to public networks, with a private endpoint that this network finds by its name',
  'private-cluster': 'open to all networks',
} as const;

function warnOfUnknown({ region, subscription, apiServer, own }: AzureEnvironment, report: Report): void {
  if (apiServer === 'private-cluster' && own.keyVault === undefined) {
    report.warn(
      ['environment', 'apiServer'],
      'is private-cluster, which reaches the key for secrets of Kubernetes from outside the network only: the key vault is open to all networks, and closed by roles alone',
    );
  }
  const unknown = (path: Path, what: string, command: string): void =>
    report.warn(['environment', 'own', ...path], `unknown whether ${what}; verify with: az ${command}`);
  if (own.keyVault !== undefined) {
    unknown(
      ['keyVault'],
      `the vault is in ${region}, asks Azure roles, has purge protection, lets services of Azure in, and is ${VAULT_IS[apiServer]}`,
      `keyvault show --id ${own.keyVault}`,
    );
  }
  for (const [name, container] of Object.entries(own.buckets)) {
    const [account] = container.split('/blobServices/');
    unknown(
      ['buckets', name],
      `the account of the container is in ${region}, closed to the public and to its keys, and encrypted with your key`,
      `storage account show --ids ${account}`,
    );
  }
  if (own.metricsWorkspace !== undefined && !own.metricsWorkspace.startsWith(`/subscriptions/${subscription}/`)) {
    unknown(
      ['metricsWorkspace'],
      'whoever applies custody may assign roles on it, in another subscription',
      `role assignment list --scope ${own.metricsWorkspace}`,
    );
  }
}

function nameOf(resourceId: string): string {
  return resourceId.slice(resourceId.lastIndexOf('/') + 1);
}
