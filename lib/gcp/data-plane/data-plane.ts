import { Construct, type IDependable } from 'constructs';
import type { DataPlaneOutputs } from '../../core/outputs';
import type { DataPlaneConfig } from '../../core/resolve-config';
import { waitFor } from '../../terraform/wait-for';
import type { IGcpCustody } from '../custody/custody-contract';
import { GcpCluster } from './cluster';
import { ExistingNetwork } from './existing-network';
import { GcpFirewall } from './firewall';
import { checkGivenNetwork } from './given-network';
import { GcpLoadBalancers } from './load-balancers';
import { GcpNetwork } from './network';
import type { IGcpNetwork } from './network-contract';
import { GcpNodePools } from './node-pools';
import { clusterProps, firewallProps, loadBalancerProps, networkProps, nodePoolProps } from './props';

export interface GcpDataPlaneProps {
  /** What `resolveConfig` made of plan and environment. */
  readonly config: DataPlaneConfig<'gcp'>;
  /** Key and accounts: a `GcpCustody`, or `GcpCustody.fromNames()` for one that is deployed. */
  readonly custody: IGcpCustody;
  /**
   * The existing network that the environment describes, where the same app makes or reads it:
   * `GcpNetwork.fromResources()`. Its firewall rules are yours: docs/gcp/shared-vpc.md.
   *
   * @default - the one that the configuration describes
   */
  readonly network?: IGcpNetwork;
  /**
   * What must be there before, where the same stack makes it: a `GcpBootstrap`, which turns APIs on. What the cluster
   * needs of `custody` it waits for by itself.
   *
   * @default []
   */
  readonly after?: readonly IDependable[];
}

/** Everything of one installation that runs: network, cluster, nodes, addresses of load balancers. */
export class GcpDataPlane extends Construct {
  public readonly network: IGcpNetwork;
  public readonly loadBalancers: GcpLoadBalancers;
  /** @default - the network is the customer's, and so are its rules */
  public readonly firewall?: GcpFirewall;
  public readonly cluster: GcpCluster;
  public readonly nodePools: GcpNodePools;
  /** What the manifests need to know; values are tokens until deployed. */
  public readonly outputs: Pick<DataPlaneOutputs<'gcp'>, 'cluster' | 'network' | 'listeners'>;

  /** @throws Error if the network is not the one that the environment describes */
  public constructor(scope: Construct, id: string, { config, custody, network, after = [] }: GcpDataPlaneProps) {
    super(scope, id);
    if (network !== undefined) checkGivenNetwork(this, config, network);
    this.network = network ?? networkOf(this, config);
    this.loadBalancers = new GcpLoadBalancers(this, 'LoadBalancers', loadBalancerProps(config, this.network));
    if (network === undefined && config.network.kind === 'new') {
      this.firewall = new GcpFirewall(
        this,
        'Firewall',
        firewallProps(config, config.network, this.network, this.loadBalancers.addresses, custody),
      );
    }
    // What the cluster's load balancers and nodes use goes only after it, and so does what it encrypts and runs with.
    const { wayOut } = this.network;
    const firewall = this.firewall === undefined ? [] : [this.firewall];
    const before = [this.loadBalancers, ...firewall, wayOut, custody.ready];
    this.cluster = new GcpCluster(this, 'Cluster', { ...clusterProps(config, custody, this.network), after: before });
    this.nodePools = new GcpNodePools(this, 'NodePools', nodePoolProps(config, custody, this.cluster.clusterName));
    waitFor(this, after);

    const { privateServiceConnectSubnet } = this.network;
    this.outputs = {
      cluster: this.cluster.outputs,
      network: {
        id: this.network.network,
        nodeSubnetIds: [this.network.nodeSubnet],
        egressAddresses: this.network.egressAddresses,
        ...(privateServiceConnectSubnet === undefined ? {} : { privateServiceConnectSubnet }),
      },
      listeners: this.loadBalancers.listeners,
    };
  }
}

function networkOf(scope: Construct, config: DataPlaneConfig<'gcp'>): IGcpNetwork {
  const { network, environment } = config;
  return network.kind === 'existing'
    ? ExistingNetwork.fromEnvironment(scope, 'Network', network, environment.region)
    : new GcpNetwork(scope, 'Network', networkProps(config, network));
}
