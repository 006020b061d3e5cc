import { TerraformOutput } from 'cdktf';
import type { Construct } from 'constructs';
import { InstallationStack, type InstallationStackProps } from '../../lib/azure/installation-stack';
import { type DataPlaneConfig, resolveConfig } from '../../lib/core/resolve-config';
import { messageOf, RenderedStack, SUBSCRIPTION, TENANT, testScope } from '../support/azure';
import { azureEnvironment, minimalEnvironment, minimalPlanForEveryCloud } from '../support/config';

/** A stack with nothing of its own. */
class EmptyStack extends InstallationStack {
  public constructor(scope: Construct, props: InstallationStackProps, resourceProviders?: readonly string[]) {
    super(scope, 'any-id', props, 'data-plane', resourceProviders);
  }
}

const PLAN = minimalPlanForEveryCloud();
const CONFIG = resolveConfig(PLAN, azureEnvironment());
const BACKEND = { type: 'azurerm', resourceGroup: 'state', storageAccount: 'acmestate', container: 'tfstate' } as const;

describe('a stack of an installation', () => {
  let stack: EmptyStack;
  let json: Readonly<Record<string, any>>;
  beforeAll(() => {
    stack = new EmptyStack(testScope(), { config: CONFIG });
    json = RenderedStack.of(stack).json;
  });

  test('lies in the subscription and tenant of the environment', () => {
    expect(json.provider.azurerm).toHaveLength(1);
    expect(json.provider.azurerm[0]).toMatchObject({ subscription_id: SUBSCRIPTION, tenant_id: TENANT });
  });

  test('turns no services on that others would need rights for, and needs no account keys', () => {
    const [provider] = json.provider.azurerm;
    expect(provider.resource_provider_registrations).toBe('none');
    expect(provider.resource_providers_to_register).toBeUndefined();
    expect(provider.storage_use_azuread).toBe(true);
  });

  test('purges no vault and no key, empties no group, and speaks to Azure Resource Manager only', () => {
    expect(json.provider.azurerm[0].features).toEqual([
      {
        key_vault: [
          {
            purge_soft_delete_on_destroy: false,
            purge_soft_deleted_keys_on_destroy: false,
            recover_soft_deleted_key_vaults: true,
            recover_soft_deleted_keys: true,
          },
        ],
        resource_group: [{ prevent_deletion_if_contains_resources: true }],
        storage: [{ data_plane_available: false }],
        template_deployment: [{ delete_nested_items_during_deletion: false }],
      },
    ]);
  });

  test('keeps its state in a file beside it unless the environment says otherwise: no path of a machine is in it', () => {
    expect(json.terraform.backend).toEqual({ local: { path: 'terraform.tfstate' } });
  });

  test('keeps its state in a container, apart from other rooms and other installations, without an account key', () => {
    const config = resolveConfig(PLAN, { ...azureEnvironment(), backend: BACKEND });
    const { terraform } = RenderedStack.of(new EmptyStack(testScope(), { config })).json as typeof json;
    expect(terraform.backend).toEqual({
      azurerm: {
        subscription_id: SUBSCRIPTION,
        tenant_id: TENANT,
        resource_group_name: 'state',
        storage_account_name: 'acmestate',
        container_name: 'tfstate',
        key: 'byoc/demo/data-plane.tfstate',
        use_azuread_auth: true,
      },
    });
  });

  test('says whose it is and in which version it speaks, under fixed names', () => {
    expect(RenderedStack.of(stack).outputs).toEqual({ Contract: '1', EnvironmentId: 'demo' });
    const outputs = stack.node.findAll().filter((node) => node instanceof TerraformOutput);
    expect(outputs.map(({ node }) => node.id).sort()).toEqual(['Contract', 'EnvironmentId']);
  });

  test('is the same text each time, without a path of the machine', () => {
    const text = JSON.stringify(json);
    expect(JSON.stringify(RenderedStack.of(new EmptyStack(testScope(), { config: CONFIG })).json)).toBe(text);
    expect(text).not.toContain(process.cwd());
  });
});

test('services of Azure are turned on where a stack asks for them', () => {
  const stack = new EmptyStack(testScope(), { config: CONFIG }, ['Microsoft.ContainerService']);
  const { provider } = RenderedStack.of(stack).json as Readonly<Record<string, any>>;
  expect(provider.azurerm[0]).toMatchObject({
    resource_provider_registrations: 'none',
    resource_providers_to_register: ['Microsoft.ContainerService'],
  });
});

test('fails for an environment on another cloud', () => {
  // Who writes JavaScript is told by nobody else.
  const config = resolveConfig(PLAN, minimalEnvironment()) as unknown as DataPlaneConfig<'azure'>;
  expect(messageOf(() => new EmptyStack(testScope(), { config }))).toBe(
    "'config' of any-id must be of an environment on azure, got aws; give one on azure",
  );
});
