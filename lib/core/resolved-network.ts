import type { Capacity } from './capacity';
import { Cidr } from './cidr';
import type { Cloud } from './clouds/cloud-facts';
import { factsOf, type NetworkRoles } from './clouds/facts';
import type { Environment } from './environment/environment';
import type { NetworkLayout } from './network-layout';

export type EnvironmentOf<C extends Cloud> = Extract<Environment, { cloud: C }>;

/** A network that the data plane makes. */
export interface ResolvedNewNetwork<C extends Cloud = Cloud> {
  readonly kind: 'new';
  readonly cidr: string;
  readonly serviceCidr: string;
  readonly peeredCidrs: readonly string[];
  readonly nat: 'per-zone' | 'single' | 'none';
  readonly endpoints: 'gateway' | 'private';
  readonly flowLogs: boolean;
  readonly layout: NetworkLayout<NetworkRoles[C]>;
}

/** A network of the customer's, as the environment describes it. */
export type ResolvedExistingNetwork<C extends Cloud = Cloud> = Omit<
  Extract<EnvironmentOf<C>['network'], { kind: 'existing' }>,
  'serviceCidr'
> & { readonly serviceCidr: string } & ExistingNetworkOf[C];

/** What is known of a network of the customer's beside its description. */
interface ExistingNetworkOf {
  aws: unknown;
  gcp: {
    /** Project that owns the network: the host project of a Shared VPC, or the installation's own. */
    readonly project: string;
    readonly capacity: Capacity;
  };
  azure: {
    readonly capacity: Capacity;
  };
}

export type ResolvedNetwork<C extends Cloud = Cloud> = ResolvedNewNetwork<C> | ResolvedExistingNetwork<C>;

/** Whether a network is so small that a warm block of addresses per node would be wasteful. */
export function hasScarceAddresses(network: ResolvedNetwork<'aws'>): boolean {
  const [roomy] = factsOf('aws').split.addressing.steps;
  return roomy !== undefined && prefixOf(network) > roomy.upToPrefix;
}

/** A new network gives each zone a quarter, so its private subnets are two bits longer than the network. */
function prefixOf(network: ResolvedNetwork<'aws'>): number {
  return network.kind === 'new'
    ? Cidr.parse(network.cidr).prefix
    : Math.max(...network.privateSubnets.map(({ cidr }) => Cidr.parse(cidr).prefix)) - 2;
}
