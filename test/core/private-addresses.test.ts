import { Cidr } from '../../lib/core/cidr';
import { layoutNetwork, rangesOf } from '../../lib/core/network-layout';
import { privateAddressesOf } from '../../lib/core/private-addresses';

const layoutOf = (cidr: string) => layoutNetwork({ cloud: 'gcp', cidr, zones: ['a', 'b', 'c'] });

test.each([
  ['10.0.0.0/16', { googleApis: '10.0.255.254', controlPlane: '10.0.143.253' }],
  ['10.1.16.0/20', { googleApis: '10.1.31.254', controlPlane: '10.1.24.253' }],
])('in %s they are fixed', (cidr, addresses) => {
  expect(privateAddressesOf(layoutOf(cidr))).toEqual(addresses);
});

describe.each([16, 17, 18, 19, 20])('in a /%i', (prefix) => {
  const layout = layoutOf(`10.64.0.0/${prefix}`);
  const addresses = privateAddressesOf(layout);
  const at = (address: string) => Cidr.parse(`${address}/32`);

  // https://cloud.google.com/vpc/docs/about-accessing-google-apis-endpoints#ip-requirements
  test("that of Google's APIs is inside the network and outside every subnet, also those that are reserved", () => {
    const address = at(addresses.googleApis);
    expect(Cidr.parse(layout.cidr).contains(address)).toBe(true);
    const taken = [...layout.ranges, ...layout.reserved].filter(({ cidr }) => Cidr.parse(cidr).overlaps(address));
    expect(taken).toEqual([]);
  });

  // https://cloud.google.com/vpc/docs/subnets#unusable-ip-addresses-in-every-subnet
  test('that of the control plane is the last of the nodes that can be used', () => {
    const [nodes] = rangesOf(layout, 'nodes');
    expect(at(addresses.controlPlane).first).toBe(Cidr.parse(nodes?.cidr ?? '').last - 2);
  });
});
