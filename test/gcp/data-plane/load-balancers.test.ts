import { type GcpListener, GcpLoadBalancers } from '../../../lib/gcp/data-plane/load-balancers';
import { declare, PROJECT, REGION, RenderedStack, testStack } from '../../support/gcp';

const SUBNET = 'projects/acme-host/regions/europe-west1/subnetworks/apps';

const listener = (name: string, other: Partial<GcpListener> = {}): GcpListener => ({
  name,
  component: 'proxy',
  exposure: 'internal',
  port: 5432,
  containerPort: 5432,
  readinessPort: 8081,
  proxyProtocol: false,
  ...other,
});

function renderListeners(listeners: readonly GcpListener[]): RenderedStack {
  const stack = testStack();
  const loadBalancers = new GcpLoadBalancers(stack, 'LoadBalancers', {
    environmentId: 'demo',
    project: PROJECT,
    region: REGION,
    listeners,
    subnet: SUBNET,
    labels: { owner: 'platform' },
  });
  declare(stack, { ...loadBalancers.listeners, addresses: loadBalancers.addresses });
  return RenderedStack.of(stack);
}

test('without listeners there is nothing', () => {
  expect(renderListeners([]).types).toEqual([]);
});

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

  test('each component and exposure has one address', () => {
    expect(rendered.field('google_compute_address', 'name')).toEqual({
      LoadBalancers_AgentInternal: 'byoc-demo-agent-internal',
      LoadBalancers_IngressExternal: 'byoc-demo-ingress-external',
      LoadBalancers_ProxyInternal: 'byoc-demo-proxy-internal',
    });
  });

  test('an internal one is in the subnet, in the project of the cluster', () => {
    expect(rendered.only('google_compute_address', 'ProxyInternal')).toEqual({
      project: PROJECT,
      region: REGION,
      name: 'byoc-demo-proxy-internal',
      description: 'Load balancer of proxy, internal',
      address_type: 'INTERNAL',
      purpose: 'GCE_ENDPOINT',
      subnetwork: SUBNET,
      labels: { owner: 'platform' },
    });
  });

  test('an external one is of the tier that GKE asks for', () => {
    expect(rendered.only('google_compute_address', 'IngressExternal')).toEqual({
      project: PROJECT,
      region: REGION,
      name: 'byoc-demo-ingress-external',
      description: 'Load balancer of ingress, external',
      address_type: 'EXTERNAL',
      network_tier: 'PREMIUM',
      labels: { owner: 'platform' },
    });
  });

  test('listeners name their address and its IP', () => {
    expect(rendered.outputs.https).toEqual({
      component: 'ingress',
      exposure: 'external',
      port: 443,
      containerPort: 8443,
      readinessPort: 8081,
      proxyProtocol: false,
      address: '<google_compute_address.LoadBalancers_IngressExternal.address>',
      addressName: '<google_compute_address.LoadBalancers_IngressExternal.name>',
    });
  });

  test('listeners of one load balancer share it', () => {
    expect(rendered.outputs.replica.addressName).toBe(rendered.outputs.sql.addressName);
    expect(rendered.outputs.replica.port).toBe(5433);
  });

  test('addresses are known by component and exposure', () => {
    expect(rendered.outputs.addresses).toEqual({
      'agent-internal': '<google_compute_address.LoadBalancers_AgentInternal.address>',
      'ingress-external': '<google_compute_address.LoadBalancers_IngressExternal.address>',
      'proxy-internal': '<google_compute_address.LoadBalancers_ProxyInternal.address>',
    });
  });
});
