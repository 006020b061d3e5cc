import { deploymentRoles } from '../../../lib/azure/permissions/deployment';
import type { DeploymentContext } from '../../../lib/azure/permissions/deployment/context';
import { vendorRoles } from '../../../lib/azure/permissions/vendor-roles';
import { isBound } from '../../../lib/core/vendor-phases';
import { EVERYTHING, IDS, IN_YOUR_NETWORK, PLACE } from './support/principals';

/** Actions of each role, without `Microsoft.`. */
const actionsOf = (context: DeploymentContext) =>
  Object.fromEntries(
    vendorRoles(context).map(({ record, actions }) => [record.id, actions.map((action) => action.slice(10))]),
  );
const flat = (context: DeploymentContext) => [...new Set(Object.values(actionsOf(context)).flat())];

/** Every role, line by line. A change here is a change of what a customer grants. */
const ROLES: Readonly<Record<string, readonly string[]>> = {
  read: [
    'ContainerService/managedClusters/agentPools/read',
    'ContainerService/managedClusters/listClusterUserCredential/action',
    'ContainerService/managedClusters/maintenanceConfigurations/read',
    'ContainerService/managedClusters/read',
    'Network/natGateways/read',
    'Network/networkInterfaces/read',
    'Network/networkSecurityGroups/read',
    'Network/networkSecurityGroups/securityRules/read',
    'Network/privateDnsOperationResults/read',
    'Network/privateDnsOperationStatuses/read',
    'Network/privateDnsZones/A/read',
    'Network/privateDnsZones/SOA/read',
    'Network/privateDnsZones/read',
    'Network/privateDnsZones/virtualNetworkLinks/read',
    'Network/privateEndpoints/privateDnsZoneGroups/read',
    'Network/privateEndpoints/read',
    'Network/publicIPAddresses/read',
    'Network/virtualNetworks/read',
    'Network/virtualNetworks/subnets/read',
    'Resources/subscriptions/resourceGroups/read',
  ],
  run: [
    'ContainerService/managedClusters/agentPools/delete',
    'ContainerService/managedClusters/agentPools/write',
    'ContainerService/managedClusters/availableAgentPoolVersions/read',
    'ContainerService/managedClusters/maintenanceConfigurations/delete',
    'ContainerService/managedClusters/maintenanceConfigurations/write',
    'ContainerService/managedClusters/write',
    'Network/virtualNetworks/subnets/join/action',
  ],
  'run-defender': ['OperationalInsights/workspaces/sharedKeys/read'],
  'run-identities': ['ManagedIdentity/userAssignedIdentities/assign/action'],
  'run-disks': ['Compute/diskEncryptionSets/read'],
  install: [
    'Network/natGateways/delete',
    'Network/natGateways/join/action',
    'Network/natGateways/write',
    'Network/networkSecurityGroups/delete',
    'Network/networkSecurityGroups/join/action',
    'Network/networkSecurityGroups/securityRules/delete',
    'Network/networkSecurityGroups/securityRules/write',
    'Network/networkSecurityGroups/write',
    'Network/privateDnsZones/A/delete',
    'Network/privateDnsZones/A/write',
    'Network/privateDnsZones/delete',
    'Network/privateDnsZones/join/action',
    'Network/privateDnsZones/virtualNetworkLinks/delete',
    'Network/privateDnsZones/virtualNetworkLinks/write',
    'Network/privateDnsZones/write',
    'Network/privateEndpoints/delete',
    'Network/privateEndpoints/privateDnsZoneGroups/delete',
    'Network/privateEndpoints/privateDnsZoneGroups/write',
    'Network/privateEndpoints/write',
    'Network/publicIPAddresses/delete',
    'Network/publicIPAddresses/join/action',
    'Network/publicIPAddresses/write',
    'Network/virtualNetworks/join/action',
    'Network/virtualNetworks/subnets/delete',
    'Network/virtualNetworks/subnets/join/action',
    'Network/virtualNetworks/subnets/write',
    'Network/virtualNetworks/write',
  ],
  'run-vault': ['KeyVault/vaults/read'],
  'install-accounts': ['Storage/storageAccounts/PrivateEndpointConnectionsApproval/action'],
  'install-vault': ['KeyVault/vaults/PrivateEndpointConnectionsApproval/action'],
  delete: [
    'ContainerService/managedClusters/delete',
    'Network/natGateways/delete',
    'Network/natGateways/join/action',
    'Network/natGateways/write',
    'Network/networkSecurityGroups/delete',
    'Network/networkSecurityGroups/join/action',
    'Network/networkSecurityGroups/securityRules/delete',
    'Network/privateDnsZones/A/delete',
    'Network/privateDnsZones/delete',
    'Network/privateDnsZones/virtualNetworkLinks/delete',
    'Network/privateEndpoints/delete',
    'Network/privateEndpoints/privateDnsZoneGroups/delete',
    'Network/publicIPAddresses/delete',
    'Network/virtualNetworks/delete',
    'Network/virtualNetworks/subnets/delete',
    'Network/virtualNetworks/subnets/write',
  ],
};

