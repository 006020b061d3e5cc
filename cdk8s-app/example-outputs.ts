import { installationName } from '../lib/core/names';
import { bucketOutput, listenerOutput, OUTPUTS_CONTRACT, workloadOutput } from '../lib/core/outputs';
import type { DataPlaneConfig } from '../lib/core/resolve-config';

/**
 * Outputs as the stacks of an installation would have them, with made-up ids, in the form of `cdk deploy
 * --outputs-file`. For looking at manifests before anything is deployed; never for a cluster.
 */
export function exampleOutputs(config: DataPlaneConfig): Record<string, Record<string, string>> {
  const { environment, plan, identities, listeners } = config;
  const cluster = installationName(environment.id);
  const made = MADE_UP[config.cloud](environment.region);
  const outputs: Record<string, string> = {
    Contract: String(OUTPUTS_CONTRACT),
    EnvironmentId: environment.id,
    EncryptionKey: made.key,
    ClusterName: cluster,
    ClusterEndpoint: made.endpoint,
    ClusterVersion: plan.kubernetesVersion,
    ClusterIssuer: made.issuer,
    NetworkId: made.network,
    NodeSubnetIds: made.subnets,
    EgressAddresses: '198.51.100.7',
  };
  for (const { name } of plan.buckets) outputs[bucketOutput(name)] = `${cluster}-${name}-example`;
  for (const { name } of identities) outputs[workloadOutput(name)] = made.identity(name);
  listeners.forEach(({ name, exposure }, index) => {
    outputs[listenerOutput(name, 'Address')] = made.address(name, exposure, index);
    outputs[listenerOutput(name, 'Target')] = made.target(name);
  });
  return { [`${cluster}-example`]: outputs };
}

interface MadeUp {
  readonly key: string;
  readonly endpoint: string;
  readonly issuer: string;
  readonly network: string;
  readonly subnets: string;
  readonly identity: (name: string) => string;
  readonly address: (name: string, exposure: string, index: number) => string;
  readonly target: (name: string) => string;
}

const MADE_UP: Readonly<Record<DataPlaneConfig['cloud'], (region: string) => MadeUp>> = {
  aws: (region) => ({
    key: `arn:aws:kms:${region}:111122223333:key/01234567-89ab-cdef-0123-456789abcdef`,
    endpoint: `https://0123456789ABCDEF.gr7.${region}.eks.amazonaws.com`,
    issuer: `https://oidc.eks.${region}.amazonaws.com/id/0123456789ABCDEF`,
    network: 'vpc-0123456789abcdef0',
    subnets: 'subnet-0123456789abcdef0,subnet-0123456789abcdef1,subnet-0123456789abcdef2',
    identity: (name) => `arn:aws:iam::111122223333:role/byoc/env/example/pods/example-${name}`,
    address: (name) => `${name}.elb.${region}.amazonaws.com`,
    target: (name) => `arn:aws:elasticloadbalancing:${region}:111122223333:targetgroup/${name}/0123456789abcdef`,
  }),
  gcp: (region) => ({
    key: `projects/example/locations/${region}/keyRings/byoc/cryptoKeys/data`,
    endpoint: `https://gke-0123456789abcdef.${region}.gke.goog`,
    issuer: `https://container.googleapis.com/v1/projects/example/locations/${region}/clusters/example`,
    network: 'projects/example/global/networks/byoc-example',
    subnets: 'byoc-example-nodes',
    identity: (name) => `serviceAccount:${name}@example.iam.gserviceaccount.com`,
    address: (_, exposure, index) => (exposure === 'internal' ? `10.0.128.${index + 4}` : `203.0.113.${index + 4}`),
    target: (name) => `byoc-example-${name}`,
  }),
  azure: (region) => ({
    key: 'https://byoc-example.vault.azure.net/keys/data/0123456789abcdef0123456789abcdef',
    endpoint: `https://byoc-example-01234567.hcp.${region}.azmk8s.io`,
    issuer: `https://${region}.oic.prod-aks.azure.com/01234567/89abcdef/`,
    network: '/subscriptions/example/resourceGroups/example/providers/Microsoft.Network/virtualNetworks/example',
    subnets: 'nodes',
    identity: () => '01234567-89ab-cdef-0123-456789abcdef',
    address: (_, exposure, index) => (exposure === 'internal' ? `10.0.255.${index + 4}` : `203.0.113.${index + 4}`),
    target: () => 'load-balancers',
  }),
};
