import type { ResolvedExistingNetwork, ResolvedNewNetwork } from '../../../lib/core/resolved-network';
import { type Resource, tagsOf } from '../aws';
import type { NetworkFact, RangeFact } from '../contract/facts';
import { clusterProperties } from './cluster';
import type { Deployment } from './deployment';
import { resources } from './read';
import { grantsOfRole } from './roles';

export function networkFact(deployment: Deployment): NetworkFact {
  const { network } = deployment.config;
  return network.kind === 'existing' ? existingNetwork(network) : newNetwork(network, deployment);
}

/** A network of the customer's, which no template has. */
function existingNetwork(network: ResolvedExistingNetwork<'aws'>): NetworkFact {
  const given = (role: string, subnets: typeof network.privateSubnets): RangeFact[] =>
    subnets.map(({ id, zone, cidr }) => ({
      role,
      ref: id,
      cidr,
      zone,
      name: id,
      loadBalancers: role === 'private' ? ['internal'] : role === 'public' ? ['external'] : [],
      publicAddresses: false,
    }));
  return {
    ref: network.vpcId,
    name: network.vpcId,
    ranges: [
      ...given('private', network.privateSubnets),
      ...given('intra', network.intraSubnets),
      ...given('public', network.publicSubnets),
    ],
    egressAddresses: [],
    zonesWithWayOut: [],
    flowLogs: false,
    storagePrivate: false,
    privateServices: 0,
    foreignServices: [],
  };
}

function newNetwork(network: ResolvedNewNetwork<'aws'>, deployment: Deployment): NetworkFact {
  const { dataPlane } = deployment;
  const [[vpcId, vpc] = ['', undefined]] = resources(dataPlane, 'AWS::EC2::VPC');
  const endpoints = resources(dataPlane, 'AWS::EC2::VPCEndpoint').map(([, { Properties }]) => Properties);
  const entrances = resources(dataPlane, 'AWS::EC2::SecurityGroupIngress').map(([, { Properties }]) => Properties);
  const services = endpoints.filter(
    ({ VpcEndpointType, SecurityGroupIds }) =>
      VpcEndpointType === 'Interface' &&
      entrances.some(
        ({ GroupId, CidrIp, FromPort, ToPort }) =>
          SecurityGroupIds.includes(GroupId) && CidrIp === network.cidr && FromPort <= 443 && 443 <= ToPort,
      ),
  );
  const isForeign = ({ ServiceName }: { ServiceName: string }) => ServiceName.includes('.vpce-svc-');
  const tableOf = new Map(
    resources(dataPlane, 'AWS::EC2::SubnetRouteTableAssociation').map(([, { Properties }]) => [
      Properties.SubnetId,
      Properties.RouteTableId,
    ]),
  );
  const routes = resources(dataPlane, 'AWS::EC2::Route').map(([, { Properties }]) => Properties);
  const subnets = resources(dataPlane, 'AWS::EC2::Subnet').map(([id, subnet]) => rangeOf(id, subnet));
  const forNodes = subnets.filter(({ role }) => role === 'private');
  const gateways = endpoints.filter(
    ({ VpcEndpointType, ServiceName }) => VpcEndpointType === 'Gateway' && ServiceName.endsWith('.s3'),
  );
  const defaultRoute = (subnet: string) =>
    routes.find(
      ({ RouteTableId, DestinationCidrBlock }) =>
        RouteTableId === tableOf.get(subnet) && DestinationCidrBlock === '0.0.0.0/0',
    );
  /** Through a NAT gateway, which itself lies where the internet gateway is reached. */
  const leadsOut = (subnet: string) => {
    const gateway = dataPlane.resources[defaultRoute(subnet)?.NatGatewayId?.slice(1, -1)];
    return gateway !== undefined && defaultRoute(gateway.Properties.SubnetId)?.GatewayId !== undefined;
  };
  return {
    ref: `<${vpcId}>`,
    name: tagsOf(vpc?.Properties ?? {}).Name,
    ranges: [
      ...subnets,
      {
        role: 'services',
        ref: '',
        cidr: clusterProperties(dataPlane).KubernetesNetworkConfig.ServiceIpv4Cidr,
        name: undefined,
        loadBalancers: [],
        publicAddresses: false,
      },
    ],
    egressAddresses: resources(dataPlane, 'AWS::EC2::EIP').map(([id]) => `<${id}>`),
    zonesWithWayOut: forNodes.flatMap(({ ref, zone }) => (zone !== undefined && leadsOut(ref) ? [zone] : [])),
    flowLogs: resources(dataPlane, 'AWS::EC2::FlowLog').some(
      ([, { Properties }]) =>
        Properties.ResourceId === `<${vpcId}>` &&
        Properties.TrafficType === 'ALL' &&
        writesTo(deployment, Properties.LogGroupName, Properties.DeliverLogsPermissionArn),
    ),
    storagePrivate: gateways.some(({ RouteTableIds }) =>
      forNodes.every(({ ref }) => RouteTableIds.includes(tableOf.get(ref))),
    ),
    privateServices: services.filter((service) => !isForeign(service)).length,
    foreignServices: services.filter(isForeign).map(({ ServiceName }) => ServiceName),
  };
}

function writesTo(deployment: Deployment, logGroup: string, role: string): boolean {
  const isOwn = Object.values(deployment.config.environment.own.roles).includes(role);
  const grants = grantsOfRole(deployment, 'flow-logs').filter(({ resource }) =>
    resource.includes(`:log-group:${logGroup}`),
  );
  return (
    isOwn ||
    ['logs:CreateLogStream', 'logs:PutLogEvents'].every((action) => grants.some((grant) => grant.action === action))
  );
}

function rangeOf(id: string, { Properties }: Resource): RangeFact {
  const tags = tagsOf(Properties);
  const loadBalancers = [
    ...(tags['kubernetes.io/role/internal-elb'] === '1' ? (['internal'] as const) : []),
    ...(tags['kubernetes.io/role/elb'] === '1' ? (['external'] as const) : []),
  ];
  const [exposure] = loadBalancers;
  return {
    role: exposure === 'internal' ? 'private' : exposure === 'external' ? 'public' : 'intra',
    ref: `<${id}>`,
    cidr: Properties.CidrBlock,
    zone: Properties.AvailabilityZone ?? Properties.AvailabilityZoneId,
    name: tags.Name,
    loadBalancers,
    publicAddresses: Properties.MapPublicIpOnLaunch !== false,
  };
}