test('the roles hold this and no more', () => {
  expect(actionsOf(EVERYTHING)).toEqual(ROLES);
});

describe('in a network of the customer', () => {
  const NETWORK = /^Network\/(virtualNetworks|natGateways|networkSecurityGroups|privateDnsZones)\/(?!subnets\/join)/;

  test('nothing of it is made, changed, read or removed', () => {
    expect(flat(EVERYTHING).filter((action) => NETWORK.test(action)).length).toBeGreaterThan(25);
    expect(flat(IN_YOUR_NETWORK).filter((action) => NETWORK.test(action))).toEqual([]);
  });

  test('these are left for private endpoints and addresses', () => {
    const { install, delete: remove } = actionsOf(IN_YOUR_NETWORK);
    const LEFT = [
      'privateEndpoints/delete',
      'privateEndpoints/write',
      'publicIPAddresses/delete',
      'publicIPAddresses/write',
    ];
    expect(install).toEqual(LEFT.map((action) => `Network/${action}`));
    expect(remove).toEqual([
      'ContainerService/managedClusters/delete',
      'Network/privateEndpoints/delete',
      'Network/publicIPAddresses/delete',
    ]);
  });

  test('subnets are used by roles of their own, and not in the resource group', () => {
    const { run, 'run-subnets': subnets, 'install-endpoint-subnet': endpoints } = actionsOf(IN_YOUR_NETWORK);
    expect(run).not.toContain('Network/virtualNetworks/subnets/join/action');
    expect([subnets, endpoints]).toEqual([
      ['Network/virtualNetworks/subnets/join/action'],
      ['Network/virtualNetworks/subnets/join/action'],
    ]);
  });
});

describe('what a configuration does not ask for is not there:', () => {
  const without = (change: Partial<DeploymentContext>) => {
    const left = flat({ ...EVERYTHING, ...change });
    return flat(EVERYTHING).filter((action) => !left.includes(action));
  };

  test('names of the control plane', () => {
    expect(without({ controlPlaneEndpoint: false })).toEqual([
      'Network/privateDnsZones/A/read',
      'Network/privateDnsZones/A/delete',
      'Network/privateDnsZones/A/write',
    ]);
  });

  test.each([
    ['open', { closed: false }, ['read', 'PrivateEndpointConnectionsApproval/action']],
    ['of the customer', { ours: false }, ['PrivateEndpointConnectionsApproval/action']],
  ])('the vault, where it is %s', (_, change, gone) => {
    const keys = { ...EVERYTHING.keys, ...change };
    expect(without({ keys })).toEqual(gone.map((action) => `KeyVault/vaults/${action}`));
  });

  test('accounts, where all buckets are of the customer', () => {
    expect(without({ storageAccounts: [] })).toEqual([
      'Storage/storageAccounts/PrivateEndpointConnectionsApproval/action',
    ]);
  });

  test('private endpoints and zones, where there is nothing to reach by them', () => {
    const keys = { ...EVERYTHING.keys, closed: false };
    const gone = without({ keys, storageAccounts: [], controlPlaneEndpoint: false });
    const OTHERS = ['Network/networkInterfaces/read', 'KeyVault/vaults/read', 'Network/virtualNetworks/join/action'];
    expect(gone.filter((action) => !/^Network\/private|PrivateEndpoint/.test(action))).toEqual(OTHERS);
    expect(without({ keys, storageAccounts: [] })).toContain('Network/privateDnsZones/join/action');
  });

  test('the key of a workspace', () => {
    const { defenderWorkspace: _, ...off } = EVERYTHING;
    const left = flat(off);
    expect(flat(EVERYTHING).filter((action) => !left.includes(action))).toEqual([
      'OperationalInsights/workspaces/sharedKeys/read',
    ]);
  });

  test('addresses, where nothing is on the internet and the network is not ours', () => {
    const left = flat({ ...IN_YOUR_NETWORK, externalListeners: false });
    expect(left.filter((action) => action.startsWith('Network/publicIPAddresses/'))).toEqual([]);
  });
});

