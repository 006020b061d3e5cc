import { Cidr } from './cidr';

/** What network policies must know of an HTTP proxy: its port, and its addresses where they are known. */
export function proxyAddresses(proxy: { readonly url: string; readonly cidrs: readonly string[] }): {
  readonly cidrs: readonly string[];
  readonly port: number;
} {
  const { hostname, port, protocol } = new URL(proxy.url);
  const address = Cidr.tryParse(`${hostname}/32`);
  const cidrs = proxy.cidrs.length > 0 ? proxy.cidrs : address === undefined ? [] : [String(address)];
  return { cidrs, port: port !== '' ? Number(port) : protocol === 'https:' ? 443 : 80 };
}
