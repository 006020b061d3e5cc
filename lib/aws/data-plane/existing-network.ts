import { Annotations, aws_ec2 as ec2, Token } from 'aws-cdk-lib';
import { Construct, DependencyGroup, type IDependable } from 'constructs';
import type { ResolvedExistingNetwork } from '../../core/resolved-network';
import type { IAwsNetwork } from './network-contract';

/** An existing network, by subnet selections. */
export interface ExistingNetworkProps {
  /** The VPC; its `vpcCidrBlock` must be known. */
  readonly vpc: ec2.IVpc;
  /**
   * Three subnets with a way out, one per zone.
   *
   * @default - the VPC's private subnets
   */
  readonly privateSubnets?: ec2.SubnetSelection;
  /**
   * Three subnets for the cluster's interfaces.
   *
   * @default - the private subnets
   */
  readonly intraSubnets?: ec2.SubnetSelection;
  /**
   * Three subnets for external load balancers.
   *
   * @default - the VPC's public subnets, if it has any
   */
  readonly publicSubnets?: ec2.SubnetSelection;
  /**
   * Networks that are let in beside the VPC.
   *
   * @default []
   */
  readonly peeredCidrs?: readonly string[];
}

const ZONES = 3;

/** A VPC of the customer's: nothing is created and nothing changed in it. */
export class ExistingNetwork extends Construct implements IAwsNetwork {
  /** The VPC that an environment describes by ids. */
  public static fromEnvironment(scope: Construct, id: string, network: ResolvedExistingNetwork<'aws'>): IAwsNetwork {
    const { privateSubnets, publicSubnets, intraSubnets } = network;
    const vpc = ec2.Vpc.fromVpcAttributes(scope, `${id}Vpc`, {
      vpcId: network.vpcId,
      vpcCidrBlock: network.cidr,
      availabilityZones: privateSubnets.map(({ zone }) => zone),
      privateSubnetIds: privateSubnets.map((subnet) => subnet.id),
      publicSubnetIds: publicSubnets.map((subnet) => subnet.id),
      isolatedSubnetIds: intraSubnets.map((subnet) => subnet.id),
    });
    // Route tables are read by nothing here, and nothing is written to them.
    Annotations.of(vpc).acknowledgeWarning('@aws-cdk/aws-ec2:noSubnetRouteTableId');
    return new ExistingNetwork(scope, id, {
      vpc,
      peeredCidrs: [...network.secondaryCidrs, ...network.peeredCidrs],
      ...(intraSubnets.length > 0 ? { intraSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED } } : {}),
    });
  }

  public readonly vpc: ec2.IVpc;
  public readonly internalCidrs: readonly string[];
  public readonly privateSubnets: readonly ec2.ISubnet[];
  public readonly intraSubnets: readonly ec2.ISubnet[];
  public readonly publicSubnets: readonly ec2.ISubnet[];
  public readonly egressAddresses: readonly string[] = [];
  public readonly wayOut: IDependable = new DependencyGroup();

  public constructor(scope: Construct, id: string, props: ExistingNetworkProps) {
    super(scope, id);
    const { vpc } = props;
    this.vpc = vpc;
    this.internalCidrs = [vpc.vpcCidrBlock, ...(props.peeredCidrs ?? [])];
    this.privateSubnets = select(
      this,
      vpc,
      'privateSubnets',
      props.privateSubnets ?? { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
    );
    this.intraSubnets =
      props.intraSubnets === undefined ? this.privateSubnets : select(this, vpc, 'intraSubnets', props.intraSubnets);
    this.publicSubnets =
      props.publicSubnets === undefined ? vpc.publicSubnets : select(this, vpc, 'publicSubnets', props.publicSubnets);
  }
}

function select(scope: Construct, vpc: ec2.IVpc, prop: string, selection: ec2.SubnetSelection): ec2.ISubnet[] {
  const { subnets } = vpc.selectSubnets(selection);
  const zones = subnets.map(({ availabilityZone }) => availabilityZone);
  const known = !zones.some((zone) => Token.isUnresolved(zone));
  if (subnets.length !== ZONES || (known && new Set(zones).size !== ZONES)) {
    throw new Error(
      `'${prop}' of ${scope.node.path} must select one subnet in each of ${ZONES} zones, ` +
        `got ${subnets.length} in ${known ? zones.join(', ') : 'zones that are not known yet'}; narrow the selection`,
    );
  }
  return subnets;
}
