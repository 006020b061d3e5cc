import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolveConfig } from '../../../lib/core/resolve-config';
import {
  controlPlaneZones,
  GcpPrivateZones,
  googleApisZones,
  type PrivateZone,
  privateZonesOf,
} from '../../../lib/gcp/custody/private-zones';
import {
  fullGcpEnvironment,
  fullPlan,
  gcpEnvironment,
  minimalPlanForEveryCloud,
  sharedVpc,
} from '../../support/config';
import { PROJECT, type RenderedStack, render } from '../../support/gcp';

const NETWORK = 'projects/acme-data/global/networks/byoc-demo';

const renderZones = (zones: readonly PrivateZone[]) =>
  render((stack) => {
    new GcpPrivateZones(stack, 'Zones', {
      environmentId: 'demo',
      project: PROJECT,
      network: NETWORK,
      zones,
      labels: { owner: 'platform' },
    });
  });

/** `name type value` of every record. */
const recordsOf = (rendered: RenderedStack) =>
  Object.values(rendered.resources('google_dns_record_set')).map(
    ({ name, type, rrdatas }) => `${name} ${type} ${rrdatas.join()}`,
  );

describe('private zones', () => {
  let rendered: RenderedStack;
  beforeAll(() => {
    rendered = renderZones([
      ...googleApisZones('10.0.255.254'),
      ...controlPlaneZones(['control.example.com', 'control.example.com'], '10.0.143.253'),
    ]);
  });

  test('lead every name of Google to its endpoint, and the hosts of the control plane to theirs', () => {
    expect(recordsOf(rendered)).toEqual([
      'control.example.com. A 10.0.143.253',
      'gcr.io. A 10.0.255.254',
      '*.gcr.io. CNAME gcr.io.',
      'googleapis.com. A 10.0.255.254',
      '*.googleapis.com. CNAME googleapis.com.',
      'pkg.dev. A 10.0.255.254',
      '*.pkg.dev. CNAME pkg.dev.',
    ]);
  });

  test('are seen by the network and by nobody else', () => {
    expect(rendered.only('google_dns_managed_zone', 'Zones_control_example_com')).toEqual({
      project: PROJECT,
      name: expect.stringMatching(/^byoc-demo-[0-9a-f]{8}$/),
      description: 'control.example.com, at a private endpoint',
      dns_name: 'control.example.com.',
      visibility: 'private',
      private_visibility_config: { networks: [{ network_url: NETWORK }] },
      labels: { owner: 'platform' },
    });
  });

  test('have records of their own project and zone', () => {
    expect(rendered.only('google_dns_record_set', 'Zones_gcr_io_Subdomains')).toEqual({
      project: PROJECT,
      managed_zone: '<google_dns_managed_zone.Zones_gcr_io.name>',
      name: '*.gcr.io.',
      type: 'CNAME',
      rrdatas: ['gcr.io.'],
      ttl: 300,
    });
  });

  test('keep their names when hosts change places', () => {
    const names = (hosts: readonly string[]) =>
      renderZones(controlPlaneZones(hosts, '10.0.143.253')).field('google_dns_managed_zone', 'name');
    expect(names(['a.example.com', 'b.example.com'])).toEqual(names(['b.example.com', 'a.example.com']));
  });
});

test('hosts that differ in a dot and a hyphen stay apart', () => {
  const zones = controlPlaneZones(['a.b-c.example.com', 'a-b.c.example.com'], '10.0.143.253');
  expect(Object.keys(renderZones(zones).resources('google_dns_managed_zone'))).toHaveLength(2);
});

describe('a configuration gets zones', () => {
  const { egress: _, ...controlPlane } = fullPlan().controlPlane;
  const plan = { ...fullPlan(), controlPlane };
  const google = ['googleapis.com', 'gcr.io', 'pkg.dev'].map((domain) => [domain, '10.40.255.254']);

  test('for the endpoints that its network makes, at the addresses that are kept for them', () => {
    const zones = privateZonesOf(resolveConfig(fullPlan(), fullGcpEnvironment()));
    expect(zones.map(({ domain, address }) => [domain, address])).toEqual([
      ...google,
      ['control.riverbed.example.com', '10.40.143.253'],
    ]);
  });

  test('for Google alone where the control plane has no endpoint', () => {
    const zones = privateZonesOf(
      resolveConfig({ ...plan, controlPlane: { ...controlPlane, egress: 'fqdn' } }, fullGcpEnvironment()),
    );
    expect(zones.map(({ domain, address }) => [domain, address])).toEqual(google);
  });

  test('for nothing where there are no private endpoints', () => {
    expect(privateZonesOf(resolveConfig(minimalPlanForEveryCloud(), gcpEnvironment()))).toEqual([]);
  });

  test("for nothing in a network of the customer's", () => {
    const environment = { ...fullGcpEnvironment(), network: sharedVpc() };
    expect(privateZonesOf(resolveConfig(plan, environment))).toEqual([]);
  });
});

test('docs/gcp/private-endpoints.md says where the names lead in a network of the default size', () => {
  const page = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'gcp', 'private-endpoints.md'), 'utf8');
  const { egress: _, ...controlPlane } = fullPlan().controlPlane;
  const network = { kind: 'new', endpoints: 'private' } as const;
  const zones = privateZonesOf(
    resolveConfig({ ...minimalPlanForEveryCloud(), controlPlane }, { ...gcpEnvironment(), network }),
  );
  const rows = page.split('\n').filter((line) => /^\| .* \| 10\.0\./.test(line));
  const addresses = [...new Set(zones.map(({ address }) => address))];
  expect(rows.map((row) => row.split(' | ').at(-1)?.replace(' |', ''))).toEqual(addresses);
  for (const { domain } of zones.filter(({ subdomains }) => subdomains)) expect(rows[0]).toContain(`\`${domain}\``);
});
