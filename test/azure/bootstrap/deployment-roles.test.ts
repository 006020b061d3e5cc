import { AzureDeploymentRoles } from '../../../lib/azure/bootstrap/deployment-roles';
import type { VendorRolesProps } from '../../../lib/azure/draw-vendor-roles';
import { resourceIdsOf } from '../../../lib/azure/names';
import type { DeploymentContext } from '../../../lib/azure/permissions/deployment/context';
import { vendorRoles } from '../../../lib/azure/permissions/vendor-roles';
import { messageOf, RenderedStack, SUBSCRIPTION, testStack } from '../../support/azure';

const IDS = resourceIdsOf('demo', SUBSCRIPTION);
const VENDOR = '99999999-0000-1111-2222-333333333333';
const EXPIRY = '2027-01-31T00:00:00Z';
const ROLE = 'azurerm_role_definition';
const CONTEXT: DeploymentContext = {
  environmentId: 'demo',
  subscription: SUBSCRIPTION,
  privateApi: true,
  externalListeners: true,
  storageAccounts: [IDS.storageAccount('data')],
  keys: {
    keyVault: IDS.keyVault,
    etcd: `${IDS.keyVault}/keys/etcd`,
    data: `${IDS.keyVault}/keys/data`,
    closed: true,
    ours: true,
  },
  controlPlaneEndpoint: true,
};
const MANAGED = { mode: 'managed', allowInstall: true, allowDelete: true, timeBound: false } as const;

function make(access: VendorRolesProps['access'], principalId: string | undefined = VENDOR, context = CONTEXT) {
  const stack = testStack();
  const { assigned } = new AzureDeploymentRoles(stack, 'Roles', {
    context,
    access,
    ...(principalId === undefined ? {} : { principalId }),
    dependsOn: [{ fqn: 'azurerm_resource_group.group' }],
  });
  return { assigned, rendered: RenderedStack.of(stack) };
}

/** Last parts of the names of the roles that are assigned. */
const assignedIn = ({ assigned }: { readonly assigned: readonly string[] }) =>
  assigned.map((name) => name.split(' ').at(-1)).sort();

describe('in each mode and phase', () => {
  const CASES = [
    ['managed', false, false, ['read', 'run']],
    ['managed', true, false, ['install', 'read', 'run']],
    ['managed', false, true, ['delete', 'read', 'run']],
    ['managed', true, true, ['delete', 'install', 'read', 'run']],
    ['approved', false, false, ['read']],
    ['approved', true, true, ['read']],
    ['self-managed', false, false, []],
    ['self-managed', true, true, []],
  ] as const;

  test.each(CASES)(
    '%s, allowInstall %s, allowDelete %s: these are assigned, to the vendor, in the one group',
    (mode, allowInstall, allowDelete, ids) => {
      const made = make({ mode, allowInstall, allowDelete, timeBound: false });
      expect(assignedIn(made)).toEqual([...ids]);
      const assignments = Object.values(made.rendered.resources('azurerm_role_assignment'));
      expect(assignments).toHaveLength(ids.length);
      for (const { principal_id, scope, condition } of assignments) {
        expect([principal_id, scope, condition]).toEqual([VENDOR, IDS.dataPlaneGroup, undefined]);
      }
    },
  );

  test('the same roles are made', () => {
    const made = CASES.map(([mode, allowInstall, allowDelete]) =>
      make({ mode, allowInstall, allowDelete, timeBound: false }).rendered.field(ROLE, 'permissions'),
    );
    for (const roles of made) expect(roles).toEqual(made[0]);
  });
});

