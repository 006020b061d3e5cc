import { AzureCustodyStack, azureCustodyProps } from '../../../lib/azure/custody/custody-stack';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { REGION, RenderedStack, SUBSCRIPTION, TENANT, testScope, testStack } from '../../support/azure';
import { azureEnvironment, fullAzureEnvironment, fullPlan, minimalPlanForEveryCloud } from '../../support/config';

const TEMPLATE = 'azurerm_resource_group_template_deployment.Custody_Encryption_Vault_Keys';
const KUBELET = 'azurerm_user_assigned_identity.Custody_WorkloadIdentity_Kubelet';
const VENDOR = '99999999-0000-1111-2222-333333333333';

function stackOf(config: ConstructorParameters<typeof AzureCustodyStack>[2]['config']) {
  const stack = new AzureCustodyStack(testScope(), 'any-id', { config });
  return { stack, rendered: RenderedStack.of(stack) };
}

const variablesIn = (rendered: RenderedStack) =>
  Object.keys((rendered.json as { readonly variable?: object }).variable ?? {});

describe('the stack of the least', () => {
  let rendered: RenderedStack;
  beforeAll(() => {
    ({ rendered } = stackOf(resolveConfig(minimalPlanForEveryCloud(), azureEnvironment())));
  });

  test('puts its outputs out under fixed names', () => {
    const bucket = (name: string) =>
      `<azurerm_storage_account.Custody_ObjectStorage_${name}.name>/<azurerm_storage_container.Custody_ObjectStorage_${name}_Container.name>`;
    expect(rendered.outputs).toMatchObject({
      Contract: '1',
      EnvironmentId: 'demo',
      EncryptionKey: `<jsondecode(${TEMPLATE}.output_content).data.value>`,
      BucketData: bucket('data'),
      BucketState: bucket('state'),
    });
    expect(Object.keys(rendered.outputs)).toHaveLength(6);
  });

  test('puts out what the data plane must be told, as the file of its variables', () => {
    const { value } = rendered.json.output?.DataPlaneVariables ?? {};
    expect(String(value).replaceAll(/_[0-9A-F]{8}\b/g, '')).toBe(
      `\${jsonencode({"etcd_key_id" = jsondecode(${TEMPLATE}.output_content).etcd.value, "kubelet_client_id" = ${KUBELET}.client_id, "kubelet_object_id" = ${KUBELET}.principal_id})}`,
    );
  });

  test('has a state of its own, and needs to be told nothing', () => {
    expect(rendered.json).toMatchObject({ terraform: { backend: { local: { path: 'terraform.tfstate' } } } });
    expect(variablesIn(rendered)).toEqual([]);
  });

  test('names its installation on everything that takes tags', () => {
    const tagged = rendered.types.flatMap((type) => Object.values(rendered.field(type, 'tags')));
    for (const tags of tagged.filter((each) => each !== undefined)) {
      expect(tags).toEqual({ 'byoc:environment': 'demo', 'byoc:product': 'notes' });
    }
    for (const type of ['azurerm_key_vault', 'azurerm_storage_account', 'azurerm_user_assigned_identity']) {
      for (const tags of Object.values(rendered.field(type, 'tags'))) expect(tags).toBeDefined();
    }
  });
});

describe('the stack of everything', () => {
  let rendered: RenderedStack;
  beforeAll(() => {
    ({ rendered } = stackOf(resolveConfig(fullPlan(), fullAzureEnvironment())));
  });

  test('has an output for every bucket and every identity', () => {
    expect(Object.keys(rendered.outputs).filter((name) => /^(Bucket|Workload)/.test(name))).toEqual([
      'BucketArchive',
      'BucketData',
      'BucketState',
      'WorkloadAgent',
      'WorkloadArchiveReader',
      'WorkloadBilling',
      'WorkloadCertManager',
      'WorkloadEngine',
      'WorkloadExternalDns',
      'WorkloadStateExporter',
    ]);
  });

  test("puts the customer's own key and bucket out under the same names", () => {
    expect(rendered.outputs).toMatchObject({
      EncryptionKey: 'https://acme.vault.azure.net/keys/byoc',
      BucketArchive: 'acmearchive/archive',
    });
    expect(rendered.outputs.DataPlaneVariables).not.toContain('etcd_key_id');
  });

  test('makes no vault and no bucket where the customer brings them', () => {
    expect(rendered.types).not.toContain('azurerm_key_vault');
    expect(Object.keys(rendered.resources('azurerm_storage_account'))).toEqual([
      'Custody_Logs',
      'Custody_ObjectStorage_data',
      'Custody_ObjectStorage_state',
    ]);
  });

  test('lets the vendor end by itself', () => {
    const ends = Object.values(rendered.field('azurerm_pim_active_role_assignment', 'principal_id'));
    expect([...new Set(ends)]).toEqual([VENDOR]);
  });

  test("lets the vendor look the customer's own vault up, on the vault and no wider", () => {
    const on = Object.values(rendered.field('azurerm_pim_active_role_assignment', 'scope'));
    expect(on.filter((id) => String(id).includes('Microsoft.KeyVault'))).toEqual([
      fullAzureEnvironment().own?.keyVault,
    ]);
  });
});

