import type { GcpEnvironment, VendorPlan } from '../../../lib/core/config-types';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { existingGcpNetwork, gcpEnvironment, minimalPlanForEveryCloud, problemsOf } from '../../support/config';

type Input = readonly [environment: Partial<GcpEnvironment>, plan?: Partial<VendorPlan>];

const ALIGNED =
  "'environment.kubernetesApi.allowedCidrs[0]' must be network-aligned, got 198.51.100.7/24; write 198.51.100.0/24";
const NO_LIST =
  "'environment.kubernetesApi.allowedCidrs' must list the networks that may reach a public Kubernetes API, got []; add them, or set access to private";
const KEY = 'projects/acme-keys/locations/europe-west4/keyRings/data/cryptoKeys/byoc';
const KEY_OUTSIDE = `'environment.own.encryptionKey' must be of a key ring in europe-west1, got ${KEY}; use a key of that region: none can move`;
const SHORT =
  "'environment.maintenanceWindows[0]' must be open for at least 48 hours in every 32 days on gcp, got 16 hours; add days or hours";
const NUMBER = "'environment.project' must be a project id, got 123456789012; use the id, not the number";
const CHANNEL =
  "'environment.releaseChannel' must be one of RAPID, REGULAR, STABLE, EXTENDED, got FAST; choose one of them";
const TWO_ZONES =
  '\'environment.zones\' must be exactly three zones, got ["europe-west1-b","europe-west1-c"]; add some of europe-west1-d';
const NO_SUBJECT = "'plan.vendor.gcp.oidc.subject' must be set (a string), got nothing; add it";
const NO_SUBNET =
  "'environment.network.privateServiceConnectSubnet' must be set for endpointServices, got nothing; name a subnet for Private Service Connect, or remove endpointServices";
const TOO_FEW_PODS =
  "'environment.network.podCidr' must have room for the 3 nodes that always run, got 10.64.0.0/26, which is enough for 1; choose a larger range";

const AGENT: Partial<VendorPlan> = { listeners: [{ name: 'agent', component: 'agent', port: 443 }] };
const OFFERED: Partial<GcpEnvironment> = { endpointServices: [{ component: 'agent', projects: ['notes-control'] }] };
const WINDOW = { days: ['sun'], start: '02:00', hours: 4 } as const;
const oidc = { issuer: 'https://token.notes.example.com' } as { issuer: string; subject: string };

test.each<[string, Input, string]>([
  ['there are two zones', [{ zones: gcpEnvironment().zones.slice(0, 2) }], TWO_ZONES],
  [
    'the network is too large',
    [{ network: { cidr: '10.0.0.0/15' } }],
    "'environment.network.cidr' must be a /16 or smaller on gcp, got 10.0.0.0/15; write 10.0.0.0/16",
  ],
  [
    'the network is too small',
    [{ network: { cidr: '10.0.0.0/21' } }],
    "'environment.network.cidr' must be a /20 or larger on gcp, got 10.0.0.0/21; choose a larger network",
  ],
  [
    'the range for pods is too small',
    [{ network: { ...existingGcpNetwork(), podCidr: '10.64.0.0/26' } }],
    TOO_FEW_PODS,
  ],
  [
    'host bits are set in an allow-list',
    [{ kubernetesApi: { access: 'public', allowedCidrs: ['198.51.100.7/24'] } }],
    ALIGNED,
  ],
  ['the key ring lies outside the region', [{ own: { encryptionKey: KEY } }], KEY_OUTSIDE],
  ['the federation has no condition', [{}, { vendor: { gcp: { oidc } } }], NO_SUBJECT],
  [
    'the federation takes every role of an account',
    [{}, { vendor: { gcp: { awsRole: 'arn:aws:iam::999988887777:role/*' } } }],
    "'plan.vendor.gcp.awsRole' must be the ARN of one IAM role, got arn:aws:iam::999988887777:role/*; write it like arn:aws:iam::999988887777:role/control-plane, without wildcard",
  ],
  ['the project is a number', [{ project: '123456789012' }], NUMBER],
  [
    'the address of a service account is none',
    [{}, { vendor: { gcp: { serviceAccount: 'control@notes.example.com' } } }],
    "'plan.vendor.gcp.serviceAccount' must be a service account address, got control@notes.example.com; write it like control@project.iam.gserviceaccount.com",
  ],
  [
    'a Shared VPC has no host project',
    [{ network: { ...existingGcpNetwork(), network: 'projects/acme-network/global/networks/acme' } }],
    "'environment.network.network' must be the name of a network, got projects/acme-network/global/networks/acme; write the name alone, without its path; where another project owns the network (Shared VPC), set hostProject",
  ],
  ['the release channel is unknown', [{ releaseChannel: 'FAST' as 'RAPID' }], CHANNEL],
  ['the window is too short for GKE', [{ maintenanceWindows: [{ ...WINDOW, days: ['sun'] }] }], SHORT],
  ['the API is public and has no allow-list', [{ kubernetesApi: { access: 'public' } }], NO_LIST],
  ['Private Service Connect has no subnet', [{ ...OFFERED, network: existingGcpNetwork() }, AGENT], NO_SUBNET],
])('fails if %s', (_, input, message) => {
  expect(problems(...input)).toEqual([message]);
});

test('everything that is wrong is said at once', () => {
  const environment: Partial<GcpEnvironment> = {
    ...OFFERED,
    zones: gcpEnvironment().zones.slice(0, 2),
    network: existingGcpNetwork(),
    kubernetesApi: { access: 'public' },
    own: { encryptionKey: KEY },
    maintenanceWindows: [{ ...WINDOW, days: ['sun'] }],
  };
  const found = problems(environment, AGENT);
  expect(found.sort()).toEqual([KEY_OUTSIDE, NO_LIST, NO_SUBNET, SHORT, TWO_ZONES].sort());
});

test('what cannot be read leaves out no rule of what can', () => {
  const environment: Partial<GcpEnvironment> = {
    project: '123456789012',
    releaseChannel: 'FAST' as 'RAPID',
    zones: gcpEnvironment().zones.slice(0, 2),
    kubernetesApi: { access: 'public', allowedCidrs: ['198.51.100.7/24'] },
    maintenanceWindows: [{ ...WINDOW, days: ['sun'] }],
  };
  const found = problems(environment, { vendor: { gcp: { oidc } } });
  expect(found.sort()).toEqual([ALIGNED, CHANNEL, NO_SUBJECT, NUMBER, SHORT, TWO_ZONES].sort());
});

function problems(environment: Partial<GcpEnvironment>, plan: Partial<VendorPlan> = {}): string[] {
  return problemsOf(() =>
    resolveConfig({ ...minimalPlanForEveryCloud(), ...plan }, { ...gcpEnvironment(), ...environment }),
  );
}
