import { resourceIdsOf } from '../../../../lib/azure/names';
import { rolesOfGrants } from '../../../../lib/azure/permissions/custom-role';
import type { DeploymentContext } from '../../../../lib/azure/permissions/deployment/context';
import type { Grant } from '../../../../lib/azure/permissions/grant';
import {
  administratorGrants,
  clusterGrants,
  encryptionGrants,
  supportGrant,
} from '../../../../lib/azure/permissions/roles';
import { type VendorRole, vendorRoles } from '../../../../lib/azure/permissions/vendor-roles';
import { workloadGrants } from '../../../../lib/azure/permissions/workloads';
import { CAPABILITIES, type CapabilityId } from '../../../../lib/core/capabilities';
import { isBound, type VendorAccess } from '../../../../lib/core/vendor-phases';

export const PLACE = { environmentId: 'acme', subscription: '22222222-3333-4444-5555-666666666666' };
export const IDS = resourceIdsOf(PLACE.environmentId, PLACE.subscription);
const WORKSPACES = `/subscriptions/${PLACE.subscription}/resourceGroups/monitoring/providers`;
export const NETWORK = `/subscriptions/${PLACE.subscription}/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/main`;

/** Everything that a configuration can ask of the vendor's roles. */
export const EVERYTHING: DeploymentContext = {
  ...PLACE,
  privateApi: true,
  externalListeners: true,
  storageAccounts: [IDS.storageAccount('data'), IDS.storageAccount('state')],
  keys: {
    keyVault: IDS.keyVault,
    etcd: `${IDS.keyVault}/keys/etcd`,
    data: `${IDS.keyVault}/keys/data`,
    ours: true,
    closed: true,
  },
  controlPlaneEndpoint: true,
  defenderWorkspace: `${WORKSPACES}/Microsoft.OperationalInsights/workspaces/defender`,
};
/** The same in a network of the customer's. */
export const IN_YOUR_NETWORK: DeploymentContext = {
  ...EVERYTHING,
  existingNetwork: {
    virtualNetwork: NETWORK,
    nodeSubnet: `${NETWORK}/subnets/nodes`,
    apiServerSubnet: `${NETWORK}/subnets/api-server`,
    privateEndpointSubnet: `${NETWORK}/subnets/endpoints`,
    loadBalancerSubnet: `${NETWORK}/subnets/load-balancers`,
    privateLinkSubnet: `${NETWORK}/subnets/private-link`,
  },
};

export const ZONE = `/subscriptions/${PLACE.subscription}/resourceGroups/names/providers/Microsoft.Network/dnsZones/db.example.com`;
export const TARGETS: Readonly<Record<string, string>> = {
  bucket: 'data',
  'metrics-workspace': `${WORKSPACES}/Microsoft.Monitor/accounts/metrics`,
  'telemetry-queue': 'riverbed.servicebus.windows.net/state',
  'telemetry-billing': 'riverbedbilling/records/usage/',
  'dns-zone': ZONE,
};

export const CAPABILITY_IDS = Object.keys(CAPABILITIES) as CapabilityId[];

export function grantsOf(id: CapabilityId, zone = ZONE): readonly Grant[] {
  const { reason, target: kind } = CAPABILITIES[id];
  const target = kind === 'dns-zone' ? zone : TARGETS[kind];
  const capability = { id, reason, ...(target === undefined ? {} : { target }) };
  return workloadGrants([capability], { ...PLACE, neededBy: 'engine', ownBuckets: {} });
}

export const CLUSTER_GRANTS = clusterGrants(EVERYTHING);
export const ENCRYPTION_GRANTS = encryptionGrants(EVERYTHING);
export const SUPPORT_GRANT = supportGrant(PLACE);
export const ADMINISTRATOR_GRANTS = administratorGrants(PLACE);

/** Somebody who is not the customer, and all that they may do, in small letters: Azure does not look at their case. */
export interface Principal {
  readonly id: string;
  readonly actions: ReadonlySet<string>;
}

const ACCESS: Readonly<Record<string, VendorAccess>> = {
  'vendor: self-managed': { mode: 'self-managed', allowInstall: true, allowDelete: true },
  'vendor: approved': { mode: 'approved', allowInstall: true, allowDelete: true },
  'vendor: managed': { mode: 'managed', allowInstall: false, allowDelete: false },
  'vendor: managed, install': { mode: 'managed', allowInstall: true, allowDelete: false },
  'vendor: managed, delete': { mode: 'managed', allowInstall: false, allowDelete: true },
};

/** Roles that are assigned to the vendor under an access. */
export function boundRoles(context: DeploymentContext, access: VendorAccess): readonly VendorRole[] {
  return vendorRoles(context).filter(({ record }) => isBound(record, access));
}

type Held = Pick<Grant, 'actions' | 'dataActions'>;

function principal(id: string, roles: readonly Held[]): Principal {
  const held = roles.flatMap(({ actions, dataActions }) => [...actions, ...dataActions]);
  return { id, actions: new Set(held.map((action) => action.toLowerCase())) };
}

/** Vendor in each mode and phase, AKS, nodes, the identity of disks and blobs, support, and a workload of each capability. */
export const PRINCIPALS: readonly Principal[] = [
  ...Object.entries(ACCESS).map(([id, access]) => principal(id, boundRoles(EVERYTHING, access))),
  ...Object.entries(ACCESS).map(([id, access]) =>
    principal(`${id}, in your network`, boundRoles(IN_YOUR_NETWORK, access)),
  ),
  principal('cluster', CLUSTER_GRANTS),
  principal('cluster, in your network', clusterGrants(IN_YOUR_NETWORK)),
  principal('nodes', []),
  principal('encryption', ENCRYPTION_GRANTS),
  principal('support', [SUPPORT_GRANT]),
  ...CAPABILITY_IDS.map((id) => principal(id, grantsOf(id))),
];

/** All that those hold whose id begins so. */
export function principalsOf(...beginnings: readonly string[]): readonly Principal[] {
  return PRINCIPALS.filter(({ id }) => beginnings.some((beginning) => id.startsWith(beginning)));
}

/** Grants of everybody but the vendor, with all that Azure keeps. */
export const GRANTS: readonly Grant[] = [
  ...CLUSTER_GRANTS,
  ...clusterGrants(IN_YOUR_NETWORK),
  ...ENCRYPTION_GRANTS,
  SUPPORT_GRANT,
  ...CAPABILITY_IDS.flatMap((id) => grantsOf(id)),
  ...grantsOf('dns:records', ZONE.replace('dnsZones', 'privateDnsZones')),
];

/** Every custom role there is. One that the vendor makes, in its own tenant, is among them. */
export const CUSTOM_ROLES: readonly (Held & { readonly id: string })[] = [
  ...[EVERYTHING, IN_YOUR_NETWORK].flatMap((context) =>
    vendorRoles(context).map(({ record, actions, dataActions }) => ({ id: record.id, actions, dataActions })),
  ),
  ...rolesOfGrants(GRANTS, PLACE).map(({ name, actions, dataActions }) => ({ id: name, actions, dataActions })),
  ...GRANTS.filter(({ kind, grantedBy }) => kind === 'custom' && grantedBy === 'vendor').map(
    ({ role, actions, dataActions }) => ({ id: role, actions, dataActions }),
  ),
];
