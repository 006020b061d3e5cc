import { isDeepStrictEqual } from 'node:util';
import { type Path, remove, set } from './mutations';
import type { DeployedInstallation } from './terraform-facts/deployment';
import type { Mutation } from './terraform-mutations';
import { ROOMS, resourcesOf } from './terraform-places';

/** Permissions and roles of the vendor with which it would give itself more, or look into Kubernetes. */
const MORE = [
  'iam.serviceAccounts.setIamPolicy',
  'iam.serviceAccounts.getAccessToken',
  'iam.serviceAccounts.signJwt',
  'iam.serviceAccountKeys.create',
  'iam.roles.update',
  'resourcemanager.projects.setIamPolicy',
  'container.secrets.get',
];

/** Gives the vendor more: in each of its roles, by each binding of one, and for longer. */
export function vendorMutations(installation: DeployedInstallation): Mutation[] {
  const resources = resourcesOf(installation, 'bootstrap');
  return [
    ...resources
      .filter(({ type }) => type === 'google_project_iam_custom_role')
      .flatMap(({ path, value }) =>
        MORE.map((name) => set<DeployedInstallation>([...path, 'permissions', value.permissions.length], name)),
      ),
    ...resources
      .filter(({ type }) => type === 'google_project_iam_member')
      .flatMap(({ path }) =>
        ['roles/owner', 'roles/container.admin'].map((role) => set<DeployedInstallation>([...path, 'role'], role)),
      ),
    ...resources
      .filter(({ value }) => value.condition?.expression.includes('request.time'))
      .flatMap(({ path }) => [
        remove<DeployedInstallation>([...path, 'condition']),
        set<DeployedInstallation>(
          [...path, 'condition', 'expression'],
          "request.time < timestamp('2099-01-01T00:00:00Z')",
        ),
      ]),
  ];
}

const SOMEBODY = 'user:somebody@example.com';
/** Roles of Google's on an account that hold more than is needed. */
const MORE_OF_AN_ACCOUNT = [
  'roles/iam.serviceAccountAdmin',
  'roles/iam.serviceAccountTokenCreator',
  'roles/iam.serviceAccountUser',
];

/** Lets others act as each account, or as all; lets those who do so do more with it, and each account do something with itself. */
export function actingMutations(installation: DeployedInstallation): Mutation[] {
  const resources = ROOMS.flatMap((room) => resourcesOf(installation, room));
  const put = (path: Path, value: unknown) => set<DeployedInstallation>(path, value);
  const bound = resources
    .filter(({ type }) => type === 'google_service_account_iam_member')
    .flatMap(({ path, value }) => [
      ...MORE_OF_AN_ACCOUNT.map((more) => put([...path, 'role'], more)),
      ...[SOMEBODY, 'allAuthenticatedUsers'].map((member) => put([...path, 'member'], member)),
      put([...path.slice(0, -1), 'More'], { ...value, member: SOMEBODY }),
    ]);
  const own = resources
    .filter(({ value }) => value.permissions?.some((name: string) => name.startsWith('iam.serviceAccounts.')))
    .map(({ value }) => `projects/${value.project}/roles/${value.role_id}`);
  const made = resources
    .filter(({ type }) => type === 'google_service_account')
    .flatMap(({ room, value: { account_id, project } }) => {
      const email = `${account_id}@${project}.iam.gserviceaccount.com`;
      const service_account_id = `projects/${project}/serviceAccounts/${email}`;
      return [SOMEBODY, `serviceAccount:${email}`].flatMap((member) =>
        [...MORE_OF_AN_ACCOUNT, 'roles/iam.workloadIdentityUser', ...own]
          .map((role) => ({ service_account_id, role, member }))
          .filter((more) => !resources.some(({ value }) => isDeepStrictEqual(value, { '//': value['//'], ...more })))
          .map((more) => put([room, 'resource', 'google_service_account_iam_member', 'More'], more)),
      );
    });
  const keys = resources
    .filter(({ type }) => type === 'google_service_account')
    .map(({ room, value: { account_id } }) =>
      put([room, 'resource', 'google_service_account_key', 'More'], { service_account_id: account_id }),
    );
  const onAll = resources
    .filter(({ type }) => type === 'google_project_iam_member')
    .flatMap(({ path }) => MORE_OF_AN_ACCOUNT.map((more) => put([...path, 'role'], more)));
  return [...bound, ...made, ...keys, ...onAll];
}
