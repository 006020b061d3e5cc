import type { ClusterFact } from '../contract/facts';
import type { Deployment } from '../terraform-facts/deployment';
import { list, single } from '../terraform-facts/read';
import type { Block } from '../terraform-facts/room';
import { administratorsOf } from './administrators';
import { keepsLogsOf } from './log-stores';
import { vendorPermissions } from './vendor';

/** Fields of the cluster. */
export function clusterOf({ dataPlane }: Deployment<'gcp'>): Block {
  return dataPlane.only('google_container_cluster')?.block ?? {};
}

export function clusterFact(deployment: Deployment<'gcp'>): ClusterFact {
  const resource = deployment.dataPlane.only('google_container_cluster');
  const cluster = clusterOf(deployment);
  const { dns_endpoint_config, ip_endpoints_config } = single(cluster.control_plane_endpoints_config) ?? {};
  const hasName = single(dns_endpoint_config)?.allow_external_traffic === true;
  const hasAddress = single(ip_endpoints_config)?.enabled !== false;
  const isPublic = hasAddress && single(cluster.private_cluster_config)?.enable_private_endpoint !== true;
  const { state, key_name } = single(cluster.database_encryption) ?? {};
  const components: readonly string[] = single(cluster.logging_config)?.enable_components ?? [];
  const reference = (path: string) => `https://${resource?.address}.${path}`;
  return {
    ref: resource?.id ?? '',
    name: cluster.name,
    endpoint: hasName
      ? reference('control_plane_endpoints_config.0.dns_endpoint_config.0.endpoint')
      : reference(`private_cluster_config.0.${isPublic ? 'public' : 'private'}_endpoint`),
    // https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters.well-known/getOpenid-configuration
    issuer: `https://container.googleapis.com/v1/${resource?.id}`,
    version: cluster.min_master_version,
    // Nodes are inside, and use the address or, through Private Google Access, the name.
    privateApi: hasName || hasAddress,
    publicApi: isPublic,
    answersEverywhere: hasName,
    publicCidrs: isPublic ? listed(cluster) : [],
    privateCidrs: hasAddress && !isPublic ? listed(cluster) : [],
    administrators: administratorsOf(deployment),
    // Whoever has rights on objects of Kubernetes by IAM has them in each new cluster.
    creatorIsAdministrator: vendorPermissions(deployment).some((name) =>
      /^(roles\/)?container\.(?!clusters\.(connect|create|delete|get|list|update)$|operations\.)/.test(name),
    ),
    otherLogins: !takesIdentitiesOnly(cluster),
    auditLogs: components.includes('SYSTEM_COMPONENTS') && keepsLogsOf(deployment, 'k8s_cluster', cluster.name),
    refusesDeletion: cluster.deletion_protection === true && cluster.lifecycle?.prevent_destroy === true,
    ...(state === 'ENCRYPTED' ? { secretsKey: key_name } : {}),
  };
}

/** Networks that reach an address of the Kubernetes API. */
function listed(cluster: Block): string[] {
  const config = single(cluster.master_authorized_networks_config);
  if (config === undefined) return ['0.0.0.0/0'];
  return [
    ...list(config.cidr_blocks).map(({ cidr_block }) => cidr_block),
    ...(config.private_endpoint_enforcement_enabled === true ? [] : ['the whole network']),
    ...(config.gcp_public_cidrs_access_enabled === false ? [] : ['every machine of Google Cloud']),
  ];
}

/** No certificates, no rules of the older kind, and nothing for those without a name or with any Google account. */
function takesIdentitiesOnly(cluster: Block): boolean {
  const { client_certificate_config } = single(cluster.master_auth) ?? {};
  const { enable_insecure_binding_system_authenticated, enable_insecure_binding_system_unauthenticated } =
    single(cluster.rbac_binding_config) ?? {};
  return (
    single(client_certificate_config)?.issue_client_certificate === false &&
    cluster.enable_legacy_abac === false &&
    single(cluster.anonymous_authentication_config)?.mode === 'LIMITED' &&
    enable_insecure_binding_system_authenticated === false &&
    enable_insecure_binding_system_unauthenticated === false
  );
}
