import type { Construct } from 'constructs';
import type { DataPlaneConfig } from '../../core/resolve-config';
import { checkGivenParts, undescribedNetwork } from '../../terraform/given-network';
import { describedNetwork } from './existing-network';
import type { IGcpNetwork } from './network-contract';

/**
 * A network that comes as a prop must be the one that the environment describes: pods per node, sources that may come
 * in, network policies and the vendor's rights follow the description.
 *
 * @throws Error if it is not
 */
export function checkGivenNetwork(scope: Construct, config: DataPlaneConfig<'gcp'>, given: IGcpNetwork): void {
  const { network, environment } = config;
  if (network.kind === 'new') throw undescribedNetwork(scope);
  const described = describedNetwork(network, environment.region);
  const { project, podRange, serviceRange } = described;
  const parts = {
    project,
    network: described.network.id,
    nodeSubnet: described.nodeSubnet.id,
    podRange,
    serviceRange,
    controlPlaneSubnet: described.controlPlaneSubnet?.id,
    privateServiceConnectSubnet: described.privateServiceConnectSubnet?.name,
  };
  checkGivenParts(scope, parts, given);
}
