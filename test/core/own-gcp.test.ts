import type { GcpEnvironment } from '../../lib/core/config-types';
import { resolveConfig } from '../../lib/core/resolve-config';
import { gcpEnvironment, minimalPlanForEveryCloud, problemsOf, warningsOf } from '../support/config';

const KEY = 'projects/acme-keys/locations/europe-west1/keyRings/data/cryptoKeys/byoc';

test.each(['europe-west4', 'europe', 'global', 'europe-west10'])('fails if the key ring lies in %s', (location) => {
  const encryptionKey = KEY.replace('europe-west1', location);
  expect(problems({ own: { encryptionKey } })).toEqual([
    `'environment.own.encryptionKey' must be of a key ring in europe-west1, got ${encryptionKey}; use a key of that region: none can move`,
  ]);
});

test('the key may lie in another project', () => {
  expect(problems({ own: { encryptionKey: KEY } })).toEqual([]);
});

test.each(['vendor', 'nodes', 'support'])('fails if an administrator is the %s account of the installation', (name) => {
  const member = `serviceAccount:byoc-demo-${name}@acme-data.iam.gserviceaccount.com`;
  expect(problems({ administrators: ['group:platform@acme.example.com', member] })).toEqual([
    `'environment.administrators[1]' must not be an account of the installation itself, got ${member}; name a group of your staff`,
  ]);
});

test.each(['Byoc-Demo-Nodes', 'demo-archive-xk2z'])('whatever its case, and if a workload acts by it: %s', (name) => {
  const member = `serviceAccount:${name}@acme-data.iam.gserviceaccount.com`;
  expect(problems({ administrators: [member] })).toEqual([
    `'environment.administrators[0]' must not be an account of the installation itself, got ${member}; name a group of your staff`,
  ]);
});

test('an account of the customer may have a name like ours', () => {
  const administrators = [
    'serviceAccount:byoc-demo-deploy@acme-tools.iam.gserviceaccount.com',
    'serviceAccount:byoc-demos-deploy@acme-data.iam.gserviceaccount.com',
  ];
  expect(problems({ administrators })).toEqual([]);
});

test.each(['Z0123456789ABCDEFGHIJ', 'acme.example.com', 'projects/acme-data/managedZones/acme', '1acme', 'acme-'])(
  'fails if the DNS zone is %s',
  (zoneId) => {
    const dns = { zoneId, domain: 'demo.riverbed.example.com', issuer: { kind: 'vendor-ca' } } as const;
    const plan = { ...minimalPlanForEveryCloud(), domain: 'riverbed.example.com' };
    expect(problemsOf(() => resolveConfig(plan, { ...gcpEnvironment(), dns }))).toEqual([
      `'environment.dns.zoneId' must be the name of a managed zone in acme-data, got ${zoneId}; write it like acme-example-com`,
    ]);
  },
);

describe('what only the project knows is said to be unknown, with the command that tells', () => {
  test.each<[string, NonNullable<GcpEnvironment['own']>, string]>([
    [
      'key',
      { encryptionKey: KEY },
      `environment.own.encryptionKey unknown whether whoever applies custody may set the policy of the key, in which custody lets the service agents of GKE, Compute Engine, Cloud Storage and Cloud Logging of project 123456789012 encrypt and decrypt; verify with: gcloud kms keys get-iam-policy ${KEY}`,
    ],
    [
      'bucket',
      { buckets: { data: 'acme-archive' } },
      'environment.own.buckets.data unknown whether the bucket is in this region, closed to the public, encrypted with the key and without access lists of objects; verify with: gcloud storage buckets describe gs://acme-archive',
    ],
    [
      'project of the metrics',
      { metricsWorkspace: 'acme-metrics' },
      'environment.own.metricsWorkspace unknown whether workloads may be given access to the metrics of that project by whoever applies the installation; verify with: gcloud projects get-iam-policy acme-metrics',
    ],
  ])('of a %s', (_what, own, warning) => {
    expect(warnings({ own })).toEqual([warning]);
  });

  test('of the number of the project', () => {
    expect(warningsOf(resolveConfig(minimalPlanForEveryCloud(), gcpEnvironment()))).toContain(
      'environment.projectNumber unknown whether acme-data has the number 123456789012, by which service agents and workloads are let in; verify with: gcloud projects describe acme-data --format="value(projectNumber)"',
    );
  });

  test('of nothing else where custody makes all, and metrics are in the same project', () => {
    expect(warnings({ own: { metricsWorkspace: 'acme-data' } })).toEqual([]);
  });
});

function problems(environment: Partial<GcpEnvironment>): string[] {
  return problemsOf(() => resolveConfig(minimalPlanForEveryCloud(), { ...gcpEnvironment(), ...environment }));
}

function warnings(environment: Partial<GcpEnvironment>): string[] {
  const config = resolveConfig(minimalPlanForEveryCloud(), { ...gcpEnvironment(), ...environment });
  return warningsOf(config).filter((warning) => warning.startsWith('environment.own'));
}
