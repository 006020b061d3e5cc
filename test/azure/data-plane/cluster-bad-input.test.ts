import { TerraformVariable } from 'cdktf';
import type { AzureClusterProps } from '../../../lib/azure/data-plane/cluster-props';
import { messageOf, render, testStack } from '../../support/azure';
import {
  CLUSTER_IDENTITY,
  DISK_ENCRYPTION_SET,
  ETCD_KEY,
  KUBELET_IDENTITY,
  makeCluster,
  SYSTEM,
} from './support/cluster';

const CUSTODY = {
  clusterIdentity: CLUSTER_IDENTITY,
  kubeletIdentity: KUBELET_IDENTITY,
  diskEncryptionSet: DISK_ENCRYPTION_SET,
  etcdKey: ETCD_KEY,
  keyVaultIsPrivate: true,
};

const failsWith = (props: Partial<AzureClusterProps>) => messageOf(() => makeCluster(testStack(), props));

test.each([
  ['public', 'is open to the whole internet', ['198.51.100.0/24', '0.0.0.0/0'], '0.0.0.0/0'],
  ['public', 'is open to both halves of it', ['0.0.0.0/1', '128.0.0.0/1'], '0.0.0.0/1, 128.0.0.0/1'],
  ['public', 'has no list', [], 'nothing'],
  ['private', 'is open to more than a /8', ['10.0.0.0/8', '10.0.0.0/7'], '10.0.0.0/7'],
] as const)('fails if a %s API %s', (access, _, allowedCidrs, got) => {
  expect(failsWith({ api: { access, allowedCidrs, attachment: 'vnet-integration' } })).toBe(
    "'api.allowedCidrs' of Test/Cluster must list the networks that may reach the Kubernetes API, " +
      `each a /8 or smaller, got ${got}; list those that need it, or set access to private`,
  );
});

test('a /8 is the largest network that reaches a public API, and one that is known later is let in', () => {
  const cluster = render((stack) => {
    const office = new TerraformVariable(stack, 'office', { type: 'string' }).stringValue;
    const allowedCidrs = ['198.0.0.0/8', office];
    makeCluster(stack, { api: { access: 'public', allowedCidrs, attachment: 'vnet-integration' } });
  }).only('azurerm_kubernetes_cluster');
  expect(cluster.api_server_access_profile.authorized_ip_ranges).toEqual(['198.0.0.0/8', '<var.office>']);
});

test('fails if a network cannot be read, and says which prop it is of', () => {
  const api = { access: 'public', allowedCidrs: ['198.51.100.0/24', 'office', '10.0.0.1/7'] } as const;
  expect(failsWith({ api: { ...api, attachment: 'vnet-integration' } })).toBe(
    "'api.allowedCidrs' of Test/Cluster must be aligned IPv4 networks in CIDR notation, got office, 10.0.0.1/7; write them like 198.51.100.0/24",
  );
});

test('fails with everything that is wrong, in one message', () => {
  const api = { access: 'public', allowedCidrs: ['office', '0.0.0.0/0'], attachment: 'vnet-integration' } as const;
  const problems = failsWith({ api, administrators: [], apiServerSubnet: undefined }).split('\n');
  expect(problems.map((problem) => /^'([^']+)' of Test\/Cluster must /.exec(problem)?.[1])).toEqual([
    'api.allowedCidrs',
    'api.allowedCidrs',
    'administrators',
    'apiServerSubnet',
  ]);
});

test('fails if nobody could enter', () => {
  expect(failsWith({ administrators: [] })).toBe(
    "'administrators' of Test/Cluster must name an Entra group: there are no local accounts, so that nobody could enter, got none; add its object id",
  );
});

test('fails if a private cluster is to be public', () => {
  const api = { access: 'public', allowedCidrs: ['198.51.100.0/24'], attachment: 'private-cluster' } as const;
  expect(failsWith({ api, custody: { ...CUSTODY, keyVaultIsPrivate: false } })).toBe(
    "'api.attachment' of Test/Cluster must be vnet-integration where access is public: a private cluster's API has no public address, got private-cluster; set it, or set access to private",
  );
});

test('fails if the API server has no subnet to be integrated in', () => {
  expect(failsWith({ apiServerSubnet: undefined })).toBe(
    "'apiServerSubnet' of Test/Cluster must be set where the API server is integrated in the network, got nothing; give a delegated /28, or set attachment to private-cluster",
  );
});

test('fails if a private cluster is given a key of a closed vault', () => {
  const api = { access: 'private', allowedCidrs: [], attachment: 'private-cluster' } as const;
  expect(failsWith({ custody: CUSTODY, api })).toBe(
    "'custody.keyVaultIsPrivate' of Test/Cluster must be false unless the API server is integrated in the network: from elsewhere it does not reach the key, got true; open the vault to all networks, or set attachment to vnet-integration",
  );
});

test('fails if the system profile has no machine type', () => {
  expect(failsWith({ systemProfile: { ...SYSTEM, machineTypes: [] } })).toBe(
    "'profiles' of Test/Cluster must have a machine type each, got none for 'system'; pass config.nodeProfiles",
  );
});
