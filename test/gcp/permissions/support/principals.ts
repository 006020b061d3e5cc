import { CAPABILITIES, type CapabilityId } from '../../../../lib/core/capabilities';
import { isBound, type VendorAccess } from '../../../../lib/core/vendor-phases';
import { actingGrant } from '../../../../lib/gcp/permissions/acting';
import type { DeploymentContext } from '../../../../lib/gcp/permissions/deployment/context';
import type { Grant } from '../../../../lib/gcp/permissions/grant';
import { identityGrants } from '../../../../lib/gcp/permissions/identities';
import { administratorGrants, nodeGrants, supportGrant } from '../../../../lib/gcp/permissions/roles';
import { type VendorRole, vendorRoles } from '../../../../lib/gcp/permissions/vendor-roles';
import { workloadGrants } from '../../../../lib/gcp/permissions/workloads';
import { EVERYTHING } from '../../../../scripts/rendered-gcp-permissions';

export { EVERYTHING };

const { environmentId, project, region } = EVERYTHING;
export const PLACE = { environmentId, project, region };
export const EXPIRY = '2027-01-31T00:00:00Z';

/** The same in a network of the customer's, which takes no private endpoint. */
export const IN_YOUR_NETWORK: DeploymentContext = {
  ...EVERYTHING,
  network: 'existing',
  nat: false,
  googleApisEndpoint: false,
  controlPlaneEndpoint: false,
};
export const IN_SHARED_NETWORK: DeploymentContext = { ...IN_YOUR_NETWORK, network: 'shared' };

const TARGETS: Readonly<Record<string, string>> = {
  bucket: 'data',
  'metrics-workspace': 'acme-metrics',
  'telemetry-queue': 'projects/riverbed-control/topics/state',
  'telemetry-billing': 'riverbed-billing/usage/',
  'dns-zone': 'acme-zone',
};

export const CAPABILITY_IDS = Object.keys(CAPABILITIES) as CapabilityId[];

export function grantsOf(id: CapabilityId): readonly Grant[] {
  const { reason, target: kind } = CAPABILITIES[id];
  const target = TARGETS[kind];
  const capability = { id, reason, ...(target === undefined ? {} : { target }) };
  return workloadGrants([capability], {
    neededBy: 'engine',
    environmentId: PLACE.environmentId,
    domain: 'acme.example.com',
  });
}

export const NODE_GRANTS = nodeGrants('acme-data', 'europe-west1-docker.pkg.dev/acme-data/mirror');
export const SUPPORT_GRANT = supportGrant(PLACE, EXPIRY);
/** By which the vendor's own identities act as accounts of the installation. */
export const ACTING_GRANTS = {
  vendor: actingGrant('vendor', PLACE, EXPIRY),
  support: actingGrant('support', PLACE, EXPIRY),
};
/** What a workload has beside its capabilities if it acts by an account of Google Cloud. */
export const SIGNING_GRANTS = identityGrants(
  {
    name: 'engine',
    kind: 'workload',
    namespace: 'riverbed',
    serviceAccount: 'engine',
    capabilities: [],
    googleServiceAccount: true,
  },
  PLACE,
);
export const ADMINISTRATOR_GRANTS = administratorGrants(PLACE);

/** Somebody who is not the customer, and all that they may do. */
export interface Principal {
  readonly id: string;
  readonly permissions: ReadonlySet<string>;
}

const ACCESS: Readonly<Record<string, VendorAccess>> = {
  'vendor: self-managed': { mode: 'self-managed', allowInstall: true, allowDelete: true },
  'vendor: approved': { mode: 'approved', allowInstall: true, allowDelete: true },
  'vendor: managed': { mode: 'managed', allowInstall: false, allowDelete: false },
  'vendor: managed, install': { mode: 'managed', allowInstall: true, allowDelete: false },
  'vendor: managed, delete': { mode: 'managed', allowInstall: false, allowDelete: true },
};

/** Roles that are bound to the vendor under an access. */
export function boundRoles(context: DeploymentContext, access: VendorAccess): readonly VendorRole[] {
  return vendorRoles(context).filter(({ record }) => isBound(record, access));
}

function principal(id: string, roles: readonly { readonly permissions: readonly string[] }[]): Principal {
  return { id, permissions: new Set(roles.flatMap(({ permissions }) => permissions)) };
}

/** Vendor in each mode and phase, nodes, support, who acts as the two, and a workload of each capability or with an account. */
export const PRINCIPALS: readonly Principal[] = [
  ...Object.entries(ACCESS).map(([id, access]) => principal(id, boundRoles(EVERYTHING, access))),
  ...Object.entries(ACCESS).map(([id, access]) =>
    principal(`${id}, in your network`, boundRoles(IN_YOUR_NETWORK, access)),
  ),
  principal('nodes', NODE_GRANTS),
  principal('support', [SUPPORT_GRANT]),
  principal('who acts as the vendor', [ACTING_GRANTS.vendor]),
  principal('who acts as support', [ACTING_GRANTS.support]),
  ...CAPABILITY_IDS.map((id) => principal(id, grantsOf(id))),
  principal('workload with an account', SIGNING_GRANTS),
];

/** All that those hold whose id begins so. */
export function principalsOf(...beginnings: readonly string[]): readonly Principal[] {
  return PRINCIPALS.filter(({ id }) => beginnings.some((beginning) => id.startsWith(beginning)));
}

/** Every custom role there is, with its permissions. */
export const CUSTOM_ROLES: readonly { readonly id: string; readonly permissions: readonly string[] }[] = [
  ...[EVERYTHING, IN_YOUR_NETWORK, IN_SHARED_NETWORK].flatMap((context) =>
    vendorRoles(context).map(({ id, permissions }) => ({ id: `${id} (${context.network} network)`, permissions })),
  ),
  ...[
    ...NODE_GRANTS,
    SUPPORT_GRANT,
    ...Object.values(ACTING_GRANTS),
    ...CAPABILITY_IDS.flatMap(grantsOf),
    ...SIGNING_GRANTS,
  ]
    .filter(({ kind }) => kind === 'custom')
    .map(({ role, permissions }) => ({ id: role, permissions })),
];