describe('azureCustodyProps', () => {
  const narrow = (environment: Parameters<typeof resolveConfig>[1], plan = fullPlan()) => {
    const stack = testStack();
    const config = resolveConfig(plan, environment);
    if (config.cloud !== 'azure') throw new Error('not on azure');
    return { props: azureCustodyProps(stack, config), variables: variablesIn(RenderedStack.of(stack)) };
  };
  const oidcPlan = () => {
    const { azure: _, ...vendor } = fullPlan().vendor;
    const oidc = { issuer: 'https://token.riverbed.example.com', subject: 'control-plane' };
    return { ...fullPlan(), vendor: { ...vendor, azure: { oidc } } };
  };
  const { vendorObjectId: _, ...withoutObjectId } = fullAzureEnvironment();

  test('narrows a configuration', () => {
    const { identities, buckets, context, ...rest } = narrow(fullAzureEnvironment()).props;
    const vault = `/subscriptions/${SUBSCRIPTION}/resourceGroups/platform/providers/Microsoft.KeyVault/vaults/acme`;
    const key = 'https://acme.vault.azure.net/keys/byoc';
    expect(identities.map(({ name }) => name)).toContain('engine');
    expect(context.environmentId).toBe('acme');
    expect(buckets.map(({ name, versioned }) => [name, versioned])).toEqual([
      ['data', false],
      ['state', true],
      ['archive', false],
    ]);
    expect(rest).toEqual({
      environmentId: 'acme',
      subscription: SUBSCRIPTION,
      tenant: TENANT,
      region: REGION,
      tags: { owner: 'platform', 'cost-center': '4711', 'byoc:environment': 'acme', 'byoc:product': 'riverbed' },
      vaultIsPrivate: true,
      dataOnDelete: 'retain',
      locked: true,
      logRetentionDays: 365,
      logWorkspace:
        '/subscriptions/22222222-3333-4444-5555-666666666666/resourceGroups/platform/providers/Microsoft.OperationalInsights/workspaces/logs',
      ownBuckets: fullAzureEnvironment().own?.buckets,
      keys: {
        vault,
        etcd: { id: `${key}/0123456789abcdef0123456789abcdef`, resourceId: `${vault}/keys/byoc` },
        data: { id: key, versionedId: `${key}/0123456789abcdef0123456789abcdef`, resourceId: `${vault}/keys/byoc` },
      },
      vendor: {
        principalId: VENDOR,
        access: {
          mode: 'managed',
          allowInstall: true,
          allowDelete: false,
          timeBound: true,
          expiresAt: '2028-01-31T00:00:00Z',
        },
      },
    });
  });

  test.each(['approved', 'self-managed'] as const)('gives nobody of the vendor a role in mode %s', (mode) => {
    expect(narrow({ ...fullAzureEnvironment(), access: { mode } }).props.vendor.principalId).toBeUndefined();
  });

  test('asks for the identity that the bootstrap makes for a vendor of another kind', () => {
    const { props, variables } = narrow(withoutObjectId, oidcPlan());
    expect(variables).toEqual(['vendor_principal_id']);
    expect(props.vendor.principalId).toBeDefined();
  });

  test('does not ask for it where it would get nothing', () => {
    expect(narrow({ ...withoutObjectId, access: { mode: 'approved' } }, oidcPlan()).variables).toEqual([]);
  });

  test('opens the vault to networks where AKS could not reach it otherwise', () => {
    const environment = { ...azureEnvironment(), apiServer: 'private-cluster' } as const;
    expect(narrow(environment, minimalPlanForEveryCloud()).props.vaultIsPrivate).toBe(false);
  });
});
