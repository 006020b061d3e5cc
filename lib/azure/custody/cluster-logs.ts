import { MonitorDiagnosticSetting } from '@cdktf/provider-azurerm/lib/monitor-diagnostic-setting';
import { Construct, type IDependable } from 'constructs';
import { waitFor } from '../../terraform/wait-for';
import { resourceIdsOf } from '../names';
import type { Place } from '../permissions/place';

/**
 * What the control plane logs, and who reads it there: https://learn.microsoft.com/azure/aks/monitor-aks-reference#resource-logs.
 * Of the audit log that part in which something is changed: all of it is many times as much.
 */
const CATEGORIES = [
  'cluster-autoscaler',
  'guard',
  'kube-apiserver',
  'kube-audit-admin',
  'kube-controller-manager',
  'kube-scheduler',
];

export interface AzureClusterLogsProps extends Place {
  /**
   * Resource id of a Log Analytics workspace of the customer's that logs go to as well, to be searched there.
   *
   * @default - none
   */
  readonly workspace?: string;
  /**
   * What must be there before: cluster and custody, where a customer's app puts them into the same stack.
   *
   * @default - nothing of the same stack
   */
  readonly after?: readonly IDependable[];
}

/**
 * Leads the logs of the control plane to custody's account. The customer sets it, after the cluster: whoever could set it
 * could also end it, and the vendor cannot. Cluster and account are found by their names.
 */
export class AzureClusterLogs extends Construct {
  public constructor(scope: Construct, id: string, props: AzureClusterLogsProps) {
    super(scope, id);
    const { environmentId, subscription, workspace, after = [] } = props;
    const { cluster, logAccount } = resourceIdsOf(environmentId, subscription);
    new MonitorDiagnosticSetting(this, 'Resource', {
      name: 'byoc',
      targetResourceId: cluster,
      storageAccountId: logAccount,
      ...(workspace === undefined
        ? {}
        : {
            logAnalyticsWorkspaceId: workspace,
            // In tables of their own, which can have a retention and a price of their own.
            logAnalyticsDestinationType: 'Dedicated',
          }),
      enabledLog: CATEGORIES.map((category) => ({ category })),
    });
    waitFor(this, after);
  }
}