describe('the roles', () => {
  const { rendered } = make(MANAGED);

  test('are those of the bootstrap, and none of custody', () => {
    const own = vendorRoles(CONTEXT).filter(({ record }) => record.grantedIn === 'bootstrap');
    expect(Object.values(rendered.field(ROLE, 'role_definition_id')).sort()).toEqual(
      own.map(({ guid }) => guid).sort(),
    );
  });

  test('are made at the group, once it is there, and can be assigned nowhere else', () => {
    for (const { scope, assignable_scopes, depends_on } of Object.values(rendered.resources(ROLE))) {
      expect([scope, assignable_scopes]).toEqual([IDS.dataPlaneGroup, [IDS.dataPlaneGroup]]);
      expect(depends_on).toEqual(['azurerm_resource_group.group']);
    }
  });

  test('reach nothing that is in a service, and assign nothing', () => {
    for (const [permissions] of Object.values(rendered.field(ROLE, 'permissions'))) {
      expect(permissions.data_actions).toEqual([]);
      expect(permissions.actions.filter((action: string) => /\*|^Microsoft\.Authorization\//.test(action))).toEqual([]);
    }
  });

  test('are assigned once they are made', () => {
    for (const [id, { depends_on }] of Object.entries(rendered.resources('azurerm_role_assignment'))) {
      const role = /Bind([A-Za-z]+)-/.exec(id)?.[1];
      expect(depends_on).toEqual([`${ROLE}.Roles_${role}`]);
    }
  });
});

test('each assignment ends at the expiry where the tenant can end it', () => {
  const { rendered } = make({ ...MANAGED, timeBound: true, expiresAt: EXPIRY });
  expect(rendered.types).toEqual(['azurerm_pim_active_role_assignment', ROLE]);
  for (const schedule of Object.values(rendered.field('azurerm_pim_active_role_assignment', 'schedule'))) {
    expect(schedule).toEqual({ expiration: { end_date_time: EXPIRY } });
  }
});

test("subnets of a customer's network are opened one by one", () => {
  const network = `/subscriptions/${SUBSCRIPTION}/resourceGroups/platform/providers/Microsoft.Network/virtualNetworks/acme`;
  const subnet = (name: string) => `${network}/subnets/${name}`;
  const { rendered } = make(MANAGED, VENDOR, {
    ...CONTEXT,
    existingNetwork: {
      virtualNetwork: network,
      nodeSubnet: subnet('nodes'),
      privateEndpointSubnet: subnet('endpoints'),
      loadBalancerSubnet: subnet('balancers'),
    },
  });
  const scopes = Object.values(rendered.field('azurerm_role_assignment', 'scope'));
  expect(scopes).toEqual(expect.arrayContaining([subnet('nodes'), subnet('endpoints')]));
  expect(scopes).not.toContain(`/subscriptions/${SUBSCRIPTION}/resourceGroups/platform`);
});

test('without a principal, roles stand and nobody holds them', () => {
  const stack = testStack();
  const { assigned } = new AzureDeploymentRoles(stack, 'Roles', { context: CONTEXT, access: MANAGED });
  expect(assigned).toEqual([]);
  expect(RenderedStack.of(stack).types).toEqual([ROLE]);
});

describe('fails if', () => {
  const fail = (props: Partial<VendorRolesProps>) =>
    messageOf(() => new AzureDeploymentRoles(testStack(), 'Roles', { context: CONTEXT, access: MANAGED, ...props }));

  test.each<[string, Partial<VendorRolesProps>, string]>([
    [
      'the expiry cannot be read',
      { access: { ...MANAGED, expiresAt: '2027-02-31T00:00:00Z' } },
      "'expiresAt' of Test/Roles must be a moment in UTC, got 2027-02-31T00:00:00Z; write it like 2027-01-31T00:00:00Z",
    ],
    [
      'there is no such mode',
      { access: { ...MANAGED, mode: 'owned' as 'managed' } },
      "'mode' of Test/Roles must be one of managed, approved, self-managed, got owned; choose one of them",
    ],
    [
      'the subscription is a name',
      { context: { ...CONTEXT, subscription: 'production' } },
      "'subscription' of Test/Roles must be the id of a subscription, got production; use the id, not the name",
    ],
    [
      'the principal is a name',
      { principalId: 'riverbed' },
      "'objectId' of Test/Roles must be the object id of a service principal in the tenant of the customer, got riverbed; ask for it with: az ad sp show --id <application id> --query id",
    ],
  ])('%s', (_, props, message) => {
    expect(fail(props)).toBe(message);
  });
});
