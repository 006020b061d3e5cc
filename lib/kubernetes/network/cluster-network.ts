import { rangesOf } from '../../core/network-layout';
import type { Exposure } from '../../core/plan/listener';
import type { DataPlaneConfig } from '../../core/resolve-config';
import type { NetworkRule } from './network-policy';

/** What network policies must know of the network around the cluster. All addresses are IPv4 networks. */
export interface ClusterNetwork {
  /** The network, its peers, the ranges of pods and services: everything that is not the internet. */
  readonly internal: readonly string[];
  /** Where the Kubernetes API answers on 443, as pods see it. */
  readonly apiServer: readonly string[];
  /** Where private endpoints answer on 443. Empty: there are none. */
  readonly endpoints: readonly string[];
  /** Where connections to listeners come from, as pods see it. */
  readonly clients: Readonly<Record<Exposure, readonly string[]>>;
  /** Where the health checks of load balancers come from. */
  readonly healthChecks: readonly string[];
  /** Where pods get the credentials of their cloud identity. */
  readonly credentials: readonly NetworkRule[];
}

/** EKS Pod Identity agent: https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html */
const POD_IDENTITY: NetworkRule = { peers: [{ cidrs: ['169.254.170.23/32'] }], ports: [80] };

/**
 * GKE metadata server: https://cloud.google.com/kubernetes-engine/docs/how-to/network-policy#network-policy-and-workload-identity
 */
const GKE_METADATA: readonly NetworkRule[] = [
  { peers: [{ cidrs: ['169.254.169.252/32'] }], ports: [988] },
  { peers: [{ cidrs: ['169.254.169.254/32'] }], ports: [80] },
];

/** Probes of passthrough load balancers: https://cloud.google.com/load-balancing/docs/health-check-concepts#ip-ranges */
const GCP_HEALTH_CHECKS = ['35.191.0.0/16', '130.211.0.0/22', '209.85.152.0/22', '209.85.204.0/22'];

/** https://learn.microsoft.com/en-us/azure/virtual-network/what-is-ip-address-168-63-129-16 */
const AZURE_HEALTH_CHECKS = ['168.63.129.16/32'];

/** The network of an installation. */
export function clusterNetworkOf(config: DataPlaneConfig): ClusterNetwork {
  switch (config.cloud) {
    case 'aws':
      return onAws(config);
    case 'gcp':
      return onGcp(config);
    case 'azure':
      return onAzure(config);
  }
}

/** A network load balancer connects from addresses of its own: with IP targets it does not keep the client's. */
function onAws({ network }: DataPlaneConfig<'aws'>): ClusterNetwork {
  const subnets =
    network.kind === 'new'
      ? {
          private: cidrsOf(rangesOf(network.layout, 'private')),
          intra: cidrsOf(rangesOf(network.layout, 'intra')),
          public: cidrsOf(rangesOf(network.layout, 'public')),
        }
      : {
          private: cidrsOf(network.privateSubnets),
          intra: cidrsOf(network.intraSubnets.length > 0 ? network.intraSubnets : network.privateSubnets),
          public: cidrsOf(network.publicSubnets),
        };
  const secondary = network.kind === 'new' ? [] : network.secondaryCidrs;
  const hasEndpoints = network.kind === 'new' && network.endpoints === 'private';
  return {
    internal: [network.cidr, ...secondary, network.serviceCidr, ...network.peeredCidrs],
    apiServer: subnets.intra,
    endpoints: hasEndpoints ? subnets.intra : [],
    clients: { internal: subnets.private, external: subnets.public },
    healthChecks: [...subnets.private, ...subnets.public],
    credentials: [POD_IDENTITY],
  };
}

function onGcp({ network, externalCidrs }: DataPlaneConfig<'gcp'>): ClusterNetwork {
  return {
    internal: [network.cidr, network.serviceCidr, ...network.peeredCidrs],
    // Where the network is the customer's, nobody has said where in it the control plane is.
    apiServer: network.kind === 'new' ? cidrsOf(rangesOf(network.layout, 'control-plane')) : [network.cidr],
    endpoints: network.kind === 'new' ? cidrsOf(rangesOf(network.layout, 'private-service-connect')) : [],
    clients: { internal: [network.cidr, ...network.peeredCidrs], external: externalCidrs },
    healthChecks: GCP_HEALTH_CHECKS,
    credentials: GKE_METADATA,
  };
}

function onAzure({ network, externalCidrs }: DataPlaneConfig<'azure'>): ClusterNetwork {
  const overlay = network.kind === 'new' ? cidrsOf(rangesOf(network.layout, 'pods')) : [];
  return {
    internal: [network.cidr, ...overlay, network.serviceCidr, ...network.peeredCidrs],
    apiServer: network.kind === 'new' ? cidrsOf(rangesOf(network.layout, 'api-server')) : [network.cidr],
    endpoints: network.kind === 'new' ? cidrsOf(rangesOf(network.layout, 'private-endpoints')) : [],
    clients: { internal: [network.cidr, ...network.peeredCidrs], external: externalCidrs },
    healthChecks: AZURE_HEALTH_CHECKS,
    // Workload identity asks login.microsoftonline.com, which is on the internet.
    credentials: [],
  };
}

function cidrsOf(ranges: readonly { readonly cidr: string }[]): string[] {
  return ranges.map(({ cidr }) => cidr);
}
