import { AzureBootstrapStack, azureBootstrapProps } from '../../../lib/azure/bootstrap/bootstrap-stack';
import {
  OPTIONAL_RESOURCE_PROVIDERS,
  REQUIRED_RESOURCE_PROVIDERS,
} from '../../../lib/azure/bootstrap/resource-providers';
import { type DataPlaneConfig, resolveConfig } from '../../../lib/core/resolve-config';
import { messageOf, REGION, RenderedStack, testScope } from '../../support/azure';
import {
  azureEnvironment,
  fullAzureEnvironment,
  fullPlan,
  gcpEnvironment,
  minimalPlanForEveryCloud,
} from '../../support/config';

const VENDOR = '99999999-0000-1111-2222-333333333333';
const OIDC = { issuer: 'https://token.riverbed.example.com', subject: 'control-plane' };

function render(config: DataPlaneConfig<'azure'>): RenderedStack {
  return RenderedStack.of(new AzureBootstrapStack(testScope(), 'any-id', { config }));
}

const oidcPlan = () => {
  const plan = fullPlan();
  return { ...plan, vendor: { ...plan.vendor, azure: { oidc: OIDC } } };
};
const { vendorObjectId: _, ...WITHOUT_OBJECT_ID } = fullAzureEnvironment();

describe('the stack of the least', () => {
  let rendered: RenderedStack;
  beforeAll(() => {
    rendered = render(resolveConfig(minimalPlanForEveryCloud(), azureEnvironment()));
  });

  test('tells what the vendor needs to know, under fixed names', () => {
    expect(rendered.outputs).toEqual({
      Contract: '1',
      EnvironmentId: 'demo',
      Stamp: expect.stringContaining('"mode":"approved"'),
      VendorPrincipalId: VENDOR,
      VendorRoles: expect.stringMatching(/^byoc-demo-\w+ read$/),
    });
  });

  test('turns on the services of Azure that an installation uses', () => {
    const [provider] = (rendered.json as any).provider.azurerm;
    expect(provider.resource_providers_to_register).toEqual(Object.keys(REQUIRED_RESOURCE_PROVIDERS));
    expect(provider.resource_provider_registrations).toBe('none');
  });

  test('has a state of its own', () => {
    expect(rendered.json).toMatchObject({ terraform: { backend: { local: { path: 'terraform.tfstate' } } } });
  });
});

describe('the stack of everything', () => {
  let rendered: RenderedStack;
  beforeAll(() => {
    rendered = render(resolveConfig(fullPlan(), fullAzureEnvironment()));
  });

  test('turns on what its choices use', () => {
    const [provider] = (rendered.json as any).provider.azurerm;
    expect(provider.resource_providers_to_register).toEqual([
      ...Object.keys(REQUIRED_RESOURCE_PROVIDERS),
      ...Object.keys(OPTIONAL_RESOURCE_PROVIDERS),
    ]);
  });

  test('ends what the vendor holds', () => {
    const schedules = Object.values(rendered.field('azurerm_pim_active_role_assignment', 'schedule'));
    expect(schedules.length).toBeGreaterThan(0);
    for (const { expiration } of schedules) expect(expiration).toEqual({ end_date_time: '2028-01-31T00:00:00Z' });
    expect(rendered.types).not.toContain('azurerm_role_assignment');
  });

  test('tells who is to be told', () => {
    expect(rendered.only('azurerm_monitor_action_group').email_receiver[0].email_address).toBe(
      'security@acme.example.com',
    );
  });
});

describe('a vendor that comes in from outside', () => {
  let rendered: RenderedStack;
  beforeAll(() => {
    rendered = render(resolveConfig(oidcPlan(), WITHOUT_OBJECT_ID));
  });

  test('is told its client id, and custody its object id', () => {
    const identity = 'azurerm_user_assigned_identity.Bootstrap_VendorAccess';
    expect(rendered.outputs).toMatchObject({
      VendorClientId: `<${identity}.client_id>`,
      VendorPrincipalId: `<${identity}.principal_id>`,
    });
    const { value } = rendered.json.output?.CustodyVariables ?? {};
    expect(String(value).replaceAll(/_[0-9A-F]{8}\b/g, '')).toBe(
      `\${jsonencode({"vendor_principal_id" = ${identity}.principal_id})}`,
    );
  });

  test('is the exact subject of one issuer', () => {
    expect(rendered.only('azurerm_federated_identity_credential')).toMatchObject({
      issuer: OIDC.issuer,
      subject: OIDC.subject,
      audience: ['api://AzureADTokenExchange'],
    });
  });
});

describe('azureBootstrapProps', () => {
  test('narrows a configuration', () => {
    const { context, ...rest } = azureBootstrapProps(resolveConfig(fullPlan(), fullAzureEnvironment()));
    expect(context.environmentId).toBe('acme');
    expect(rest).toEqual({
      region: REGION,
      tags: { owner: 'platform', 'cost-center': '4711', 'byoc:environment': 'acme', 'byoc:product': 'riverbed' },
      access: {
        mode: 'managed',
        allowInstall: true,
        allowDelete: false,
        timeBound: true,
        expiresAt: '2028-01-31T00:00:00Z',
      },
      vendor: { objectId: VENDOR },
      detectionsEmail: 'security@acme.example.com',
    });
  });

  test('knows no vendor where the environment names none', () => {
    const { vendorObjectId: __, ...environment } = azureEnvironment();
    expect(azureBootstrapProps(resolveConfig(minimalPlanForEveryCloud(), environment)).vendor).toBeUndefined();
  });
});

test('fails if the environment is on another cloud', () => {
  const config = resolveConfig(minimalPlanForEveryCloud(), gcpEnvironment()) as unknown as DataPlaneConfig<'azure'>;
  expect(messageOf(() => render(config))).toBe(
    "'config' of any-id must be of an environment on azure, got gcp; give one on azure",
  );
});
