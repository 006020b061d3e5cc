import type { CustomerEnvironment, VendorPlan } from '../../../lib/core/config-types';
import { resolveConfig } from '../../../lib/core/resolve-config';
import {
  Certificates,
  type CertificatesProps,
  certificatesPropsOf,
  certifiedHostsOf,
} from '../../../lib/kubernetes/components/certificates';
import {
  azureEnvironment,
  fullEnvironment,
  fullPlan,
  gcpEnvironment,
  minimalEnvironment,
  minimalPlan,
  minimalPlanForEveryCloud,
  problemsOf,
} from '../../support/config';
import { all, deployed, type Manifest, objectsOf, one } from '../../support/kubernetes';

type Dns = NonNullable<CustomerEnvironment['dns']>;

const DNS: Dns = {
  zoneId: 'Z0123456789ABCDEFGHIJ',
  domain: 'demo.notes.example.com',
  issuer: { kind: 'acme', email: 'platform@acme.example.com' },
};
const AZURE_ZONE =
  '/subscriptions/22222222-3333-4444-5555-666666666666/resourceGroups/dns/providers/Microsoft.Network/dnsZones/demo.notes.example.com';
const WEB: VendorPlan = {
  ...minimalPlanForEveryCloud(),
  namespaces: ['notes'],
  clusterServices: ['cert-manager', 'istio'],
  listeners: [
    {
      name: 'https',
      component: 'ingress',
      port: 443,
      containerPort: 8443,
      target: { namespace: 'notes', service: 'web', port: 8080 },
      readinessPort: 15021,
      readinessPath: '/healthz/ready',
    },
  ],
};

describe('of a full plan', () => {
  const objects = certificatesOf(fullPlan(), fullEnvironment());

  test('each host where TLS ends has a certificate beside the pods that end it', () => {
    expect(all(objects, 'Certificate').map(({ metadata, spec }) => [metadata.namespace, spec.dnsNames])).toEqual([
      ['byoc-system', ['sql.acme.riverbed.example.com']],
      ['istio-ingress', ['webhook-private.acme.riverbed.example.com']],
      ['istio-ingress', ['webhook.acme.riverbed.example.com']],
    ]);
  });

  test('a certificate is renewed a month early, with a new key', () => {
    expect(one(objects, 'Certificate', 'tls-sql-acme-riverbed-example-com').spec).toEqual({
      secretName: 'tls-sql-acme-riverbed-example-com',
      dnsNames: ['sql.acme.riverbed.example.com'],
      issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'byoc-acme' },
      duration: '2160h',
      renewBefore: '720h',
      privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
      usages: ['digital signature', 'server auth'],
      revisionHistoryLimit: 3,
    });
  });

  test('Route 53 proves the domain, in one zone and for its names only', () => {
    expect(one(objects, 'ClusterIssuer', 'byoc-acme').spec.acme).toEqual({
      server: 'https://acme-v02.api.letsencrypt.org/directory',
      email: 'platform@acme.example.com',
      privateKeySecretRef: { name: 'byoc-acme-account' },
      solvers: [
        {
          selector: { dnsZones: ['acme.riverbed.example.com'] },
          dns01: { route53: { region: 'eu-central-1', hostedZoneID: 'Z0123456789ABCDEFGHIJ' } },
        },
      ],
    });
  });
});

test('Cloud DNS proves the domain in the project of the installation', () => {
  const objects = certificatesOf(WEB, { ...gcpEnvironment(), dns: { ...DNS, zoneId: 'demo-zone' } });
  expect(solverOf(objects)).toEqual({ cloudDNS: { project: 'acme-data', hostedZoneName: 'demo-zone' } });
});

test('Azure DNS proves the domain with the identity of cert-manager', () => {
  const environment = { ...azureEnvironment(), dns: { ...DNS, zoneId: AZURE_ZONE } };
  const { outputs } = deployed(WEB, environment);
  const [clientID] = Object.values(outputs.workloads['cert-manager'] ?? {});
  expect(clientID).toBeDefined();
  expect(solverOf(certificatesOf(WEB, environment))).toEqual({
    azureDNS: {
      subscriptionID: '22222222-3333-4444-5555-666666666666',
      resourceGroupName: 'dns',
      hostedZoneName: 'demo.notes.example.com',
      managedIdentity: { clientID },
    },
  });
});

