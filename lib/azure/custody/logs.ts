import { LogAnalyticsWorkspace } from '@cdktf/provider-azurerm/lib/log-analytics-workspace';
import { MonitorDiagnosticSetting } from '@cdktf/provider-azurerm/lib/monitor-diagnostic-setting';
import { Construct } from 'constructs';
import { namesOf } from '../names';
import type { AzurePlace } from '../place';
import { lifecycleOf, lock, type RemovalProps } from './removal';

export interface AzureLogsProps extends AzurePlace, RemovalProps {
  /** How long logs are kept, 30 to 730 days: https://learn.microsoft.com/azure/azure-monitor/logs/data-retention-configure */
  readonly retentionDays: number;
  /**
   * Resource id of the key vault, whose use is logged.
   *
   * @default - that of the customer's own vault is the customer's to log
   */
  readonly keyVault?: string;
}

const RETENTION_DAYS = { least: 30, most: 730 };

/**
 * The workspace that logs of the installation go to: who used the keys, and, once there is a cluster, its control plane
 * (see `AzureClusterLogs`). It is read by roles on it and by nothing else: who may read a resource cannot read its logs.
 *
 * Microsoft's keys encrypt it. A key of one's own takes a dedicated cluster, which is paid for by 100 GB a day at least:
 * https://learn.microsoft.com/azure/azure-monitor/logs/customer-managed-keys
 */
export class AzureLogs extends Construct {
  /** Resource id of the workspace. */
  public readonly workspace: string;

  /** @throws Error if logs were to be kept for longer or shorter than a workspace can */
  public constructor(scope: Construct, id: string, props: AzureLogsProps) {
    super(scope, id);
    const { environmentId, subscription, region, resourceGroup, tags, retentionDays, keyVault } = props;
    const { least, most } = RETENTION_DAYS;
    if (retentionDays < least || retentionDays > most) {
      throw new Error(
        `'retentionDays' of ${this.node.path} must be ${least} to ${most}, got ${retentionDays}; a Log Analytics workspace takes nothing else`,
      );
    }
    const workspace = new LogAnalyticsWorkspace(this, 'Resource', {
      name: namesOf(environmentId, subscription).logWorkspace,
      resourceGroupName: resourceGroup,
      location: region,
      sku: 'PerGB2018',
      retentionInDays: retentionDays,
      allowResourceOnlyPermissions: false,
      // No keys: who writes or reads is known to Entra.
      localAuthenticationEnabled: false,
      // Diagnostic settings do not come over the internet.
      internetIngestionEnabled: false,
      internetQueryEnabled: true,
      tags: { ...tags },
      lifecycle: lifecycleOf(props),
    });
    this.workspace = workspace.id;
    lock(this, 'Lock', workspace.id, props);
    if (keyVault !== undefined) {
      new MonitorDiagnosticSetting(this, 'KeyVault', {
        name: 'byoc',
        targetResourceId: keyVault,
        logAnalyticsWorkspaceId: workspace.id,
        enabledLog: [{ category: 'AuditEvent' }],
      });
    }
  }
}
