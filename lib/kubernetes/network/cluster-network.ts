import { Cidr } from '../../core/cidr';
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
  /** Addresses on the node itself where names are asked for, beside the pods of the cluster's DNS. */
  readonly nameServers: readonly string[];
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

/** Node-local caches, of GKE and self-made. */
const LOCAL_CACHE = '169.254.20.10/32';

/** Cloud DNS for GKE answers at the metadata server: https://cloud.google.com/kubernetes-engine/docs/how-to/cloud-dns */
const GCP_NAME_SERVERS = [LOCAL_CACHE, '169.254.169.254/32'];

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
    nameServers: [LOCAL_CACHE],
    credentials: [POD_IDENTITY],
  };
}

function onGcp({ network, externalCidrs }: DataPlaneConfig<'gcp'>): ClusterNetwork {
  const addresses = network.kind === 'new' ? ofNewGcpNetwork(network) : ofExistingGcpNetwork(network);
  return {
    ...addresses,
    internal: [...new Set([network.cidr, ...addresses.internal, network.serviceCidr, ...network.peeredCidrs])],
    // Consumers of Private Service Connect come from a range of a new network; in one of the customer's, who gives that
    // range says so by `cidr` or `peeredCidrs`.
    clients: { internal: [network.cidr, ...network.peeredCidrs], external: externalCidrs },
    healthChecks: GCP_HEALTH_CHECKS,
    nameServers: GCP_NAME_SERVERS,
    credentials: GKE_METADATA,
  };
}

type OfNetwork = Pick<ClusterNetwork, 'internal' | 'apiServer' | 'endpoints'>;

/**
 * Endpoints have addresses of the subnet for nodes (the control plane's) and outside of every subnet (Google's APIs):
 * none can be made in the range for Private Service Connect.
 */
function ofNewGcpNetwork({
  layout,
  endpoints,
}: Extract<DataPlaneConfig<'gcp'>['network'], { kind: 'new' }>): OfNetwork {
  return {
    internal: [],
    apiServer: cidrsOf(rangesOf(layout, 'control-plane')),
    endpoints: endpoints === 'private' ? [...cidrsOf(rangesOf(layout, 'nodes')), ...layout.spare] : [],
  };
}

/** Pods may have a range outside of what is around the nodes; of a subnet for the control plane, only the name is known. */
function ofExistingGcpNetwork({
  cidr,
  nodeCidr,
  podCidr,
  controlPlaneSubnet,
}: Extract<DataPlaneConfig<'gcp'>['network'], { kind: 'existing' }>): OfNetwork {
  return {
    internal: Cidr.parse(cidr).contains(Cidr.parse(podCidr)) ? [] : [podCidr],
    apiServer: [controlPlaneSubnet === undefined ? nodeCidr : cidr],
    endpoints: [],
  };
}

/** Without a subnet of its own, the API server is a private endpoint among the nodes. */
function onAzure({ network, environment, externalCidrs }: DataPlaneConfig<'azure'>): ClusterNetwork {
  const hasSubnet = environment.apiServer === 'vnet-integration';
  const ranges =
    network.kind === 'new'
      ? {
          pods: cidrsOf(rangesOf(network.layout, 'pods')),
          apiServer: cidrsOf(rangesOf(network.layout, hasSubnet ? 'api-server' : 'nodes')),
          endpoints: cidrsOf(rangesOf(network.layout, 'private-endpoints')),
        }
      : {
          pods: [network.podCidr],
          apiServer: [(hasSubnet ? network.apiServerSubnet : network.nodeSubnet)?.cidr ?? network.cidr],
          endpoints: [network.privateEndpointSubnet.cidr],
        };
  return {
    internal: [network.cidr, ...ranges.pods, network.serviceCidr, ...network.peeredCidrs],
    apiServer: ranges.apiServer,
    endpoints: ranges.endpoints,
    clients: { internal: [network.cidr, ...network.peeredCidrs], external: externalCidrs },
    healthChecks: AZURE_HEALTH_CHECKS,
    nameServers: [LOCAL_CACHE],
    // Workload identity asks login.microsoftonline.com, which is on the internet.
    credentials: [],
  };
}

function cidrsOf(ranges: readonly { readonly cidr: string }[]): string[] {
  return ranges.map(({ cidr }) => cidr);
}
