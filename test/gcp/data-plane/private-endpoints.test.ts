import { GcpPrivateEndpoints, type GcpPrivateEndpointsProps } from '../../../lib/gcp/data-plane/private-endpoints';
import { PROJECT, REGION, type RenderedStack, render } from '../../support/gcp';

const NETWORK = 'projects/acme-data/global/networks/byoc-demo';

const renderEndpoints = (props: Partial<GcpPrivateEndpointsProps>) =>
  render((stack) => {
    new GcpPrivateEndpoints(stack, 'Endpoints', {
      environmentId: 'demo',
      project: PROJECT,
      region: REGION,
      network: NETWORK,
      labels: { owner: 'platform' },
      ...props,
    });
  });

test('without services there are none', () => {
  expect(renderEndpoints({}).types).toEqual([]);
});

describe("the endpoint of Google's APIs", () => {
  let rendered: RenderedStack;
  beforeAll(() => {
    rendered = renderEndpoints({ googleApis: { address: '10.0.255.254' } });
  });

  test('has the address that it is given, in the network and in no subnet', () => {
    expect(rendered.only('google_compute_global_address')).toEqual({
      project: PROJECT,
      name: 'byoc-demo-google-apis',
      address_type: 'INTERNAL',
      purpose: 'PRIVATE_SERVICE_CONNECT',
      network: NETWORK,
      address: '10.0.255.254',
      labels: { owner: 'platform' },
    });
  });

  test('is for all APIs, and makes no DNS zone', () => {
    expect(rendered.only('google_compute_global_forwarding_rule')).toEqual({
      project: PROJECT,
      name: 'byocdemo',
      target: 'all-apis',
      network: NETWORK,
      ip_address: '<google_compute_global_address.Endpoints_GoogleApisAddress.id>',
      load_balancing_scheme: '',
      no_automate_dns_zone: true,
      labels: { owner: 'platform' },
    });
  });

  test('is called by 20 letters and digits at most', () => {
    const { name } = renderEndpoints({
      environmentId: 'abcdefghijklmno6',
      googleApis: { address: '10.0.255.254' },
    }).only('google_compute_global_forwarding_rule');
    expect(name).toMatch(/^[a-z][a-z0-9]{19}$/);
  });

  test('comes without that of the control plane', () => {
    expect(rendered.types).toEqual(['google_compute_global_address', 'google_compute_global_forwarding_rule']);
  });
});

describe('the endpoint of the control plane', () => {
  const target = 'projects/riverbed/regions/europe-west1/serviceAttachments/control';
  const subnet = 'projects/acme-data/regions/europe-west1/subnetworks/byoc-demo-nodes';
  let rendered: RenderedStack;
  beforeAll(() => {
    rendered = renderEndpoints({ controlPlane: { serviceAttachment: target, subnet, address: '10.0.143.253' } });
  });

  test('has the address that it is given, in the subnet', () => {
    expect(rendered.only('google_compute_address')).toEqual({
      project: PROJECT,
      region: REGION,
      name: 'byoc-demo-control-plane',
      address_type: 'INTERNAL',
      purpose: 'GCE_ENDPOINT',
      subnetwork: subnet,
      address: '10.0.143.253',
      labels: { owner: 'platform' },
    });
  });

  test("leads to the vendor's service, and is made anew where that has closed it", () => {
    expect(rendered.only('google_compute_forwarding_rule')).toEqual({
      project: PROJECT,
      region: REGION,
      name: 'byoc-demo-control-plane',
      target,
      network: NETWORK,
      ip_address: '<google_compute_address.Endpoints_ControlPlaneAddress.id>',
      load_balancing_scheme: '',
      no_automate_dns_zone: true,
      recreate_closed_psc: true,
      labels: { owner: 'platform' },
    });
  });

  test("comes without that of Google's APIs", () => {
    expect(rendered.types).toEqual(['google_compute_address', 'google_compute_forwarding_rule']);
  });
});
