import { DATASET, describeWithDataset, isKnown, permissionsOfRole, sayIfMissing } from './support/dataset';
import { CUSTOM_ROLES, NODE_GRANTS, PRINCIPALS, principalsOf } from './support/principals';
import { isForProjects, NEVER_FOR_VENDOR, neverHeld } from './support/rules';

sayIfMissing('permissions of custom roles');

const held = [...new Set(CUSTOM_ROLES.flatMap(({ permissions }) => permissions))].sort();
const counts = `${held.length} permissions in ${CUSTOM_ROLES.length} custom roles, against ${DATASET?.source ?? 'nothing'}`;
if (DATASET !== undefined) process.stdout.write(`${counts}\n`);

describeWithDataset(counts, () => {
  test('each is one that a role of Google names', () => {
    expect(held.filter((permission) => isKnown(permission) !== true)).toEqual([]);
  });

  test('a nonsense permission would be found', () => {
    expect(['compute.networks.nonsense', 'container.clusters.gett', 'nonsense.things.get'].map(isKnown)).toEqual([
      false,
      false,
      undefined,
    ]);
    expect([...held, 'compute.networks.nonsense'].filter((permission) => isKnown(permission) !== true)).toEqual([
      'compute.networks.nonsense',
    ]);
  });

  test("what Google's role for nodes is taken for is all that it holds", () => {
    const [nodes] = NODE_GRANTS;
    expect(nodes?.permissions).toEqual(permissionsOfRole(nodes?.role ?? ''));
  });
});

describe('custom roles of a project', () => {
  test('hold no permission that is known by its name to be for organizations only', () => {
    expect(held.filter((permission) => !isForProjects(permission))).toEqual([]);
  });

  test.each([
    'resourcemanager.projects.list',
    'resourcemanager.organizations.get',
    'compute.organizations.enableXpnHost',
    'orgpolicy.policy.get',
    'billing.accounts.get',
  ])('%s would be found', (permission) => {
    expect(isForProjects(permission)).toBe(false);
  });

  test('hold no wildcard, and each permission once, in order', () => {
    for (const { id, permissions } of CUSTOM_ROLES) {
      expect([id, permissions.filter((permission) => !/^[a-z]+\.[A-Za-z]+\.[A-Za-z]+$/.test(permission))]).toEqual([
        id,
        [],
      ]);
      expect([id, permissions]).toEqual([id, [...new Set(permissions)].sort()]);
    }
  });

  // https://cloud.google.com/iam/docs/creating-custom-roles
  test('are within the limits of IAM', () => {
    for (const { permissions } of CUSTOM_ROLES) {
      expect(permissions.length).toBeGreaterThan(0);
      expect(permissions.length).toBeLessThan(3000);
      expect(permissions.join(' ').length).toBeLessThan(64 * 1024);
    }
  });
});

describe('the vendor', () => {
  const vendors = principalsOf('vendor');

  test('never holds what would make it more than the vendor', () => {
    expect(vendors.flatMap(neverHeld)).toEqual([]);
  });

  test.each([
    'resourcemanager.projects.setIamPolicy',
    'compute.subnetworks.setIamPolicy',
    'container.secrets.list',
    'container.pods.exec',
    'container.clusterRoles.escalate',
    'container.clusterRoles.bind',
    'iam.serviceAccountKeys.create',
    'iam.serviceAccounts.getAccessToken',
    'storage.objects.get',
    'cloudkms.cryptoKeyVersions.useToDecrypt',
    'logging.sinks.update',
    'dns.changes.create',
    'serviceusage.services.disable',
  ])('with %s would be found', (permission) => {
    for (const { id, permissions } of vendors) {
      expect(neverHeld({ id, permissions: new Set([...permissions, permission]) }).length).toBeGreaterThan(0);
    }
  });

  test('each of these rules has its reason', () => {
    for (const [, why] of NEVER_FOR_VENDOR) expect(why).toMatch(/^[a-z].+[^.]$/);
  });
});

test('nobody but the customer writes or reads policies: there is nothing for a condition to limit', () => {
  const policies = PRINCIPALS.flatMap(({ id, permissions }) =>
    [...permissions]
      .filter((permission) => /\.[sg]etIamPolicy$/.test(permission))
      .map((permission) => [id, permission]),
  );
  expect(policies).toEqual([]);
});
