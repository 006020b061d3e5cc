import type { ClusterFact } from '../contract/facts';
import type { Deployment } from '../terraform-facts/deployment';
import { isKept, list, single } from '../terraform-facts/read';
import type { Block } from '../terraform-facts/room';
import { administratorsOf } from './administrators';
import { apiClients, nodesReachApi } from './api-clients';
import { apiSubnetOf, clusterOf } from './cluster-block';
import { keyRefOf } from './keys';
import { issuerOf } from './managed-identities';
import { networkFact } from './network';
import { isVaultReached } from './private-endpoints';
import { keysOf } from './vault-keys';
import { vendorPermissions } from './vendor';

export function clusterFact(deployment: Deployment<'azure'>): ClusterFact {
  const resource = deployment.dataPlane.only('azurerm_kubernetes_cluster');
  const cluster = clusterOf(deployment);
  const { authorized_ip_ranges } = single(cluster.api_server_access_profile) ?? {};
  const isPublic = cluster.private_cluster_enabled !== true;
  // Nobody listed is everybody: https://learn.microsoft.com/azure/aks/api-server-authorized-ip-ranges
  const listed: readonly string[] = list(authorized_ip_ranges).length > 0 ? list(authorized_ip_ranges) : ['0.0.0.0/0'];
  const clients = apiClients(deployment);
  const secretsKey = secretsKeyOf(deployment);
  return {
    ref: resource?.id ?? '',
    name: cluster.name,
    endpoint: `https://${resource?.address}.${isPublic ? 'fqdn' : 'private_fqdn'}`,
    issuer: issuerOf(deployment) ?? 'nobody',
    version: cluster.kubernetes_version,
    privateApi: (!isPublic || apiSubnetOf(deployment) !== undefined) && nodesReachApi(deployment),
    publicApi: isPublic,
    // A public API answers to listed networks, whoever asks: AKS has no door that only identities keep.
    answersEverywhere: false,
    publicCidrs: isPublic
      ? listed.map((cidr) => (clients?.includes(cidr) === false ? `${cidr} by the list alone` : cidr))
      : [],
    // It is not written whether who comes to the public address passes the group: both must say the same.
    privateCidrs: (clients ?? []).filter((cidr) => !isPublic || !listed.includes(cidr)),
    administrators: administratorsOf(deployment),
    creatorIsAdministrator: cluster.local_account_disabled !== true || vendorPermissions(deployment).some(isRoot),
    otherLogins: !takesEntraOnly(cluster, deployment),
    auditLogs: logsAudits(deployment),
    refusesDeletion: resource !== undefined && isKept(resource),
    ...(secretsKey === undefined ? {} : { secretsKey }),
  };
}

/** Key of Kubernetes secrets, if the API server reaches its vault. The way to a vault of the customer's is the customer's. */
function secretsKeyOf(deployment: Deployment<'azure'>): string | undefined {
  const { key_vault_key_id: id, key_vault_network_access } = single(clusterOf(deployment).key_management_service) ?? {};
  const vault = keysOf(deployment).find(({ pinned }) => pinned === id)?.made?.vault.id;
  const isReached =
    key_vault_network_access === 'Public' ||
    vault === undefined ||
    isVaultReached(vault, networkFact(deployment).ref, deployment);
  return isReached ? keyRefOf(id, deployment) : undefined;
}

/** What lets somebody in to Kubernetes beside what is bound there: https://learn.microsoft.com/azure/aks/control-kubeconfig-access */
function isRoot(permission: string): boolean {
  return (
    /managedClusters\/(listClusterAdminCredential|accessProfiles\/listCredential|runCommand)\/action$/i.test(
      permission,
    ) ||
    /^data:Microsoft\.ContainerService\//i.test(permission) ||
    /^(\*|Microsoft\.ContainerService\/(managedClusters\/)?\*)/i.test(permission)
  );
}

/** No local accounts, Kubernetes' own roles and Azure's, and identities of the customer's tenant. */
function takesEntraOnly(cluster: Block, { config }: Deployment<'azure'>): boolean {
  const { tenant_id, azure_rbac_enabled } = single(cluster.azure_active_directory_role_based_access_control) ?? {};
  return (
    cluster.local_account_disabled === true &&
    cluster.role_based_access_control_enabled === true &&
    // Whoever may call it in Azure would be an administrator of Kubernetes.
    cluster.run_command_enabled === false &&
    azure_rbac_enabled === true &&
    tenant_id === config.environment.tenant
  );
}

/** Whether changes, and who came in, are kept in custody: https://learn.microsoft.com/azure/aks/monitor-aks-reference */
function logsAudits(deployment: Deployment<'azure'>): boolean {
  const { custody, grants, dataPlane } = deployment;
  const cluster = dataPlane.only('azurerm_kubernetes_cluster')?.id;
  const buckets = custody.all('azurerm_storage_container').map(({ block }) => block.storage_account_id);
  const stores = custody.all('azurerm_storage_account').flatMap(({ id }) => (buckets.includes(id) ? [] : [id]));
  return grants.all('azurerm_monitor_diagnostic_setting').some(({ block }) => {
    const categories = list(block.enabled_log).map(({ category }) => category);
    return (
      block.target_resource_id === cluster &&
      stores.includes(block.storage_account_id) &&
      categories.some((category) => /^kube-audit(-admin)?$/.test(category)) &&
      categories.includes('guard')
    );
  });
}
