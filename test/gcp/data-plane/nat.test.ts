import { GcpNat } from '../../../lib/gcp/data-plane/nat';
import { PROJECT, REGION, type RenderedStack, render } from '../../support/gcp';

describe('a NAT', () => {
  let rendered: RenderedStack;
  beforeAll(() => {
    rendered = render((stack) => {
      new GcpNat(stack, 'Nat', {
        environmentId: 'demo',
        project: PROJECT,
        region: REGION,
        network: 'projects/acme-data/global/networks/main',
        subnet: 'projects/acme-data/regions/europe-west1/subnetworks/nodes',
        secondaryRanges: ['pods'],
        addresses: 2,
        labels: { owner: 'platform' },
      });
    });
  });

  test('has a router in the network', () => {
    expect(rendered.only('google_compute_router')).toEqual({
      project: PROJECT,
      region: REGION,
      name: 'byoc-demo',
      network: 'projects/acme-data/global/networks/main',
    });
  });

  test('reserves its addresses, and takes new ones before old ones go', () => {
    expect(rendered.only('google_compute_address', '_Address2')).toEqual({
      project: PROJECT,
      region: REGION,
      name: 'byoc-demo-nat-2',
      address_type: 'EXTERNAL',
      network_tier: 'PREMIUM',
      labels: { owner: 'platform' },
      lifecycle: { create_before_destroy: true },
    });
  });

  test('calls out from these addresses only, for nodes and pods of the subnet only', () => {
    expect(rendered.only('google_compute_router_nat')).toMatchObject({
      project: PROJECT,
      region: REGION,
      name: 'byoc-demo',
      router: '<google_compute_router.Nat_Router.name>',
      nat_ip_allocate_option: 'MANUAL_ONLY',
      nat_ips: ['<google_compute_address.Nat_Address1.self_link>', '<google_compute_address.Nat_Address2.self_link>'],
      source_subnetwork_ip_ranges_to_nat: 'LIST_OF_SUBNETWORKS',
      subnetwork: [
        {
          name: 'projects/acme-data/regions/europe-west1/subnetworks/nodes',
          source_ip_ranges_to_nat: ['PRIMARY_IP_RANGE', 'LIST_OF_SECONDARY_IP_RANGES'],
          secondary_ip_range_names: ['pods'],
        },
      ],
    });
  });

  test('gives a node more ports when it needs them, which excludes endpoint-independent mapping', () => {
    expect(rendered.only('google_compute_router_nat')).toMatchObject({
      enable_dynamic_port_allocation: true,
      enable_endpoint_independent_mapping: false,
      min_ports_per_vm: 64,
      max_ports_per_vm: 4096,
    });
  });

  test('logs what it refused', () => {
    expect(rendered.only('google_compute_router_nat').log_config).toEqual({ enable: true, filter: 'ERRORS_ONLY' });
  });
});
