import fc from 'fast-check';
import { Cidr } from '../../lib/core/cidr';
import { layoutNetwork, rangesOf } from '../../lib/core/network-layout';

/** Every size that is taken, anywhere in 10.0.0.0/9: the default overlay lies behind it. */
const networks = fc
  .tuple(fc.integer({ min: 16, max: 23 }), fc.nat())
  .map(
    ([prefix, index]) => `${Cidr.parse('10.0.0.0/9').part((index % 2 ** (prefix - 9)) * 2 ** (32 - prefix), prefix)}`,
  );

/** What Azure keeps of every subnet: https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq */
const KEPT = 5;
/** Nodes that an upgrade adds, one in each zone. */
const SURGE = 3;

describe('a network on Azure meets the rules of AKS', () => {
  const holds = (rule: (layout: ReturnType<typeof layoutOf>) => boolean) =>
    fc.assert(fc.property(networks, (cidr) => rule(layoutOf(cidr))));
  const layoutOf = (cidr: string) => {
    const layout = layoutNetwork({ cloud: 'azure', cidr, zones: ['1', '2', '3'] });
    const range = (role: (typeof layout.ranges)[number]['role']) =>
      Cidr.parse(rangesOf(layout, role)[0]?.cidr ?? '0.0.0.0/0');
    return { layout, range, network: Cidr.parse(cidr) };
  };

  // https://learn.microsoft.com/azure/aks/api-server-vnet-integration
  test('the API server has a /28', () => {
    holds(({ range }) => range('api-server').prefix === 28);
  });

  // https://learn.microsoft.com/azure/aks/concepts-network-azure-cni-overlay#pods
  test('the overlay has a /24 for every node that fits, and for those that an upgrade adds', () => {
    holds(({ layout: { capacity }, range }) => range('pods').size >= (capacity.nodes + SURGE) * 2 ** 8);
  });

  test('the subnet of the nodes has an address for each of them', () => {
    holds(({ layout: { capacity }, range }) => range('nodes').size - KEPT >= capacity.nodes + SURGE);
  });

  test('overlay, services and network lie apart', () => {
    holds(
      ({ range, network }) =>
        !range('pods').overlaps(network) &&
        !range('services').overlaps(network) &&
        !range('pods').overlaps(range('services')),
    );
  });

  // https://learn.microsoft.com/azure/aks/concepts-network-azure-cni-overlay#kubernetes-dns-service-ip-address
  test('services are smaller than a /12, and have a tenth address for DNS', () => {
    holds(({ range }) => range('services').prefix > 12 && range('services').contains(range('services').part(10, 32)));
  });

  // https://learn.microsoft.com/azure/private-link/private-link-service-overview
  test('Private Link services have eight addresses or more', () => {
    holds(({ range }) => range('private-link').size - KEPT >= 8);
  });

  test('load balancers and private endpoints have addresses for eleven each, and no more than a /24', () => {
    for (const role of ['load-balancers', 'private-endpoints'] as const) {
      holds(({ range }) => range(role).size - KEPT >= 11 && range(role).prefix >= 24);
    }
  });
});
