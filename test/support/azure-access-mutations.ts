import { supportMutations } from './azure-support-mutations';
import { below, type Path, remove, set } from './mutations';
import type { DeployedInstallation } from './terraform-facts/deployment';
import { list } from './terraform-facts/read';
import type { Mutation } from './terraform-mutations';
import { ROOMS, resourcesOf } from './terraform-places';

type Found = ReturnType<typeof resourcesOf>[number];

const SUBSCRIPTION = '/subscriptions/22222222-3333-4444-5555-666666666666';
const SOMEBODY = '01010101-2323-4545-6767-898989898989';
const ANOTHER_ISSUER = 'https://another.example.com';
/** Roles of Azure's: Owner, and AKS RBAC Cluster Admin, which administrators have. */
const MORE_ROLES = ['8e3af657-a8ff-443c-a75c-2fe8c4bcb635', 'b1ff04bb-8a4e-4dc4-8eb5-8693973ce19b'].map(
  (guid) => `${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/${guid}`,
);

/** Actions with which somebody would get more, look into Kubernetes, keys or logs, or go unseen. */
const MORE_ACTIONS = [
  '*',
  'Microsoft.Authorization/locks/delete',
  'Microsoft.Authorization/roleAssignments/write',
  'Microsoft.Authorization/roleDefinitions/write',
  'Microsoft.Compute/virtualMachines/write',
  'Microsoft.ContainerService/managedClusters/listClusterAdminCredential/action',
  'Microsoft.ContainerService/managedClusters/runCommand/action',
  'Microsoft.Insights/diagnosticSettings/delete',
  'Microsoft.KeyVault/vaults/write',
  'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write',
  'Microsoft.Network/virtualNetworks/virtualNetworkPeerings/write',
  'Microsoft.Storage/storageAccounts/listKeys/action',
];
/** The same on what is in a service. */
const MORE_DATA = [
  'Microsoft.ContainerService/managedClusters/secrets/read',
  'Microsoft.KeyVault/vaults/keys/decrypt/action',
  'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read',
];

const put = (path: Path, value: unknown) => set<DeployedInstallation>(path, value);
const without = (path: Path) => remove<DeployedInstallation>(path);

const isRole = ({ type }: Found) => type === 'azurerm_role_definition';
const isAssignment = ({ type }: Found) => /^azurerm_\w*role_assignment$/.test(type);
/** Of custody's roles and assignments, those that the vendor has or would have. */
const isOfVendor = ({ room, path }: Found) => room === 'bootstrap' || String(path.at(-1)).includes('VendorRoles');

const everything = (installation: DeployedInstallation) => ROOMS.flatMap((room) => resourcesOf(installation, room));

/** Gives the vendor more: in each of its roles, by each assignment of one, on more, and for longer. */
export function vendorMutations(installation: DeployedInstallation): Mutation[] {
  const ofVendor = everything(installation).filter(isOfVendor);
  return [
    ...ofVendor
      .filter(isRole)
      .flatMap(({ path, value }) => [
        ...MORE_ACTIONS.map((action) => more(path, value, 'actions', action)),
        ...MORE_DATA.map((action) => more(path, value, 'data_actions', action)),
        put([...path, 'assignable_scopes', value.assignable_scopes.length], SUBSCRIPTION),
        put([...path, 'scope'], SUBSCRIPTION),
      ]),
    ...ofVendor
      .filter(isAssignment)
      .flatMap(({ path, value }) => [
        ...MORE_ROLES.map((role) => put([...path, 'role_definition_id'], role)),
        ...wider(value.scope).map((scope) => put([...path, 'scope'], scope)),
        put([...path, 'principal_id'], SOMEBODY),
        ...(value.schedule === undefined
          ? []
          : [
              without([...path, 'schedule']),
              put([...path, 'schedule', 'expiration', 'end_date_time'], '2099-01-01T00:00:00Z'),
            ]),
      ]),
  ];
}

/** Puts one more action into a role. */
function more(path: Path, value: Found['value'], kind: 'actions' | 'data_actions', action: string): Mutation {
  return put([...path, 'permissions', 0, kind, list(value.permissions?.[0]?.[kind]).length], action);
}

/** What a thing is in: its resource group, and the subscription. */
function wider(scope: string): string[] {
  const group = scope.split('/').slice(0, 5).join('/');
  return [...new Set([group, SUBSCRIPTION])].filter((other) => other !== scope);
}

