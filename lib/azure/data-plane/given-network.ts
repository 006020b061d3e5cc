import { Token } from 'cdktf';
import type { Construct } from 'constructs';
import type { DataPlaneConfig } from '../../core/resolve-config';
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
  if (network.kind === 'new') {
    throw new Error(
      `'network' of ${scope.node.path} must be the one that the environment describes, got another than its new network; ` +
        'describe it in environment.network with kind existing, or leave it out',
    );
  }
  const described = describedNetwork(network);
  const { loadBalancerCidr, outbound } = described;
  const expected = {
    virtualNetwork: described.virtualNetwork.id,
    nodeSubnet: described.nodeSubnet.id,
    apiServerSubnet: described.apiServerSubnet?.id,
    privateEndpointSubnet: described.privateEndpointSubnet.id,
    loadBalancerSubnet: described.loadBalancerSubnet.name,
    loadBalancerCidr,
    privateLinkSubnet: described.privateLinkSubnet?.name,
    outbound,
  };
  const wrong = (Object.keys(expected) as (keyof typeof expected)[]).flatMap((name) => {
    const [is, must] = [given[name], expected[name]];
    const unknown = Token.isUnresolved(is);
    if (is === must || (unknown && must !== undefined)) return [];
    const got = unknown ? 'one' : (is ?? 'nothing');
    return [
      `'network.${name}' of ${scope.node.path} must be ${must ?? 'left out'}, as environment.network says, got ${got}; change one of the two`,
    ];
  });
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
}
