import type { AwsEnvironment } from '../../../lib/core/config-types';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { minimalEnvironment, minimalPlan, problemsOf } from '../../support/config';

const DNS = { zoneId: 'Z1', domain: 'acme.notes.example.com', issuer: { kind: 'vendor-ca' } } as const;

const RULES: [string, Partial<AwsEnvironment>, string][] = [
  [
    'the id has a hyphen',
    { id: 'acme-eu' },
    "'environment.id' must be 2 to 16 lower-case letters and digits, starting with a letter, without hyphen, got acme-eu; choose another id",
  ],
  [
    'the id is one letter',
    { id: 'a' },
    "'environment.id' must be 2 to 16 lower-case letters and digits, starting with a letter, without hyphen, got a; choose another id",
  ],
  [
    'the network is not aligned',
    { network: { cidr: '10.0.0.5/16' } },
    "'environment.network.cidr' must be network-aligned, got 10.0.0.5/16; write 10.0.0.0/16",
  ],
  [
    'the network is of an unknown kind',
    { network: { kind: 'shared' as 'new' } },
    "'environment.network.kind' must be one of new, existing, got shared; choose one of them",
  ],
  [
    'NAT is of an unknown kind',
    { network: { nat: 'instance' as 'none' } },
    "'environment.network.nat' must be one of per-zone, single, none, got instance; choose one of them",
  ],
  [
    'a peer is not aligned',
    { network: { peeredCidrs: ['10.1.0.5/16'] } },
    "'environment.network.peeredCidrs[0]' must be network-aligned, got 10.1.0.5/16; write 10.1.0.0/16",
  ],
  [
    'the API is reached in an unknown way',
    { kubernetesApi: { access: 'vpn' as 'private' } },
    "'environment.kubernetesApi.access' must be one of private, public, got vpn; choose one of them",
  ],
  [
    'an allow-list of the API has an address without prefix length',
    { kubernetesApi: { access: 'public', allowedCidrs: ['198.51.100.7'] } },
    "'environment.kubernetesApi.allowedCidrs[0]' must be an IPv4 network in CIDR notation, got 198.51.100.7; write it like 10.0.0.0/16",
  ],
  [
    'the external id has under 16 characters',
    { access: { externalId: '123456789012345' } },
    "'environment.access.externalId' must be 16 to 1224 letters, digits or +=,.@:/-, got 123456789012345; make one with: openssl rand -hex 16",
  ],
  [
    'the external id has a space',
    { access: { externalId: '1234567890 123456' } },
    "'environment.access.externalId' must be 16 to 1224 letters, digits or +=,.@:/-, got 1234567890 123456; make one with: openssl rand -hex 16",
  ],
  [
    'the mode is unknown',
    { access: { mode: 'shared' as 'managed' } },
    "'environment.access.mode' must be one of managed, approved, self-managed, got shared; choose one of them",
  ],
  [
    'an expiry is a day without time',
    { access: { vendorExpiresAt: '2027-01-31' } },
    "'environment.access.vendorExpiresAt' must be a moment in UTC with seconds and Z, got 2027-01-31; write it like 2027-01-31T00:00:00Z",
  ],
  [
    'an expiry has no zone',
    { access: { vendorExpiresAt: '2027-01-31T00:00:00' } },
    "'environment.access.vendorExpiresAt' must be a moment in UTC with seconds and Z, got 2027-01-31T00:00:00; write it like 2027-01-31T00:00:00Z",
  ],
  [
    'an expiry of support is in another zone',
    { access: { supportExpiresAt: '2027-01-31T00:00:00+01:00' } },
    "'environment.access.supportExpiresAt' must be a moment in UTC with seconds and Z, got 2027-01-31T00:00:00+01:00; write it like 2027-01-31T00:00:00Z",
  ],
  [
    'a permission of the bootstrap is a word',
    { access: { allowInstall: 'once' as unknown as boolean } },
    "'environment.access.allowInstall' must be a boolean, got once; write true or false",
  ],
  [
    'the public ingress lets nobody in',
    { publicIngress: { allowedCidrs: [] } },
    "'environment.publicIngress.allowedCidrs' must have at least one entry, got []; add one",
  ],
  [
    'a limit is over 450 nodes',
    { nodeLimits: { general: { maxNodesPerZone: 451 } } },
    "'environment.nodeLimits.general.maxNodesPerZone' must be a whole number from 1 to 450 (nodes), got 451; choose one in that range",
  ],
  [
    'protection is a word',
    { protection: 'on' as unknown as boolean },
    "'environment.protection' must be a boolean, got on; write true or false",
  ],
  [
    'the data’s end is unknown',
    { dataOnDelete: 'keep' as 'retain' },
    "'environment.dataOnDelete' must be one of retain, destroy, got keep; choose one of them",
  ],
  [
    'logs are kept for a time that CloudWatch does not know',
    { logRetentionDays: 42 as 30 },
    "'environment.logRetentionDays' must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, got 42; choose one of them",
  ],
  [
    'the registry is a URL',
    { registry: 'https://registry.example.com' },
    "'environment.registry' must be a registry host with an optional path, got https://registry.example.com; write it like registry.example.com/mirror",
  ],
  [
    'the proxy is no URL',
    { httpProxy: { url: 'proxy.example.com:3128' } },
    "'environment.httpProxy.url' must be an http or https URL, got proxy.example.com:3128; write it like http://proxy.example.com:3128",
  ],
  [
    'the CA bundle is a file name',
    { caBundle: 'ca.pem' },
    "'environment.caBundle' must be PEM certificates, got ca.pem; paste the file with its BEGIN and END lines",
  ],
  [
    'the address for expiry notices is none',
    { dns: { ...DNS, issuer: { kind: 'acme', email: 'platform' } } },
    "'environment.dns.issuer.email' must be an e-mail address, got platform; write it like platform@example.com",
  ],
  [
    'the address for expiry notices has no domain of the internet',
    { dns: { ...DNS, issuer: { kind: 'acme', email: 'platform@localhost' } } },
    "'environment.dns.issuer.email' must be an e-mail address, got platform@localhost; write it like platform@example.com",
  ],
  [
    'the address for expiry notices has a name before it',
    { dns: { ...DNS, issuer: { kind: 'acme', email: 'Platform <platform@example.com>' } } },
    "'environment.dns.issuer.email' must be an e-mail address, got Platform <platform@example.com>; write it like platform@example.com",
  ],
  [
    'the issuer is unknown',
    { dns: { ...DNS, issuer: { kind: 'letsencrypt' as 'vendor-ca' } } },
    "'environment.dns.issuer.kind' must be one of acme, own-ca, vendor-ca, got letsencrypt; choose one of them",
  ],
  [
    'the secret of a CA has no name of Kubernetes’',
    { dns: { ...DNS, issuer: { kind: 'own-ca', secretName: 'My CA' } } },
    "'environment.dns.issuer.secretName' must be 1 to 63 lower-case letters and digits in words joined by single hyphens, each word starting with a letter, got My CA; choose another name",
  ],
  [
    'a tag is a number',
    { tags: { 'cost-center': 4711 as unknown as string } },
    '\'environment.tags.cost-center\' must be a string, got 4711; write it in quotes: "4711"',
  ],
  [
    'a key is unknown',
    { zone: 'a' } as Partial<AwsEnvironment>,
    "'environment.zone' must be a known key, got zone; did you mean 'zones'?",
  ],
];

test.each(RULES)('fails if %s', (_, environment, message) => {
  expect(problems(environment)).toEqual([message]);
});

test.each([
  ['an id of two characters', { id: 'a1' }],
  ['an id of sixteen', { id: 'a'.repeat(16) }],
  ['an external id of sixteen characters', { access: { externalId: '1234567890123456' } }],
  ['a registry with a port and a path', { registry: 'registry.example.com:5000/mirror/byoc' }],
  ['two certificates', { caBundle: '-----BEGIN CERTIFICATE-----\nA\n-----END CERTIFICATE-----\n'.repeat(2) }],
  ['a CA of the customer’s', { dns: { ...DNS, issuer: { kind: 'own-ca', secretName: 'my-ca' } } }],
  ['an address with a tag', { dns: { ...DNS, issuer: { kind: 'acme', email: 'platform+tls@acme.example.com' } } }],
  ['a network that leaves everything to us', { network: {} }],
] as [string, Partial<AwsEnvironment>][])('%s is taken', (_, environment) => {
  expect(problems(environment)).toEqual([]);
});

function problems(environment: Partial<AwsEnvironment>): string[] {
  return problemsOf(() => resolveConfig(minimalPlan(), { ...minimalEnvironment(), ...environment }));
}
