import { isBound } from '../../../lib/core/vendor-phases';
import { deploymentRoles } from '../../../lib/gcp/permissions/deployment';
import { vendorRoles } from '../../../lib/gcp/permissions/vendor-roles';
import { grants } from './support/cel';
import { EVERYTHING, EXPIRY, IN_SHARED_NETWORK, IN_YOUR_NETWORK } from './support/principals';

const NOW = '2026-11-21T00:00:00Z';
const permissionsOf = (context: typeof EVERYTHING) =>
  Object.fromEntries(vendorRoles(context).map(({ record, permissions }) => [record.id, permissions]));
const flat = (context: typeof EVERYTHING) => [
  ...new Set(vendorRoles(context).flatMap(({ permissions }) => permissions)),
];

/** Every role, line by line. A change here is a change of what a customer grants. */
const ROLES: Readonly<Record<string, readonly string[]>> = {
  read: [
    'compute.addresses.get',
    'compute.globalAddresses.get',
    'compute.instanceGroupManagers.get',
    'compute.networks.get',
    'compute.routers.get',
    'compute.subnetworks.get',
    'container.operations.get',
  ],
  'read-named': [
    'compute.firewalls.get',
    'compute.forwardingRules.get',
    'compute.globalForwardingRules.get',
    'container.clusters.get',
  ],
  'run-named': ['container.clusters.update'],
  'run-nodes': ['iam.serviceAccounts.actAs'],
  install: [
    'compute.addresses.create',
    'compute.addresses.createInternal',
    'compute.addresses.delete',
    'compute.addresses.deleteInternal',
    'compute.addresses.get',
    'compute.addresses.setLabels',
    'compute.addresses.use',
    'compute.firewalls.create',
    'compute.forwardingRules.create',
    'compute.forwardingRules.pscCreate',
    'compute.globalAddresses.createInternal',
    'compute.globalAddresses.deleteInternal',
    'compute.globalAddresses.get',
    'compute.globalAddresses.setLabels',
    'compute.globalAddresses.use',
    'compute.globalForwardingRules.create',
    'compute.globalForwardingRules.pscCreate',
    'compute.globalOperations.get',
    'compute.networks.create',
    'compute.networks.get',
    'compute.networks.updatePolicy',
    'compute.networks.use',
    'compute.regionOperations.get',
    'compute.routers.create',
    'compute.routers.delete',
    'compute.routers.update',
    'compute.subnetworks.create',
    'compute.subnetworks.delete',
    'compute.subnetworks.expandIpCidrRange',
    'compute.subnetworks.get',
    'compute.subnetworks.setPrivateIpGoogleAccess',
    'compute.subnetworks.update',
    'compute.subnetworks.use',
    'container.clusters.create',
    'servicedirectory.namespaces.create',
    'servicedirectory.namespaces.delete',
    'servicedirectory.services.create',
    'servicedirectory.services.delete',
  ],
  'install-named': [
    'compute.firewalls.delete',
    'compute.firewalls.update',
    'compute.forwardingRules.delete',
    'compute.forwardingRules.pscDelete',
    'compute.forwardingRules.pscSetLabels',
    'compute.forwardingRules.setLabels',
    'compute.globalForwardingRules.delete',
    'compute.globalForwardingRules.pscDelete',
    'compute.globalForwardingRules.pscSetLabels',
    'compute.globalForwardingRules.setLabels',
  ],
  delete: [
    'compute.addresses.delete',
    'compute.addresses.deleteInternal',
    'compute.globalAddresses.deleteInternal',
    'compute.globalOperations.get',
    'compute.networks.delete',
    'compute.networks.updatePolicy',
    'compute.regionOperations.get',
    'compute.routers.delete',
    'compute.routers.update',
    'compute.subnetworks.delete',
    'servicedirectory.namespaces.delete',
    'servicedirectory.services.delete',
  ],
  'delete-named': [
    'compute.firewalls.delete',
    'compute.forwardingRules.delete',
    'compute.forwardingRules.pscDelete',
    'compute.globalForwardingRules.delete',
    'compute.globalForwardingRules.pscDelete',
    'container.clusters.delete',
  ],
};

test('the roles hold this and no more', () => {
  expect(permissionsOf(EVERYTHING)).toEqual(ROLES);
});

