import type { GcpEnvironment } from '../../../lib/core/config-types';
import { resolveConfig } from '../../../lib/core/resolve-config';
import {
  fullGcpEnvironment,
  fullPlan,
  gcpEnvironment,
  minimalPlanForEveryCloud,
  problemsOf,
} from '../../support/config';

test('a minimal environment gets its defaults', () => {
  expect(resolve({}).environment).toMatchObject({
    apiEndpoint: 'dns',
    releaseChannel: 'REGULAR',
    binaryAuthorization: 'off',
    clusterDns: 'kube-dns',
    nodeUpgrades: 'surge',
    workloadLogs: true,
    managedPrometheus: false,
    endpointServices: [],
    dataAccessLogs: [],
    backend: { type: 'local' },
    own: { buckets: {} },
    network: { cidr: '10.0.0.0/16', nat: 'per-zone', proxyOnlySubnet: false },
  });
});

test('a minimal environment makes two warnings, of the door that is open and of what only the project knows', () => {
  const plan = { ...minimalPlanForEveryCloud(), controlPlane: { hosts: ['control.example.com'] } };
  expect(resolveConfig(plan, gcpEnvironment()).warnings.map(({ path }) => path)).toEqual([
    'environment.apiEndpoint',
    'environment.projectNumber',
  ]);
});

test('a full environment keeps what it says', () => {
  expect(resolveConfig(fullPlan(), fullGcpEnvironment()).environment).toMatchObject(fullGcpEnvironment());
});

test('each project may open ten connections to an endpoint service', () => {
  const endpointServices = [{ component: 'agent' as const, projects: ['notes-control'] }];
  const listeners = [{ name: 'agent', component: 'agent' as const, port: 443 }];
  const plan = { ...minimalPlanForEveryCloud(), listeners };
  expect(resolveConfig(plan, { ...gcpEnvironment(), endpointServices }).environment.endpointServices).toEqual([
    { ...endpointServices[0], connectionLimit: 10 },
  ]);
});

test('state in a bucket gets a prefix', () => {
  expect(resolve({ backend: { type: 'gcs', bucket: 'acme-state' } }).environment.backend).toEqual({
    type: 'gcs',
    bucket: 'acme-state',
    prefix: 'byoc',
  });
});

const RULES: [string, Partial<GcpEnvironment>, string][] = [
  [
    'the project is a number',
    { project: '123456789012' },
    "'environment.project' must be a project id, got 123456789012; use the id, not the number",
  ],
  [
    'the number of the project is its id',
    { projectNumber: 'acme-data' },
    "'environment.projectNumber' must be a project number, got acme-data; write it in quotes",
  ],
  [
    'the region is a zone',
    { region: 'europe-west1-b' },
    "'environment.region' must be a region, got europe-west1-b; write it like europe-west1",
  ],
  [
    'an administrator has no kind',
    { administrators: ['platform@acme.example.com'] },
    "'environment.administrators[0]' must be an IAM member, got platform@acme.example.com; write it like group:platform@example.com",
  ],
  [
    'everybody is an administrator',
    { administrators: ['allUsers'] },
    "'environment.administrators[0]' must be an IAM member, got allUsers; write it like group:platform@example.com",
  ],
  ...["group:o'hara@example.com", 'user:ann#1@example.com', 'group:équipe@example.com', 'group:platform@acme'].map(
    (member): (typeof RULES)[number] => [
      `an administrator is ${member}`,
      { administrators: [member] },
      `'environment.administrators[0]' must be an IAM member, got ${member}; write it like group:platform@example.com`,
    ],
  ),
  [
    'the release channel is unknown',
    { releaseChannel: 'regular' as 'REGULAR' },
    "'environment.releaseChannel' must be one of RAPID, REGULAR, STABLE, EXTENDED, got regular; choose one of them",
  ],
  ...(
    [
      ['apiEndpoint', 'dns, ip'],
      ['binaryAuthorization', 'off, project-policy'],
      ['clusterDns', 'kube-dns, cloud-dns'],
      ['nodeUpgrades', 'surge, blue-green'],
    ] as const
  ).map(([field, choices]): (typeof RULES)[number] => [
    `${field} is unknown`,
    { [field]: 'other' },
    `'environment.${field}' must be one of ${choices}, got other; choose one of them`,
  ]),
  [
    'the logs of every service are asked for',
    { dataAccessLogs: ['allServices' as 'sts.googleapis.com'] },
    "'environment.dataAccessLogs[0]' must be one of storage.googleapis.com, cloudkms.googleapis.com, container.googleapis.com, iam.googleapis.com, sts.googleapis.com, got allServices; choose one of them",
  ],
  [
    'the number of a project may connect to an endpoint service',
    { endpointServices: [{ component: 'proxy', projects: ['123456789012'] }] },
    "'environment.endpointServices[0].projects[0]' must be a project id, got 123456789012; use the id, not the number",
  ],
  [
    'nobody may connect to an endpoint service',
    { endpointServices: [{ component: 'proxy', projects: [] }] },
    "'environment.endpointServices[0].projects' must have at least one entry, got []; add one",
  ],
  [
    'a project may open no connection to an endpoint service',
    { endpointServices: [{ component: 'proxy', projects: ['notes-control'], connectionLimit: 0 }] },
    "'environment.endpointServices[0].connectionLimit' must be a whole number from 1 to 1000 (connections), got 0; choose one in that range",
  ],
  ...[
    'byoc',
    'https://cloudkms.googleapis.com/v1/projects/acme-keys/locations/europe-west1/keyRings/data/cryptoKeys/byoc',
    'projects/acme-keys/locations/europe-west1/keyRings/data',
    'projects/acme-keys/locations/europe-west1/keyRings/data/cryptoKeys/byoc/cryptoKeyVersions/1',
    'projects/123456789012/locations/europe-west1/keyRings/data/cryptoKeys/byoc',
  ].map((encryptionKey): (typeof RULES)[number] => [
    `the key is ${encryptionKey}`,
    { own: { encryptionKey } },
    `'environment.own.encryptionKey' must be the resource name of a Cloud KMS key, got ${encryptionKey}; write it like projects/acme-keys/locations/europe-west1/keyRings/data/cryptoKeys/byoc, without version`,
  ]),
  [
    'a bucket is a URL',
    { own: { buckets: { data: 'gs://acme-data' } } },
    "'environment.own.buckets.data' must be a bucket name, got gs://acme-data; use the name, without gs://",
  ],
  [
    'the bucket of the state is a URL',
    { backend: { type: 'gcs', bucket: 'gs://acme-state' } },
    "'environment.backend.bucket' must be a bucket name, got gs://acme-state; use the name, without gs://",
  ],
  [
    'the project of the metrics is a resource name',
    { own: { metricsWorkspace: 'projects/acme-metrics' } },
    "'environment.own.metricsWorkspace' must be a project id, got projects/acme-metrics; use the id, not the number",
  ],
  [
    'the backend is unknown',
    { backend: { type: 's3' as 'local' } },
    "'environment.backend.type' must be one of gcs, local, got s3; choose one of them",
  ],
  [
    'the network is too small',
    { network: { cidr: '10.0.0.0/21' } },
    "'environment.network.cidr' must be a /20 or larger on gcp, got 10.0.0.0/21; choose a larger network",
  ],
];

test.each(RULES)('fails if %s', (_, environment, message) => {
  expect(problemsOf(() => resolve(environment))).toEqual([message]);
});

function resolve(environment: Partial<GcpEnvironment>) {
  return resolveConfig(minimalPlanForEveryCloud(), { ...gcpEnvironment(), ...environment });
}
