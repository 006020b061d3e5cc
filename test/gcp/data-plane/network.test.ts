import { Dependable } from 'constructs';
import { layoutNetwork } from '../../../lib/core/network-layout';
import { GcpNetwork, type GcpNetworkProps } from '../../../lib/gcp/data-plane/network';
import { resourcesOf } from '../../../lib/terraform/resources-of';
import { declare, messageOf, PROJECT, REGION, RenderedStack, render, testStack, ZONES } from '../../support/gcp';

const layout = layoutNetwork({ cloud: 'gcp', cidr: '10.0.0.0/16', zones: ZONES });

const props = (other: Partial<GcpNetworkProps> = {}): GcpNetworkProps => ({
  environmentId: 'demo',
  project: PROJECT,
  region: REGION,
  layout,
  nat: 'per-zone',
  flowLogs: true,
  labels: { 'byoc-environment': 'demo' },
  ...other,
});

describe('a network', () => {
  let network: GcpNetwork;
  let rendered: RenderedStack;
  beforeAll(() => {
    const stack = testStack();
    network = new GcpNetwork(stack, 'Network', props());
    const { node: _node, wayOut: _wayOut, nat: _nat, ...said } = network;
    declare(stack, said);
    rendered = RenderedStack.of(stack);
  });

  test('has no subnets of its own choice, and the route that NAT needs', () => {
    expect(rendered.only('google_compute_network')).toEqual({
      project: PROJECT,
      name: 'byoc-demo',
      auto_create_subnetworks: false,
      routing_mode: 'REGIONAL',
      delete_default_routes_on_create: false,
      network_firewall_policy_enforcement_order: 'BEFORE_CLASSIC_FIREWALL',
    });
  });

  test('has the subnets of its layout, and no proxy-only subnet that nobody asked for', () => {
    expect(rendered.field('google_compute_subnetwork', 'ip_cidr_range')).toEqual({
      Network_Nodes: '10.0.128.0/20',
      Network_ControlPlane: '10.0.168.0/28',
      Network_PrivateServiceConnect: '10.0.160.0/22',
    });
    expect(rendered.field('google_compute_subnetwork', 'name')).toEqual({
      Network_Nodes: 'byoc-demo-nodes',
      Network_ControlPlane: 'byoc-demo-control-plane',
      Network_PrivateServiceConnect: 'byoc-demo-private-service-connect',
    });
  });

  test('says project, region and network of every subnet', () => {
    for (const subnet of Object.values(rendered.resources('google_compute_subnetwork'))) {
      expect(subnet).toMatchObject({
        project: PROJECT,
        region: REGION,
        network: '<google_compute_network.Network.id>',
      });
    }
  });

  test('gives pods and services secondary ranges of the nodes', () => {
    expect(rendered.only('google_compute_subnetwork', '_Nodes').secondary_ip_range).toEqual([
      { range_name: 'pods', ip_cidr_range: '10.0.0.0/17' },
      { range_name: 'services', ip_cidr_range: '10.0.144.0/20' },
    ]);
  });

  test('reaches Google services without the internet, by IPv4 only', () => {
    for (const name of ['_Nodes', '_ControlPlane']) {
      expect(rendered.only('google_compute_subnetwork', name)).toMatchObject({
        private_ip_google_access: true,
        stack_type: 'IPV4_ONLY',
      });
    }
  });

  test('logs half of the connections of nodes and pods', () => {
    expect(rendered.field('google_compute_subnetwork', 'log_config')).toEqual({
      Network_Nodes: { aggregation_interval: 'INTERVAL_10_MIN', flow_sampling: 0.5, metadata: 'INCLUDE_ALL_METADATA' },
      Network_ControlPlane: undefined,
      Network_PrivateServiceConnect: undefined,
    });
  });

  test('keeps the subnet for Private Service Connect to that purpose', () => {
    expect(rendered.field('google_compute_subnetwork', 'purpose')).toEqual({
      Network_Nodes: undefined,
      Network_ControlPlane: undefined,
      Network_PrivateServiceConnect: 'PRIVATE_SERVICE_CONNECT',
    });
  });

  test('says by resource name what others need', () => {
    expect(rendered.outputs).toEqual({
      project: PROJECT,
      network: '<google_compute_network.Network.id>',
      nodeSubnet: '<google_compute_subnetwork.Network_Nodes.id>',
      podRange: 'pods',
      serviceRange: 'services',
      controlPlaneSubnet: '<google_compute_subnetwork.Network_ControlPlane.id>',
      privateServiceConnectSubnet: '<google_compute_subnetwork.Network_PrivateServiceConnect.name>',
      egressAddresses: [1, 2, 3].map((number) => `<google_compute_address.Network_Nat_Address${number}.address>`),
    });
  });

  test('lets nothing go that a cluster uses: subnets, router, addresses and NAT are its way out', () => {
    expect(Dependable.of(network.wayOut).dependencyRoots.map(({ node }) => node.path)).toEqual([
      'Test/Network/Nodes',
      'Test/Network/ControlPlane',
      'Test/Network/PrivateServiceConnect',
      'Test/Network/Nat',
    ]);
    expect(resourcesOf([network.wayOut])).toHaveLength(8);
  });
});