describe('in a network of the customer', () => {
  const NETWORK = /^compute\.(networks|subnetworks|routers|firewalls)\.(?!get$|use$)/;

  test('nothing of it is made, changed or removed', () => {
    expect(flat(EVERYTHING).filter((permission) => NETWORK.test(permission)).length).toBeGreaterThan(12);
    expect(flat(IN_YOUR_NETWORK).filter((permission) => NETWORK.test(permission))).toEqual([]);
  });

  test('these are left for its addresses and the cluster', () => {
    expect(permissionsOf(IN_YOUR_NETWORK).install).toEqual([
      'compute.addresses.create',
      'compute.addresses.createInternal',
      'compute.addresses.delete',
      'compute.addresses.deleteInternal',
      'compute.addresses.get',
      'compute.addresses.setLabels',
      'compute.networks.get',
      'compute.regionOperations.get',
      'compute.subnetworks.get',
      'compute.subnetworks.use',
      'container.clusters.create',
    ]);
    expect(permissionsOf(IN_YOUR_NETWORK)['install-named']).toBeUndefined();
    expect(permissionsOf(IN_YOUR_NETWORK)['delete-named']).toEqual(['container.clusters.delete']);
  });

  test('of a Shared VPC, the project has no network to be let use', () => {
    expect(
      flat(IN_SHARED_NETWORK).filter((permission) => /^compute\.(networks|subnetworks)\./.test(permission)),
    ).toEqual([]);
  });
});

describe('what a configuration does not ask for is not there:', () => {
  const without = (change: Partial<typeof EVERYTHING>) => {
    const left = flat({ ...EVERYTHING, ...change });
    return flat(EVERYTHING).filter((permission) => !left.includes(permission));
  };

  test('the private endpoint of the control plane', () => {
    expect(without({ controlPlaneEndpoint: false })).toEqual([
      'compute.forwardingRules.get',
      'compute.forwardingRules.create',
      'compute.forwardingRules.pscCreate',
      'compute.forwardingRules.delete',
      'compute.forwardingRules.pscDelete',
      'compute.forwardingRules.pscSetLabels',
      'compute.forwardingRules.setLabels',
    ]);
  });

  test("that of Google's APIs", () => {
    expect(without({ googleApisEndpoint: false }).filter((name) => !name.startsWith('compute.global'))).toEqual([]);
    expect(without({ googleApisEndpoint: false }).length).toBe(12);
  });

  test('what both need', () => {
    const gone = without({ googleApisEndpoint: false, controlPlaneEndpoint: false });
    expect(gone.filter((name) => !/orwardingRules|lobalAddresses/.test(name))).toEqual([
      'compute.networks.use',
      'servicedirectory.namespaces.create',
      'servicedirectory.namespaces.delete',
      'servicedirectory.services.create',
      'servicedirectory.services.delete',
    ]);
  });

  test('a NAT, and addresses on the internet', () => {
    const routers = ['get', 'create', 'delete', 'update'].map((verb) => `compute.routers.${verb}`);
    expect(without({ nat: false })).toEqual(routers);
    expect(without({ externalListeners: false })).toEqual([]);
    expect(without({ nat: false, externalListeners: false }).filter((name) => !routers.includes(name))).toEqual([
      'compute.addresses.create',
      'compute.addresses.delete',
    ]);
  });
});

describe('every record', () => {
  const records = [EVERYTHING, IN_YOUR_NETWORK, IN_SHARED_NETWORK].flatMap((context) => deploymentRoles(context));

  test('says why, for whom, and why no name limits it', () => {
    for (const { permissions } of records) {
      for (const permission of permissions) {
        expect(permission.reason).toMatch(/^[A-Z]?[A-Za-z].{9,}[^.]$/);
        expect(permission.neededBy).toMatch(/^[A-Za-z ]+$/);
        if (permission.on === 'project') expect(permission.unnamed).toMatch(/^[A-Za-z].{9,}[^.]$/);
      }
    }
  });

  test('is in a role of its kind: a condition by name never meets a permission that has none', () => {
    for (const { id, on, names, permissions } of records) {
      const where = [...new Set(permissions.map((permission) => permission.on))];
      expect([id, where]).toEqual([id, [names.length > 0 ? 'named resources' : on]]);
      expect([id, id.endsWith('-named')]).toEqual([id, names.length > 0]);
    }
  });

  test('of a kind is about resources of that kind', () => {
    const OF: Readonly<Record<string, RegExp>> = {
      cluster: /^container\.clusters\.(get|update|delete)$/,
      'firewall rule': /^compute\.firewalls\.(get|update|delete)$/,
      'forwarding rule': /^compute\.forwardingRules\.(get|delete|setLabels|psc[A-Z]\w+)$/,
      'global forwarding rule': /^compute\.globalForwardingRules\.(get|delete|setLabels|psc[A-Z]\w+)$/,
    };
    for (const permission of records.flatMap(({ permissions }) => permissions)) {
      if (!('kind' in permission)) continue;
      expect(permission.permissions.filter((name) => OF[permission.kind]?.test(name) !== true)).toEqual([]);
    }
  });

  test('of a creation or a list is bound without a name: it is asked of the parent', () => {
    const named = records.flatMap(({ permissions }) => permissions.filter(({ on }) => on === 'named resources'));
    expect(
      named.flatMap(({ permissions }) => permissions).filter((name) => /\.(create|pscCreate|list)$/.test(name)),
    ).toEqual([]);
  });
});

