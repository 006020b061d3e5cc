import type { CustomerEnvironment, VendorPlan } from '../../lib/core/config-types';
import { chartReleasesOf } from '../../lib/kubernetes/charts';
import { azureEnvironment, fullEnvironment, fullPlan, gcpEnvironment } from './config';
import { deployed, type Manifest } from './kubernetes';

/** The full plan, for a control plane that is reached as each environment allows. */
export function planWithCharts(): VendorPlan {
  const { egress: _, ...controlPlane } = fullPlan().controlPlane;
  return { ...fullPlan(), controlPlane };
}

/** A registry, an HTTP proxy and certificates of the customer. */
export const CLOSED = {
  registry: 'registry.acme.example.com/mirror',
  httpProxy: { url: 'http://proxy.acme.example.com:3128' },
  caBundle: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
} as const;

const ACME = { domain: 'demo.riverbed.example.com', issuer: { kind: 'acme', email: 'a@example.com' } } as const;
const AZURE_GROUP = '/subscriptions/22222222-3333-4444-5555-666666666666/resourceGroups/names/providers';
const AZURE_ZONE = `${AZURE_GROUP}/Microsoft.Network/dnsZones/demo.riverbed.example.com`;
const AZURE_WORKSPACE = `${AZURE_GROUP}/Microsoft.Monitor/accounts/acme`;

/** An environment on each cloud, with a DNS zone. */
export const ON = {
  aws: { ...withoutClosed(), endpointServices: [] },
  gcp: { ...gcpEnvironment(), dns: { ...ACME, zoneId: 'demo' }, own: { metricsWorkspace: 'acme-data' } },
  azure: { ...azureEnvironment(), dns: { ...ACME, zoneId: AZURE_ZONE }, own: { metricsWorkspace: AZURE_WORKSPACE } },
} as const satisfies Record<string, CustomerEnvironment>;

/** Values by release. Not typed: a test names the key it expects. */
export function valuesOf(plan: VendorPlan, environment: CustomerEnvironment): Record<string, Manifest> {
  const { config, outputs } = deployed(plan, environment);
  return Object.fromEntries(chartReleasesOf(config, outputs).map(({ chart, values }) => [chart.release, values]));
}

function withoutClosed() {
  const { registry: _, httpProxy: __, caBundle: ___, ...environment } = fullEnvironment();
  return environment;
}
