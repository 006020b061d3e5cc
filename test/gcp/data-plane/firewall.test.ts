import { GcpFirewall, type GcpFirewallProps } from '../../../lib/gcp/data-plane/firewall';
import { PROJECT, type RenderedStack, render } from '../../support/gcp';

const NETWORK = 'projects/acme-data/global/networks/byoc-demo';
const NODES = 'byoc-demo-nodes@acme-data.iam.gserviceaccount.com';

const renderFirewall = (other: Partial<GcpFirewallProps> = {}) =>
  render((stack) => {
    new GcpFirewall(stack, 'Firewall', {
      environmentId: 'demo',
      project: PROJECT,
      network: NETWORK,
      nodeServiceAccount: NODES,
      denyOthers: true,
      listeners: [{ component: 'proxy', exposure: 'internal', port: 5432 }],
      addresses: { 'proxy-internal': '10.0.128.9' },
      internalCidrs: ['10.0.0.0/16'],
      externalCidrs: [],
      nodeShell: true,
      ...other,
    });
  });

describe('a firewall', () => {
  let rendered: RenderedStack;
  beforeAll(() => {
    rendered = renderFirewall();
  });

  test('denies everything to every machine of the network, last, and logs it', () => {
    expect(rendered.only('google_compute_firewall', 'DenyAll')).toEqual({
      project: PROJECT,
      name: 'byoc-demo-deny-all',
      description: 'Everything that no other rule lets in is refused, and logged',
      network: NETWORK,
      direction: 'INGRESS',
      priority: 65534,
      source_ranges: ['0.0.0.0/0'],
      deny: [{ protocol: 'all' }],
      log_config: { metadata: 'INCLUDE_ALL_METADATA' },
    });
  });

  test('lets clients in to the nodes, for the load balancer and its ports', () => {
    expect(rendered.only('google_compute_firewall', 'ClientsProxyInternal')).toEqual({
      project: PROJECT,
      name: 'byoc-demo-clients-proxy-internal',
      description: 'Clients of proxy, internal',
      network: NETWORK,
      direction: 'INGRESS',
      priority: 1000,
      source_ranges: ['10.0.0.0/16'],
      destination_ranges: ['10.0.128.9/32'],
      allow: [{ protocol: 'tcp', ports: ['5432'] }],
      target_service_accounts: [NODES],
    });
  });

  test('has no exception that is for other machines than nodes', () => {
    const targets = rendered.field('google_compute_firewall', 'target_service_accounts');
    expect(targets).toEqual({
      Firewall_ClientsProxyInternal: [NODES],
      Firewall_DenyAll: undefined,
      Firewall_HealthChecks: [NODES],
      Firewall_NodeShell: [NODES],
    });
  });
});

test('in a network with other uses, only the exceptions are drawn', () => {
  const names = renderFirewall({ denyOthers: false, nodeShell: false }).field('google_compute_firewall', 'name');
  expect(Object.values(names)).toEqual(['byoc-demo-clients-proxy-internal', 'byoc-demo-health-checks']);
});