describe('bindings', () => {
  const roles = vendorRoles(EVERYTHING);
  const bound = (mode: 'managed' | 'approved' | 'self-managed', allowInstall: boolean, allowDelete: boolean) =>
    roles.filter(({ record }) => isBound(record, { mode, allowInstall, allowDelete })).map(({ record }) => record.id);
  const READ = ['read', 'read-named'];
  const RUN = [...READ, 'run-named', 'run-nodes'];
  const INSTALL = ['install', 'install-named'];
  const DELETE = ['delete', 'delete-named'];

  test.each([
    ['managed', false, false, RUN],
    ['managed', true, false, [...RUN, ...INSTALL]],
    ['managed', false, true, [...RUN, ...DELETE]],
    ['managed', true, true, [...RUN, ...INSTALL, ...DELETE]],
    ['approved', true, true, READ],
    ['self-managed', true, true, []],
  ] as const)('in mode %s, install %s, delete %s', (mode, allowInstall, allowDelete, ids) => {
    expect(bound(mode, allowInstall, allowDelete)).toEqual(ids);
  });

  test('end with the expiry, each of them', () => {
    for (const { condition } of roles) {
      expect(condition?.expression).toContain(`request.time < timestamp('${EXPIRY}')`);
      expect(grants(condition?.expression ?? 'true', { time: EXPIRY })).toBe(false);
    }
  });

  test('without an expiry have only names, where they have some', () => {
    const { expiresAt: _, ...open } = EVERYTHING;
    const conditions = vendorRoles(open).map(({ record, condition }) => [
      record.id,
      condition?.expression !== undefined,
    ]);
    expect(conditions.filter(([, has]) => has).map(([id]) => id)).toEqual([
      'read-named',
      'run-named',
      'install-named',
      'delete-named',
    ]);
  });

  test('by name let this cluster through, and no other', () => {
    const { condition } = roles.find(({ record }) => record.id === 'run-named') ?? {};
    const call = (cluster: string) => ({
      type: 'container.googleapis.com/Cluster',
      name: `projects/acme-data/locations/europe-west1/clusters/${cluster}`,
      time: NOW,
    });
    expect(condition?.title).toBe('byoc acme run-named');
    expect(grants(condition?.expression ?? '', call('byoc-acme'))).toBe(true);
    expect(grants(condition?.expression ?? '', call('byoc-other'))).toBe(false);
  });

  test('on the service account of the nodes are for acting as it', () => {
    expect(roles.filter(({ record }) => record.on !== 'project').map(({ permissions }) => permissions)).toEqual([
      ['iam.serviceAccounts.actAs'],
    ]);
  });
});

describe('a role', () => {
  const roles = vendorRoles({ ...EVERYTHING, environmentId: 'a234567890123456' });

  test('has an id, a title and a description that IAM takes, with the longest id of an environment', () => {
    for (const { id, name, project, title, description, condition } of roles) {
      expect(id).toMatch(/^byoc_a234567890123456_[a-z_]+$/);
      expect(id.length).toBeLessThanOrEqual(64);
      expect([name, project]).toEqual([`projects/acme-data/roles/${id}`, 'acme-data']);
      expect(title.length).toBeLessThanOrEqual(100);
      expect(description.length).toBeLessThanOrEqual(256);
      expect(condition?.title.length).toBeLessThanOrEqual(100);
    }
  });

  // https://cloud.google.com/iam/quotas: 12 logical operators in an expression
  test('has a condition that IAM takes', () => {
    for (const { condition } of roles) {
      expect(condition?.expression.match(/&&|\|\||!/g)?.length ?? 0).toBeLessThanOrEqual(12);
    }
  });

  test('has an id of its own', () => {
    expect(new Set(roles.map(({ id }) => id)).size).toBe(roles.length);
    expect(new Set(roles.map(({ title }) => title)).size).toBe(roles.length);
  });
});
