import fc from 'fast-check';
import { type AzureListener, AzureLoadBalancers, internalAddress } from '../../../lib/azure/data-plane/load-balancers';
import { Cidr } from '../../../lib/core/cidr';
import { DATA_PLANE_GROUP, declare, REGION, RenderedStack, SUBSCRIPTION, testStack, ZONES } from '../../support/azure';

const listener = (name: string, other: Partial<AzureListener> = {}): AzureListener => ({
  name,
  component: 'proxy',
  exposure: 'internal',
  port: 5432,
  containerPort: 5432,
  readinessPort: 8081,
  proxyProtocol: false,
  ...other,
});

function renderListeners(listeners: readonly AzureListener[]): RenderedStack {
  const stack = testStack();
  const loadBalancers = new AzureLoadBalancers(stack, 'LoadBalancers', {
    environmentId: 'demo',
    subscription: SUBSCRIPTION,
    resourceGroup: DATA_PLANE_GROUP,
    region: REGION,
    zones: ZONES,
    listeners,
    subnet: 'byoc-demo-load-balancers',
    subnetCidr: '10.0.81.0/24',
    tags: { owner: 'platform' },
  });
  declare(stack, { ...loadBalancers.listeners, addresses: loadBalancers.addresses });
  return RenderedStack.of(stack);
}

describe('with listeners', () => {
  let rendered: RenderedStack;
  beforeAll(() => {
    rendered = renderListeners([
      listener('sql'),
      listener('agent', { component: 'agent', port: 8080, containerPort: 8080 }),
      listener('replica', { port: 5433, containerPort: 5433 }),
      listener('https', { component: 'ingress', exposure: 'external', port: 443, containerPort: 8443 }),
    ]);
  });

  test('each component and exposure has one address; internal ones are known before anything is made', () => {
    expect(rendered.outputs.addresses).toEqual({
      'agent-internal': '10.0.81.4',
      'proxy-internal': '10.0.81.5',
      'ingress-external': '<azurerm_public_ip.LoadBalancers_IngressExternal.ip_address>',
    });
  });

  test('only an external one is reserved, in every zone, of the kind that AKS takes', () => {
    expect(rendered.types).toEqual(['azurerm_public_ip']);
    expect(rendered.only('azurerm_public_ip')).toEqual({
      resource_group_name: DATA_PLANE_GROUP,
      location: REGION,
      name: 'byoc-demo-ingress-external',
      allocation_method: 'Static',
      sku: 'Standard',
      zones: ['1', '2', '3'],
      tags: { owner: 'platform' },
    });
  });

  test('listeners name their address and the subnet that it is in', () => {
    expect(rendered.outputs.sql).toEqual({
      component: 'proxy',
      exposure: 'internal',
      port: 5432,
      containerPort: 5432,
      readinessPort: 8081,
      proxyProtocol: false,
      address: '10.0.81.5',
      subnet: 'byoc-demo-load-balancers',
    });
    expect(rendered.outputs.https).toMatchObject({
      exposure: 'external',
      port: 443,
      containerPort: 8443,
      address: '<azurerm_public_ip.LoadBalancers_IngressExternal.ip_address>',
    });
  });

  test('listeners of one load balancer share it', () => {
    expect(rendered.outputs.replica.address).toBe(rendered.outputs.sql.address);
    expect(rendered.outputs.replica.port).toBe(5433);
  });
});

test('an address stays where it is, whatever listeners come and go', () => {
  const ingress = listener('https', { component: 'ingress' });
  expect(renderListeners([ingress]).outputs.https.address).toBe('10.0.81.6');
  expect(renderListeners([listener('sql'), ingress]).outputs.https.address).toBe('10.0.81.6');
});

test('internal addresses lie in the subnet, apart from each other and from those that Azure keeps', () => {
  const subnet = fc.tuple(fc.nat({ max: 0xffffff }), fc.integer({ min: 16, max: 29 }));
  fc.assert(
    fc.property(subnet, ([offset, prefix]) => {
      const size = 2 ** (32 - prefix);
      const cidr = Cidr.parse('10.0.0.0/8').part(offset - (offset % size), prefix);
      const addresses = (['agent', 'proxy', 'ingress'] as const).map((component) =>
        Cidr.parse(`${internalAddress(String(cidr), component)}/32`),
      );
      expect(new Set(addresses.map(({ first }) => first)).size).toBe(3);
      for (const address of addresses) {
        expect(cidr.contains(address)).toBe(true);
        expect([address.first >= cidr.first + 4, address.first < cidr.last]).toEqual([true, true]);
      }
    }),
  );
});
