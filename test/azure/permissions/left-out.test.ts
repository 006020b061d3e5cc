import type { Grant } from '../../../lib/azure/permissions/grant';
import { CREATION_ROLES, type ReplacedRole, SERVICE_ROLES } from '../../../lib/azure/permissions/left-out';
import { providerOf } from '../../../lib/azure/permissions/operations';
import { vendorRoles } from '../../../lib/azure/permissions/vendor-roles';
import { DATASET, describeWithDataset, expand, matches, sayIfMissing } from './support/dataset';
import { CLUSTER_GRANTS, EVERYTHING, grantsOf } from './support/principals';

sayIfMissing('roles that comparable products ask for');

/** What those hold that took the place of a role, in small letters. */
function keptOf({ keptBy }: ReplacedRole): ReadonlySet<string> {
  const held = keptBy.flatMap((who): readonly Pick<Grant, 'actions' | 'dataActions'>[] =>
    who === 'vendor' ? vendorRoles(EVERYTHING) : who === 'cluster' ? CLUSTER_GRANTS : grantsOf(who),
  );
  const names = held.flatMap(({ actions, dataActions }) => [...actions, ...dataActions]);
  return new Set(names.map((name) => name.toLowerCase()));
}

const PROVIDERS = new Set((DATASET?.actions ?? []).map((action) => providerOf(action).toLowerCase()));
/** Whether anything is known here of the actions that a row stands for. */
const isKnownOf = (pattern: string) => pattern.startsWith('*') || PROVIDERS.has(providerOf(pattern).toLowerCase());

/** What becomes of each action that is known of a role: kept, left out by a row, or forgotten. */
function fate(replaced: ReplacedRole, more: readonly string[] = []) {
  const { actions, dataActions = [] } = replaced;
  const kept = keptOf(replaced);
  const all = [
    ...new Set(
      [
        ...actions.flatMap((pattern) => expand('actions', pattern)),
        ...dataActions.flatMap((pattern) => expand('dataActions', pattern)),
        ...more,
      ].map((action) => action.toLowerCase()),
    ),
  ];
  const rest = all.filter((action) => !kept.has(action));
  const rows = rest.map((action) => replaced.leftOut.findIndex(({ actions }) => matches(actions, action)));
  return {
    all: all.length,
    kept: all.length - rest.length,
    leftOut: rows.filter((row) => row >= 0).length,
    forgotten: rest.filter((_, index) => rows[index] === -1),
    unused: replaced.leftOut
      .filter(({ actions }, index) => isKnownOf(actions) && !rows.includes(index))
      .map(({ actions }) => actions),
  };
}

const tables = [
  ...CREATION_ROLES.map((replaced) => [replaced, 'creation'] as const),
  ...SERVICE_ROLES.map((replaced) => [replaced, 'services'] as const),
];

test('the role of a creation, and the five roles and two custom roles of the services, each have a table', () => {
  expect(CREATION_ROLES.map(({ role }) => role)).toEqual(['Owner (of the subscription)']);
  expect(SERVICE_ROLES.map(({ role }) => role)).toEqual([
    'Storage Blob Data Contributor',
    'Network Contributor',
    'Managed Identity Contributor',
    'Role Based Access Control Administrator',
    'Monitoring Reader',
    'custom role that reads network interfaces',
    'custom role for federated credentials',
  ]);
});

test('every row has a reason, and stands once in its table', () => {
  for (const [{ replacedBy, leftOut, source = 'https://' }] of tables) {
    expect(replacedBy).toMatch(/^[a-z`].+[^.]$/);
    expect(source).toMatch(/^https:\/\//);
    expect(new Set(leftOut.map(({ actions }) => actions)).size).toBe(leftOut.length);
    for (const { actions, why } of leftOut) {
      expect(actions).toMatch(/^(\*|Microsoft\.[A-Za-z]+)(\/[A-Za-z*]+)*$/);
      expect(why).toMatch(/^[A-Za-z].+[^.]$/);
    }
  }
});

describeWithDataset(`roles of Azure, ${DATASET?.source ?? ''}`, () => {
  for (const [replaced, asked] of tables) {
    const found = fate(replaced);
    const counts = `${replaced.role} (${asked}): of ${found.all} known actions ${found.kept} are kept, ${found.leftOut} left out`;
    if (DATASET !== undefined) process.stdout.write(`${counts}\n`);

    describe(counts, () => {
      test('every action is held by what took its place, or left out with a reason', () => {
        expect(found.all).toBeGreaterThan(0);
        expect(found.forgotten).toEqual([]);
      });

      test('every row stands for something', () => {
        expect(found.unused).toEqual([]);
      });
    });
  }

  test('an action that no row stands for would be found', () => {
    const [replaced] = CREATION_ROLES;
    if (replaced === undefined) throw new Error('there is no table');
    expect(fate(replaced, ['Microsoft.New/things/read']).forgotten).toEqual(['microsoft.new/things/read']);
  });
});
