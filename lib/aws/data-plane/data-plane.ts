import { type aws_iam as iam, Tags } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { DataPlaneOutputs } from '../../core/outputs';
import type { DataPlaneConfig } from '../../core/resolve-config';
import type { IAwsCustody } from '../custody/custody-contract';
import { tagsOf } from '../names';
import { checkPlace } from '../place';
import { AwsAddOns } from './add-ons';
import { AwsCluster } from './cluster';
import { ExistingNetwork } from './existing-network';
import { checkGivenNetwork } from './given-network';
import { AwsLoadBalancers } from './load-balancers';
import { AwsNetwork } from './network';
import type { IAwsNetwork } from './network-contract';
import { AwsNodeGroups } from './node-groups';
import { AwsPodIdentities } from './pod-identities';
import { addOnProps, clusterProps, loadBalancerProps, networkProps, nodeGroupProps } from './props';

export interface AwsDataPlaneProps {
  /** What `resolveConfig` made of plan and environment. */
  readonly config: DataPlaneConfig<'aws'>;
  /** Key, roles and log groups: an `AwsCustody`, or `AwsCustody.fromNames()` for one that is deployed. */
  readonly custody: IAwsCustody;
  /**
   * The network, for example `AwsNetwork.fromVpc()`. Its flow logs are then yours: set `network.flowLogs: false`.
   *
   * @default - the one that the configuration describes
   */
  readonly network?: IAwsNetwork;
  /**
   * Roles that administer the cluster beside those of the environment, for example one that the same app makes.
   *
   * @default []
   */
  readonly administrators?: readonly iam.IRole[];
}

/** Everything of one installation that runs: network, cluster, nodes, load balancers. */
export class AwsDataPlane extends Construct {
  public readonly network: IAwsNetwork;
  public readonly cluster: AwsCluster;
  public readonly addOns: AwsAddOns;
  public readonly nodeGroups: AwsNodeGroups;
  public readonly loadBalancers: AwsLoadBalancers;
  public readonly podIdentities: AwsPodIdentities;
  /** What the manifests need to know; values are tokens until deployed. */
  public readonly outputs: Pick<DataPlaneOutputs<'aws'>, 'cluster' | 'network' | 'listeners'>;

  /** @throws Error if the stack or the network does not fit the configuration */
  public constructor(scope: Construct, id: string, { config, custody, network, administrators }: AwsDataPlaneProps) {
    super(scope, id);
    checkPlace(this, config);
    if (network !== undefined) checkGivenNetwork(this, config, network);
    for (const [key, value] of Object.entries(tagsOf(config))) Tags.of(this).add(key, value);

    this.network = network ?? networkOf(this, config, custody);
    this.cluster = new AwsCluster(this, 'Cluster', clusterProps(config, custody, this.network, administrators));
    const { clusterName } = this.cluster;
    this.addOns = new AwsAddOns(this, 'AddOns', addOnProps(config, custody, clusterName));
    this.nodeGroups = new AwsNodeGroups(this, 'NodeGroups', nodeGroupProps(config, custody, this.network, clusterName));
    this.podIdentities = new AwsPodIdentities(this, 'PodIdentities', {
      clusterName,
      identities: config.identities,
      roles: custody.identityRoles,
    });
    this.loadBalancers = new AwsLoadBalancers(
      this,
      'LoadBalancers',
      loadBalancerProps(config, this.network, this.cluster),
    );

    // Nodes need the network plugin and a way out to become ready; the other add-ons need nodes to become active.
    this.nodeGroups.node.addDependency(this.addOns.beforeNodes, this.network.wayOut);
    this.addOns.afterNodes.node.addDependency(this.nodeGroups.system);

    this.outputs = {
      cluster: this.cluster.outputs,
      network: {
        id: this.network.vpc.vpcId,
        nodeSubnetIds: this.network.privateSubnets.map(({ subnetId }) => subnetId),
        egressAddresses: this.network.egressAddresses,
      },
      listeners: this.loadBalancers.listeners,
    };
  }
}

function networkOf(scope: Construct, config: DataPlaneConfig<'aws'>, custody: IAwsCustody): IAwsNetwork {
  const { network } = config;
  return network.kind === 'existing'
    ? ExistingNetwork.fromEnvironment(scope, 'Network', network)
    : new AwsNetwork(scope, 'Network', networkProps(config, network, custody));
}
