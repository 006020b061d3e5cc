import { AzureDetections, DETECTED } from '../../../lib/azure/bootstrap/detections';
import { type RenderedStack, render, SUBSCRIPTION } from '../../support/azure';

const ALERT = 'azurerm_monitor_activity_log_alert';
/** All that is seen, sorted. */
const OPERATIONS = [
  'Microsoft.Authorization/locks/delete',
  'Microsoft.Authorization/locks/write',
  'Microsoft.Authorization/roleAssignmentScheduleRequests/write',
  'Microsoft.Authorization/roleAssignments/delete',
  'Microsoft.Authorization/roleAssignments/write',
  'Microsoft.Authorization/roleDefinitions/delete',
  'Microsoft.Authorization/roleDefinitions/write',
  'Microsoft.ContainerService/managedClusters/listClusterAdminCredential/action',
  'Microsoft.ContainerService/managedClusters/runCommand/action',
  'Microsoft.ContainerService/managedClusters/write',
  'Microsoft.Insights/actionGroups/delete',
  'Microsoft.Insights/actionGroups/write',
  'Microsoft.Insights/activityLogAlerts/delete',
  'Microsoft.Insights/activityLogAlerts/write',
  'Microsoft.Insights/diagnosticSettings/delete',
  'Microsoft.Insights/diagnosticSettings/write',
  'Microsoft.KeyVault/vaults/delete',
  'Microsoft.KeyVault/vaults/keys/write',
  'Microsoft.KeyVault/vaults/write',
  'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write',
  'Microsoft.Storage/storageAccounts/write',
];

function detect(props: { environmentId?: string; email?: string } = {}): RenderedStack {
  return render((stack) => {
    new AzureDetections(stack, 'Detections', {
      environmentId: 'demo',
      subscription: SUBSCRIPTION,
      resourceGroup: 'byoc-demo-bootstrap',
      watched: ['byoc-demo', 'byoc-demo-custody'],
      tags: { owner: 'platform' },
      ...props,
    });
  });
}

describe('detections', () => {
  let rendered: RenderedStack;
  beforeAll(() => {
    rendered = detect({ email: 'security@acme.example.com' });
  });

  test('are one alert per operation', () => {
    const operations = Object.values(rendered.resources(ALERT)).map(({ criteria }) => criteria.operation_name);
    expect(operations.sort()).toEqual(OPERATIONS);
    expect(
      Object.values(DETECTED)
        .map(({ operation }) => operation)
        .sort(),
    ).toEqual(OPERATIONS);
  });

  // https://learn.microsoft.com/azure/azure-monitor/fundamentals/service-limits#alerts
  test('leave room for four installations in the alerts that a subscription takes', () => {
    expect(4 * OPERATIONS.length).toBeLessThanOrEqual(100);
  });

  test('watch the groups of the installation, attempts that are refused too, and say what they saw', () => {
    expect(rendered.only(ALERT, 'lock-lifted')).toEqual({
      name: 'byoc-demo-lock-lifted',
      resource_group_name: 'byoc-demo-bootstrap',
      location: 'global',
      description: 'Installation demo: a lock was taken away',
      scopes: [`/subscriptions/${SUBSCRIPTION}`],
      criteria: {
        category: 'Administrative',
        operation_name: 'Microsoft.Authorization/locks/delete',
        statuses: ['Succeeded', 'Failed'],
        resource_groups: ['byoc-demo', 'byoc-demo-custody'],
      },
      action: [{ action_group_id: '<azurerm_monitor_action_group.Detections.id>' }],
      tags: { owner: 'platform' },
    });
  });

  test('tell who is to be told', () => {
    expect(rendered.only('azurerm_monitor_action_group')).toEqual({
      name: 'byoc-demo',
      resource_group_name: 'byoc-demo-bootstrap',
      short_name: 'demo',
      email_receiver: [{ name: 'email', email_address: 'security@acme.example.com', use_common_alert_schema: true }],
      tags: { owner: 'platform' },
    });
  });
});

test('where nobody is to be told, alerts are there all the same', () => {
  const rendered = detect();
  expect(rendered.types).toEqual([ALERT]);
  expect(rendered.only(ALERT, 'role-assigned').action).toBeUndefined();
});

test('the short name of the action group fits into what Azure takes', () => {
  const rendered = detect({ environmentId: 'abcdefghijklmnop', email: 'security@acme.example.com' });
  expect(rendered.only('azurerm_monitor_action_group').short_name).toBe('abcdefghijkl');
});
