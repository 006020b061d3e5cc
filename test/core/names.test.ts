import fc from 'fast-check';
import { namesOf } from '../../lib/aws/names';
import type { NameLimit } from '../../lib/core/clouds/cloud-facts';
import { factsOf } from '../../lib/core/clouds/facts';
import { CLUSTER_SERVICE_IDS } from '../../lib/core/cluster-services';
import type { AwsEnvironment, VendorPlan, Workload } from '../../lib/core/config-types';
import { installationName, pascalCase } from '../../lib/core/names';
import { resolveConfig } from '../../lib/core/resolve-config';
import {
  azureEnvironment,
  fullAzureEnvironment,
  fullEnvironment,
  fullPlan,
  gcpEnvironment,
  minimalEnvironment,
  minimalPlan,
  minimalPlanForEveryCloud,
  problemsOf,
} from '../support/config';

const LONGEST = { environment: 'a'.repeat(16), workload: 'w'.repeat(32), bucket: 'b'.repeat(20) };
const ROLE = 'arn:aws:iam::111122223333:role/mine';

test('an installation is named after its environment', () => {
  expect(installationName('acme')).toBe('byoc-acme');
});

test('the words of a name become one', () => {
  expect(pascalCase('state-exporter')).toBe('StateExporter');
});

test('distinct names stay distinct as one word', () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9]{0,3}(-[a-z][a-z0-9]{0,3}){0,3}$/);
  fc.assert(
    fc.property(name, name, (a, b) => (pascalCase(a) === pascalCase(b)) === (a === b)),
    { numRuns: 1000 },
  );
});

describe('with the longest ids', () => {
  const names = namesOf(LONGEST.environment);
  const { nameLimits, builtInIdentities } = factsOf('aws');
  const roles = [...builtInIdentities, ...CLUSTER_SERVICE_IDS, LONGEST.workload].map(names.roleName);

  test('the ids are the longest that the schemas take', () => {
    const plan = {
      ...minimalPlan(),
      workloads: [workload(LONGEST.workload)],
      buckets: [{ name: 'data' }, { name: 'state' }, { name: LONGEST.bucket }],
    };
    const config = { ...minimalEnvironment(), id: LONGEST.environment };
    expect(problemsOf(() => resolveConfig(plan, config))).toEqual([]);
    const longer = {
      ...plan,
      workloads: [workload(`${LONGEST.workload}w`)],
      buckets: [{ name: `${LONGEST.bucket}b` }],
    };
    expect(problemsOf(() => resolveConfig(longer, { ...config, id: `${LONGEST.environment}a` }))).toHaveLength(3);
  });

  test.each(['aws', 'gcp', 'azure'] as const)('the name of the cluster fits %s', (cloud) => {
    expect(fits(installationName(LONGEST.environment), factsOf(cloud).nameLimits.cluster)).toBe(true);
  });

  test.each(roles)('role %s fits IAM', (role) => {
    expect(fits(role, nameLimits.role)).toBe(true);
  });

  test.each(Object.values(names.stacks))('stack %s fits CloudFormation', (stack) => {
    expect(fits(stack, nameLimits.stack)).toBe(true);
  });

  test('a generated bucket name fits S3', () => {
    expect(fits(`${names.bucketPrefix(LONGEST.bucket)}-01234567`, nameLimits.bucket)).toBe(true);
  });

  test.each(Object.values(names.logGroups))('log group %s fits CloudWatch', (group) => {
    expect(fits(group, nameLimits.logGroup)).toBe(true);
  });
});

test('fails if the id of the environment is too long', () => {
  expect(problems({}, { id: 'a'.repeat(17) })).toEqual([
    "'environment.id' must be 2 to 16 lower-case letters and digits, starting with a letter, without hyphen, got aaaaaaaaaaaaaaaaa; choose another id",
  ]);
});

test('fails if two buckets have one name', () => {
  expect(problems({ buckets: [{ name: 'data' }, { name: 'state' }, { name: 'data' }] })).toEqual([
    "'plan.buckets[2].name' must be used once, got data; choose another name",
  ]);
});

test('fails if there are no buckets for data and state', () => {
  expect(problems({ buckets: [{ name: 'archive' }] })).toEqual([
    "'plan.buckets' must have a bucket named 'data', got [\"archive\"]; add it",
    "'plan.buckets' must have a bucket named 'state', got [\"archive\"]; add it",
  ]);
});

test.each([
  ['a role that every installation has', [workload('vpc-cni')]],
  ['a cluster service', [workload('cluster-autoscaler')]],
  ['another workload', [workload('engine'), { ...workload('engine'), serviceAccount: 'other' }]],
])('fails if a workload is called like %s', (_, workloads) => {
  expect(problems({ workloads })).toEqual([
    `'plan.workloads[0].name' must differ from the names of other workloads, of cluster services and of roles that every installation has, got ${workloads[0]?.name}; choose another name`,
  ]);
});

test('fails if the environment brings an unknown bucket', () => {
  expect(problems({}, { own: { buckets: { archive: 'acme-archive' } } })).toEqual([
    "'environment.own.buckets.archive' must name one of the buckets of the installation, got archive; choose one of data, state",
  ]);
});

test('fails if the environment brings a support role, whose expiry nobody could promise', () => {
  expect(problems({}, { own: { roles: { support: ROLE } } })).toEqual([
    "'environment.own.roles.support' must name one of the roles of the installation, got support; choose one of cluster, nodes, flow-logs, vpc-cni, ebs-csi, load-balancer-controller, cluster-autoscaler",
  ]);
});

