import type { AwsEnvironment, CustomerEnvironment } from '../../lib/core/config-types';
import { resolveConfig } from '../../lib/core/resolve-config';
import {
  azureEnvironment,
  gcpEnvironment,
  minimalEnvironment,
  minimalPlanForEveryCloud,
  warningsOf,
} from '../support/config';

const NO_BOOTSTRAP = 'has no effect yet: this version makes no bootstrap, so the vendor has no access at all';

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
    'a registry',
    { registry: 'registry.acme.example.com' },
    "registry does not change EKS add-ons, which come from AWS's registry in the region",
  ],
  [
    'an HTTP proxy',
    { httpProxy: { url: 'http://proxy.acme.example.com:3128' } },
    'httpProxy is not given to the nodes: they pull images directly',
  ],
  [
    'a CA bundle',
    { caBundle: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n' },
    'caBundle is not given to the nodes',
  ],
  ['managed access', { access: { mode: 'managed' } }, `access.mode ${NO_BOOTSTRAP}`],
  [
    'an expiry of the vendor’s access',
    { access: { vendorExpiresAt: '2027-01-31T00:00:00Z' } },
    `access.vendorExpiresAt ${NO_BOOTSTRAP}`,
  ],
  ['a trail', { cloudTrail: true }, 'cloudTrail has no effect yet: this version makes no detections'],
  [
    'an issuer',
    { dns: { zoneId: 'Z1', domain: 'acme.example.com', issuer: { kind: 'vendor-ca' } } },
    'dns.issuer has no effect yet: this version makes no manifests',
  ],
] as [string, Partial<AwsEnvironment>, string][])(
  '%s of an environment on AWS is said not to be honoured',
  (_, environment, text) => {
    expect(warnings(environment)).toEqual([`environment.${text}`]);
  },
);

test.each(['approved', 'self-managed'] as const)('access in mode %s is honoured', (mode) => {
  expect(warnings({ access: { mode } })).toEqual([]);
});

test('Bottlerocket is honoured on AWS', () => {
  expect(warnings({ nodeImage: 'bottlerocket' })).toEqual([]);
});

test.each([
  ['gcp', 'GCP', gcpEnvironment()],
  ['azure', 'Azure', azureEnvironment()],
] as [string, string, CustomerEnvironment][])(
  'an environment on %s is said to be only checked',
  (_, name, environment) => {
    expect(warningsFor(environment)).toEqual([
      `environment.cloud is only checked and laid out: this version has no constructs for ${name}`,
    ]);
  },
);

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
  // The way out is doubtful in any case, and tested with it.
  return warnings.filter((warning) => !warning.startsWith('plan.controlPlane.egress'));
}
