import type { AwsEnvironment, CustomerEnvironment } from '../../lib/core/config-types';
import { resolveConfig } from '../../lib/core/resolve-config';
import {
  azureEnvironment,
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

test.each([
  ['gcp', 'GCP', gcpEnvironment()],
  ['azure', 'Azure', azureEnvironment()],
] as [string, string, CustomerEnvironment][])(
  'an environment on %s is said to have manifests only',
  (_, name, environment) => {
    expect(warningsFor(environment)).toEqual([
      `environment.cloud has manifests only: this version has no bootstrap, custody and data plane for ${name}`,
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
  // The way out and the access are doubtful in any case, and tested with them.
  const tested = ['plan.controlPlane.egress', 'environment.access.externalId'];
  return warnings.filter((warning) => !tested.some((path) => warning.startsWith(path)));
}