test('fails if the environment brings an unknown role', () => {
  const plan = { workloads: [workload('engine')], clusterServices: ['istio', 'cluster-autoscaler'] as const };
  expect(problems(plan, { own: { roles: { engin: ROLE } } })).toEqual([
    "'environment.own.roles.engin' must name one of the roles of the installation, got engin; choose one of cluster, nodes, flow-logs, vpc-cni, ebs-csi, engine, cluster-autoscaler",
  ]);
});

test('the environment may bring buckets and the roles of workloads, services and the installation', () => {
  const own = { buckets: { data: 'acme-data' }, roles: { engine: ROLE, nodes: ROLE, 'cluster-autoscaler': ROLE } };
  expect(problems({ workloads: [workload('engine')] }, { own })).toEqual([]);
});

describe('bucket names in the account’s own namespace', () => {
  const buckets = [{ name: 'data' }, { name: 'state' }, { name: 'b'.repeat(18) }];
  const environment = { id: 'a'.repeat(10), bucketNames: 'account-regional' } as const;
  const longer = { ...environment, id: 'a'.repeat(11) };

  test('may have 63 characters', () => {
    expect(problems({ buckets }, environment)).toEqual([]);
  });

  test('fails if a name has more', () => {
    expect(problems({ buckets }, longer)).toEqual([
      "'plan.buckets[2].name' must give a bucket name of at most 63 characters, got byoc-aaaaaaaaaaa-bbbbbbbbbbbbbbbbbb-111122223333-eu-central-1-an; shorten it or environment.id, or set environment.bucketNames to generated",
    ]);
  });

  test('are not asked for a bucket that the environment brings', () => {
    expect(problems({ buckets }, { ...longer, own: { buckets: { ['b'.repeat(18)]: 'acme-archive' } } })).toEqual([]);
  });

  test('are not asked where names are generated', () => {
    expect(problems({ buckets }, { ...longer, bucketNames: 'generated' })).toEqual([]);
  });

  test.each(['me-south-1', 'me-central-1'])('fails if the region is %s, which has no such namespace', (region) => {
    expect(problems({}, { ...inRegion(region), bucketNames: 'account-regional' })).toEqual([
      `'environment.bucketNames' must be generated in ${region}, which has no account namespace, got account-regional; remove it`,
    ]);
  });

  test('are not needed in a region without such a namespace', () => {
    expect(problems({}, { ...inRegion('me-south-1'), bucketNames: 'generated' })).toEqual([]);
  });
});

describe('names of buckets on Google Cloud', () => {
  const problems = (bucket: string, more: { id?: string; own?: { buckets: Record<string, string> } } = {}) => {
    const buckets = [{ name: 'data' }, { name: 'state' }, { name: bucket }];
    return problemsOf(() =>
      resolveConfig({ ...minimalPlanForEveryCloud(), buckets }, { ...gcpEnvironment(), ...more }),
    );
  };

  test('fails if Cloud Storage would refuse one', () => {
    expect(problems('google-export')).toEqual([
      "'plan.buckets[2].name' must make a name that Cloud Storage takes, together with environment.id, got byoc-demo-google-export; choose another one; see https://cloud.google.com/storage/docs/buckets#naming",
    ]);
    expect(problems('export', { id: 'mygoogle' })).toHaveLength(3);
  });

  test('others are taken, and so is a bucket of the customer’s', () => {
    expect(problems('export')).toEqual([]);
    expect(problems('google-export', { own: { buckets: { 'google-export': 'acme-export' } } })).toEqual([]);
  });
});

describe('names on Azure', () => {
  const problems = (bucket: string, more: { id?: string; own?: { buckets: Record<string, string> } } = {}) => {
    const buckets = [{ name: 'data' }, { name: 'state' }, { name: bucket }];
    return problemsOf(() =>
      resolveConfig({ ...minimalPlanForEveryCloud(), buckets }, { ...azureEnvironment(), ...more }),
    );
  };
  const { archive = '' } = fullAzureEnvironment().own?.buckets ?? {};

  test.each(['a', 'wh'])('fails if a bucket is called %s, which is too short for a container', (name) => {
    expect(problems(name)).toEqual([
      `'plan.buckets[2].name' must be a name that Azure takes for a container, got ${name}; choose another one; see https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules`,
    ]);
  });

  test('longer ones are taken, and so is a container of the customer’s', () => {
    expect(problems('own')).toEqual([]);
    expect(problems('b'.repeat(20))).toEqual([]);
    expect(problems('wh', { own: { buckets: { wh: archive } } })).toEqual([]);
  });

  test.each([
    ['microsoft', 'mymicrosoft'],
    ['windows', 'windows2'],
  ])('fails if %s is in the id of the environment', (word, id) => {
    expect(problems('own', { id })).toEqual([
      `'environment.id' must be without '${word}', which Azure reserves, got ${id}; choose another id`,
    ]);
  });
});

test('a full plan and environment break no rule', () => {
  expect(problemsOf(() => resolveConfig(fullPlan(), fullEnvironment()))).toEqual([]);
});

function workload(name: string): Workload {
  return { name, namespace: 'notes', serviceAccount: name, capabilities: [{ id: 'private-endpoints:read' }] };
}

function problems(plan: Partial<VendorPlan>, environment: Partial<AwsEnvironment> = {}): string[] {
  return problemsOf(() => resolveConfig({ ...minimalPlan(), ...plan }, { ...minimalEnvironment(), ...environment }));
}

function inRegion(region: string): Pick<AwsEnvironment, 'region' | 'zones'> {
  return { region, zones: ['a', 'b', 'c'].map((letter) => region + letter) };
}

function fits(name: string, limit: NameLimit | undefined): boolean {
  if (limit === undefined) throw new Error('there is no such limit');
  return name.length >= limit.minLength && name.length <= limit.maxLength && limit.pattern.test(name);
}
