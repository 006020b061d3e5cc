import type { Grant } from '../../../lib/azure/permissions/grant';
import { clusterGrants } from '../../../lib/azure/permissions/roles';
import {
  ADMINISTRATOR_GRANTS,
  CLUSTER_GRANTS,
  ENCRYPTION_GRANTS,
  EVERYTHING,
  IDS,
  IN_YOUR_NETWORK,
  NETWORK,
  SUPPORT_GRANT,
} from './support/principals';

const lines = (grants: readonly Grant[]) =>
  grants.flatMap(({ actions, dataActions, role, scope }) =>
    [...actions, ...dataActions].map((action) => `${action.replace('Microsoft.', '')} by ${role} on ${scope}`),
  );
const ON_GROUP = `on ${IDS.dataPlaneGroup}`;
const JOINS = ['join/action', 'joinLoadBalancer/action', 'read'].map(
  (verb) => `Network/virtualNetworks/subnets/${verb}`,
);
const LINK = 'Network/virtualNetworks/join/action by cluster-network on';
const OTHERS = [
  `ManagedIdentity/userAssignedIdentities/assign/action by assign-kubelet on ${IDS.identity('kubelet')}`,
  `Compute/diskEncryptionSets/read by disk-encryption on ${IDS.diskEncryptionSet}`,
  `KeyVault/vaults/keys/decrypt/action by etcd-key on ${IDS.keyVault}/keys/etcd`,
  `KeyVault/vaults/keys/encrypt/action by etcd-key on ${IDS.keyVault}/keys/etcd`,
];
const ENDPOINT = `KeyVault/vaults/PrivateEndpointConnectionsApproval/action by vault-endpoint on ${IDS.keyVault}`;

describe('the identity of the cluster', () => {
  test('may do this and no more', () => {
    expect(lines(CLUSTER_GRANTS)).toEqual([
      ...JOINS.map((action) => `${action} by cluster-subnets ${ON_GROUP}`),
      `Network/natGateways/read by cluster-nat ${ON_GROUP}`,
      `${LINK} ${IDS.dataPlaneGroup}`,
      `Network/publicIPAddresses/join/action by cluster-addresses ${ON_GROUP}`,
      `Network/publicIPAddresses/read by cluster-addresses ${ON_GROUP}`,
      ...OTHERS,
      ENDPOINT,
    ]);
  });

  test('in a network of the customer, uses four subnets, and links a zone to the network', () => {
    const subnets = ['nodes', 'api-server', 'load-balancers', 'private-link'];
    expect(lines(clusterGrants({ ...IN_YOUR_NETWORK, externalListeners: false }))).toEqual([
      ...subnets.flatMap((subnet) =>
        JOINS.map((action) => `${action} by cluster-subnets on ${NETWORK}/subnets/${subnet}`),
      ),
      `${LINK} ${NETWORK}`,
      ...OTHERS,
      ENDPOINT,
    ]);
  });

  test('links no zone to a network where the API is public: there is none', () => {
    for (const context of [EVERYTHING, IN_YOUR_NETWORK]) {
      const grants = clusterGrants({ ...context, privateApi: false });
      expect(grants.map(({ role }) => role)).not.toContain('cluster-network');
      expect(grants).toHaveLength(clusterGrants(context).length - 1);
    }
  });

  test('uses a subnet that is for two things once', () => {
    const { existingNetwork } = IN_YOUR_NETWORK;
    if (existingNetwork === undefined) throw new Error('there is no network');
    const { virtualNetwork, nodeSubnet, privateEndpointSubnet } = existingNetwork;
    const one = { virtualNetwork, nodeSubnet, privateEndpointSubnet, loadBalancerSubnet: nodeSubnet };
    const grants = clusterGrants({ ...IN_YOUR_NETWORK, existingNetwork: one, externalListeners: false });
    expect(grants.filter(({ on }) => on === 'subnet').map(({ scope }) => scope)).toEqual([nodeSubnet]);
  });

  test('connects to no vault that is open', () => {
    const { keys } = EVERYTHING;
    expect(lines(clusterGrants({ ...EVERYTHING, keys: { ...keys, closed: false } }))).not.toContain(ENDPOINT);
  });

  test('says why, and why on a whole resource group', () => {
    for (const { on, reason, unnamed, grantedBy, kind } of CLUSTER_GRANTS) {
      expect(reason).toMatch(/^[A-Za-z].{9,}[^.]$/);
      expect([on, unnamed !== undefined]).toEqual([on, on === 'data-plane group']);
      expect([grantedBy, kind]).toEqual(['customer', 'custom']);
    }
  });
});

test('the identity of disks and blobs wraps with their key, and neither encrypts nor manages', () => {
  expect(lines(ENCRYPTION_GRANTS)).toEqual(
    ['read', 'unwrap/action', 'wrap/action'].map(
      (verb) => `KeyVault/vaults/keys/${verb} by data-key on ${IDS.keyVault}/keys/data`,
    ),
  );
});

test('support finds and reaches this cluster, and has no other right', () => {
  expect(lines([SUPPORT_GRANT])).toEqual(
    ['listClusterUserCredential/action', 'read'].map(
      (verb) => `ContainerService/managedClusters/${verb} by support on ${IDS.cluster}`,
    ),
  );
});

test('administrators have everything in this cluster, by a role of Azure', () => {
  expect(ADMINISTRATOR_GRANTS.map(({ kind, role, on, scope }) => [kind, role, on, scope])).toEqual([
    ['built-in', 'Azure Kubernetes Service RBAC Cluster Admin', 'cluster', IDS.cluster],
  ]);
});
