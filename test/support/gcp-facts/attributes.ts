import type { AttributeOf, Block } from '../terraform-facts/room';

/**
 * What Google Cloud calls a resource, from its fields: https://cloud.google.com/apis/design/resource_names. Written apart
 * from the library, to compare the two: what is not called so by both is not the same thing.
 */
const NAMES: Readonly<Record<string, string>> = {
  google_compute_address: 'projects/{project}/regions/{region}/addresses/{name}',
  google_compute_global_address: 'projects/{project}/global/addresses/{name}',
  google_compute_network: 'projects/{project}/global/networks/{name}',
  google_compute_router: 'projects/{project}/regions/{region}/routers/{name}',
  google_compute_subnetwork: 'projects/{project}/regions/{region}/subnetworks/{name}',
  google_container_cluster: 'projects/{project}/locations/{location}/clusters/{name}',
  google_dns_managed_zone: 'projects/{project}/managedZones/{name}',
  google_iam_workload_identity_pool:
    'projects/{project}/locations/global/workloadIdentityPools/{workload_identity_pool_id}',
  google_kms_crypto_key: '{key_ring}/cryptoKeys/{name}',
  google_kms_key_ring: 'projects/{project}/locations/{location}/keyRings/{name}',
  google_logging_project_bucket_config: 'projects/{project}/locations/{location}/buckets/{bucket_id}',
  google_project_iam_custom_role: 'projects/{project}/roles/{role_id}',
  google_service_account: 'projects/{project}/serviceAccounts/{account_id}@{project}.iam.gserviceaccount.com',
  google_storage_bucket: '{name}',
};

/** Attributes that hold the whole name. */
const WHOLE = ['id', 'self_link'];
/** Types whose attribute `name` holds the whole name, too. */
const NAMED_WHOLE = [
  'google_project_iam_custom_role',
  'google_service_account',
  'google_logging_project_bucket_config',
];

/** How Google Cloud names things. */
export const attributeOf: AttributeOf = ({ type, block }, attribute) => {
  const name = NAMES[type];
  const isWhole = WHOLE.includes(attribute) || (attribute === 'name' && NAMED_WHOLE.includes(type));
  if (name !== undefined && isWhole) return filled(name, block);
  if (type === 'google_service_account') {
    if (attribute === 'email') return filled('{account_id}@{project}.iam.gserviceaccount.com', block);
    if (attribute === 'member') return filled('serviceAccount:{account_id}@{project}.iam.gserviceaccount.com', block);
  }
  const value: unknown = block[attribute];
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
};

function filled(name: string, block: Block): string {
  return name.replace(/\{(\w+)\}/g, (_, field: string) => String(block[field] ?? `<${field}>`));
}
