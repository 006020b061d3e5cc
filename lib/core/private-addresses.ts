import { Cidr } from './cidr';
import { factsOf } from './clouds/facts';
import type { GcpRole } from './clouds/gcp';
import { type NetworkLayout, rangesOf } from './network-layout';

/**
 * Addresses of Private Service Connect endpoints on Google Cloud. They are known before anything is made, so that
 * network policies and DNS zones can name them.
 */
export interface PrivateAddresses {
  /** Google's APIs. Lies outside every subnet, as it must. */
  readonly googleApis: string;
  /** The vendor's control plane. Lies in the subnet for nodes, at the end that is filled last. */
  readonly controlPlane: string;
}

/** `10.0.255.254` and `10.0.143.253` in 10.0.0.0/16: ranges are placed from the start, and leave the end free. */
export function privateAddressesOf(layout: NetworkLayout<GcpRole>): PrivateAddresses {
  const whole = Cidr.parse(layout.cidr);
  const { end } = factsOf('gcp').split.addressing.reservedAddresses;
  const nodes = Cidr.parse(rangesOf(layout, 'nodes')[0]?.cidr ?? layout.cidr);
  return { googleApis: fromEnd(whole, 1), controlPlane: fromEnd(nodes, end) };
}

/** The address that has so many others after it. */
function fromEnd(range: Cidr, others: number): string {
  return String(range.part(range.size - 1 - others, 32)).replace('/32', '');
}
