import { Construct, DependencyGroup, type IDependable } from 'constructs';
import type { ResolvedExistingNetwork } from '../../core/resolved-network';
import type { IGcpNetwork } from './network-contract';

/** An existing network, by names. */
export interface ExistingNetworkNames {
  /** Project of the network: the host project of a Shared VPC, else that of the installation. */
  readonly project: string;
  /** Region of the subnets. */
  readonly region: string;
  /** Name of the VPC network. */
  readonly network: string;
  /** Name of the subnet for nodes and internal load balancers. */
  readonly nodeSubnet: string;
  /** Name of its secondary range for pods. */
  readonly podRange: string;
  /** Name of its secondary range for services. */
  readonly serviceRange: string;
  /**
   * Name of a /28 or larger for the address of the control plane.
   *
   * @default - the address lies in the subnet for nodes
   */
  readonly controlPlaneSubnet?: string;
  /**
   * Name of a subnet whose purpose is Private Service Connect.
   *
   * @default - none
   */
  readonly privateServiceConnectSubnet?: string;
}

/** What a resource or a data source of the provider says of itself; `ComputeSubnetwork`, for example. */
export interface Named {
  /** Resource name: `projects/P/regions/R/subnetworks/S`. */
  readonly id: string;
  readonly name: string;
}

/** An existing network, by resources or data sources of the same stack. */
export interface ExistingNetworkResources
  extends Omit<
    ExistingNetworkNames,
    'region' | 'network' | 'nodeSubnet' | 'controlPlaneSubnet' | 'privateServiceConnectSubnet'
  > {
  /** `ComputeNetwork` or `DataGoogleComputeNetwork`. */
  readonly network: Named;
  /** `ComputeSubnetwork` or `DataGoogleComputeSubnetwork` for nodes and internal load balancers. */
  readonly nodeSubnet: Named;
  /**
   * A /28 or larger for the address of the control plane.
   *
   * @default - the address lies in the subnet for nodes
   */
  readonly controlPlaneSubnet?: Named;
  /**
   * Subnet whose purpose is Private Service Connect.
   *
   * @default - none
   */
  readonly privateServiceConnectSubnet?: Named;
  /**
   * What nodes need before they can start, for example the NAT that the same stack makes.
   *
   * @default - nothing
   */
  readonly wayOut?: IDependable;
}

/** A network of the customer's, or one that a host project shares: nothing is created and nothing changed in it. */
export class ExistingNetwork extends Construct implements IGcpNetwork {
  /** The network that an environment describes by names. */
  public static fromEnvironment(
    scope: Construct,
    id: string,
    network: ResolvedExistingNetwork<'gcp'>,
    region: string,
  ): IGcpNetwork {
    return new ExistingNetwork(scope, id, describedNetwork(network, region));
  }

  public readonly project: string;
  public readonly network: string;
  public readonly nodeSubnet: string;
  public readonly podRange: string;
  public readonly serviceRange: string;
  public readonly controlPlaneSubnet?: string;
  public readonly privateServiceConnectSubnet?: string;
  /** The customer routes what leaves. */
  public readonly egressAddresses: readonly string[] = [];
  public readonly wayOut: IDependable;

  public constructor(scope: Construct, id: string, props: ExistingNetworkResources) {
    super(scope, id);
    this.project = props.project;
    this.network = props.network.id;
    this.nodeSubnet = props.nodeSubnet.id;
    this.podRange = props.podRange;
    this.serviceRange = props.serviceRange;
    if (props.controlPlaneSubnet !== undefined) this.controlPlaneSubnet = props.controlPlaneSubnet.id;
    if (props.privateServiceConnectSubnet !== undefined) {
      this.privateServiceConnectSubnet = props.privateServiceConnectSubnet.name;
    }
    this.wayOut = props.wayOut ?? new DependencyGroup();
  }
}

/** Resource names of the network that an environment describes. */
export function describedNetwork(network: ResolvedExistingNetwork<'gcp'>, region: string): ExistingNetworkResources {
  const { controlPlaneSubnet, privateServiceConnectSubnet, ...names } = network;
  return namedNetwork({
    ...names,
    region,
    ...(controlPlaneSubnet === undefined ? {} : { controlPlaneSubnet }),
    ...(privateServiceConnectSubnet === undefined ? {} : { privateServiceConnectSubnet }),
  });
}

/** Resource names from names: https://cloud.google.com/apis/design/resource_names */
export function namedNetwork(names: ExistingNetworkNames): ExistingNetworkResources {
  const { project, region, controlPlaneSubnet, privateServiceConnectSubnet } = names;
  const subnet = (name: string): Named => ({ id: `projects/${project}/regions/${region}/subnetworks/${name}`, name });
  return {
    project,
    network: { id: `projects/${project}/global/networks/${names.network}`, name: names.network },
    nodeSubnet: subnet(names.nodeSubnet),
    podRange: names.podRange,
    serviceRange: names.serviceRange,
    ...(controlPlaneSubnet === undefined ? {} : { controlPlaneSubnet: subnet(controlPlaneSubnet) }),
    ...(privateServiceConnectSubnet === undefined
      ? {}
      : { privateServiceConnectSubnet: subnet(privateServiceConnectSubnet) }),
  };
}
