import { MonitorDiagnosticSetting } from '@cdktf/provider-azurerm/lib/monitor-diagnostic-setting';
import { StorageManagementPolicy } from '@cdktf/provider-azurerm/lib/storage-management-policy';
import { Construct } from 'constructs';
import { namesOf } from '../names';
import type { AzurePlace } from '../place';
import { makeAccount } from './account';
import type { AzureEncryption } from './encryption';
import type { RemovalProps } from './removal';

export interface AzureLogsProps extends AzurePlace, RemovalProps {
  /** How long logs are kept, in days. */
  readonly retentionDays: number;
  /** Key of the logs, the identity that uses it, and the vault whose use is logged. */
  readonly encryption: AzureEncryption;
  /**
   * Resource id of a Log Analytics workspace of the customer's that logs go to as well, to be searched there.
   *
   * @default - none
   */
  readonly workspace?: string;
}

/**
 * The storage account that logs of the installation go to: who used the keys, unless the vault is the customer's, and,
 * once there is a cluster, its control plane (see `AzureClusterLogs`). It is encrypted with the installation's key: a Log
 * Analytics workspace would be so by a dedicated cluster only, which is paid for by 100 GB a day at least:
 * https://learn.microsoft.com/azure/azure-monitor/logs/customer-managed-keys
 */
export class AzureLogs extends Construct {
  /** Resource id of the account. */
  public readonly account: string;

  public constructor(scope: Construct, id: string, props: AzureLogsProps) {
    super(scope, id);
    const { environmentId, subscription, retentionDays, encryption, workspace } = props;
    const name = namesOf(environmentId, subscription).logAccount;
    const account = makeAccount(this, { ...props, name, versioned: false, bypass: 'AzureServices' });
    this.account = account.id;
    new StorageManagementPolicy(this, 'Retention', {
      storageAccountId: account.id,
      rule: [
        {
          name: 'retention',
          enabled: true,
          // A blob for each hour, to which Azure appends:
          // https://learn.microsoft.com/azure/azure-monitor/platform/resource-logs#send-to-azure-storage
          filters: { blobTypes: ['appendBlob'] },
          actions: { baseBlob: { deleteAfterDaysSinceModificationGreaterThan: retentionDays } },
        },
      ],
    });
    if (encryption.vault !== undefined) {
      new MonitorDiagnosticSetting(this, 'KeyVault', {
        name: 'byoc',
        targetResourceId: encryption.keyVault,
        storageAccountId: account.id,
        ...(workspace === undefined ? {} : { logAnalyticsWorkspaceId: workspace }),
        enabledLog: [{ category: 'AuditEvent' }],
      });
    }
  }
}
