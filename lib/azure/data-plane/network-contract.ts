import type { IConstruct, IDependable } from 'constructs';

/** How nodes get out: by the NAT gateway of their subnet, or by its route table. */
export type Outbound = 'nat-gateway' | 'routes';

/** What a data plane takes from its network. Ids where Azure takes ids, names where Kubernetes takes names. */
export interface IAzureNetwork extends IConstruct {
  /** Resource id of the virtual network. */
  readonly virtualNetwork: string;
  /** Resource id of the subnet for nodes. */
  readonly nodeSubnet: string;
  /**
   * Resource id of the subnet that is delegated to the API server.
   *
   * @default - the network has none: the API server is behind a private endpoint in the subnet for nodes
   */
  readonly apiServerSubnet?: string;
  /** Resource id of the subnet for private endpoints. */
  readonly privateEndpointSubnet: string;
  /** Name of the subnet for internal load balancers, which Services know by it. */
  readonly loadBalancerSubnet: string;
  /** Its addresses, of which load balancers take the first. */
  readonly loadBalancerCidr: string;
  /**
   * Name of the subnet from which consumers of Private Link come.
   *
   * @default - the network has none
   */
  readonly privateLinkSubnet?: string;
  readonly outbound: Outbound;
  /** Addresses from which the installation calls out. Empty where the customer routes it. */
  readonly egressAddresses: readonly string[];
  /** What must be there before AKS looks for a way out, and before anything that uses subnets can be removed. */
  readonly wayOut: IDependable;
}
