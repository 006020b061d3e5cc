import type { aws_iam as iam } from 'aws-cdk-lib';
import type { DataPlaneConfig } from '../../core/resolve-config';
import { hasScarceAddresses, type ResolvedNewNetwork } from '../../core/resolved-network';
import type { IAwsCustody } from '../custody/custody-contract';
import { namesOf, tagsOf } from '../names';
import type { AwsAddOnsProps } from './add-ons';
import type { AwsCluster, AwsClusterProps } from './cluster';
import { interfaceEndpoints } from './endpoint-services';
import type { AwsLoadBalancersProps } from './load-balancers';
import type { AwsNetworkProps } from './network';
import type { IAwsNetwork } from './network-contract';
import type { AwsNodeGroupsProps } from './node-groups';

/** What each construct of a data plane takes from the configuration. Nothing is decided here. */
type Config = DataPlaneConfig<'aws'>;

export function networkProps(
  config: Config,
  network: ResolvedNewNetwork<'aws'>,
  custody: IAwsCustody,
): AwsNetworkProps {
  const { flowLogRole: role, flowLogGroup: logGroup } = custody;
  return {
    layout: network.layout,
    zoneKind: config.zones.kind,
    peeredCidrs: network.peeredCidrs,
    nat: network.nat,
    publicIngress: config.externalCidrs.length > 0,
    interfaceEndpoints: network.endpoints === 'private' ? interfaceEndpoints(config) : [],
    ...(role !== undefined && logGroup !== undefined ? { flowLogs: { role, logGroup } } : {}),
  };
}

export function clusterProps(
  config: Config,
  custody: IAwsCustody,
  network: IAwsNetwork,
  administrators: readonly iam.IRole[] = [],
): AwsClusterProps {
  const { environment, plan } = config;
  return {
    clusterName: namesOf(environment.id).cluster,
    kubernetesVersion: plan.kubernetesVersion,
    vpcId: network.vpc.vpcId,
    subnets: network.intraSubnets,
    serviceCidr: config.network.serviceCidr,
    role: custody.clusterRole,
    encryptionKey: custody.encryptionKey,
    logGroup: custody.clusterLogGroup,
    api: environment.kubernetesApi,
    protection: environment.protection,
    administrators: [...environment.administrators, ...administrators.map(({ roleArn }) => roleArn)],
    ...(custody.supportRole === undefined ? {} : { support: { role: custody.supportRole, group: plan.support.group } }),
  };
}

export function addOnProps(config: Config, custody: IAwsCustody, clusterName: string): AwsAddOnsProps {
  const { environment, plan } = config;
  return {
    clusterName,
    region: environment.region,
    scarceAddresses: hasScarceAddresses(config.network),
    volumeTags: { ...environment.tags, ...tagsOf(config) },
    versions: config.kubernetes.eksAddOns,
    services: plan.clusterServices,
    roles: custody.addOnRoles,
  };
}

export function nodeGroupProps(
  config: Config,
  custody: IAwsCustody,
  network: IAwsNetwork,
  clusterName: string,
): AwsNodeGroupsProps {
  const { environment, plan } = config;
  return {
    clusterName,
    kubernetesVersion: plan.kubernetesVersion,
    profiles: config.nodeProfiles,
    subnets: network.privateSubnets,
    role: custody.nodeRole,
    encryptionKey: custody.encryptionKey,
    image: environment.nodeImage,
    tags: { ...environment.tags, ...tagsOf(config) },
  };
}

export function loadBalancerProps(config: Config, network: IAwsNetwork, cluster: AwsCluster): AwsLoadBalancersProps {
  const { environment } = config;
  return {
    listeners: config.listeners,
    network,
    cluster,
    externalCidrs: config.externalCidrs,
    protection: environment.protection,
    endpointServices: environment.endpointServices,
  };
}
