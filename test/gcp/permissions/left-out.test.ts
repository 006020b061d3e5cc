import { CREATION_ROLES, type ReplacedRole, SERVICE_ROLES } from '../../../lib/gcp/permissions/left-out';
import { vendorRoles } from '../../../lib/gcp/permissions/vendor-roles';
import { DATASET, describeWithDataset, permissionsOfRole, sayIfMissing } from './support/dataset';
import { EVERYTHING, grantsOf } from './support/principals';

sayIfMissing('roles that comparable products ask for');

const byVendor = new Set(vendorRoles(EVERYTHING).flatMap(({ permissions }) => permissions));
/** What the capabilities hold that took the place of a role. */
const byCapabilities = ({ capabilities = [] }: ReplacedRole) =>
  new Set(capabilities.flatMap(grantsOf).flatMap(({ permissions }) => permissions));

/** Whether a row of the table stands for a permission. */
function stands(pattern: string, permission: string): boolean {
  if (pattern.startsWith('*')) return permission.endsWith(pattern.slice(1));
  return pattern.endsWith('*') ? permission.startsWith(pattern.slice(0, -1)) : permission === pattern;
}

/** What becomes of each permission of a role: kept, left out by a row, or forgotten. */
function fate({ role, leftOut }: ReplacedRole, kept: ReadonlySet<string>, all = permissionsOfRole(role)) {
  const rest = all.filter((permission) => !kept.has(permission));
  const rows = rest.map((permission) => leftOut.findIndex(({ permissions }) => stands(permissions, permission)));
  return {
    kept: all.length - rest.length,
    leftOut: rows.filter((row) => row >= 0).length,
    forgotten: rest.filter((_, index) => rows[index] === -1),
    unused: leftOut.filter((_, index) => !rows.includes(index)).map(({ permissions }) => permissions),
  };
}

const tables: readonly (readonly [ReplacedRole, ReadonlySet<string>, string])[] = [
  ...CREATION_ROLES.map((replaced) => [replaced, byVendor, 'creation'] as const),
  ...SERVICE_ROLES.map((replaced) => [replaced, byCapabilities(replaced), 'services'] as const),
];

test('the six roles of a creation and the three of the services each have a table', () => {
  expect(CREATION_ROLES.map(({ role }) => role)).toEqual([
    'roles/container.admin',
    'roles/compute.networkAdmin',
    'roles/compute.securityAdmin',
    'roles/storage.admin',
    'roles/iam.securityAdmin',
    'roles/iam.serviceAccountAdmin',
  ]);
  expect(SERVICE_ROLES.map(({ role }) => role)).toEqual([
    'roles/storage.admin',
    'roles/compute.networkAdmin',
    'roles/iam.serviceAccountAdmin',
  ]);
});

test('every row has a reason, and stands once in its table', () => {
  for (const [{ replacedBy, leftOut }] of tables) {
    expect(replacedBy).toMatch(/^[a-z`].+[^.]$/);
    expect(new Set(leftOut.map(({ permissions }) => permissions)).size).toBe(leftOut.length);
    for (const { permissions, why } of leftOut) {
      expect(permissions).toMatch(/^(\*|\*\.[A-Za-z]+|[a-z]+\.([A-Za-z]+\.)?(\*|[A-Za-z]+))$/);
      expect(why).toMatch(/^[A-Za-z].+[^.]$/);
    }
  }
});

describeWithDataset(`roles of Google, ${DATASET?.source ?? ''}`, () => {
  for (const [replaced, kept, asked] of tables) {
    const { role } = replaced;
    const found = fate(replaced, kept);
    const counts = `${role} (${asked}): ${found.kept} of ${permissionsOfRole(role).length} permissions are kept, ${found.leftOut} left out`;
    if (DATASET !== undefined) process.stdout.write(`${counts}\n`);

    describe(counts, () => {
      test('every permission is held by what took its place, or left out with a reason', () => {
        expect(permissionsOfRole(role).length).toBeGreaterThan(10);
        expect(found.forgotten).toEqual([]);
      });

      test('every row stands for something', () => {
        expect(found.unused).toEqual([]);
      });
    });
  }

  test('a permission that no row stands for would be found', () => {
    const [replaced] = CREATION_ROLES;
    if (replaced === undefined) throw new Error('there is no table');
    expect(fate(replaced, byVendor, ['newservice.things.get']).forgotten).toEqual(['newservice.things.get']);
  });
});
