import type { Construct } from 'constructs';
import type { DataPlaneConfig } from '../../core/resolve-config';
import { checkGivenParts, undescribedNetwork } from '../../terraform/given-network';
import { describedNetwork } from './existing-network';
import type { IAzureNetwork } from './network-contract';

/**
 * A network that comes as a prop must be the one that the environment describes: ranges, sources that may come in, and the
 * rights of vendor and cluster follow the description.
 *
 * @throws Error if it is not
 */
export function checkGivenNetwork(scope: Construct, config: DataPlaneConfig<'azure'>, given: IAzureNetwork): void {
  const { network } = config;
  if (network.kind === 'new') throw undescribedNetwork(scope);
  const described = describedNetwork(network);
  const { loadBalancerCidr, outbound } = described;
  const parts = {
    virtualNetwork: described.virtualNetwork.id,
    nodeSubnet: described.nodeSubnet.id,
    apiServerSubnet: described.apiServerSubnet?.id,
    privateEndpointSubnet: described.privateEndpointSubnet.id,
    loadBalancerSubnet: described.loadBalancerSubnet.name,
    loadBalancerCidr,
    privateLinkSubnet: described.privateLinkSubnet?.name,
    outbound,
  };
  checkGivenParts(scope, parts, given);
}
