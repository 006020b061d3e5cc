import { AzureClusterLogs } from '../../../lib/azure/custody/cluster-logs';
import { resourceIdsOf } from '../../../lib/azure/names';
import { render, SUBSCRIPTION } from '../../support/azure';

test("logs of the control plane go to custody's workspace, in tables of their own", () => {
  const rendered = render((stack) => {
    new AzureClusterLogs(stack, 'Logs', { environmentId: 'demo', subscription: SUBSCRIPTION });
  });
  const ids = resourceIdsOf('demo', SUBSCRIPTION);
  expect(rendered.only('azurerm_monitor_diagnostic_setting')).toEqual({
    name: 'byoc',
    target_resource_id: ids.cluster,
    log_analytics_workspace_id: ids.logWorkspace,
    log_analytics_destination_type: 'Dedicated',
    enabled_log: [
      { category: 'cluster-autoscaler' },
      { category: 'guard' },
      { category: 'kube-apiserver' },
      { category: 'kube-audit-admin' },
      { category: 'kube-controller-manager' },
      { category: 'kube-scheduler' },
    ],
  });
});
