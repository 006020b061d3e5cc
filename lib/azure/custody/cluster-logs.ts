import { MonitorDiagnosticSetting } from '@cdktf/provider-azurerm/lib/monitor-diagnostic-setting';
import { Construct } from 'constructs';
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

/**
 * Leads the logs of the control plane to custody's workspace. The customer sets it, after the cluster: whoever could set
 * it could also end it, and the vendor cannot. Cluster and workspace are found by their names.
 */
export class AzureClusterLogs extends Construct {
  public constructor(scope: Construct, id: string, { environmentId, subscription }: Place) {
    super(scope, id);
    const { cluster, logWorkspace } = resourceIdsOf(environmentId, subscription);
    new MonitorDiagnosticSetting(this, 'Resource', {
      name: 'byoc',
      targetResourceId: cluster,
      logAnalyticsWorkspaceId: logWorkspace,
      // In tables of their own, which can have a retention and a price of their own.
      logAnalyticsDestinationType: 'Dedicated',
      enabledLog: CATEGORIES.map((category) => ({ category })),
    });
  }
}
