import type { AzureRole } from '../../core/clouds/azure';
import { type NetworkLayout, rangesOf } from '../../core/network-layout';
import type { DataPlaneConfig } from '../../core/resolve-config';
import type { ResolvedNewNetwork } from '../../core/resolved-network';
import type { IAzureCustody } from '../custody/custody-contract';
import { namesOf, tagsOf } from '../names';
import type { AzurePlace } from '../place';
import type { AzureClusterProps } from './cluster-props';
import type { AzureLoadBalancersProps } from './load-balancers';
import type { AzureNetworkProps, SubnetRole } from './network';
import type { IAzureNetwork } from './network-contract';
import type { AzureNodes } from './node-config';
import type { AzureNodePoolsProps } from './node-pools';
import type { AzurePrivateEndpointsProps } from './private-endpoints';
import type { AzureSecurityGroupsProps } from './security-groups';

/** What each construct of a data plane takes from the configuration. Nothing is decided here. */
type Config = DataPlaneConfig<'azure'>;

export function networkProps(config: Config, { layout }: ResolvedNewNetwork<'azure'>): AzureNetworkProps {
  return { ...placeOf(config), zones: config.zones.names, layout };
}

export function loadBalancerProps(config: Config, network: IAzureNetwork): AzureLoadBalancersProps {
  return {
    ...placeOf(config),
    zones: config.zones.names,
    listeners: config.listeners,
    subnet: network.loadBalancerSubnet,
    subnetCidr: network.loadBalancerCidr,
  };
}

export function securityGroupProps(
  config: Config,
  { layout }: ResolvedNewNetwork<'azure'>,
  subnets: Readonly<Record<SubnetRole, string>>,
  addresses: Readonly<Record<string, string>>,
): AzureSecurityGroupsProps {
  const { environment, network, externalCidrs, listeners } = config;
  return {
    ...placeOf(config),
    subnets,
    nodeCidr: rangeOf(layout, 'nodes'),
    podCidr: rangeOf(layout, 'pods'),
    ...(environment.apiServer === 'vnet-integration' ? { apiServerCidr: rangeOf(layout, 'api-server') } : {}),
    apiClients: environment.kubernetesApi.allowedCidrs,
    listeners,
    addresses,
    internalCidrs: [network.cidr, ...network.peeredCidrs],
    externalCidrs,
  };
}

export function privateEndpointProps(
  config: Config,
  custody: IAzureCustody,
  network: IAzureNetwork,
  zones: 'new' | 'existing',
): AzurePrivateEndpointsProps {
  const { egress, plan } = config;
  return {
    ...placeOf(config),
    subnet: network.privateEndpointSubnet,
    storageAccounts: custody.storageAccounts,
    ...(custody.keyVaultIsPrivate && custody.ownsKeyVault ? { keyVault: custody.keyVault } : {}),
    ...(egress.mode === 'private-endpoint'
      ? { controlPlane: { alias: egress.serviceName, hosts: plan.controlPlane.hosts } }
      : {}),
    names: zones === 'new' ? { zones, virtualNetwork: network.virtualNetwork } : { zones },
  };
}

export function clusterProps(
  config: Config,
  custody: IAzureCustody,
  network: IAzureNetwork,
): Omit<AzureClusterProps, 'systemProfile'> {
  const { environment } = config;
  return {
    ...placeOf(config),
    ...nodesOf(config, network),
    tenant: environment.tenant,
    administrators: environment.administrators,
    api: { ...environment.kubernetesApi, attachment: environment.apiServer },
    apiServerSubnet: network.apiServerSubnet,
    podCidr: environment.network.podCidr,
    serviceCidr: config.network.serviceCidr,
    outbound: network.outbound,
    custody,
    upgradeChannel: environment.upgradeChannel,
    nodeOsUpgradeChannel: environment.nodeOsUpgradeChannel,
    maintenanceWindow: environment.maintenanceWindows[0],
    maintenanceExclusions: environment.maintenanceExclusions,
    azurePolicy: environment.azurePolicy,
    defenderWorkspace: environment.defenderWorkspace,
    protection: environment.protection,
  };
}

export function nodePoolProps(
  config: Config,
  network: IAzureNetwork,
  clusterId: string,
): Omit<AzureNodePoolsProps, 'profiles'> {
  return { ...nodesOf(config, network), clusterId, upgradeChannel: config.environment.upgradeChannel };
}

/** What the nodes of all profiles have in common. */
function nodesOf(config: Config, { nodeSubnet }: IAzureNetwork): AzureNodes {
  const { environment, plan, network, zones } = config;
  const { environmentId, subscription, tags } = placeOf(config);
  const { capacity } = network.kind === 'new' ? network.layout : network;
  return {
    environmentId,
    subscription,
    tags,
    zones: zones.names,
    nodeSubnet,
    podsPerNode: capacity.podsPerNode,
    kubernetesVersion: plan.kubernetesVersion,
    osDisks: environment.osDisks,
  };
}

/** Where an installation is, in the words of every construct. */
function placeOf(config: Config): AzurePlace {
  const { id, subscription, region } = config.environment;
  return {
    environmentId: id,
    subscription,
    region,
    resourceGroup: namesOf(id, subscription).dataPlaneGroup,
    tags: tagsOf(config),
  };
}

/** The range of a role: on Azure, each spans the region, so there is one. */
function rangeOf(layout: NetworkLayout<AzureRole>, role: AzureRole): string {
  return rangesOf(layout, role)
    .map(({ cidr }) => cidr)
    .join();
}
