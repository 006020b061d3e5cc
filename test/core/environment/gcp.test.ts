import type { GcpEnvironment } from '../../../lib/core/config-types';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { gcpEnvironment, minimalPlanForEveryCloud, problemsOf } from '../../support/config';

test('a minimal environment gets its defaults', () => {
  expect(resolve({}).environment).toMatchObject({
    releaseChannel: 'REGULAR',
    backend: { type: 'local' },
    own: { buckets: {} },
    network: { cidr: '10.0.0.0/16' },
  });
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
  [
    'the release channel is unknown',
    { releaseChannel: 'regular' as 'REGULAR' },
    "'environment.releaseChannel' must be one of RAPID, REGULAR, STABLE, EXTENDED, got regular; choose one of them",
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
