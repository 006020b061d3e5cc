import { Token } from 'cdktf';
import type { Construct } from 'constructs';
import type { DataPlaneConfig } from '../../core/resolve-config';
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
  if (network.kind === 'new') {
    throw new Error(
      `'network' of ${scope.node.path} must be the one that the environment describes, got another than its new network; ` +
        'describe it in environment.network with kind existing, or leave it out',
    );
  }
  const described = describedNetwork(network, environment.region);
  const { project, podRange, serviceRange } = described;
  const expected = {
    project,
    network: described.network.id,
    nodeSubnet: described.nodeSubnet.id,
    podRange,
    serviceRange,
    controlPlaneSubnet: described.controlPlaneSubnet?.id,
    privateServiceConnectSubnet: described.privateServiceConnectSubnet?.name,
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
