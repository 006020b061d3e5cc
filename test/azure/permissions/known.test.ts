import { BUILT_IN_ROLES } from '../../../lib/azure/permissions/built-in-roles';
import { operationsPages } from '../../../lib/azure/permissions/operations';
import { grantPolicies, vendorPolicies } from '../../../lib/azure/permissions/policies';
import { vendorRoles } from '../../../lib/azure/permissions/vendor-roles';
import { messageOf } from '../../support/terraform';
import { DATASET, describeWithDataset, knownBy, sayIfMissing } from './support/dataset';
import { LISTED } from './support/listed';
import {
  CUSTOM_ROLES,
  EVERYTHING,
  GRANTS,
  IN_YOUR_NETWORK,
  PLACE,
  PRINCIPALS,
  principalsOf,
} from './support/principals';
import { NEVER_FOR_VENDOR, neverHeld } from './support/rules';

sayIfMissing('actions of custom roles');

const KINDS = ['actions', 'dataActions'] as const;
const held = KINDS.flatMap((kind) =>
  [...new Set(CUSTOM_ROLES.flatMap((role) => role[kind]))].sort().map((action) => ({ kind, action })),
);
const by = (how: ReturnType<typeof knownBy>) => held.filter(({ kind, action }) => knownBy(kind, action) === how);
const counts = `${held.length} actions in ${CUSTOM_ROLES.length} custom roles: ${by('a role').length} that a role of Azure's names, ${by('the page').length} looked up on its page`;
if (DATASET !== undefined) process.stdout.write(`${counts}\n`);

describeWithDataset(counts, () => {
  test('each exists', () => {
    expect(by(undefined)).toEqual([]);
  });

  test('a nonsense action would be found, with a link or without, and one that is of the wrong kind', () => {
    expect(knownBy('actions', 'Microsoft.Network/natGateways/nonsense')).toBeUndefined();
    expect(operationsPages(['Microsoft.Network/natGateways/nonsense'])).toHaveLength(1);
    expect(knownBy('actions', 'Microsoft.Nonsense/things/read')).toBeUndefined();
    expect(knownBy('actions', 'Microsoft.KeyVault/vaults/keys/decrypt/action')).toBeUndefined();
    expect(knownBy('dataActions', 'Microsoft.Network/virtualNetworks/read')).toBeUndefined();
  });

  test('none is looked up that a role names', () => {
    const names = new Set(
      [...(DATASET?.actions ?? []), ...(DATASET?.dataActions ?? [])].map((name) => name.toLowerCase()),
    );
    expect(KINDS.flatMap((kind) => LISTED[kind]).filter((action) => names.has(action.toLowerCase()))).toEqual([]);
  });

  test("GUIDs of Azure's roles are these", () => {
    for (const [role, guid] of Object.entries(BUILT_IN_ROLES)) {
      expect([role, guid]).toEqual([role, DATASET?.builtInRoleIds[role]]);
    }
  });
});

describe('a record', () => {
  const policies = [
    ...vendorPolicies(EVERYTHING),
    ...vendorPolicies(IN_YOUR_NETWORK),
    ...grantPolicies('somebody', GRANTS, PLACE),
  ];

  test('says where Azure lists each of its actions', () => {
    for (const { actions, dataActions, listedIn } of policies.flatMap(({ permissions }) => permissions)) {
      const pages = operationsPages([...actions, ...dataActions]);
      expect(pages.length).toBeGreaterThan(0);
      expect(listedIn).toEqual(pages);
      for (const page of listedIn)
        expect(page).toMatch(/^https:\/\/(learn\.microsoft\.com|docs\.openshift\.com)\/\S+$/);
    }
  });

  test('fails if there is an action of a provider without a page', () => {
    expect(messageOf(() => operationsPages(['Microsoft.Nonsense/things/read']))).toBe(
      "'actions' must be of a provider with a page of operations, got Microsoft.Nonsense/things/read; add the page",
    );
  });
});

test('custom roles hold no wildcard, and each action once, in order', () => {
  for (const role of CUSTOM_ROLES) {
    for (const kind of KINDS) {
      expect([role.id, role[kind].filter((action) => !/^Microsoft\.[A-Za-z]+(\/[A-Za-z]+)+$/.test(action))]).toEqual([
        role.id,
        [],
      ]);
      expect([role.id, role[kind]]).toEqual([role.id, [...new Set(role[kind])].sort()]);
    }
    expect(role.actions.length + role.dataActions.length).toBeGreaterThan(0);
  }
});

describe('the vendor', () => {
  const vendors = principalsOf('vendor');

  test('never holds what would make it more than the vendor', () => {
    expect(vendors.flatMap(neverHeld)).toEqual([]);
  });

  test('holds no data action: nothing of what is in a service', () => {
    const roles = [...vendorRoles(EVERYTHING), ...vendorRoles(IN_YOUR_NETWORK)];
    expect(roles.flatMap(({ dataActions }) => dataActions)).toEqual([]);
  });

  test.each([
    'Microsoft.Authorization/roleAssignments/write',
    'Microsoft.Authorization/locks/delete',
    'Microsoft.Storage/storageAccounts/listKeys/action',
    'Microsoft.Storage/storageAccounts/ListAccountSas/action',
    'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read',
    'Microsoft.Storage/storageAccounts/write',
    'Microsoft.ContainerService/managedClusters/listClusterAdminCredential/action',
    'Microsoft.ContainerService/managedClusters/accessProfiles/listCredential/action',
    'Microsoft.ContainerService/managedClusters/runcommand/action',
    'Microsoft.KeyVault/vaults/secrets/getSecret/action',
    'Microsoft.KeyVault/vaults/write',
    'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write',
    'Microsoft.Compute/disks/beginGetAccess/action',
    'Microsoft.Insights/diagnosticSettings/delete',
    'Microsoft.OperationalInsights/workspaces/query/read',
    'Microsoft.Network/virtualNetworks/peer/action',
    'Microsoft.Network/routeTables/write',
    'Microsoft.Network/*',
    'Microsoft.Resources/deployments/write',
  ])('with %s would be found', (action) => {
    for (const { id, actions } of vendors) {
      expect(neverHeld({ id, actions: new Set([...actions, action.toLowerCase()]) }).length).toBeGreaterThan(0);
    }
  });

  test('each of these rules has its reason', () => {
    for (const [, why] of NEVER_FOR_VENDOR) expect(why).toMatch(/^[a-z].+[^.]$/);
  });
});

test('nobody but the customer assigns roles: there is no list of roles for a condition to limit', () => {
  const found = PRINCIPALS.flatMap(({ id, actions }) =>
    [...actions].filter((action) => action.startsWith('microsoft.authorization/')).map((action) => [id, action]),
  );
  expect(found).toEqual([]);
});
