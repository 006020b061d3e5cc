import fc from 'fast-check';
import { Cidr } from '../../lib/core/cidr';
import { layoutNetwork, rangesOf } from '../../lib/core/network-layout';

/** Every size that Google Cloud takes, anywhere in 10.0.0.0/8. */
const networks = fc
  .tuple(fc.integer({ min: 16, max: 20 }), fc.nat())
  .map(
    ([prefix, index]) => `${Cidr.parse('10.0.0.0/8').part((index % 2 ** (prefix - 8)) * 2 ** (32 - prefix), prefix)}`,
  );

/** GKE gives a node a block of at least twice as many addresses as pods: https://cloud.google.com/kubernetes-engine/docs/how-to/flexible-pod-cidr */
const blockOf = (podsPerNode: number) => 2 ** Math.ceil(Math.log2(2 * podsPerNode));

describe('a network on Google Cloud, with every range that can be asked for, meets the rules of GKE', () => {
  const holds = (rule: (layout: ReturnType<typeof layoutOf>) => boolean) =>
    fc.assert(fc.property(networks, (cidr) => rule(layoutOf(cidr))));
  const layoutOf = (cidr: string) => {
    const layout = layoutNetwork({ cloud: 'gcp', cidr, zones: ['a', 'b', 'c'], requested: ['proxy-only'] });
    const range = (role: Parameters<typeof rangesOf<(typeof layout.ranges)[number]['role']>>[1]) =>
      Cidr.parse(rangesOf(layout, role)[0]?.cidr ?? '0.0.0.0/0');
    return { layout, range };
  };

  test('the range for pods has a block for every node that fits', () => {
    holds(({ layout: { capacity }, range }) => range('pods').size >= capacity.nodes * blockOf(capacity.podsPerNode));
  });

  test('the subnet of the nodes has an address for every node, less the four that are reserved', () => {
    holds(({ layout: { capacity }, range }) => range('nodes').size - 4 >= capacity.nodes);
  });

  // https://cloud.google.com/kubernetes-engine/docs/concepts/alias-ips#defaults_limits
  test('services have a /16 to a /28', () => {
    holds(({ range }) => range('services').prefix >= 16 && range('services').prefix <= 28);
  });

  // https://cloud.google.com/kubernetes-engine/docs/how-to/private-clusters
  test('the control plane has a /28', () => {
    holds(({ range }) => range('control-plane').prefix === 28);
  });

  // https://cloud.google.com/vpc/docs/about-vpc-hosted-services#psc-subnets
  test('Private Service Connect has a /29 or more', () => {
    holds(({ range }) => range('private-service-connect').prefix <= 29);
  });

  // https://cloud.google.com/load-balancing/docs/proxy-only-subnets
  test('Envoy load balancers have a /26 or more', () => {
    holds(({ range }) => range('proxy-only').prefix <= 26);
  });
});
