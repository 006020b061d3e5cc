import type { aws_ec2 as ec2 } from 'aws-cdk-lib';
import type { IConstruct, IDependable } from 'constructs';

/** The network of a data plane. */
export interface IAwsNetwork extends IConstruct {
  /** The VPC. */
  readonly vpc: ec2.IVpc;
  /** Addresses that internal load balancers and endpoints let in: the VPC and its peers. */
  readonly internalCidrs: readonly string[];
  /** Subnets of nodes, pods and internal load balancers, one per zone. */
  readonly privateSubnets: readonly ec2.ISubnet[];
  /** Subnets of the cluster's interfaces, one per zone. */
  readonly intraSubnets: readonly ec2.ISubnet[];
  /** Subnets of external load balancers, one per zone. Empty if the network has none. */
  readonly publicSubnets: readonly ec2.ISubnet[];
  /** Addresses from which the installation calls out. Empty where the customer routes it. */
  readonly egressAddresses: readonly string[];
  /** What nodes need before they can start: routes out, endpoints. Removed after them. */
  readonly wayOut: IDependable;
}
