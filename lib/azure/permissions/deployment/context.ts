import type { DataPlaneConfig } from '../../../core/resolve-config';
import { resourceIdsOf } from '../../names';
import type { Permission } from '../permission';
import type { Place } from '../place';

/** A network of the customer's, as far as rights on it go. All are resource ids. */
export interface ExistingNetwork {
  readonly virtualNetwork: string;
  readonly nodeSubnet: string;
  /** @default - the API server is in none */
  readonly apiServerSubnet?: string;
  readonly privateEndpointSubnet: string;
  readonly loadBalancerSubnet: string;
  /** @default - nothing is offered through Private Link */
  readonly privateLinkSubnet?: string;
}

/** Keys of the installation. All are resource ids. */
export interface Keys {
  readonly keyVault: string;
  /** Key of Kubernetes secrets. */
  readonly etcd: string;
  /** Key of volumes and buckets. */
  readonly data: string;
  /** Whether custody makes the vault. */
  readonly ours: boolean;
  /** Whether the vault takes private endpoints only: it does where AKS can reach it by one. */
  readonly closed: boolean;
}

/** What the roles of the vendor and of AKS are written with. */
export interface DeploymentContext extends Place {
  /** @default - the data plane makes its network */
  readonly existingNetwork?: ExistingNetwork;
  /** Whether the Kubernetes API has a private address only: AKS then makes a zone of its name and links it to the network. */
  readonly privateApi: boolean;
  /** Whether load balancers may have addresses on the internet. */
  readonly externalListeners: boolean;
  /** Resource ids of the storage accounts that custody makes. */
  readonly storageAccounts: readonly string[];
  readonly keys: Keys;
  /** Whether the network gets a private address of the vendor's control plane. */
  readonly controlPlaneEndpoint: boolean;
  /** Resource id of the workspace that Defender reports to. @default - Defender is off */
  readonly defenderWorkspace?: string;
}

/** The same for all of a noun's permissions. */
export type Noun = (context: DeploymentContext) => readonly Permission[];

/** What a configuration asks of the roles of the vendor and of AKS. */
export function deploymentContext({
  environment,
  plan,
  listeners,
  egress,
}: Pick<DataPlaneConfig<'azure'>, 'environment' | 'plan' | 'listeners' | 'egress'>): DeploymentContext {
  const { id: environmentId, subscription, network, own, defenderWorkspace, apiServer, kubernetesApi } = environment;
  const ids = resourceIdsOf(environmentId, subscription);
  return {
    environmentId,
    subscription,
    ...(network.kind === 'existing'
      ? {
          existingNetwork: {
            virtualNetwork: network.virtualNetworkId,
            nodeSubnet: network.nodeSubnet.id,
            ...(network.apiServerSubnet === undefined || apiServer !== 'vnet-integration'
              ? {}
              : { apiServerSubnet: network.apiServerSubnet.id }),
            privateEndpointSubnet: network.privateEndpointSubnet.id,
            loadBalancerSubnet: network.loadBalancerSubnet.id,
            ...(network.privateLinkSubnet === undefined ? {} : { privateLinkSubnet: network.privateLinkSubnet.id }),
          },
        }
      : {}),
    privateApi: kubernetesApi.access === 'private',
    externalListeners: listeners.some(({ exposure }) => exposure === 'external'),
    storageAccounts: plan.buckets
      .filter(({ name }) => own.buckets[name] === undefined)
      .map(({ name }) => ids.storageAccount(name)),
    keys: keysOf(environment),
    controlPlaneEndpoint: egress.mode === 'private-endpoint',
    ...(defenderWorkspace === undefined ? {} : { defenderWorkspace }),
  };
}

/** One key of the customer's is for everything; custody makes two. */
function keysOf({ id, subscription, own, apiServer }: DataPlaneConfig<'azure'>['environment']): Keys {
  const closed = apiServer === 'vnet-integration';
  if (own.encryptionKey === undefined || own.keyVault === undefined) {
    const { keyVault } = resourceIdsOf(id, subscription);
    return { keyVault, etcd: `${keyVault}/keys/etcd`, data: `${keyVault}/keys/data`, ours: true, closed };
  }
  // `https://acme.vault.azure.net/keys/<name>/<version>`
  const key = `${own.keyVault}/keys/${own.encryptionKey.split('/')[4] ?? ''}`;
  return { keyVault: own.keyVault, etcd: key, data: key, ours: false, closed };
}

/** Whether the data plane has a private endpoint of the vault. AKS has one of its own; of the customer's, the customer. */
export function hasVaultEndpoint({ keys }: Pick<DeploymentContext, 'keys'>): boolean {
  return keys.ours && keys.closed;
}
