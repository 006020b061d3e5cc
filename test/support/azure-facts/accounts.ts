import { list, single } from '../terraform-facts/read';
import type { Block } from '../terraform-facts/room';

/** Fewest days in which what was deleted can be brought back. */
const LEAST_DAYS = 7;

/**
 * Nobody without a name, no other tenant, and nobody from other networks but whom it lets past: nobody, or services of
 * Azure that write logs.
 */
export function isClosed(block: Block, past: 'None' | 'AzureServices'): boolean {
  const { default_action, bypass, ip_rules, virtual_network_subnet_ids, private_link_access } =
    single(block.network_rules) ?? {};
  const others = [ip_rules, virtual_network_subnet_ids, private_link_access].flatMap(list);
  return (
    block.allow_nested_items_to_be_public === false &&
    block.cross_tenant_replication_enabled === false &&
    block.allowed_copy_scope === 'AAD' &&
    block.public_network_access_enabled === false &&
    default_action === 'Deny' &&
    list(bypass).join() === past &&
    others.length === 0
  );
}

/**
 * The account refuses every request without TLS, whoever has signed it:
 * https://learn.microsoft.com/azure/storage/common/storage-require-secure-transfer
 */
export function keepsToTls({ https_traffic_only_enabled, min_tls_version }: Block): boolean {
  return https_traffic_only_enabled === true && /^TLS1_[23]$/.test(min_tls_version);
}

/** No keys of the account, no users of its own, and no access lists, which come with folders. */
export function takesIdentitiesOnly(block: Block): boolean {
  return (
    block.shared_access_key_enabled === false &&
    block.local_user_enabled === false &&
    block.default_to_oauth_authentication === true &&
    block.is_hns_enabled === false &&
    block.sftp_enabled !== true &&
    block.nfsv3_enabled !== true
  );
}

/** Whether what was deleted can be brought back for some days, blobs and whole containers. */
export function isBroughtBack({ blob_properties }: Block): boolean {
  const { delete_retention_policy, container_delete_retention_policy } = single(blob_properties) ?? {};
  return [delete_retention_policy, container_delete_retention_policy].every(
    (policy) => single(policy)?.days >= LEAST_DAYS,
  );
}
