import type { VendorAccess } from '../../../lib/core/vendor-phases';
import { GcpDeploymentRoles } from '../../../lib/gcp/bootstrap/deployment-roles';
import type { DeploymentContext } from '../../../lib/gcp/permissions/deployment/context';
import { vendorRoles } from '../../../lib/gcp/permissions/vendor-roles';
import { messageOf, PROJECT, REGION, RenderedStack, render, testStack } from '../../support/gcp';

const MEMBER = 'serviceAccount:byoc-acme-vendor@acme-data.iam.gserviceaccount.com';
const EXPIRY = '2027-01-31T00:00:00Z';
const CONTEXT: DeploymentContext = {
  environmentId: 'acme',
  project: PROJECT,
  region: REGION,
  network: 'new',
  nat: true,
  externalListeners: true,
  googleApisEndpoint: true,
  controlPlaneEndpoint: true,
  expiresAt: EXPIRY,
};
const EVERYTHING_ON: VendorAccess = { mode: 'managed', allowInstall: true, allowDelete: true };

function make(access: VendorAccess, context = CONTEXT, member: string | undefined = MEMBER) {
  const stack = testStack();
  const { bound } = new GcpDeploymentRoles(stack, 'Roles', {
    context,
    access,
    ...(member === undefined ? {} : { member }),
    dependsOn: [{ fqn: 'google_project_service.iam' }],
  });
  return { bound, rendered: RenderedStack.of(stack) };
}

/** Last parts of the ids of the roles that are bound in the project. */
function boundIn(rendered: RenderedStack): string[] {
  return Object.values(rendered.field('google_project_iam_member', 'role')).map(
    (role: string) => /^<google_project_iam_custom_role\.Roles_(\w+)\.id>$/.exec(role)?.[1] ?? role,
  );
}

describe('in each mode and phase', () => {
  const READ = ['Read', 'ReadNamed'];
  const RUN = [...READ, 'RunNamed'];
  const INSTALL = ['Install', 'InstallNamed'];
  const DELETE = ['Delete', 'DeleteNamed'];
  const CASES = [
    ['managed', false, false, RUN],
    ['managed', true, false, [...RUN, ...INSTALL]],
    ['managed', false, true, [...RUN, ...DELETE]],
    ['managed', true, true, [...RUN, ...INSTALL, ...DELETE]],
    ['approved', false, false, READ],
    ['approved', true, false, READ],
    ['approved', false, true, READ],
    ['approved', true, true, READ],
    ['self-managed', false, false, []],
    ['self-managed', true, false, []],
    ['self-managed', false, true, []],
    ['self-managed', true, true, []],
  ] as const;

  test.each(CASES)(
    '%s, allowInstall %s, allowDelete %s: these are bound, to the member',
    (mode, allowInstall, allowDelete, ids) => {
      const { rendered, bound } = make({ mode, allowInstall, allowDelete });
      expect(boundIn(rendered).sort()).toEqual([...ids].sort());
      expect(bound.length).toBe(ids.length);
      for (const { member, project } of Object.values(rendered.resources('google_project_iam_member'))) {
        expect([member, project]).toEqual([MEMBER, PROJECT]);
      }
    },
  );

  test('the same roles are made: the id of a deleted one cannot be had again', () => {
    const made = CASES.map(([mode, allowInstall, allowDelete]) =>
      make({ mode, allowInstall, allowDelete }).rendered.field('google_project_iam_custom_role', 'permissions'),
    );
    for (const roles of made) expect(roles).toEqual(made[0]);
  });
});

