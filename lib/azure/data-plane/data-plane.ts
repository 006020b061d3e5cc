import { Construct, type IDependable } from 'constructs';
import type { DataPlaneOutputs } from '../../core/outputs';
import type { DataPlaneConfig } from '../../core/resolve-config';
import { waitFor } from '../../terraform/wait-for';
import type { IAzureCustody } from '../custody/custody-contract';
import { AzureCluster } from './cluster';
import { ExistingNetwork } from './existing-network';
import { checkGivenNetwork } from './given-network';
import { AzureLoadBalancers } from './load-balancers';
import { AzureNetwork } from './network';
import type { IAzureNetwork } from './network-contract';
import { AzureNodePools } from './node-pools';
import { AzurePrivateEndpoints } from './private-endpoints';
import {
  clusterProps,
  loadBalancerProps,
  networkProps,
  nodePoolProps,
  privateEndpointProps,
  securityGroupProps,
} from './props';
import { AzureSecurityGroups } from './security-groups';

export interface AzureDataPlaneProps {
  /** What `resolveConfig` made of plan and environment. */
  readonly config: DataPlaneConfig<'azure'>;
  /** Keys, identities and accounts: an `AzureCustody`, or `AzureCustody.fromNames()` for one that is deployed. */
  readonly custody: IAzureCustody;
  /**
   * The existing network that the environment describes, where the same app makes or reads it:
   * `AzureNetwork.fromResources()`. Its security groups and private zones are yours: docs/azure/existing-network.md.
   *
   * @default - the one that the configuration describes
   */
  readonly network?: IAzureNetwork;
  /**
   * What must be there before anything of it, such as an `AzureBootstrap` of the same stack, which makes its resource group.
   *
   * @default - nothing
   */
  readonly after?: readonly IDependable[];
}

/** Everything of one installation that runs: network, private endpoints, cluster, nodes, addresses of load balancers. */
export class AzureDataPlane extends Construct {
  public readonly network: IAzureNetwork;
  public readonly loadBalancers: AzureLoadBalancers;
  /** @default - the network is the customer's, and so are its security groups */
  public readonly securityGroups?: AzureSecurityGroups;
  public readonly privateEndpoints: AzurePrivateEndpoints;
  public readonly cluster: AzureCluster;
  public readonly nodePools: AzureNodePools;
  /** What the manifests need to know; values are tokens until deployed. */
  public readonly outputs: Pick<DataPlaneOutputs<'azure'>, 'cluster' | 'network' | 'listeners'>;

  /** @throws Error if the network is not the one that the environment describes, or if there is no node profile */
  public constructor(scope: Construct, id: string, { config, custody, network, after = [] }: AzureDataPlaneProps) {
    super(scope, id);
    if (network !== undefined) checkGivenNetwork(this, config, network);
    this.network = network ?? networkOf(this, config);
    this.loadBalancers = new AzureLoadBalancers(this, 'LoadBalancers', loadBalancerProps(config, this.network));
    const isDrawn = network === undefined && config.network.kind === 'new';
    if (isDrawn && this.network instanceof AzureNetwork) {
      const { subnets } = this.network;
      const props = securityGroupProps(config, config.network, subnets, this.loadBalancers.addresses);
      this.securityGroups = new AzureSecurityGroups(this, 'SecurityGroups', props);
    }
    this.privateEndpoints = new AzurePrivateEndpoints(
      this,
      'PrivateEndpoints',
      privateEndpointProps(config, custody, this.network, isDrawn ? 'new' : 'existing'),
    );
    // What the cluster's load balancers and nodes use goes only after it.
    const before = [
      this.loadBalancers,
      ...(this.securityGroups === undefined ? [] : [this.securityGroups]),
      this.privateEndpoints,
      this.network.wayOut,
      custody.ready,
    ];
    const [systemProfile, ...profiles] = config.nodeProfiles;
    if (systemProfile === undefined) {
      throw new Error(
        `'config.nodeProfiles' of ${this.node.path} must start with the system profile, got none; pass what resolveConfig returns`,
      );
    }
    this.cluster = new AzureCluster(this, 'Cluster', {
      ...clusterProps(config, custody, this.network),
      systemProfile,
      after: before,
    });
    this.nodePools = new AzureNodePools(this, 'NodePools', {
      ...nodePoolProps(config, this.network, this.cluster.clusterId),
      profiles,
    });
    const { privateLinkSubnet } = this.network;
    this.outputs = {
      cluster: this.cluster.outputs,
      network: {
        id: this.network.virtualNetwork,
        nodeSubnetIds: [this.network.nodeSubnet],
        egressAddresses: this.network.egressAddresses,
        ...(privateLinkSubnet === undefined ? {} : { privateLinkSubnet }),
      },
      listeners: this.loadBalancers.listeners,
    };
    waitFor(this, after);
  }
}

function networkOf(scope: Construct, config: DataPlaneConfig<'azure'>): IAzureNetwork {
  const { network } = config;
  return network.kind === 'existing'
    ? ExistingNetwork.fromEnvironment(scope, 'Network', network)
    : new AzureNetwork(scope, 'Network', networkProps(config, network));
}
