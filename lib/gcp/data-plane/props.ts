import { rangesOf } from '../../core/network-layout';
import type { DataPlaneConfig } from '../../core/resolve-config';
import type { ResolvedNewNetwork } from '../../core/resolved-network';
import type { IGcpCustody } from '../custody/custody-contract';
import { labelsOf, namesOf } from '../names';
import type { GcpClusterProps } from './cluster';
import type { GcpFirewallProps } from './firewall';
import type { GcpLoadBalancersProps } from './load-balancers';
import type { GcpNetworkProps } from './network';
import type { IGcpNetwork } from './network-contract';
import type { GcpNodePoolsProps } from './node-pools';

/** What each construct of a data plane takes from the configuration. Nothing is decided here. */
type Config = DataPlaneConfig<'gcp'>;

export function networkProps(config: Config, network: ResolvedNewNetwork<'gcp'>): GcpNetworkProps {
  const { egress } = config;
  return {
    ...placeOf(config),
    layout: network.layout,
    nat: network.nat,
    flowLogs: network.flowLogs,
    labels: labelsOf(config),
    privateEndpoints: {
      googleApis: network.endpoints === 'private',
      ...(egress.mode === 'private-endpoint' ? { controlPlane: egress.serviceName } : {}),
    },
  };
}

export function loadBalancerProps(config: Config, network: IGcpNetwork): GcpLoadBalancersProps {
  return {
    ...placeOf(config),
    listeners: config.listeners,
    subnet: network.nodeSubnet,
    labels: labelsOf(config),
  };
}

export function firewallProps(
  config: Config,
  { layout }: ResolvedNewNetwork<'gcp'>,
  { project, network }: IGcpNetwork,
  addresses: Readonly<Record<string, string>>,
  custody: IGcpCustody,
): GcpFirewallProps {
  const [controlPlane] = rangesOf(layout, 'control-plane');
  return {
    environmentId: config.environment.id,
    project,
    network,
    nodeServiceAccount: custody.nodeServiceAccount,
    denyOthers: true,
    listeners: config.listeners,
    addresses,
    internalCidrs: [config.network.cidr, ...config.network.peeredCidrs],
    externalCidrs: config.externalCidrs,
    nodeShell: config.environment.nodeShell,
    ...(controlPlane === undefined ? {} : { controlPlaneCidr: controlPlane.cidr }),
  };
}

export function clusterProps(config: Config, custody: IGcpCustody, network: IGcpNetwork): GcpClusterProps {
  const { environment, plan } = config;
  const { kubernetesApi, apiEndpoint } = environment;
  return {
    ...placeOf(config),
    clusterName: namesOf(environment.id, environment.project).cluster,
    zones: config.zones.names,
    kubernetesVersion: plan.kubernetesVersion,
    releaseChannel: environment.releaseChannel,
    network,
    podsPerNode: podsPerNode(config),
    encryptionKey: custody.encryptionKey,
    nodeServiceAccount: custody.nodeServiceAccount,
    api: { ...kubernetesApi, endpoint: apiEndpoint },
    maintenanceWindow: environment.maintenanceWindows[0],
    maintenanceExclusions: environment.maintenanceExclusions,
    binaryAuthorization: environment.binaryAuthorization,
    workloadLogs: environment.workloadLogs,
    managedPrometheus: environment.managedPrometheus,
    clusterDns: environment.clusterDns,
    protection: environment.protection,
    labels: labelsOf(config),
  };
}

export function nodePoolProps(config: Config, custody: IGcpCustody, clusterName: string): GcpNodePoolsProps {
  return {
    ...placeOf(config),
    zones: config.zones.names,
    clusterName,
    profiles: config.nodeProfiles,
    podsPerNode: podsPerNode(config),
    serviceAccount: custody.nodeServiceAccount,
    encryptionKey: custody.encryptionKey,
    upgrades: config.environment.nodeUpgrades,
    labels: labelsOf(config),
  };
}

/** Where an installation is, in the words of every construct. */
function placeOf({ environment }: Config) {
  return { environmentId: environment.id, project: environment.project, region: environment.region };
}

function podsPerNode({ network }: Config): number {
  const { capacity } = network.kind === 'new' ? network.layout : network;
  return capacity.podsPerNode;
}