describe('the roles', () => {
  let rendered: RenderedStack;
  let bound: readonly string[];
  beforeAll(() => {
    ({ rendered, bound } = make(EVERYTHING_ON));
  });

  test('are custom roles of the project, as they are compiled, and nothing else', () => {
    expect(rendered.types).toEqual(['google_project_iam_custom_role', 'google_project_iam_member']);
    const made = Object.values(rendered.resources('google_project_iam_custom_role'));
    expect(Object.fromEntries(made.map((role) => [role.role_id, role]))).toEqual(
      Object.fromEntries(
        vendorRoles(CONTEXT).map(({ id, title, description, permissions }) => [
          id,
          {
            project: PROJECT,
            role_id: id,
            title,
            description,
            permissions,
            stage: 'GA',
            depends_on: ['google_project_service.iam'],
          },
        ]),
      ),
    );
  });

  test('are bound one by one: whoever else holds something in the project keeps it', () => {
    expect(rendered.types.filter((type) => /_iam_(binding|policy)$/.test(type))).toEqual([]);
  });

  test('are named in full for the vendor', () => {
    expect(bound).toEqual(
      ['read', 'read_named', 'run_named', 'install', 'install_named', 'delete', 'delete_named'].map(
        (role) => `projects/acme-data/roles/byoc_acme_${role}`,
      ),
    );
  });

  test('are bound until the expiry, with the names that are compiled', () => {
    const conditions = Object.values(rendered.field('google_project_iam_member', 'condition'));
    const compiled = vendorRoles(CONTEXT).filter(({ record }) => record.on === 'project');
    expect(conditions.map(({ title }) => title).sort()).toEqual(
      compiled.map(({ condition }) => condition?.title).sort(),
    );
    for (const condition of conditions) {
      expect(compiled.map((role) => role.condition)).toContainEqual(condition);
      expect(condition.expression).toMatch(/(^|&& \()request\.time < timestamp\('2027-01-31T00:00:00Z'\)\)?$/);
    }
  });

  test('that act as the account of the nodes is bound by custody', () => {
    expect(Object.values(rendered.field('google_project_iam_custom_role', 'role_id'))).toContain('byoc_acme_run_nodes');
    expect(boundIn(rendered)).not.toContain('RunNodes');
  });
});

test('without an expiry, bindings have the condition by name, where there is one', () => {
  const { expiresAt: _, ...context } = CONTEXT;
  const conditions = make(EVERYTHING_ON, context).rendered.field('google_project_iam_member', 'condition');
  expect(
    Object.entries(conditions)
      .filter(([, condition]) => condition !== undefined)
      .map(([id]) => id),
  ).toEqual(['Roles_BindDeleteNamed', 'Roles_BindInstallNamed', 'Roles_BindReadNamed', 'Roles_BindRunNamed']);
  expect(JSON.stringify(conditions)).not.toContain('request.time');
});

test('without a member, the roles are there for a deployer of the customer', () => {
  const rendered = render((stack) => {
    new GcpDeploymentRoles(stack, 'Roles', { context: CONTEXT, access: EVERYTHING_ON });
  });
  expect(rendered.types).toEqual(['google_project_iam_custom_role']);
});

test('a network of the customer asks for less', () => {
  const rolesOf = (context: DeploymentContext) =>
    Object.keys(make(EVERYTHING_ON, context).rendered.resources('google_project_iam_custom_role')).length;
  const existing = {
    ...CONTEXT,
    network: 'existing',
    nat: false,
    googleApisEndpoint: false,
    controlPlaneEndpoint: false,
  } as const;
  expect([rolesOf(CONTEXT), rolesOf(existing)]).toEqual([8, 7]);
});

describe('fails if', () => {
  test.each<[change: Partial<DeploymentContext>, message: string]>([
    [
      { environmentId: 'acme-1' },
      "'environmentId' of Test/Roles must be 2 to 16 lower-case letters and digits, got acme-1; with a hyphen, names of one installation could begin like another's",
    ],
    [
      { project: '123456789012' },
      "'project' of Test/Roles must be a project id, got 123456789012; use the id, not the number",
    ],
    [
      { expiresAt: "2027') || true || timestamp('2027" },
      "'expiresAt' of Test/Roles must be a moment in UTC, got 2027') || true || timestamp('2027; write it like 2027-01-31T00:00:00Z",
    ],
  ])('the context has %j', (change, message) => {
    expect(messageOf(() => make(EVERYTHING_ON, { ...CONTEXT, ...change }))).toBe(message);
  });

  test('the mode is another', () => {
    const mode = 'everything' as 'managed';
    expect(messageOf(() => make({ ...EVERYTHING_ON, mode }))).toBe(
      "'mode' of Test/Roles must be one of managed, approved, self-managed, got everything; choose one of them",
    );
  });
});
