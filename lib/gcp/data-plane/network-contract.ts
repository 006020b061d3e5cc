import type { IConstruct, IDependable } from 'constructs';

/** What a data plane takes from its network. Names, not links: in a Shared VPC they are those of the host project. */
export interface IGcpNetwork extends IConstruct {
  /** Project that the network is in: the host project of a Shared VPC, else that of the installation. */
  readonly project: string;
  /** Resource name of the network: `projects/P/global/networks/N`. */
  readonly network: string;
  /** Resource name of the subnet for nodes and internal load balancers: `projects/P/regions/R/subnetworks/S`. */
  readonly nodeSubnet: string;
  /** Name of its secondary range for pods. */
  readonly podRange: string;
  /** Name of its secondary range for services. */
  readonly serviceRange: string;
  /**
   * Resource name of the /28 in which the control plane has its private address.
   *
   * @default - the address lies in the subnet for nodes
   */
  readonly controlPlaneSubnet?: string;
  /**
   * Name of the subnet from which consumers of Private Service Connect come.
   *
   * @default - the network has none
   */
  readonly privateServiceConnectSubnet?: string;
  /** Reserved addresses from which the installation calls out. Empty where the customer routes it. */
  readonly egressAddresses: readonly string[];
  /** What must be there before nodes have a way out, and before anything that uses subnets can be removed. */
  readonly wayOut: IDependable;
}
