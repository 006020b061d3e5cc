import type { DataPlaneFacts } from '../contract/facts';
import { type Deployment, roomsOf } from '../terraform-facts/deployment';

/**
 * Fields by which a resource is named, and the kind of core's name limits. Providers of a pool of identities are not among
 * them: they are named within the pool.
 */
export const NAMES: Readonly<Record<string, readonly [field: string, kind: string]>> = {
  google_compute_address: ['name', 'address'],
  google_compute_firewall: ['name', 'firewall'],
  google_compute_forwarding_rule: ['name', 'forwardingRule'],
  google_compute_global_address: ['name', 'address'],
  google_compute_global_forwarding_rule: ['name', 'googleApisEndpoint'],
  google_compute_network: ['name', 'network'],
  google_compute_router: ['name', 'router'],
  google_compute_router_nat: ['name', 'nat'],
  google_compute_subnetwork: ['name', 'subnetwork'],
  google_container_cluster: ['name', 'cluster'],
  google_container_node_pool: ['name', 'nodePool'],
  google_dns_managed_zone: ['name', 'managedZone'],
  google_iam_workload_identity_pool: ['workload_identity_pool_id', 'workloadIdentityPool'],
  google_kms_crypto_key: ['name', 'cryptoKey'],
  google_kms_key_ring: ['name', 'keyRing'],
  google_logging_project_bucket_config: ['bucket_id', 'logBucket'],
  google_logging_project_sink: ['name', 'logSink'],
  google_project_iam_custom_role: ['role_id', 'customRole'],
  google_service_account: ['account_id', 'serviceAccount'],
  google_storage_bucket: ['name', 'bucket'],
};

export function fixedNames(deployment: Deployment<'gcp'>): DataPlaneFacts['fixedNames'] {
  return roomsOf(deployment).flatMap(({ resources }) =>
    resources.flatMap(({ type, block }) => {
      const [field, kind] = NAMES[type] ?? [];
      return field === undefined || kind === undefined ? [] : [{ kind, name: block[field] }];
    }),
  );
}
