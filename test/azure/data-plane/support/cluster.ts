import type { TerraformStack } from 'cdktf';
import { AzureCluster } from '../../../../lib/azure/data-plane/cluster';
import type { AzureClusterProps } from '../../../../lib/azure/data-plane/cluster-props';
import type { AzureNodes } from '../../../../lib/azure/data-plane/node-config';
import { namesOf, resourceIdsOf } from '../../../../lib/azure/names';
import type { ResolvedNodeProfile } from '../../../../lib/core/node-profiles';
import { resolveConfig } from '../../../../lib/core/resolve-config';
import { REGION, SUBSCRIPTION, TENANT, ZONES } from '../../../support/azure';
import { azureEnvironment, minimalPlanForEveryCloud } from '../../../support/config';

const ids = resourceIdsOf('demo', SUBSCRIPTION);
const names = namesOf('demo', SUBSCRIPTION);

export const { nodeProfiles: LEAST } = resolveConfig(minimalPlanForEveryCloud(), azureEnvironment());
export const [SYSTEM] = LEAST as [ResolvedNodeProfile];

export const ADMINISTRATORS = ['88888888-9999-0000-1111-222222222222'];
export const CLUSTER_IDENTITY = ids.identity('cluster');
export const KUBELET_IDENTITY = {
  id: ids.identity('kubelet'),
  clientId: '10101010-2020-3030-4040-505050505050',
  objectId: '60606060-7070-8080-9090-a0a0a0a0a0a0',
};
export const ETCD_KEY = `https://${names.keyVault}.vault.azure.net/keys/etcd/0123456789abcdef0123456789abcdef`;
export const DISK_ENCRYPTION_SET = ids.diskEncryptionSet;
export const NODE_SUBNET = ids.subnet('nodes');
export const API_SERVER_SUBNET = ids.subnet('api-server');

export const NODES: AzureNodes = {
  environmentId: 'demo',
  subscription: SUBSCRIPTION,
  zones: ZONES,
  nodeSubnet: NODE_SUBNET,
  podsPerNode: 250,
  kubernetesVersion: '1.36',
  osDisks: {},
  tags: { 'byoc:environment': 'demo', owner: 'platform' },
};

export function makeCluster(stack: TerraformStack, props: Partial<AzureClusterProps> = {}): AzureCluster {
  return new AzureCluster(stack, 'Cluster', {
    ...NODES,
    resourceGroup: names.dataPlaneGroup,
    region: REGION,
    tenant: TENANT,
    administrators: ADMINISTRATORS,
    api: { access: 'private', allowedCidrs: [], attachment: 'vnet-integration' },
    apiServerSubnet: API_SERVER_SUBNET,
    podCidr: '10.244.0.0/16',
    serviceCidr: '172.20.0.0/16',
    outbound: 'nat-gateway',
    custody: {
      clusterIdentity: CLUSTER_IDENTITY,
      kubeletIdentity: KUBELET_IDENTITY,
      etcdKey: ETCD_KEY,
      keyVaultIsPrivate: true,
      diskEncryptionSet: DISK_ENCRYPTION_SET,
    },
    systemProfile: SYSTEM,
    upgradeChannel: 'patch',
    nodeOsUpgradeChannel: 'NodeImage',
    maintenanceExclusions: [],
    azurePolicy: false,
    protection: true,
    ...props,
  });
}
