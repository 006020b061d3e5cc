import type { ResolvedListener } from '../lib/core/listeners';
import { installationName } from '../lib/core/names';
import { bucketOutput, listenerOutput, OUTPUTS_CONTRACT, workloadOutput } from '../lib/core/outputs';
import type { DataPlaneConfig } from '../lib/core/resolve-config';
import type { Identity } from '../lib/core/workloads';
import { kubernetesPrincipal, namesOf } from '../lib/gcp/names';

/**
 * Outputs as the stacks of an installation would have them, with made-up ids, in the form of `cdk deploy
 * --outputs-file`. For looking at manifests before anything is deployed; never for a cluster.
 */
export function exampleOutputs(config: DataPlaneConfig): Record<string, Record<string, string>> {
  const { environment, plan, identities, listeners } = config;
  const cluster = installationName(environment.id);
  const made = madeUp(config);
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
    ...(made.privateServiceConnectSubnet === undefined
      ? {}
      : { PrivateServiceConnectSubnet: made.privateServiceConnectSubnet }),
    ...(made.privateLinkSubnet === undefined ? {} : { PrivateLinkSubnet: made.privateLinkSubnet }),
  };
  for (const { name } of plan.buckets) outputs[bucketOutput(name)] = `${cluster}-${name}-example`;
  for (const identity of identities) outputs[workloadOutput(identity.name)] = made.identity(identity);
  listeners.forEach((listener, index) => {
    outputs[listenerOutput(listener.name, 'Address')] = made.address(listener, index);
    outputs[listenerOutput(listener.name, 'Target')] = made.target(listener);
  });
  return { [`${cluster}-example`]: outputs };
}

interface MadeUp {
  readonly key: string;
  readonly endpoint: string;
  readonly issuer: string;
  readonly network: string;
  readonly subnets: string;
  /** @default - the network has none */
  readonly privateServiceConnectSubnet?: string | undefined;
  /** @default - the network has none */
  readonly privateLinkSubnet?: string | undefined;
  readonly identity: (identity: Identity) => string;
  readonly address: (listener: ResolvedListener, index: number) => string;
  readonly target: (listener: ResolvedListener) => string;
}

function madeUp(config: DataPlaneConfig): MadeUp {
  switch (config.cloud) {
    case 'aws':
      return onAws(config);
    case 'gcp':
      return onGcp(config);
    case 'azure':
      return onAzure(config);
  }
}

function onAws({ environment: { region } }: DataPlaneConfig<'aws'>): MadeUp {
  return {
    key: `arn:aws:kms:${region}:111122223333:key/01234567-89ab-cdef-0123-456789abcdef`,
    endpoint: `https://0123456789ABCDEF.gr7.${region}.eks.amazonaws.com`,
    issuer: `https://oidc.eks.${region}.amazonaws.com/id/0123456789ABCDEF`,
    network: 'vpc-0123456789abcdef0',
    subnets: 'subnet-0123456789abcdef0,subnet-0123456789abcdef1,subnet-0123456789abcdef2',
    identity: ({ name }) => `arn:aws:iam::111122223333:role/byoc/env/example/pods/example-${name}`,
    address: ({ name }) => `${name}.elb.${region}.amazonaws.com`,
    target: ({ name }) => `arn:aws:elasticloadbalancing:${region}:111122223333:targetgroup/${name}/0123456789abcdef`,
  };
}

/** What is a function of the configuration is not made up. */
function onGcp({ environment, listeners }: DataPlaneConfig<'gcp'>): MadeUp {
  const { id, project, projectNumber, region, network } = environment;
  const names = namesOf(id, project);
  const addressName = ({ component, exposure }: ResolvedListener) => names.loadBalancerAddress(component, exposure);
  const addresses = [...new Set(listeners.map(addressName))];
  const isNew = network.kind !== 'existing';
  return {
    key: `projects/${project}/locations/${region}/keyRings/${names.keyRing}/cryptoKeys/${names.key}`,
    endpoint: `https://gke-0123456789abcdef0123456789abcdef0123-111122223333.${region}.gke.goog`,
    issuer: `https://container.googleapis.com/v1/projects/${project}/locations/${region}/clusters/${names.cluster}`,
    network: `projects/${project}/global/networks/${isNew ? names.network : network.network}`,
    subnets: isNew ? names.subnet('nodes') : network.nodeSubnet,
    privateServiceConnectSubnet: isNew ? names.subnet('private-service-connect') : network.privateServiceConnectSubnet,
    identity: ({ name, namespace, serviceAccount, googleServiceAccount }) =>
      googleServiceAccount
        ? `serviceAccount:${names.workloadAccount(name).email}`
        : kubernetesPrincipal(project, projectNumber, namespace, serviceAccount),
    address: (listener) => {
      const last = addresses.indexOf(addressName(listener)) + 4;
      return listener.exposure === 'internal' ? `10.0.128.${last}` : `203.0.113.${last}`;
    },
    target: addressName,
  };
}

function onAzure({ environment: { region, tenant, network } }: DataPlaneConfig<'azure'>): MadeUp {
  return {
    key: 'https://byoc-example.vault.azure.net/keys/data/0123456789abcdef0123456789abcdef',
    endpoint: `https://byoc-example-01234567.hcp.${region}.azmk8s.io`,
    issuer: `https://${region}.oic.prod-aks.azure.com/${tenant}/01234567-89ab-cdef-0123-456789abcdef/`,
    network: '/subscriptions/example/resourceGroups/example/providers/Microsoft.Network/virtualNetworks/example',
    subnets: 'nodes',
    privateLinkSubnet: network.kind === 'existing' ? network.privateLinkSubnet?.id.split('/').at(-1) : 'private-link',
    identity: () => '01234567-89ab-cdef-0123-456789abcdef',
    address: ({ exposure }, index) => (exposure === 'internal' ? `10.0.255.${index + 4}` : `203.0.113.${index + 4}`),
    target: () => 'load-balancers',
  };
}