/** Lets others come in as each identity, and as nobody in particular, and lets nobody in who should be. */
export function actingMutations(installation: DeployedInstallation): Mutation[] {
  const resources = everything(installation);
  const credentials = resources.filter(({ type }) => type === 'azurerm_federated_identity_credential');
  const changed = credentials.flatMap(({ path, value }) => [
    without(path),
    put([...path, 'issuer'], ANOTHER_ISSUER),
    put([...path, 'subject'], 'system:serviceaccount:default:default'),
    put([...path, 'subject'], 'system:serviceaccount:*:*'),
    put([...path, 'audience'], ['https://example.com']),
    put([...path, 'audience', 1], 'https://example.com'),
    put([...path, 'parent_id'], 'another'),
    ...[{ subject: 'system:serviceaccount:default:default' }, { issuer: ANOTHER_ISSUER }].map((other) =>
      put([...path.slice(0, -1), 'More'], { ...value, ...other, name: `${value.name}-more` }),
    ),
  ]);
  const identities = resources
    .filter(({ type }) => type === 'azurerm_user_assigned_identity')
    .flatMap(({ room, path, value }) => {
      const reference = (attribute: string) => `\${azurerm_user_assigned_identity.${path.at(-1)}.${attribute}}`;
      const assignment: Path = [room, 'resource', 'azurerm_role_assignment', 'More'];
      return [
        put([room, 'resource', 'azurerm_federated_identity_credential', 'More'], {
          name: `${value.name}-more`,
          parent_id: reference('id'),
          issuer: ANOTHER_ISSUER,
          subject: 'somebody',
          audience: ['api://AzureADTokenExchange'],
        }),
        ...MORE_ROLES.flatMap((role_definition_id) => [
          put(assignment, { scope: reference('id'), role_definition_id, principal_id: SOMEBODY }),
          put(assignment, { scope: SUBSCRIPTION, role_definition_id, principal_id: reference('principal_id') }),
        ]),
      ];
    });
  return [...changed, ...identities, ...tieMutations(installation)];
}

/** Cuts accounts, and pods that run as them, loose from their identities. */
function tieMutations({ manifests, charts }: DeployedInstallation): Mutation[] {
  return [...below(manifests, ['manifests']), ...below(charts, ['charts'])]
    .filter(({ path, value }) => /^azure\.workload\.identity\//.test(String(path.at(-1))) && typeof value === 'string')
    .map(({ path }) => without(path));
}

/** What somebody must not get who is not of the vendor. */
const MOST_ACTIONS = ['*', 'Microsoft.Authorization/roleAssignments/write'];
/** What AKS needs to make a cluster. Without it there is none, which is seen at once. */
const FOR_AKS = /^Microsoft\.(ManagedIdentity|Network)\//;

/** Gives workloads, machines, administrators and support more or less, on more or less, or to others. */
export function grantMutations(installation: DeployedInstallation): Mutation[] {
  const others = everything(installation).filter((found) => !isOfVendor(found));
  const roles = others.filter(isRole);
  const assigned = others.filter(isAssignment).map((assignment) => {
    const { role_definition_id: role, principal_id: principal } = assignment.value;
    const definition = roles.find(({ value }) => role.endsWith(`/${value.role_definition_id}`));
    const isForAks =
      String(principal).includes('_Cluster_') && FOR_AKS.test(definition?.value.permissions[0].actions[0]);
    return { ...assignment, definition, isNeeded: !isForAks };
  });
  // A role of support is there without it, assigned to nobody: taking from it takes nothing from anybody.
  const needed = new Set(assigned.flatMap(({ definition, isNeeded }) => (isNeeded ? [definition] : [])));
  return [
    ...roles.flatMap((role) => {
      const { path, value } = role;
      return [
        ...MOST_ACTIONS.map((action) => more(path, value, 'actions', action)),
        ...MORE_DATA.filter((action) => !list(value.permissions[0].data_actions).includes(action)).map((action) =>
          more(path, value, 'data_actions', action),
        ),
        ...(needed.has(role) ? [without(path), ...less(path, value)] : []),
      ];
    }),
    ...assigned.flatMap(({ path, value, isNeeded }) => [
      ...(isNeeded ? [without(path)] : []),
      ...MORE_ROLES.filter((role) => role !== value.role_definition_id).map((role) =>
        put([...path, 'role_definition_id'], role),
      ),
      ...wider(value.scope).map((scope) => put([...path, 'scope'], scope)),
      put([...path, 'principal_id'], SOMEBODY),
      ...(value.schedule === undefined ? [] : [without([...path, 'schedule'])]),
    ]),
    ...resourcesOf(installation, 'dataPlane')
      .filter(({ type }) => type === 'azurerm_kubernetes_cluster')
      .flatMap(({ path }) => {
        const groups = [...path, 'azure_active_directory_role_based_access_control', 'admin_group_object_ids'];
        return [put(groups, []), put([...groups, 1], SOMEBODY)];
      }),
    ...askedMutations(installation),
    ...supportMutations(installation),
  ];
}

/** Asks the vendor for more, or for somebody else. */
function askedMutations({ grants }: DeployedInstallation): Mutation[] {
  const asked: readonly object[] = JSON.parse(String(grants.output?.VendorGrants?.value ?? '[]'));
  const changes = [
    { role: 'Owner' },
    { dataActions: ['*'] },
    { dataActions: [] },
    { resource: 'another/another' },
    { condition: { version: '2.0', expression: '(true)' } },
    { subject: 'system:serviceaccount:default:default' },
    { issuer: ANOTHER_ISSUER },
  ];
  return asked.flatMap((grant, index) =>
    changes.map((change) =>
      put(['grants', 'output', 'VendorGrants', 'value'], JSON.stringify(asked.with(index, { ...grant, ...change }))),
    ),
  );
}

/** Takes each action out of a role. */
function less(path: Path, value: Found['value']): Mutation[] {
  return (['actions', 'data_actions'] as const).flatMap((kind) =>
    list(value.permissions[0][kind]).map((_, index) => without([...path, 'permissions', 0, kind, index])),
  );
}
