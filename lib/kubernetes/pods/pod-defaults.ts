import { PROFILE_LABEL, SYSTEM_PROFILE_NAME } from '../../core/node-profiles';
import type { DeployedOutputs } from '../../core/outputs';
import type { DataPlaneConfig } from '../../core/resolve-config';
import { clusterNetworkOf } from '../network/cluster-network';

/** A Kubernetes toleration. */
export interface Toleration {
  readonly key: string;
  readonly operator: 'Equal';
  readonly value: string;
  readonly effect: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
}

/** What the environment says about every pod of ours. */
export interface PodDefaults {
  /** Registry that mirrors every image. @default - the images' own registries */
  readonly registry?: string;
  /** Environment variables of every container: those of the HTTP proxy. */
  readonly env: Readonly<Record<string, string>>;
  /** Certificates to trust beside the public ones, PEM. @default - none */
  readonly caBundle?: string;
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly tolerations: readonly Toleration[];
}

/** Name of the config map with the certificates, in every namespace of ours, and of its key. */
export const CA_BUNDLE = { configMap: 'byoc-ca', key: 'ca.crt' } as const;

/** Link-local addresses that answer on the node itself: metadata and, on EKS, Pod Identity. */
const ON_THE_NODE = ['169.254.169.254', '169.254.170.23'];

/** Pods of ours run on system nodes, through the customer's registry and proxy, and trust the customer's CA. */
export function podDefaultsOf(config: DataPlaneConfig, outputs: DeployedOutputs): PodDefaults {
  const { registry, httpProxy, caBundle } = config.environment;
  return {
    ...(registry === undefined ? {} : { registry }),
    ...(caBundle === undefined ? {} : { caBundle }),
    env: httpProxy === undefined ? {} : proxyVariables(httpProxy.url, noProxyOf(config, outputs)),
    nodeSelector: { [PROFILE_LABEL]: SYSTEM_PROFILE_NAME },
    tolerations: outputs.systemTaints.map((taint) => ({ ...taint, operator: 'Equal' })),
  };
}

/** What is reached without the proxy: the cluster, its network, private endpoints, and what the customer names. */
export function noProxyOf(config: DataPlaneConfig, outputs: Pick<DeployedOutputs, 'cluster'>): string[] {
  const { environment, egress, plan } = config;
  const network = clusterNetworkOf(config);
  const direct = [
    'localhost',
    '127.0.0.1',
    '.svc',
    '.cluster.local',
    ...network.internal,
    ...ON_THE_NODE,
    new URL(outputs.cluster.endpoint).hostname,
    ...(config.cloud === 'aws' ? directOnAws(config.environment.region, network.endpoints.length > 0) : []),
    ...(config.cloud === 'gcp' ? DIRECT_ON_GCP : []),
    ...(egress.mode === 'private-endpoint' ? plan.controlPlane.hosts : []),
    ...(environment.httpProxy?.noProxy ?? []),
  ];
  return [...new Set(direct)];
}

/** Object storage has a gateway endpoint; the other APIs, where endpoints are private, are inside the network. */
function directOnAws(region: string, hasEndpoints: boolean): string[] {
  return [
    `s3.${region}.amazonaws.com`,
    `.s3.${region}.amazonaws.com`,
    ...(hasEndpoints ? [`.${region}.amazonaws.com`, `.${region}.api.aws`] : []),
  ];
}

/** Google's APIs have a way of their own, be it private addresses or Private Google Access; metadata is on the node. */
const DIRECT_ON_GCP = ['metadata.google.internal', '.googleapis.com'];

/** Programs disagree on upper and lower case. */
function proxyVariables(url: string, noProxy: readonly string[]): Record<string, string> {
  const variables = { HTTP_PROXY: url, HTTPS_PROXY: url, NO_PROXY: noProxy.join() };
  return Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) => [
      [name, value],
      [name.toLowerCase(), value],
    ]),
  );
}

/**
 * Where an image is pulled from. A mirror keeps the path of an image and replaces its registry; images of Docker Hub
 * have their full path there: `haproxy:3.2` is `library/haproxy:3.2`.
 */
export function mirrored(image: string, registry: string | undefined): string {
  if (registry === undefined) return image;
  const [first = '', ...rest] = image.split('/');
  if (rest.length === 0) return `${registry}/library/${image}`;
  const hasRegistry = first.includes('.') || first.includes(':') || first === 'localhost';
  return `${registry}/${hasRegistry ? rest.join('/') : image}`;
}
