import type { Cloud } from '../../core/clouds/cloud-facts';
import { CLOUD_APIS } from '../../core/egress';
import { proxyAddresses } from '../../core/http-proxy';
import type { DataPlaneConfig } from '../../core/resolve-config';
import type { GrantedCapability, Identity } from '../../core/workloads';
import { type ClusterNetwork, clusterNetworkOf } from './cluster-network';
import type { NetworkRule } from './network-policy';

/** Private, shared and link-local address space: no part of the internet. */
const NOT_THE_INTERNET = ['10.0.0.0/8', '100.64.0.0/10', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'];
const HTTPS = 443;

/** Every public address, on one port. */
export const INTERNET: NetworkRule = {
  peers: [{ cidrs: ['0.0.0.0/0'], except: NOT_THE_INTERNET }],
  ports: [HTTPS],
};

/** Where pods of ours may go, beside DNS, which every pod may ask. */
export interface WaysOut {
  /** To the vendor's control plane, as narrow as the chosen egress can be said. */
  readonly controlPlane: readonly NetworkRule[];
  /** Hosts of the control plane, where the cloud's own policy names them instead of addresses. Empty: addresses do. */
  readonly hosts: readonly string[];
  /** To the Kubernetes API. */
  readonly apiServer: readonly NetworkRule[];
  /** To hosts on the internet whose addresses nobody can name: through the HTTP proxy where there is one. */
  readonly internet: readonly NetworkRule[];
  /** To the APIs of the cloud that an identity may use, and to its credentials. */
  readonly cloud: (identity: Pick<Identity, 'capabilities'> | undefined) => readonly NetworkRule[];
}

/** The ways out of one installation. */
export function waysOutOf(config: DataPlaneConfig): WaysOut {
  const network = clusterNetworkOf(config);
  const { egress } = config;
  const { httpProxy } = config.environment;
  const internet = httpProxy === undefined ? [INTERNET] : throughProxy(httpProxy, network);
  const controlPlane = (): readonly NetworkRule[] => {
    switch (egress.mode) {
      case 'private-endpoint':
        return [{ peers: [{ cidrs: network.endpoints }], ports: [HTTPS] }];
      case 'cidrs':
        return [{ peers: [{ cidrs: egress.cidrs }], ports: [HTTPS] }];
      case 'proxy':
        return internet;
      case 'fqdn':
        return [];
      case 'open':
        return [INTERNET];
    }
  };
  return {
    controlPlane: controlPlane(),
    hosts: egress.mode === 'fqdn' ? egress.hosts : [],
    apiServer: [{ peers: [{ cidrs: network.apiServer }], ports: [HTTPS] }],
    internet,
    cloud: (identity) => cloudRules(config.environment, identity, network, internet),
  };
}

/** Endpoints reach the APIs of their own region; only an ARN says which one is meant. */
function isIn(region: string, target: string | undefined): boolean {
  return target?.startsWith('arn:') !== true || target.split(':')[3] === region;
}

/** To the credentials of an identity, and to the APIs behind its capabilities. */
function cloudRules(
  { cloud, region }: { readonly cloud: Cloud; readonly region: string },
  identity: Pick<Identity, 'capabilities'> | undefined,
  network: ClusterNetwork,
  internet: readonly NetworkRule[],
): readonly NetworkRule[] {
  if (identity === undefined) return [];
  const { byEndpoint, publicAddresses } = CLOUD_APIS[cloud];
  const hasEndpoints = network.endpoints.length > 0;
  const outside = identity.capabilities.filter(
    ({ id, target }) => !(hasEndpoints && byEndpoint.includes(id) && isIn(region, target)),
  );
  const isPublic = ({ id }: Pick<GrantedCapability, 'id'>) => publicAddresses.includes(id);
  return [
    ...network.credentials,
    ...(hasEndpoints ? [{ peers: [{ cidrs: network.endpoints }], ports: [HTTPS] }] : []),
    ...(outside.some(isPublic) ? [INTERNET] : []),
    ...(outside.every(isPublic) ? [] : internet),
  ];
}

/** Core policies name addresses: those of the proxy, or, where only its name is known, the network and its peers. */
function throughProxy(
  proxy: NonNullable<DataPlaneConfig['environment']['httpProxy']>,
  network: ClusterNetwork,
): NetworkRule[] {
  const { cidrs, port } = proxyAddresses(proxy);
  return [{ peers: [{ cidrs: cidrs.length > 0 ? cidrs : network.internal }], ports: [port] }];
}
