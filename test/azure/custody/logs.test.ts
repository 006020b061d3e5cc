import { AzureLogs, type AzureLogsProps } from '../../../lib/azure/custody/logs';
import {
  CUSTODY_GROUP,
  messageOf,
  REGION,
  type RenderedStack,
  render,
  SUBSCRIPTION,
  testStack,
} from '../../support/azure';

const WORKSPACE = 'azurerm_log_analytics_workspace';
const VAULT = `/subscriptions/${SUBSCRIPTION}/resourceGroups/${CUSTODY_GROUP}/providers/Microsoft.KeyVault/vaults/kv`;

const PROPS: AzureLogsProps = {
  environmentId: 'demo',
  subscription: SUBSCRIPTION,
  region: REGION,
  resourceGroup: CUSTODY_GROUP,
  tags: { owner: 'platform' },
  retentionDays: 90,
  dataOnDelete: 'retain',
  locked: true,
  keyVault: VAULT,
};

function logs(props: Partial<AzureLogsProps> = {}): RenderedStack {
  return render((stack) => {
    new AzureLogs(stack, 'Logs', { ...PROPS, ...props });
  });
}

describe('logs', () => {
  let rendered: RenderedStack;
  beforeAll(() => {
    rendered = logs();
  });

  test('go to a workspace of their own', () => {
    expect(rendered.only(WORKSPACE)).toMatchObject({
      name: 'byoc-demo',
      resource_group_name: CUSTODY_GROUP,
      location: REGION,
      sku: 'PerGB2018',
      tags: { owner: 'platform' },
    });
  });

  test('are kept as long as they are asked to be', () => {
    expect(rendered.only(WORKSPACE).retention_in_days).toBe(90);
  });

  test('are read by roles on the workspace, not by whoever may read a resource, and written with no key', () => {
    expect(rendered.only(WORKSPACE)).toMatchObject({
      allow_resource_only_permissions: false,
      local_authentication_enabled: false,
    });
  });

  test('do not come from the internet, and can be queried by who has a role', () => {
    expect(rendered.only(WORKSPACE)).toMatchObject({ internet_ingestion_enabled: false, internet_query_enabled: true });
  });

  test('stay when their stack is destroyed, and are locked', () => {
    expect(rendered.only(WORKSPACE).lifecycle).toEqual({ prevent_destroy: true });
    expect(rendered.only('azurerm_management_lock')).toMatchObject({
      name: 'byoc',
      scope: `<${WORKSPACE}.Logs.id>`,
      lock_level: 'CanNotDelete',
    });
  });

  test('say who used the keys', () => {
    expect(rendered.only('azurerm_monitor_diagnostic_setting')).toEqual({
      name: 'byoc',
      target_resource_id: VAULT,
      log_analytics_workspace_id: `<${WORKSPACE}.Logs.id>`,
      enabled_log: [{ category: 'AuditEvent' }],
    });
  });
});

test("a vault of the customer's is left to the customer to log", () => {
  const { keyVault: _, ...props } = PROPS;
  const rendered = render((stack) => {
    new AzureLogs(stack, 'Logs', props);
  });
  expect(rendered.types).toEqual([WORKSPACE, 'azurerm_management_lock'].sort());
});

test('logs go with their stack where the environment says so, and no lock is left', () => {
  const rendered = logs({ dataOnDelete: 'destroy', locked: false });
  expect(rendered.only(WORKSPACE).lifecycle).toEqual({ prevent_destroy: false });
  expect(rendered.types).not.toContain('azurerm_management_lock');
});

test.each([7, 29, 731])('fails if logs are to be kept for %s days', (retentionDays) => {
  expect(messageOf(() => new AzureLogs(testStack(), 'Logs', { ...PROPS, retentionDays }))).toBe(
    `'retentionDays' of Test/Logs must be 30 to 730, got ${retentionDays}; a Log Analytics workspace takes nothing else`,
  );
});
