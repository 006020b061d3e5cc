import { aws_ec2 as ec2, type aws_iam as iam, type aws_logs as logs, Stack, Tags } from 'aws-cdk-lib';
import { Construct, type IDependable } from 'constructs';
import type { AwsRole } from '../../core/clouds/aws';
import { type NetworkLayout, rangesOf } from '../../core/network-layout';
import { ExistingNetwork, type ExistingNetworkProps } from './existing-network';
import { AwsInterfaceEndpoints } from './interface-endpoints';
import type { IAwsNetwork } from './network-contract';
import { drawNat, drawSubnets } from './subnets';

export interface AwsNetworkProps {
  /** Subnets by role and zone, from `layoutNetwork`. */
  readonly layout: NetworkLayout<AwsRole>;
  /** Whether the layout's zones are names (`eu-central-1a`) or ids (`euc1-az1`). */
  readonly zoneKind: 'name' | 'id';
  /** Networks that are let in beside the VPC. */
  readonly peeredCidrs: readonly string[];
  /** One NAT gateway per zone, one in all, or none: then the customer adds routes, for example to a transit gateway. */
  readonly nat: 'per-zone' | 'single' | 'none';
  /** Whether there are external load balancers, which need the internet gateway also where there is no NAT. */
  readonly publicIngress: boolean;
  /**
   * Services that are reached through interface endpoints: `ecr.api`, or the full name of an endpoint service.
   *
   * @default - none; S3 has a gateway endpoint in any case
   */
  readonly interfaceEndpoints?: readonly string[];
  /**
   * Where flow logs go.
   *
   * @default - there are no flow logs
   */
  readonly flowLogs?: { readonly role: iam.IRole; readonly logGroup: logs.ILogGroup };
}

/** Tags by which controllers find subnets for load balancers. */
const INTERNAL_LOAD_BALANCERS = { key: 'kubernetes.io/role/internal-elb', value: '1' };
const EXTERNAL_LOAD_BALANCERS = { key: 'kubernetes.io/role/elb', value: '1' };
const FLOW_LOG_SECONDS = 600;

/**
 * A VPC drawn subnet by subnet from a layout: every address is known in advance. The default security group is left
 * alone and unused.
 */
export class AwsNetwork extends Construct implements IAwsNetwork {
  /**
   * Uses a VPC of the customer's. Creates nothing and changes nothing in it.
   *
   * @throws Error unless there are three private subnets in three zones
   */
  public static fromVpc(scope: Construct, id: string, props: ExistingNetworkProps): IAwsNetwork {
    return new ExistingNetwork(scope, id, props);
  }

  public readonly vpc: ec2.IVpc;
  public readonly internalCidrs: readonly string[];
  public readonly privateSubnets: readonly ec2.ISubnet[];
  public readonly intraSubnets: readonly ec2.ISubnet[];
  public readonly publicSubnets: readonly ec2.ISubnet[];
  public readonly egressAddresses: readonly string[];
  public readonly wayOut: IDependable;

  public constructor(scope: Construct, id: string, props: AwsNetworkProps) {
    super(scope, id);
    const { layout } = props;
    const vpc = new ec2.CfnVPC(this, 'Resource', {
      cidrBlock: layout.cidr,
      enableDnsHostnames: true,
      enableDnsSupport: true,
    });
    Tags.of(vpc).add('Name', this.node.path);
    const wayOut = new Construct(this, 'WayOut');
    this.wayOut = wayOut;

    const draw = (
      role: AwsRole,
      name: string,
      routeTables: 'per-zone' | 'shared',
      tag?: { key: string; value: string },
    ) => drawSubnets(this, vpc, { ranges: rangesOf(layout, role), zoneKind: props.zoneKind, name, routeTables, tag });
    const privates = draw('private', 'Private', 'per-zone', INTERNAL_LOAD_BALANCERS);
    const publics = draw('public', 'Public', 'shared', EXTERNAL_LOAD_BALANCERS);
    const intras = draw('intra', 'Intra', 'shared');

    if (props.nat !== 'none' || props.publicIngress) {
      const gateway = new ec2.CfnInternetGateway(this, 'InternetGateway');
      const attachment = new ec2.CfnVPCGatewayAttachment(this, 'InternetGatewayAttachment', {
        vpcId: vpc.ref,
        internetGatewayId: gateway.ref,
      });
      const route = new ec2.CfnRoute(wayOut, 'PublicRoute', {
        routeTableId: publics.routeTableIds[0] ?? '',
        destinationCidrBlock: '0.0.0.0/0',
        gatewayId: gateway.ref,
      });
      route.node.addDependency(attachment);
      this.egressAddresses = drawNat(this, wayOut, props.nat, publics, privates, [attachment, route]);
    } else {
      this.egressAddresses = [];
    }

    new ec2.CfnVPCEndpoint(wayOut, 'S3', {
      vpcId: vpc.ref,
      vpcEndpointType: 'Gateway',
      serviceName: `com.amazonaws.${Stack.of(this).region}.s3`,
      routeTableIds: [...new Set(privates.routeTableIds)],
    });
    this.internalCidrs = [layout.cidr, ...props.peeredCidrs];
    if (props.interfaceEndpoints !== undefined && props.interfaceEndpoints.length > 0) {
      new AwsInterfaceEndpoints(wayOut, 'Endpoints', {
        vpcId: vpc.ref,
        vpcCidr: layout.cidr,
        subnetIds: intras.subnetIds,
        services: props.interfaceEndpoints,
      });
    }
    if (props.flowLogs !== undefined) {
      new ec2.CfnFlowLog(this, 'FlowLog', {
        resourceType: 'VPC',
        resourceId: vpc.ref,
        trafficType: 'ALL',
        logDestinationType: 'cloud-watch-logs',
        logGroupName: props.flowLogs.logGroup.logGroupName,
        deliverLogsPermissionArn: props.flowLogs.role.roleArn,
        maxAggregationInterval: FLOW_LOG_SECONDS,
      });
    }

    this.vpc = ec2.Vpc.fromVpcAttributes(this, 'Vpc', {
      vpcId: vpc.ref,
      vpcCidrBlock: layout.cidr,
      availabilityZones: privates.zones,
      privateSubnetIds: privates.subnetIds,
      privateSubnetRouteTableIds: privates.routeTableIds,
      publicSubnetIds: publics.subnetIds,
      publicSubnetRouteTableIds: publics.routeTableIds,
      isolatedSubnetIds: intras.subnetIds,
      isolatedSubnetRouteTableIds: intras.routeTableIds,
    });
    this.privateSubnets = this.vpc.privateSubnets;
    this.publicSubnets = this.vpc.publicSubnets;
    this.intraSubnets = this.vpc.isolatedSubnets;
  }
}
