import type { LogStoreFact } from '../contract/facts';
import type { Deployment } from '../terraform-facts/deployment';
import { isKept, list, single } from '../terraform-facts/read';
import type { Block, Resource } from '../terraform-facts/room';
import { isBroughtBack, isClosed, keepsToTls, takesIdentitiesOnly } from './accounts';
import { keyOfAccount } from './keys';

/**
 * Where logs are kept: accounts that are no buckets, and workspaces. A workspace takes a key of one's own from a dedicated
 * cluster only, and there is none: https://learn.microsoft.com/azure/azure-monitor/logs/customer-managed-keys
 */
export function logStoreFacts(deployment: Deployment<'azure'>): LogStoreFact[] {
  const { custody } = deployment;
  const groups = custody.all('azurerm_resource_group');
  const buckets = custody.all('azurerm_storage_container').map(({ block }) => block.storage_account_id);
  const accounts = custody
    .all('azurerm_storage_account')
    .filter(({ id }) => !buckets.includes(id))
    .map((resource): LogStoreFact => {
      const { block } = resource;
      return {
        name: block.name,
        retentionDays: daysIn(resource, deployment),
        kept: [resource, ...groups].every(isKept) && isSafe(block),
        ...keyOfAccount(block, deployment),
      };
    });
  const workspaces = custody.all('azurerm_log_analytics_workspace').map((resource) => ({
    name: resource.block.name,
    retentionDays: resource.block.retention_in_days,
    kept: [resource, ...groups].every(isKept),
  }));
  return [...accounts, ...workspaces];
}

/** Whether nobody takes logs away but identities of the tenant, and they can be brought back. */
function isSafe(account: Block): boolean {
  return (
    isClosed(account, 'AzureServices') && keepsToTls(account) && takesIdentitiesOnly(account) && isBroughtBack(account)
  );
}

/** Days after which logs are deleted: Azure appends to a blob for each hour. Undefined: they, or versions of them, stay. */
function daysIn({ id, block: account }: Resource, { custody }: Deployment<'azure'>): number | undefined {
  const rules = custody
    .all('azurerm_storage_management_policy')
    .filter(({ block }) => block.storage_account_id === id)
    .flatMap(({ block }) => list(block.rule));
  const [days, ...others] = rules
    .filter(({ enabled, filters }) => enabled === true && isWhole(single(filters)))
    .map(({ actions }) => single(single(actions)?.base_blob)?.delete_after_days_since_modification_greater_than);
  const hasVersions = single(account.blob_properties)?.versioning_enabled === true;
  return others.length === 0 && !hasVersions ? days : undefined;
}

/** Whether a rule is for everything that logs are written as. */
function isWhole(filters: Block | undefined): boolean {
  return list(filters?.blob_types).includes('appendBlob') && list(filters?.prefix_match).length === 0;
}