describe('what can be chosen', () => {
  test('without flow logs there are none', () => {
    const rendered = render((stack) => new GcpNetwork(stack, 'Network', props({ flowLogs: false })));
    expect(rendered.only('google_compute_subnetwork', '_Nodes').log_config).toBeUndefined();
  });

  test.each([
    ['per-zone', ['byoc-demo-nat-1', 'byoc-demo-nat-2', 'byoc-demo-nat-3']],
    ['single', ['byoc-demo-nat-1']],
  ] as const)('NAT %s calls out from %j', (nat, names) => {
    const stack = testStack();
    const network = new GcpNetwork(stack, 'Network', props({ nat }));
    const rendered = RenderedStack.of(stack);
    expect(Object.values(rendered.field('google_compute_address', 'name'))).toEqual(names);
    expect(rendered.only('google_compute_router_nat').subnetwork).toEqual([
      {
        name: '<google_compute_subnetwork.Network_Nodes.id>',
        source_ip_ranges_to_nat: ['PRIMARY_IP_RANGE', 'LIST_OF_SECONDARY_IP_RANGES'],
        secondary_ip_range_names: ['pods'],
      },
    ]);
    expect(network.egressAddresses).toHaveLength(names.length);
  });

  test('without NAT there is no router and no address', () => {
    const stack = testStack();
    const network = new GcpNetwork(stack, 'Network', props({ nat: 'none' }));
    expect(RenderedStack.of(stack).types).toEqual(['google_compute_network', 'google_compute_subnetwork']);
    expect([network.nat, network.egressAddresses]).toEqual([undefined, []]);
  });

  test('a proxy-only subnet, where the layout has its range', () => {
    const requested = layoutNetwork({ cloud: 'gcp', cidr: '10.0.0.0/20', zones: ZONES, requested: ['proxy-only'] });
    const stack = testStack();
    const network = new GcpNetwork(stack, 'Network', props({ layout: requested }));
    expect(RenderedStack.of(stack).only('google_compute_subnetwork', '_ProxyOnly')).toEqual({
      project: PROJECT,
      region: REGION,
      name: 'byoc-demo-proxy-only',
      network: '<google_compute_network.Network.id>',
      ip_cidr_range: '10.0.10.64/26',
      purpose: 'REGIONAL_MANAGED_PROXY',
      role: 'ACTIVE',
    });
    expect(Dependable.of(network.wayOut).dependencyRoots.map(({ node }) => node.id)).toContain('ProxyOnly');
  });

  test('private endpoints, at addresses that the layout leaves free, are part of the way out', () => {
    const stack = testStack();
    const controlPlane = 'projects/riverbed/regions/europe-west1/serviceAttachments/control';
    const network = new GcpNetwork(
      stack,
      'Network',
      props({ nat: 'none', privateEndpoints: { googleApis: true, controlPlane } }),
    );
    const rendered = RenderedStack.of(stack);
    expect(rendered.only('google_compute_global_address')).toMatchObject({
      network: '<google_compute_network.Network.id>',
      address: '10.0.255.254',
    });
    expect(rendered.only('google_compute_address')).toMatchObject({
      subnetwork: '<google_compute_subnetwork.Network_Nodes.id>',
      address: '10.0.143.253',
    });
    expect(rendered.only('google_compute_forwarding_rule').target).toBe(controlPlane);
    expect(Dependable.of(network.wayOut).dependencyRoots.map(({ node }) => node.id)).toContain('PrivateEndpoints');
  });

  test('one private endpoint does not bring the other', () => {
    const rendered = render(
      (stack) => new GcpNetwork(stack, 'Network', props({ nat: 'none', privateEndpoints: { googleApis: true } })),
    );
    expect(rendered.types).toEqual([
      'google_compute_global_address',
      'google_compute_global_forwarding_rule',
      'google_compute_network',
      'google_compute_subnetwork',
    ]);
  });

  test('fails if the layout is of something else', () => {
    const wrong = { ...layout, ranges: layout.ranges.filter(({ role }) => role !== 'control-plane') };
    expect(messageOf(() => new GcpNetwork(testStack(), 'Network', props({ layout: wrong })))).toBe(
      "'layout' of Test/Network must have ranges for nodes, control-plane and private-service-connect, got pods, nodes, services, private-service-connect; use layoutNetwork",
    );
  });
});
