import type { DataPlaneOutputs } from '../../lib/core/outputs';

const ARN = 'arn:aws:iam::111122223333:role/byoc/env/acme/pods/acme-';
const GROUP = 'arn:aws:elasticloadbalancing:eu-central-1:111122223333:targetgroup/';

const KEY = 'arn:aws:kms:eu-central-1:111122223333:key/01234567-89ab-cdef-0123-456789abcdef';
const NAMES = [
  'engine',
  'agent',
  'archive-reader',
  'state-exporter',
  'billing',
  'load-balancer-controller',
  'cluster-autoscaler',
  'external-dns',
  'cert-manager',
];

/** Outputs of custody for the full configuration. */
export const CUSTODY = {
  Contract: '1',
  EnvironmentId: 'acme',
  EncryptionKey: KEY,
  BucketData: 'byoc-acme-data',
  BucketState: 'byoc-acme-state',
  BucketArchive: 'acme-archive',
  WorkloadEngine: `${ARN}engine`,
  WorkloadAgent: `${ARN}agent`,
  WorkloadArchiveReader: `${ARN}archive-reader`,
  WorkloadStateExporter: `${ARN}state-exporter`,
  WorkloadBilling: `${ARN}billing`,
  WorkloadLoadBalancerController: `${ARN}load-balancer-controller`,
  WorkloadClusterAutoscaler: `${ARN}cluster-autoscaler`,
  WorkloadExternalDns: `${ARN}external-dns`,
  WorkloadCertManager: `${ARN}cert-manager`,
};
/** Outputs of its data plane. */
export const DATA_PLANE = {
  Contract: '1',
  EnvironmentId: 'acme',
  ClusterName: 'byoc-acme',
  ClusterEndpoint: 'https://0123.gr7.eu-central-1.eks.amazonaws.com',
  ClusterVersion: '1.35',
  ClusterIssuer: 'https://oidc.eks.eu-central-1.amazonaws.com/id/0123',
  NetworkId: 'vpc-01234567',
  NodeSubnetIds: 'subnet-0,subnet-1,subnet-2',
  EgressAddresses: '198.51.100.7',
  ListenerAgentAddress: 'agent.elb.eu-central-1.amazonaws.com',
  ListenerAgentTarget: `${GROUP}agent`,
  ListenerSqlAddress: 'proxy.elb.eu-central-1.amazonaws.com',
  ListenerSqlTarget: `${GROUP}sql`,
  ListenerHttpsAddress: 'ingress.elb.eu-central-1.amazonaws.com',
  ListenerHttpsTarget: `${GROUP}https`,
  ListenerHttpsExternalAddress: 'outside.elb.eu-central-1.amazonaws.com',
  ListenerHttpsExternalTarget: `${GROUP}https-external`,
};
/** What `cdk deploy --outputs-file` writes for both. */
export const FILE = { 'byoccustody-acme': CUSTODY, 'byoc-acme-data': DATA_PLANE };

/** What they say. */
export const EXPECTED: DataPlaneOutputs<'aws'> = {
  contract: 1,
  environmentId: 'acme',
  cloud: 'aws',
  region: 'eu-central-1',
  zones: ['euc1-az1', 'euc1-az2', 'euc1-az3'],
  cluster: {
    name: 'byoc-acme',
    endpoint: 'https://0123.gr7.eu-central-1.eks.amazonaws.com',
    version: '1.35',
    issuer: 'https://oidc.eks.eu-central-1.amazonaws.com/id/0123',
  },
  network: {
    id: 'vpc-01234567',
    nodeSubnetIds: ['subnet-0', 'subnet-1', 'subnet-2'],
    egressAddresses: ['198.51.100.7'],
  },
  buckets: { data: 'byoc-acme-data', state: 'byoc-acme-state', archive: 'acme-archive' },
  encryptionKey: KEY,
  systemTaints: [{ key: 'CriticalAddonsOnly', value: 'true', effect: 'NoSchedule' }],
  workloads: Object.fromEntries(NAMES.map((name) => [name, { roleArn: ARN + name }])),
  listeners: {
    agent: {
      component: 'agent',
      exposure: 'internal',
      port: 443,
      containerPort: 40001,
      readinessPort: 8081,
      proxyProtocol: false,
      address: 'agent.elb.eu-central-1.amazonaws.com',
      targetGroupArn: `${GROUP}agent`,
    },
    sql: {
      component: 'proxy',
      exposure: 'internal',
      port: 4566,
      containerPort: 4566,
      readinessPort: 8081,
      proxyProtocol: true,
      address: 'proxy.elb.eu-central-1.amazonaws.com',
      targetGroupArn: `${GROUP}sql`,
    },
    https: {
      component: 'ingress',
      exposure: 'internal',
      port: 443,
      containerPort: 8443,
      readinessPort: 15021,
      proxyProtocol: true,
      address: 'ingress.elb.eu-central-1.amazonaws.com',
      targetGroupArn: `${GROUP}https`,
    },
    'https-external': {
      component: 'ingress',
      exposure: 'external',
      port: 443,
      containerPort: 8443,
      readinessPort: 15021,
      proxyProtocol: true,
      address: 'outside.elb.eu-central-1.amazonaws.com',
      targetGroupArn: `${GROUP}https-external`,
    },
  },
};
