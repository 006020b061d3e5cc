import type {
  AwsEnvironment,
  AzureEnvironment,
  CustomerEnvironment,
  GcpEnvironment,
} from '../../lib/core/config-types';
import { resolveConfig } from '../../lib/core/resolve-config';
import {
  azureEnvironment,
  existingGcpNetwork,
  existingVirtualNetwork,
  gcpEnvironment,
  minimalEnvironment,
  minimalPlanForEveryCloud,
  warningsOf,
} from '../support/config';

test('nothing of a minimal environment is without effect', () => {
  expect(warnings({})).toEqual([]);
});

test.each([
  [
    'maintenance windows',
    { maintenanceWindows: [{ days: ['sun'], start: '02:00', hours: 4 }] },
    'maintenanceWindows does not bind EKS, which upgrades the cluster when the stack is deployed and patches only on request: deploy inside the window',
  ],
  [
    'maintenance exclusions',
    {
      maintenanceExclusions: [
        { name: 'holidays', start: '2026-12-24T00:00:00Z', end: '2027-01-02T00:00:00Z', scope: 'all' },
      ],
    },
    'maintenanceExclusions does not bind EKS, which upgrades the cluster when the stack is deployed: do not deploy in that time',
  ],
  [
    'a registry',
    { registry: 'registry.acme.example.com' },
    "registry does not change EKS add-ons, which come from AWS's registry in the region",
  ],
  [
    'an HTTP proxy',
    { httpProxy: { url: 'http://proxy.acme.example.com:3128', cidrs: ['10.9.0.0/28'] } },
    'httpProxy is not given to the nodes: they pull images directly',
  ],
  [
    'a CA bundle',
    { caBundle: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n' },
    'caBundle is not given to the nodes',
  ],
] as [string, Partial<AwsEnvironment>, string][])(
  '%s of an environment on AWS is said not to be honoured',
  (_, environment, text) => {
    expect(warnings(environment)).toEqual([`environment.${text}`]);
  },
);

test.each(['managed', 'approved', 'self-managed'] as const)('access in mode %s is honoured', (mode) => {
  const access = { mode, externalId: '9f2c1a7755d04c1e8f6b', vendorExpiresAt: '2027-01-31T00:00:00Z' };
  expect(warnings({ access, cloudTrail: true })).toEqual([]);
});

test('Bottlerocket is honoured on AWS', () => {
  expect(warnings({ nodeImage: 'bottlerocket' })).toEqual([]);
});

test('nothing of a minimal environment on Google Cloud is without effect', () => {
  expect(warningsFor(gcpEnvironment())).toEqual([]);
});

test.each([
  [
    'an external id',
    { access: { externalId: '9f2c1a7755d04c1e8f6b' } },
    'access.externalId means nothing on gcp, where the vendor is known by its identity alone',
  ],
  [
    'the right to delete in mode approved',
    { access: { mode: 'approved', allowDelete: true } },
    'access.allowDelete gives nothing outside mode managed: on gcp whoever applies deletes with rights of their own',
  ],
  [
    'the right to delete in mode self-managed',
    { access: { mode: 'self-managed', allowDelete: true } },
    'access.allowDelete gives nothing outside mode managed: on gcp whoever applies deletes with rights of their own',
  ],
  [
    'a registry',
    { registry: 'registry.acme.example.com' },
    "registry does not change what GKE runs on every node, which comes from Google's registries",
  ],
  [
    'an HTTP proxy',
    { httpProxy: { url: 'http://proxy.acme.example.com:3128', cidrs: ['10.9.0.0/28'] } },
    'httpProxy is not given to the nodes: they pull images directly',
  ],
  [
    'a CA bundle',
    { caBundle: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n' },
    'caBundle is not given to the nodes',
  ],
] as [string, Partial<GcpEnvironment>, string][])(
  '%s of an environment on Google Cloud is said not to be honoured',
  (_, environment, text) => {
    expect(warningsFor({ ...gcpEnvironment(), ...environment })).toEqual([`environment.${text}`]);
  },
);

test('a shell on nodes is honoured on Google Cloud in a network of ours only', () => {
  const opensNothing =
    'environment.nodeShell opens nothing in a network of yours: let 35.235.240.0/20 (Identity-Aware Proxy) in to the nodes on TCP port 22 there';
  const environment = { ...gcpEnvironment(), nodeShell: true };
  expect(warningsFor(environment)).toEqual([]);
  expect(warningsFor({ ...environment, network: existingGcpNetwork() })).toContain(opensNothing);
});

test.each([
  { maintenanceWindows: [{ days: ['sat', 'sun'], start: '02:00', hours: 6 }] },
  { access: { mode: 'managed', vendorExpiresAt: '2027-01-31T00:00:00Z' } },
] as Partial<GcpEnvironment>[])('%j is honoured on Google Cloud', (environment) => {
  expect(warningsFor({ ...gcpEnvironment(), ...environment })).toEqual([]);
});

test('nothing of a minimal environment on Azure is without effect', () => {
  expect(warningsFor(azureEnvironment())).toEqual([]);
});

test.each([
  [
    'an external id',
    { access: { externalId: '9f2c1a7755d04c1e8f6b' } },
    'access.externalId means nothing on azure, where the vendor is known by its identity alone',
  ],
  [
    'the right to delete in mode approved',
    { access: { mode: 'approved', allowDelete: true } },
    'access.allowDelete gives nothing outside mode managed: on azure whoever applies deletes with rights of their own',
  ],
  [
    'the right to delete in mode self-managed',
    { access: { mode: 'self-managed', allowDelete: true } },
    'access.allowDelete gives nothing outside mode managed: on azure whoever applies deletes with rights of their own',
  ],
  [
    'a shell on nodes',
    { nodeShell: true },
    'nodeShell opens nothing on azure: administrators of the cluster get to nodes with kubectl debug',
  ],
  [
    'a maintenance window',
    { maintenanceWindows: [{ days: ['sun'], start: '02:00', hours: 4 }] },
    'maintenanceWindows does not bind releases of AKS itself, which change control plane and system add-ons at any time',
  ],
  [
    'an exclusion of minor versions',
    {
      maintenanceExclusions: [
        { name: 'holidays', start: '2026-12-24T00:00:00Z', end: '2027-01-02T00:00:00Z', scope: 'minor' },
      ],
    },
    'maintenanceExclusions excludes patches of Kubernetes as well on azure, where minor versions cannot be told from them',
  ],
  [
    'a registry',
    { registry: 'registry.acme.example.com' },
    "registry does not change what AKS runs on every node, which comes from Microsoft's registry",
  ],
  [
    'an HTTP proxy',
    { httpProxy: { url: 'http://proxy.acme.example.com:3128', cidrs: ['10.9.0.0/28'] } },
    'httpProxy is not given to the nodes: they pull images directly',
  ],
  [
    'a CA bundle',
    { caBundle: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n' },
    'caBundle is not given to the nodes',
  ],
] as [string, Partial<AzureEnvironment>, string][])(
  '%s of an environment on Azure is said not to be honoured',
  (_, environment, text) => {
    expect(warningsFor({ ...azureEnvironment(), ...environment })).toEqual([`environment.${text}`]);
  },
);

test.each([
  {
    maintenanceExclusions: [
      { name: 'holidays', start: '2026-12-24T00:00:00Z', end: '2027-01-02T00:00:00Z', scope: 'all' },
    ],
  },
  { kubernetesApi: { access: 'public', allowedCidrs: ['198.51.100.0/24'] } },
] as Partial<AzureEnvironment>[])('%j is honoured on Azure', (environment) => {
  expect(warningsFor({ ...azureEnvironment(), ...environment })).toEqual([]);
});

test('networks that reach a private API are honoured on Azure in a network of ours only', () => {
  const closesNothing =
    'environment.kubernetesApi.allowedCidrs closes nothing in a network of yours: AKS takes a list for a public API only, so let them in by the security groups of your subnets';
  const environment: AzureEnvironment = {
    ...azureEnvironment(),
    kubernetesApi: { access: 'private', allowedCidrs: ['10.9.0.0/16'] },
  };
  expect(warningsFor(environment)).not.toContain(closesNothing);
  expect(warningsFor({ ...environment, network: existingVirtualNetwork() })).toContain(closesNothing);
});

test.each([
  ['gcp', gcpEnvironment()],
  ['azure', azureEnvironment()],
] as [string, CustomerEnvironment][])('Bottlerocket is said not to be honoured on %s', (cloud, environment) => {
  expect(warningsFor({ ...environment, nodeImage: 'bottlerocket' })).toContain(
    `environment.nodeImage is not honoured on ${cloud}, which has no Bottlerocket nodes`,
  );
});

function warnings(environment: Partial<AwsEnvironment>): string[] {
  return warningsFor({ ...minimalEnvironment(), ...environment });
}

function warningsFor(environment: CustomerEnvironment): string[] {
  const warnings = warningsOf(resolveConfig(minimalPlanForEveryCloud(), environment));
  // The way out, the access, the project and zones are doubtful in any case, and tested with them.
  const tested = [
    'plan.controlPlane.egress',
    'environment.access.externalId is not set',
    'environment.apiEndpoint',
    'environment.projectNumber',
    'environment.zones',
  ];
  return warnings.filter((warning) => !tested.some((path) => warning.startsWith(path)));
}