describe('every record', () => {
  const records = [EVERYTHING, IN_YOUR_NETWORK].flatMap((context) => deploymentRoles(context));

  test('says why, and for whom', () => {
    for (const { permissions } of records) {
      for (const { reason, neededBy } of permissions) {
        expect(reason).toMatch(/^[A-Z]?[A-Za-z].{9,}[^.]$/);
        expect(neededBy).toMatch(/^[A-Za-z ]+$/);
      }
    }
  });

  test('is in a role of what it is on, which the stack assigns that has it', () => {
    for (const { on, grantedIn, permissions } of records) {
      expect([...new Set(permissions.map((permission) => permission.on))]).toEqual([on]);
      const inCustody = ['cluster identities', 'disk encryption set', 'storage accounts', 'key vault'].includes(on);
      expect([on, grantedIn]).toEqual([on, inCustody ? 'custody' : 'bootstrap']);
    }
  });
});

describe('assignments', () => {
  const roles = vendorRoles(EVERYTHING);
  const bound = (mode: 'managed' | 'approved' | 'self-managed', allowInstall: boolean, allowDelete: boolean) =>
    roles.filter(({ record }) => isBound(record, { mode, allowInstall, allowDelete })).map(({ record }) => record.id);
  const RUN = ['read', 'run', 'run-defender', 'run-identities', 'run-disks', 'run-vault'];
  const INSTALL = ['install', 'install-accounts', 'install-vault'];

  test.each([
    ['managed', false, false, RUN],
    ['managed', true, false, [...RUN, ...INSTALL]],
    ['managed', false, true, [...RUN, 'delete']],
    ['managed', true, true, [...RUN, ...INSTALL, 'delete']],
    ['approved', true, true, ['read']],
    ['self-managed', true, true, []],
  ] as const)('in mode %s, install %s, delete %s', (mode, allowInstall, allowDelete, ids) => {
    expect(bound(mode, allowInstall, allowDelete)).toEqual(ids);
  });

  test('are on one resource group, on that of custody for approvals and to look the vault up, and else on single resources', () => {
    const on = (group: string) => roles.filter(({ assignedOn }) => assignedOn.includes(group));
    const groups = roles.flatMap(({ assignedOn }) => assignedOn).filter((id) => !id.includes('/providers/'));
    expect([...new Set(groups)]).toEqual([IDS.dataPlaneGroup, IDS.custodyGroup]);
    expect(on(IDS.custodyGroup).flatMap(({ actions }) => actions)).toEqual([
      'Microsoft.KeyVault/vaults/read',
      'Microsoft.Storage/storageAccounts/PrivateEndpointConnectionsApproval/action',
      'Microsoft.KeyVault/vaults/PrivateEndpointConnectionsApproval/action',
    ]);
  });

  test('of a key vault of the customer are on this vault alone, and there are none of an open one', () => {
    const keyVault = `/subscriptions/${PLACE.subscription}/resourceGroups/keys/providers/Microsoft.KeyVault/vaults/acme`;
    const key = `${keyVault}/keys/byoc`;
    const onVault = (closed: boolean) =>
      vendorRoles({ ...EVERYTHING, keys: { keyVault, etcd: key, data: key, ours: false, closed } })
        .filter(({ record }) => record.on === 'key vault')
        .map(({ record, actions, assignedOn }) => [record.id, actions, assignedOn]);
    expect(onVault(true)).toEqual([['run-vault', ['Microsoft.KeyVault/vaults/read'], [keyVault]]]);
    expect(onVault(false)).toEqual([]);
  });
});
