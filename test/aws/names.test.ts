import { BUILT_IN_ROLES, namesOf, PRODUCT_TAG, PROFILE_TAG, roleKindOf, tagsOf } from '../../lib/aws/names';
import { aws } from '../../lib/core/clouds/aws';
import { resolveConfig } from '../../lib/core/resolve-config';
import { minimalEnvironment, minimalPlan, problemsOf } from '../support/config';

const LONGEST_ID = 'a'.repeat(16);
const LONGEST_WORKLOAD = 'w'.repeat(32);
const LONGEST_BUCKET = 'b'.repeat(20);
const LONGEST_REGION = Object.keys(aws.regions).reduce((a, b) => (b.length > a.length ? b : a));
const longest = namesOf(LONGEST_ID);

/** What a name breaks of a limit; nothing if it is fine. */
function broken(limit: string, name: string): string[] {
  const rule = aws.nameLimits[limit];
  if (rule === undefined) return [`no limit named ${limit}`];
  const fits = name.length >= rule.minLength && name.length <= rule.maxLength && rule.pattern.test(name);
  return fits ? [] : [`${name} (${name.length}) breaks ${limit}`];
}

test('every name is a function of the id', () => {
  const names = namesOf('acme');
  expect({ ...names, rolePath: names.rolePath('pods'), roleName: names.roleName('engine') }).toMatchObject({
    cluster: 'byoc-acme',
    stacks: {
      bootstrap: 'byocbootstrap-acme',
      detections: 'byocdetections-acme',
      custody: 'byoccustody-acme',
      dataPlane: 'byoc-acme-data',
    },
    bootstrap: {
      path: '/byoc/bootstrap/',
      vendorRole: 'byoc-acme-vendor',
      deploymentRole: 'byoc-acme-deployment',
      boundary: 'byoc-acme-boundary',
      stamp: '/byoc/acme/bootstrap',
      topic: 'byoc-acme-detections',
    },
    rolePath: '/byoc/env/acme/pods/',
    roleName: 'acme-engine',
    logGroups: { cluster: '/aws/eks/byoc-acme/cluster', flow: '/byoc/acme/flow' },
    keyExport: 'byoc-acme-key',
  });
  expect(names.roleResource('engine', 'pods')).toBe('role/byoc/env/acme/pods/acme-engine');
  expect(names.bucketPrefix('data')).toBe('byoc-acme-data');
  expect(names.bootstrap.deploymentPolicy('run-ec2')).toBe('byoc-acme-run-ec2');
});

test('a role is of the kind of who uses it, of pods where it is of a workload', () => {
  const kinds = ['cluster', 'nodes', 'flow-logs', 'vpc-cni', 'ebs-csi', 'support', 'engine'].map(roleKindOf);
  expect(kinds).toEqual(['cluster', 'nodes', 'logs', 'pods', 'pods', 'support', 'pods']);
});

test("only the data plane is among the stacks that the vendor's permissions are for, byoc-<id>-*", () => {
  const { dataPlane, ...customers } = namesOf('acme').stacks;
  expect(dataPlane).toMatch(/^byoc-acme-/);
  for (const stack of Object.values(customers)) expect(stack).not.toMatch(/^byoc-/);
});

test('roles of the bootstrap are under no path of an installation, which PassRole is for', () => {
  const { bootstrap, rolePath } = namesOf('bootstrap');
  for (const kind of Object.values(BUILT_IN_ROLES)) expect(bootstrap.path.startsWith(rolePath(kind))).toBe(false);
  expect(rolePath('pods').startsWith(bootstrap.path)).toBe(false);
});

test('tags name installation, product and profile', () => {
  const tags = tagsOf(resolveConfig(minimalPlan(), minimalEnvironment()));
  expect(tags).toEqual({ 'byoc:environment': 'demo', 'byoc:product': 'notes' });
  for (const key of [...Object.keys(tags), PRODUCT_TAG, PROFILE_TAG]) expect(broken('tagKey', key)).toEqual([]);
});

