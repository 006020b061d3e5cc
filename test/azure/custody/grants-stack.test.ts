import { issuerRule } from '../../../lib/azure/custody/cluster-issuer';
import { AzureGrantsStack } from '../../../lib/azure/custody/grants-stack';
import { resourceIdsOf } from '../../../lib/azure/names';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { RenderedStack, SUBSCRIPTION, testScope } from '../../support/azure';
import { azureEnvironment, fullAzureEnvironment, fullPlan, minimalPlanForEveryCloud } from '../../support/config';

describe('the stack of the least', () => {
  let rendered: RenderedStack;
  beforeAll(() => {
    const config = resolveConfig(minimalPlanForEveryCloud(), azureEnvironment());
    rendered = RenderedStack.of(new AzureGrantsStack(testScope(), 'any-id', { config }));
  });

  test('lets the administrators in, and nobody of the vendor', () => {
    expect(Object.values(rendered.field('azurerm_role_assignment', 'principal_id'))).toEqual([
      '88888888-9999-0000-1111-222222222222',
    ]);
    expect(rendered.types).not.toContain('azurerm_pim_active_role_assignment');
  });

  test('sends the logs of the cluster to the workspace', () => {
    expect(rendered.only('azurerm_monitor_diagnostic_setting').target_resource_id).toBe(
      resourceIdsOf('demo', SUBSCRIPTION).cluster,
    );
  });

  test('puts its outputs out under fixed names, and has a state of its own', () => {
    expect(rendered.outputs).toEqual({ Contract: '1', EnvironmentId: 'demo', VendorGrants: '[]' });
    expect(rendered.json).toMatchObject({ terraform: { backend: { local: { path: 'terraform.tfstate' } } } });
  });

  test('makes nothing that data would be lost with', () => {
    expect(rendered.types).toEqual([
      'azurerm_monitor_diagnostic_setting',
      'azurerm_role_assignment',
      'azurerm_role_definition',
    ]);
  });
});

describe('the stack of everything', () => {
  let rendered: RenderedStack;
  const config = resolveConfig(fullPlan(), fullAzureEnvironment());
  beforeAll(() => {
    rendered = RenderedStack.of(new AzureGrantsStack(testScope(), 'any-id', { config }));
  });

  test('lets every service account act by its identity, in the cluster that it is told of', () => {
    const credentials = Object.values(rendered.resources('azurerm_federated_identity_credential'));
    expect(credentials.map(({ name }) => name).sort()).toEqual(
      config.identities.map(({ name }) => `byoc-acme-${name}`).sort(),
    );
    for (const { issuer } of credentials) expect(issuer).toBe('<var.cluster_issuer>');
    expect(Object.keys((rendered.json as { variable?: object }).variable ?? {})).toEqual(['cluster_issuer']);
  });

  test('takes no issuer but one of its region and tenant', () => {
    const { tenant, region } = config.environment;
    const { pattern } = issuerRule({ tenant, region });
    expect(rendered.json).toMatchObject({
      variable: {
        cluster_issuer: { validation: [{ condition: `\${can(regex("${pattern}", var.cluster_issuer))}` }] },
      },
    });
  });

  test('lets support in until its expiry', () => {
    expect(rendered.only('azurerm_pim_active_role_assignment')).toMatchObject({
      principal_id: '12121212-3434-5656-7878-909090909090',
      schedule: { expiration: { end_date_time: '2027-01-31T00:00:00Z' } },
    });
  });

  test('says what the vendor must grant', () => {
    const [queue] = JSON.parse(rendered.outputs.VendorGrants);
    expect(queue).toMatchObject({
      resource: 'riverbed.servicebus.windows.net/state',
      issuer: '<var.cluster_issuer>',
      subject: 'system:serviceaccount:byoc-system:state-exporter',
    });
  });
});
