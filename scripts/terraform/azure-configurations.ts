import { join } from 'node:path';
import { type AzureEnvironment, loadEnvironment, loadPlan, resolveConfig, type VendorPlan } from '../../lib';
import { azureExamples, type Example } from '../example-configs';
import { ROOT } from '../root';

/** What an installation differs in from the example that it is made from. */
interface Change {
  readonly plan?: (example: VendorPlan) => Partial<VendorPlan>;
  readonly environment?: Partial<AzureEnvironment>;
  /** Whether the environment does not say who the vendor is. */
  readonly vendorUnknown?: boolean;
}

const NEXT_YEAR = '2027-11-30T00:00:00Z';
const SUBSCRIPTION = '/subscriptions/22222222-3333-4444-5555-666666666666/resourceGroups';
const NETWORK = `${SUBSCRIPTION}/network/providers/Microsoft.Network/virtualNetworks/acme`;

/** What of cluster and subscription a customer may choose otherwise, by the field of the environment. */
const SWITCHES: Partial<AzureEnvironment> = {
  upgradeChannel: 'stable',
  nodeOsUpgradeChannel: 'SecurityPatch',
  azurePolicy: true,
  defenderWorkspace: `${SUBSCRIPTION}/monitor/providers/Microsoft.OperationalInsights/workspaces/defender`,
  logRetentionDays: 365,
  tags: { owner: 'data' },
  maintenanceWindows: [{ days: ['sat'], start: '22:00', hours: 8 }],
  maintenanceExclusions: [
    { name: 'holidays', start: '2026-12-21T00:00:00Z', end: '2026-12-25T00:00:00Z', scope: 'all' },
  ],
};

/** What a customer or a vendor may choose, one by one, and the switches together. */
const CHANGES: Readonly<Record<string, Change>> = {
  'existing network': { environment: { network: existingNetwork('nat-gateway') } },
  'existing network, own routes': { environment: { network: existingNetwork('routes') } },
  'smaller network': { environment: { network: { kind: 'new', cidr: '10.0.0.0/20' } } },
  'public API': { environment: { kubernetesApi: { access: 'public', allowedCidrs: ['198.51.100.0/24'] } } },
  'own key and container': {
    environment: {
      own: {
        encryptionKey: 'https://acme-keys.vault.azure.net/keys/byoc/0123456789abcdef0123456789abcdef',
        keyVault: `${SUBSCRIPTION}/keys/providers/Microsoft.KeyVault/vaults/acme-keys`,
        buckets: {
          data: `${SUBSCRIPTION}/data/providers/Microsoft.Storage/storageAccounts/acmeriverbed/blobServices/default/containers/data`,
        },
        logWorkspace: `${SUBSCRIPTION}/monitor/providers/Microsoft.OperationalInsights/workspaces/logs`,
        metricsWorkspace: `${SUBSCRIPTION}/monitor/providers/Microsoft.Monitor/accounts/acme`,
      },
    },
  },
  'managed, installing': { environment: { access: { mode: 'managed', vendorExpiresAt: NEXT_YEAR } } },
  'managed, running': { environment: { access: { mode: 'managed', allowInstall: false } } },
  'managed, deleting': { environment: { access: { mode: 'managed', allowDelete: true }, protection: false } },
  'vendor by its tokens': {
    plan: () => ({ vendor: { azure: { oidc: { issuer: 'https://riverbed.example.com', subject: 'control-plane' } } } }),
    vendorUnknown: true,
  },
  'private way to the control plane': {
    plan: ({ controlPlane }) => ({
      controlPlane: {
        ...controlPlane,
        privateServices: {
          azure: { westeurope: 'control.01234567-89ab-cdef-0123-456789abcdef.westeurope.azure.privatelinkservice' },
        },
        egress: 'private-endpoint',
      },
    }),
  },
  'self-managed': { environment: { access: { mode: 'self-managed' } } },
  'assignments that end': {
    environment: { timeBoundAssignments: true, access: { vendorExpiresAt: NEXT_YEAR, supportExpiresAt: NEXT_YEAR } },
  },
  'data destroyed, state in an account': {
    environment: {
      dataOnDelete: 'destroy',
      backend: { type: 'azurerm', resourceGroup: 'terraform', storageAccount: 'acmeterraform', container: 'byoc' },
    },
  },
  'every switch of the cluster': { environment: SWITCHES },
  ...Object.fromEntries(
    Object.entries(SWITCHES).map(([name, value]): [string, Change] => [name, { environment: { [name]: value } }]),
  ),
};

/** The examples on Azure, and one installation for each choice. */
export function azureConfigurations(): Example<'azure'>[] {
  const folder = join(ROOT, 'examples', 'streaming-database');
  const plan = loadPlan(join(folder, 'plan.yaml'));
  const environment = loadEnvironment(join(folder, 'environment-azure.yaml'));
  if (environment.cloud !== 'azure') throw new Error('the example is expected to be on azure');
  const { vendorObjectId: _, ...ofUnknownVendor } = environment;
  return [
    ...azureExamples(),
    ...Object.entries(CHANGES).map(([name, change]) => ({
      name: `${name}, on Azure`,
      config: resolveConfig(
        { ...plan, ...change.plan?.(plan) },
        { ...(change.vendorUnknown === true ? ofUnknownVendor : environment), ...change.environment },
      ),
    })),
  ];
}

function existingNetwork(outbound: 'nat-gateway' | 'routes') {
  const subnet = (name: string, cidr: string) => ({ id: `${NETWORK}/subnets/${name}`, cidr });
  return {
    kind: 'existing',
    cidr: '10.60.0.0/16',
    virtualNetworkId: NETWORK,
    nodeSubnet: subnet('nodes', '10.60.0.0/22'),
    privateEndpointSubnet: subnet('endpoints', '10.60.4.0/26'),
    loadBalancerSubnet: subnet('load-balancers', '10.60.5.0/26'),
    apiServerSubnet: subnet('api-server', '10.60.6.0/28'),
    privateLinkSubnet: subnet('private-link', '10.60.7.0/26'),
    outbound,
  } as const;
}
