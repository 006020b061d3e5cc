import { resourceIdsOf } from '../names';
import type { DeploymentContext, Keys } from './deployment/context';
import type { Grant } from './grant';
import type { Place } from './place';

const SUBNETS = 'Microsoft.Network/virtualNetworks/subnets';
const ADDRESSES = 'Microsoft.Network/publicIPAddresses';
const KEYS = 'Microsoft.KeyVault/vaults/keys';

const BY_CUSTOMER = { kind: 'custom', grantedBy: 'customer', dataActions: [] } as const;

/**
 * What the identity of the cluster may do, by which AKS acts. In the resource group of the nodes AKS gives it more, and only
 * there. Sources: https://learn.microsoft.com/azure/aks/concepts-identity#additional-cluster-identity-permissions,
 * https://learn.microsoft.com/azure/aks/use-kms-etcd-encryption, https://learn.microsoft.com/azure/aks/azure-disk-customer-managed-keys
 */
export function clusterGrants(context: DeploymentContext): readonly Grant[] {
  const { environmentId, subscription, keys } = context;
  const ids = resourceIdsOf(environmentId, subscription);
  const common = { ...BY_CUSTOMER, neededBy: 'cluster' } as const;
  return [
    ...networkGrants(context),
    {
      ...common,
      role: 'assign-kubelet',
      actions: ['Microsoft.ManagedIdentity/userAssignedIdentities/assign/action'],
      on: 'identity',
      scope: ids.identity('kubelet'),
      reason: 'gives nodes the identity that custody made for them, and no other',
    },
    {
      ...common,
      role: 'disk-encryption',
      actions: ['Microsoft.Compute/diskEncryptionSets/read'],
      on: 'disk encryption set',
      scope: ids.diskEncryptionSet,
      reason: "makes volumes that are encrypted with the installation's key",
    },
    {
      ...common,
      role: 'etcd-key',
      actions: [],
      dataActions: [`${KEYS}/decrypt/action`, `${KEYS}/encrypt/action`],
      on: 'key',
      scope: keys.etcd,
      reason: 'encrypts and decrypts the keys of Kubernetes secrets',
    },
    ...(keys.closed
      ? [
          {
            ...common,
            role: 'vault-endpoint',
            actions: ['Microsoft.KeyVault/vaults/PrivateEndpointConnectionsApproval/action'],
            on: 'key vault',
            scope: keys.keyVault,
            reason:
              'the API server reaches the closed vault by a private endpoint of its own, which AKS makes and approves',
          } as const,
        ]
      : []),
  ];
}

/**
 * In the installation's network: on its resource group, as the subnets come later. In the customer's: on each subnet, and on
 * the network to link a zone, for which rights on subnets were seen to be too few: https://github.com/Azure/AKS/issues/4841
 */
function networkGrants({
  environmentId,
  subscription,
  existingNetwork,
  privateApi,
  externalListeners,
}: DeploymentContext): readonly Grant[] {
  const ids = resourceIdsOf(environmentId, subscription);
  const common = { ...BY_CUSTOMER, neededBy: 'cluster' } as const;
  const inSubnets = {
    ...common,
    role: 'cluster-subnets',
    actions: [`${SUBNETS}/join/action`, `${SUBNETS}/joinLoadBalancer/action`, `${SUBNETS}/read`],
    reason: 'puts nodes, API server, load balancers and Private Link services into their subnets',
  } as const;
  const group = {
    on: 'data-plane group',
    scope: ids.dataPlaneGroup,
    unnamed: 'custody assigns it before the data plane makes them, and nothing else is in that group',
  } as const;
  const { nodeSubnet, apiServerSubnet, loadBalancerSubnet, privateLinkSubnet } = existingNetwork ?? {};
  const subnets = [nodeSubnet, apiServerSubnet, loadBalancerSubnet, privateLinkSubnet].filter(
    (subnet) => subnet !== undefined,
  );
  return [
    ...(existingNetwork === undefined
      ? [
          { ...inSubnets, ...group },
          {
            ...common,
            ...group,
            role: 'cluster-nat',
            actions: ['Microsoft.Network/natGateways/read'],
            reason: 'AKS looks whether the subnet for nodes has a NAT gateway before it makes the cluster',
          },
        ]
      : [...new Set(subnets)].map((scope) => ({ ...inSubnets, on: 'subnet', scope }) as const)),
    ...(privateApi
      ? [
          {
            ...common,
            ...(existingNetwork === undefined
              ? group
              : ({ on: 'virtual network', scope: existingNetwork.virtualNetwork } as const)),
            role: 'cluster-network',
            actions: ['Microsoft.Network/virtualNetworks/join/action'],
            reason: 'links the private zone of the Kubernetes API, which AKS makes, to the network',
          },
        ]
      : []),
    ...(externalListeners
      ? [
          {
            ...common,
            ...group,
            role: 'cluster-addresses',
            actions: [`${ADDRESSES}/join/action`, `${ADDRESSES}/read`],
            reason: 'gives load balancers the addresses that Terraform reserved; AKS changes none of these',
          },
        ]
      : []),
  ];
}

/** The identity by which storage accounts and the disk encryption set use their key. */
export function encryptionGrants({ keys }: { readonly keys: Pick<Keys, 'data'> }): readonly Grant[] {
  return [
    {
      ...BY_CUSTOMER,
      role: 'data-key',
      actions: [],
      dataActions: [`${KEYS}/read`, `${KEYS}/unwrap/action`, `${KEYS}/wrap/action`],
      on: 'key',
      scope: keys.data,
      reason: 'wraps and unwraps the keys of blobs and disks; Storage and Compute ask for these three',
      neededBy: 'encryption',
    },
  ];
}

/** The customer's administrators: everything in this cluster, and in no other. It is there before this is assigned. */
export function administratorGrants({ environmentId, subscription }: Place): readonly Grant[] {
  return [
    {
      kind: 'built-in',
      role: 'Azure Kubernetes Service RBAC Cluster Admin',
      actions: ['Microsoft.ContainerService/managedClusters/listClusterUserCredential/action'],
      dataActions: ['Microsoft.ContainerService/managedClusters/*'],
      on: 'cluster',
      scope: resourceIdsOf(environmentId, subscription).cluster,
      grantedBy: 'customer',
      reason: 'administers the cluster and what is in it; the customer names who',
      neededBy: 'administrators',
    },
  ];
}

/**
 * Leads the vendor's engineers to the door of Kubernetes: what is behind it is for Kubernetes to give. The cluster is there
 * before this is assigned.
 */
export function supportGrant({ environmentId, subscription }: Place): Grant {
  return {
    ...BY_CUSTOMER,
    role: 'support',
    actions: [
      'Microsoft.ContainerService/managedClusters/listClusterUserCredential/action',
      'Microsoft.ContainerService/managedClusters/read',
    ],
    on: 'cluster',
    scope: resourceIdsOf(environmentId, subscription).cluster,
    reason: 'finds and reaches the Kubernetes API; all other rights come from Kubernetes',
    neededBy: 'support',
  };
}
