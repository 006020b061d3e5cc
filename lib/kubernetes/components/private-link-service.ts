import { installationName } from '../../core/names';
import type { DeployedOutputs } from '../../core/outputs';
import type { Component } from '../../core/plan/listener';
import type { DataPlaneConfig } from '../../core/resolve-config';
import { consumerSubnetOf } from './consumer-subnet';

/** An internal load balancer on Azure that other networks may connect to. */
export interface PrivateLinkService {
  /** Name of the service; its alias, which consumers are told, begins with it. */
  readonly name: string;
  /** Name of the subnet that consumers' addresses are translated into; it is in the network of the cluster. */
  readonly natSubnet: string;
  /** Ids of subscriptions that see the service and may ask for a connection. Each waits until it is approved. */
  readonly subscriptions: readonly string[];
}

/**
 * What the Service says for it. AKS then makes the service in the resource group of the nodes, and needs no identity of ours
 * for it. Nobody is approved without being asked for. Connections come from the subnet: the PROXY protocol, which would name
 * the consumer, would have to be spoken by every client inside the network, too.
 * https://cloud-provider-azure.sigs.k8s.io/topics/pls-integration/
 */
export function privateLinkAnnotations({ name, natSubnet, subscriptions }: PrivateLinkService): Record<string, string> {
  return {
    'service.beta.kubernetes.io/azure-pls-create': 'true',
    'service.beta.kubernetes.io/azure-pls-name': name,
    // Else it takes an address among the load balancers, which one of them shall have.
    'service.beta.kubernetes.io/azure-pls-ip-configuration-subnet': natSubnet,
    'service.beta.kubernetes.io/azure-pls-visibility': subscriptions.join(' '),
  };
}

/**
 * The service of a component's internal listeners. Undefined: nobody may connect to them from another network.
 *
 * @throws ConfigError if the outputs name no subnet for it
 */
export function privateLinkServiceOf(
  config: DataPlaneConfig,
  outputs: DeployedOutputs,
  component: Component,
): PrivateLinkService | undefined {
  if (config.cloud !== 'azure') return undefined;
  const { id, endpointServices } = config.environment;
  const published = endpointServices.find((service) => service.component === component);
  if (published === undefined) return undefined;
  return {
    name: `${installationName(id)}-${component}`,
    natSubnet: consumerSubnetOf(outputs, 'privateLinkSubnet'),
    subscriptions: published.subscriptions,
  };
}