test('the roles that every installation has are those that core keeps workloads from', () => {
  expect(Object.keys(BUILT_IN_ROLES).sort()).toEqual([...aws.builtInIdentities].sort());
});

describe('with the longest ids', () => {
  test('the cluster, and the log group that EKS writes to', () => {
    expect(broken('cluster', longest.cluster)).toEqual([]);
    for (const group of Object.values(longest.logGroups)) expect(broken('logGroup', group)).toEqual([]);
  });

  test('every stack', () => {
    for (const stack of Object.values(longest.stacks)) expect(broken('stack', stack)).toEqual([]);
  });

  test('every role, and its path', () => {
    for (const role of [LONGEST_WORKLOAD, ...Object.keys(BUILT_IN_ROLES)]) {
      expect(broken('role', longest.roleName(role))).toEqual([]);
    }
    for (const kind of Object.values(BUILT_IN_ROLES)) {
      expect(longest.rolePath(kind).length).toBeLessThanOrEqual(512);
      expect(longest.rolePath(kind)).toMatch(/^\/([\x21-\x7e]+\/)+$/);
    }
  });

  test('every role and policy of the bootstrap', () => {
    const { vendorRole, deploymentRole, boundary, deploymentPolicy } = longest.bootstrap;
    expect([vendorRole, deploymentRole].flatMap((role) => broken('role', role))).toEqual([]);
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html: names of policies have 128 characters
    for (const policy of [boundary, deploymentPolicy('install-ec2')]) expect(policy).toMatch(/^[\w+=,.@-]{1,128}$/);
  });

  test('a bucket with its suffix', () => {
    expect(broken('bucket', `${longest.bucketPrefix(LONGEST_BUCKET)}-01234567`)).toEqual([]);
  });

  test("a bucket in the account's own namespace is refused by resolveConfig where it is too long", () => {
    const environment = {
      ...minimalEnvironment(),
      id: LONGEST_ID,
      region: LONGEST_REGION,
      zones: (aws.regions[LONGEST_REGION]?.zones ?? []).slice(0, 3),
      bucketNames: 'account-regional',
    } as const;
    const plan = (name: string) => ({ ...minimalPlan(), buckets: [{ name: 'data' }, { name: 'state' }, { name }] });
    const suffix = `-${environment.account}-${LONGEST_REGION}-an`;
    const room = 32 - longest.bucketPrefix('').length;
    const fitting = 'c'.repeat(room);

    expect(problemsOf(() => resolveConfig(plan(fitting), environment))).toEqual([]);
    expect(broken('bucketInAccountNamespacePrefix', longest.bucketPrefix(fitting))).toEqual([]);
    expect(broken('bucket', longest.bucketPrefix(fitting) + suffix)).toEqual([]);

    expect(problemsOf(() => resolveConfig(plan(`${fitting}c`), environment))).toEqual([
      `'plan.buckets[2].name' must give a bucket name of at most 63 characters, got ` +
        `${longest.bucketPrefix(`${fitting}c`)}${suffix}; ` +
        'shorten it or environment.id, or set environment.bucketNames to generated',
    ]);
  });

  test('an export, of at most 255 characters without slash', () => {
    expect(longest.keyExport.length).toBeLessThanOrEqual(255);
    expect(longest.keyExport).toMatch(/^[A-Za-z0-9:-]+$/);
  });
});

test('no name of one environment is a prefix pattern of another', () => {
  const other = namesOf('acmeeu');
  const names = namesOf('acme');
  expect(other.rolePath('pods').startsWith(names.rolePath('pods'))).toBe(false);
  expect(other.bucketPrefix('data').startsWith(`${names.cluster}-`)).toBe(false);
  expect(other.stacks.dataPlane.startsWith(`${names.cluster}-`)).toBe(false);
});