test.each([
  [{ kind: 'own-ca', secretName: 'company-ca' } as const, 'byoc-own-ca', 'company-ca'],
  [{ kind: 'vendor-ca' } as const, 'byoc-vendor-ca', 'byoc-vendor-ca'],
])('a CA signs with the secret it is given: %j', (issuer, name, secretName) => {
  const objects = certificatesOf(WEB, { ...minimalEnvironment(), dns: { ...DNS, issuer } });
  expect(one(objects, 'ClusterIssuer').metadata.name).toBe(name);
  expect(one(objects, 'ClusterIssuer').spec).toEqual({ ca: { secretName } });
  expect(one(objects, 'Certificate').spec.issuerRef.name).toBe(name);
});

test('an installation without TLS of its own has no certificates', () => {
  const { config, outputs } = deployed(minimalPlan(), { ...minimalEnvironment(), dns: DNS });
  expect(certificatesPropsOf(config, outputs)).toBeUndefined();
});

test('without DNS the customer brings the secrets, and can be told which', () => {
  const plan: VendorPlan = { ...WEB, clusterServices: ['istio'] };
  const { config, outputs } = deployed(plan, minimalEnvironment());
  expect(certificatesPropsOf(config, outputs)).toBeUndefined();
  expect(certifiedHostsOf(config)).toEqual([{ host: 'web.demo.notes.example.com', namespace: 'istio-ingress' }]);
});

test('TLS that ends in the product needs no certificate here', () => {
  const listeners = (WEB.listeners ?? []).map((listener) => ({ ...listener, protocol: 'passthrough' as const }));
  expect(certifiedHostsOf(resolveConfig({ ...WEB, listeners }, { ...minimalEnvironment(), dns: DNS }))).toEqual([]);
});

test('two listeners of one host share a certificate', () => {
  const [https] = WEB.listeners ?? [];
  if (https === undefined) throw new Error('there is no listener');
  const listeners = [https, { ...https, name: 'https-alt', port: 8443 }];
  const config = resolveConfig({ ...WEB, listeners }, { ...minimalEnvironment(), dns: DNS });
  expect(certifiedHostsOf(config)).toHaveLength(1);
});

describe('fails if', () => {
  test('nothing makes certificates', () => {
    const plan: VendorPlan = { ...WEB, clusterServices: ['istio'] };
    expect(problemsOf(() => deployed(plan, { ...minimalEnvironment(), dns: DNS }))).toEqual([
      "'plan.listeners[0].protocol' must have cert-manager, which issues its certificate, got https; add cert-manager to plan.clusterServices",
    ]);
  });

  test('an issuer has no identity output', () => {
    const { config, outputs } = deployed(WEB, { ...minimalEnvironment(), dns: DNS });
    expect(problemsOf(() => certificatesPropsOf(config, { ...outputs, workloads: {} }))).toEqual([
      "'outputs.workloads.cert-manager' must be the cloud identity that writes the challenge records of ACME, got nothing; deploy custody with cert-manager in plan.clusterServices, then read the outputs again",
    ]);
  });

  test('a host is a wildcard, or is named twice', () => {
    const namespace = 'istio-ingress';
    const hosts = ['*.demo.notes.example.com', 'web.demo.notes.example.com', 'web.demo.notes.example.com'];
    const props: CertificatesProps = {
      issuer: { kind: 'vendor-ca' },
      hosts: hosts.map((host) => ({ host, namespace })),
    };
    expect(problemsOf(() => objectsOf((chart) => new Certificates(chart, 'Certificates', props)))).toEqual([
      "'hosts[0].host' must be one host: a wildcard would be valid in other environments, too, got *.demo.notes.example.com; name each host",
      "'hosts[2].host' must be named once in istio-ingress, got web.demo.notes.example.com; remove it",
    ]);
  });
});

function certificatesOf(plan: VendorPlan, environment: CustomerEnvironment): Manifest[] {
  const { config, outputs } = deployed(plan, environment);
  const props = certificatesPropsOf(config, outputs);
  if (props === undefined) throw new Error('there are no certificates');
  return objectsOf((chart) => new Certificates(chart, 'Certificates', props));
}

function solverOf(objects: readonly Manifest[]): Manifest {
  return one(objects, 'ClusterIssuer').spec.acme.solvers[0].dns01;
}
