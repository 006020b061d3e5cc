import { customRole, resourceGroupOf, rolesOfGrants } from '../../../lib/azure/permissions/custom-role';
import { vendorRoles } from '../../../lib/azure/permissions/vendor-roles';
import { workloadGrants } from '../../../lib/azure/permissions/workloads';
import { CUSTOM_ROLES, EVERYTHING, GRANTS, IDS, IN_YOUR_NETWORK, PLACE } from './support/principals';

const OWN_GROUP = `/subscriptions/${PLACE.subscription}/resourceGroups/data`;
const OWN = `${OWN_GROUP}/providers/Microsoft.Storage/storageAccounts/acme/blobServices/default/containers/data`;

describe('a role that more than one is granted', () => {
  const grants = workloadGrants(
    [
      { id: 'bucket:read', reason: '', target: 'data' },
      { id: 'bucket:read', reason: '', target: 'state' },
    ],
    { ...PLACE, neededBy: 'engine', ownBuckets: { data: OWN } },
  );

  test('is made once, in custody, and can be assigned where its buckets are', () => {
    expect(rolesOfGrants([...grants, ...grants], PLACE)).toEqual([
      {
        guid: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
        id: IDS.role('bucket-read'),
        name: expect.stringMatching(/^byoc-acme-[a-z0-9]{8} bucket-read$/),
        description: 'lists and reads blobs of one container',
        assignableScopes: [IDS.custodyGroup, OWN_GROUP],
        actions: [],
        dataActions: ['Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read'],
      },
    ]);
  });
});

test('what the vendor grants, or Azure keeps, is not made', () => {
  const made = rolesOfGrants(GRANTS, PLACE).map(({ name }) => name.split(' ')[1]);
  expect(made).toEqual([
    'assign-kubelet',
    'bucket-read',
    'bucket-read-write',
    'cluster-addresses',
    'cluster-nat',
    'cluster-network',
    'cluster-subnets',
    'data-key',
    'disk-encryption',
    'dns-challenges',
    'dns-records',
    'dns-zones',
    'etcd-key',
    'private-endpoints-read',
    'support',
    'vault-endpoint',
  ]);
});

test('the group of what a role is assigned on is told by its id, in whatever letters', () => {
  expect(resourceGroupOf(OWN)).toBe(OWN_GROUP);
  expect(resourceGroupOf(OWN_GROUP)).toBe(OWN_GROUP);
  const role = { id: 'x', reason: 'a test', permissions: [] };
  expect(customRole(PLACE, 'custody', role, [IDS.keyVault.toUpperCase()]).assignableScopes).toEqual([IDS.custodyGroup]);
});

describe('custom roles', () => {
  const all = [...vendorRoles(EVERYTHING), ...vendorRoles(IN_YOUR_NETWORK), ...rolesOfGrants(GRANTS, PLACE)];

  test('have names and ids of their own, whoever they are for', () => {
    const pairs = new Map(all.map(({ name, guid }) => [name, guid]));
    expect(new Set(pairs.values()).size).toBe(pairs.size);
    expect(pairs.size).toBeGreaterThan(20);
  });

  // https://learn.microsoft.com/azure/role-based-access-control/custom-roles#custom-role-properties
  test('are within the limits of Azure', () => {
    for (const { name, description, assignableScopes } of all) {
      expect(name.length).toBeLessThanOrEqual(512);
      expect(description.length).toBeLessThanOrEqual(2048);
      expect(new Set(assignableScopes).size).toBe(assignableScopes.length);
      for (const scope of assignableScopes) expect(scope).toMatch(/^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+$/);
    }
    expect(CUSTOM_ROLES.length).toBeGreaterThan(20);
  });

  test('can be assigned where they are', () => {
    for (const { assignedOn, assignableScopes } of [...vendorRoles(EVERYTHING), ...vendorRoles(IN_YOUR_NETWORK)]) {
      expect(assignedOn.length).toBeGreaterThan(0);
      for (const id of assignedOn) expect(assignableScopes).toContain(resourceGroupOf(id));
    }
  });
});
