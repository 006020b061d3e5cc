import { aws_ec2 as ec2, Tags } from 'aws-cdk-lib';
import type { Construct, IDependable } from 'constructs';
import type { NetworkRange } from '../../core/network-layout';
import { acknowledge } from '../acknowledge';

/** Subnets of one role, in the order of their zones. */
export interface DrawnSubnets {
  readonly subnetIds: string[];
  /** Route table of each subnet; the same one where the role shares it. */
  readonly routeTableIds: string[];
  /** Zone names; known only at deployment where the layout has zone ids. */
  readonly zones: string[];
}

export interface SubnetsProps {
  readonly ranges: readonly NetworkRange[];
  readonly zoneKind: 'name' | 'id';
  /** Prefix of the logical ids: `Private` gives `PrivateSubnet1`. */
  readonly name: string;
  /** Routes that differ by zone need a table each. */
  readonly routeTables: 'per-zone' | 'shared';
  readonly tag: { readonly key: string; readonly value: string } | undefined;
}

/** Logical ids go by the zone's place in the list, never by its name: a name may mean another zone elsewhere. */
export function drawSubnets(scope: Construct, vpc: ec2.CfnVPC, props: SubnetsProps): DrawnSubnets {
  const { ranges, name, zoneKind, tag } = props;
  const shared =
    props.routeTables === 'shared' ? new ec2.CfnRouteTable(scope, `${name}RouteTable`, { vpcId: vpc.ref }) : undefined;
  const drawn = ranges.map(({ cidr, zone }, index) => {
    const number = index + 1;
    const subnet = new ec2.CfnSubnet(scope, `${name}Subnet${number}`, {
      vpcId: vpc.ref,
      cidrBlock: cidr,
      mapPublicIpOnLaunch: false,
      ...(zone === undefined ? {} : zoneKind === 'id' ? { availabilityZoneId: zone } : { availabilityZone: zone }),
    });
    acknowledge(subnet, {
      id: 'CloudFormation-Validate::W3010',
      reason: 'the customer names the zones, so that they match those of peered networks',
    });
    Tags.of(subnet).add('Name', `${scope.node.path}/${name}Subnet${number}`);
    if (tag !== undefined) Tags.of(subnet).add(tag.key, tag.value);
    const table = shared ?? new ec2.CfnRouteTable(scope, `${name}RouteTable${number}`, { vpcId: vpc.ref });
    new ec2.CfnSubnetRouteTableAssociation(scope, `${name}RouteTableAssociation${number}`, {
      subnetId: subnet.ref,
      routeTableId: table.ref,
    });
    return {
      subnetId: subnet.ref,
      routeTableId: table.ref,
      zone: zoneKind === 'id' ? subnet.attrAvailabilityZone : (zone ?? ''),
    };
  });
  return {
    subnetIds: drawn.map(({ subnetId }) => subnetId),
    routeTableIds: drawn.map(({ routeTableId }) => routeTableId),
    zones: drawn.map(({ zone }) => zone),
  };
}

/** NAT gateways and the routes to them. Returns their public addresses. */
export function drawNat(
  scope: Construct,
  routes: Construct,
  nat: 'per-zone' | 'single' | 'none',
  publics: DrawnSubnets,
  privates: DrawnSubnets,
  after: readonly IDependable[],
): string[] {
  if (nat === 'none') return [];
  const gateways = publics.subnetIds.slice(0, nat === 'single' ? 1 : undefined).map((subnetId, index) => {
    const number = index + 1;
    const address = new ec2.CfnEIP(scope, `NatAddress${number}`, { domain: 'vpc' });
    const gateway = new ec2.CfnNatGateway(scope, `NatGateway${number}`, {
      subnetId,
      allocationId: address.attrAllocationId,
    });
    address.node.addDependency(...after);
    gateway.node.addDependency(...after);
    return { id: gateway.ref, address: address.ref };
  });
  privates.routeTableIds.forEach((routeTableId, index) => {
    const gateway = gateways[index] ?? gateways[0];
    if (gateway === undefined) return;
    new ec2.CfnRoute(routes, `PrivateRoute${index + 1}`, {
      routeTableId,
      destinationCidrBlock: '0.0.0.0/0',
      natGatewayId: gateway.id,
    });
  });
  return gateways.map(({ address }) => address);
}
