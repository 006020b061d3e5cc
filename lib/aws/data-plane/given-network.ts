import { Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Cidr } from '../../core/cidr';
import type { DataPlaneConfig } from '../../core/resolve-config';
import type { IAwsNetwork } from './network-contract';

/**
 * What the configuration could not check, because the network came as a prop.
 *
 * @throws Error if the network does not fit the configuration
 */
export function checkGivenNetwork(scope: Construct, config: DataPlaneConfig<'aws'>, network: IAwsNetwork): void {
  const { serviceCidr } = config.network;
  const known = network.internalCidrs.filter((cidr) => !Token.isUnresolved(cidr));
  const wrong = known.find((cidr) => Cidr.tryParse(cidr) === undefined);
  if (wrong !== undefined) {
    throw new Error(
      `'peeredCidrs' and the VPC's addresses of ${scope.node.path} must be aligned IPv4 networks in CIDR notation, ` +
        `got ${wrong}; write ${Cidr.tryEnclosing(wrong) ?? 'it like 10.0.0.0/16'}`,
    );
  }
  const overlapping = known.find((cidr) => Cidr.parse(cidr).overlaps(Cidr.parse(serviceCidr)));
  if (overlapping !== undefined) {
    throw new Error(
      `'network' of ${scope.node.path} must be apart from the addresses of Kubernetes services (${serviceCidr}), ` +
        `got ${overlapping}; set environment.network.serviceCidr`,
    );
  }
  const external = config.listeners.find(({ exposure }) => exposure === 'external');
  if (external !== undefined && network.publicSubnets.length !== network.privateSubnets.length) {
    throw new Error(
      `'network' of ${scope.node.path} must have a public subnet in each zone for listener '${external.name}', ` +
        `got ${network.publicSubnets.length}; name them in publicSubnets, or remove environment.publicIngress`,
    );
  }
}
