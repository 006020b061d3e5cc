import { AzureClusterLogs } from '../../../lib/azure/custody/cluster-logs';
import { resourceIdsOf } from '../../../lib/azure/names';
import { render, SUBSCRIPTION } from '../../support/azure';

const PLACE = { environmentId: 'demo', subscription: SUBSCRIPTION };

test("logs of the control plane go to custody's account", () => {
  const rendered = render((stack) => {
    new AzureClusterLogs(stack, 'Logs', PLACE);
  });
  const ids = resourceIdsOf('demo', SUBSCRIPTION);
  expect(rendered.only('azurerm_monitor_diagnostic_setting')).toEqual({
    name: 'byoc',
    target_resource_id: ids.cluster,
    storage_account_id: ids.logAccount,
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

test("they go to a workspace of the customer's as well, into tables of their own", () => {
  const workspace = `/subscriptions/${SUBSCRIPTION}/resourceGroups/logs/providers/Microsoft.OperationalInsights/workspaces/acme`;
  const rendered = render((stack) => {
    new AzureClusterLogs(stack, 'Logs', { ...PLACE, workspace });
  });
  expect(rendered.only('azurerm_monitor_diagnostic_setting')).toMatchObject({
    storage_account_id: resourceIdsOf('demo', SUBSCRIPTION).logAccount,
    log_analytics_workspace_id: workspace,
    log_analytics_destination_type: 'Dedicated',
  });
});
