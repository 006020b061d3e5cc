import type { AzureEnvironment, VendorPlan } from '../../../lib/core/config-types';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { azureEnvironment, existingVirtualNetwork, minimalPlanForEveryCloud, problemsOf } from '../../support/config';

type Input = readonly [environment: Partial<AzureEnvironment>, plan?: Partial<VendorPlan>];

const { apiServerSubnet: _, ...WITHOUT_API_SERVER } = existingVirtualNetwork();
const BIG_DISK = { name: 'general', vcpu: 2, memoryGiB: 8, diskGiB: 500, maxNodesPerZone: 3 };

const SUBSCRIPTION = "'environment.subscription' must be a lower-case UUID, got production; copy it from the portal";
const TENANT = "'environment.tenant' must be a lower-case UUID, got acme.onmicrosoft.com; copy it from the portal";
const WITHOUT_ZONES =
  "'environment.region' must have three zones for every account, got westus (0); choose another region";
const TOO_SMALL =
  "'environment.network.cidr' must be a /23 or larger on azure, got 10.0.0.0/24; choose a larger network";
const TOO_LARGE = "'environment.network.cidr' must be a /16 or smaller on azure, got 10.0.0.0/15; write 10.0.0.0/16";
const CONTAINER =
  "'plan.buckets[2].name' must be a name that Azure takes for a container, got wh; choose another one; see https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules";
const ACCOUNT =
  "'environment.id' must be without 'microsoft', which Azure reserves, got mymicrosoft; choose another id";
const OVERLAY =
  "'environment.network.podCidr' must keep the range for pods (10.244.0.0/16) apart from the network 10.244.0.0/16, got 10.244.0.0/16; set podCidr to another range";
const OVERLAY_OF_PEER =
  "'environment.network.podCidr' must keep the range for pods (10.244.0.0/16) apart from the peered network 10.244.8.0/24, got 10.244.0.0/16; set podCidr to another range";
const NO_API_SERVER_SUBNET =
  "'environment.network.apiServerSubnet' must be set where apiServer is vnet-integration, got nothing; name a subnet that is delegated to it, or set apiServer to private-cluster";
const NO_ADMINISTRATORS =
  "'environment.administrators' must name an Entra group: there are no local accounts, so that nobody could enter the cluster, got []; add the object id of a group of your staff";
const NO_LIST =
  "'environment.kubernetesApi.allowedCidrs' must list the networks that may reach a public Kubernetes API, got []; add them, or set access to private";
const NO_PUBLIC_ADDRESS =
  "'environment.apiServer' must be vnet-integration where kubernetesApi.access is public, got private-cluster; set it, or set access to private";
const OS_DISK =
  "'environment.osDisks.general' must be managed: an OS disk of 500 GiB does not fit on the disks of Standard_D2s_v6 (0 GiB), got ephemeral; set it, or choose a size with larger disks";

test.each<[string, Input, string]>([
  ['the subscription is no UUID', [{ subscription: 'production' }], SUBSCRIPTION],
  ['the tenant is no UUID', [{ tenant: 'acme.onmicrosoft.com' }], TENANT],
  ['the region has no zones', [{ region: 'westus' }], WITHOUT_ZONES],
  ['the network is too small', [{ network: { cidr: '10.0.0.0/24' } }], TOO_SMALL],
  ['the network is too large', [{ network: { cidr: '10.0.0.0/15' } }], TOO_LARGE],
  [
    'Azure would refuse the name of a container',
    [{}, { buckets: [{ name: 'data' }, { name: 'state' }, { name: 'wh' }] }],
    CONTAINER,
  ],
  ['Azure would refuse the name of a storage account', [{ id: 'mymicrosoft' }], ACCOUNT],
  ['the overlay of the pods overlaps the network', [{ network: { cidr: '10.244.0.0/16' } }], OVERLAY],
  ['the overlay of the pods overlaps a peer', [{ network: { peeredCidrs: ['10.244.8.0/24'] } }], OVERLAY_OF_PEER],
  ['an existing network has no subnet for the API server', [{ network: WITHOUT_API_SERVER }], NO_API_SERVER_SUBNET],
  ['nobody administers the cluster', [{ administrators: [] }], NO_ADMINISTRATORS],
  ['the API is public and has no allow-list', [{ kubernetesApi: { access: 'public' } }], NO_LIST],
  [
    'a private cluster is to be public',
    [{ apiServer: 'private-cluster', kubernetesApi: { access: 'public', allowedCidrs: ['198.51.100.0/24'] } }],
    NO_PUBLIC_ADDRESS,
  ],
  [
    'an ephemeral OS disk does not fit on the machine',
    [{ osDisks: { general: 'ephemeral' } }, { nodeProfiles: [BIG_DISK] }],
    OS_DISK,
  ],
])('fails if %s', (__, input, message) => {
  expect(problems(...input)).toEqual([message]);
});

test('everything that is wrong is said at once', () => {
  const environment: Partial<AzureEnvironment> = {
    id: 'mymicrosoft',
    network: { ...WITHOUT_API_SERVER, podCidr: '10.244.0.0/16', peeredCidrs: ['10.244.8.0/24'] },
    administrators: [],
    kubernetesApi: { access: 'public' },
    osDisks: { general: 'ephemeral' },
  };
  const buckets = [{ name: 'data' }, { name: 'state' }, { name: 'wh' }];
  expect(problems(environment, { buckets, nodeProfiles: [BIG_DISK] }).sort()).toEqual(
    [ACCOUNT, CONTAINER, NO_ADMINISTRATORS, NO_API_SERVER_SUBNET, NO_LIST, OS_DISK, OVERLAY_OF_PEER].sort(),
  );
});

test('what cannot be read leaves out no rule of what can', () => {
  const environment: Partial<AzureEnvironment> = {
    subscription: 'production',
    tenant: 'acme.onmicrosoft.com',
    administrators: [],
    network: { cidr: '10.0.0.0/24' },
    kubernetesApi: { access: 'public' },
  };
  expect(problems(environment).sort()).toEqual([NO_ADMINISTRATORS, NO_LIST, SUBSCRIPTION, TENANT, TOO_SMALL].sort());
});

function problems(environment: Partial<AzureEnvironment>, plan: Partial<VendorPlan> = {}): string[] {
  return problemsOf(() =>
    resolveConfig({ ...minimalPlanForEveryCloud(), ...plan }, { ...azureEnvironment(), ...environment }),
  );
}
