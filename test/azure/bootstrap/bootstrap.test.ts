import { AzureBootstrap, type AzureBootstrapProps } from '../../../lib/azure/bootstrap/bootstrap';
import { DETECTED } from '../../../lib/azure/bootstrap/detections';
import { VERSIONS } from '../../../lib/azure/bootstrap/versions';
import { resourceIdsOf } from '../../../lib/azure/names';
import type { Mode } from '../../../lib/core/vendor-phases';
import { version } from '../../../package.json';
import { REGION, RenderedStack, SUBSCRIPTION, testStack } from '../../support/azure';

const IDS = resourceIdsOf('demo', SUBSCRIPTION);
const OIDC = { oidc: { issuer: 'https://token.riverbed.example.com', subject: 'control-plane' } };
const PROPS: AzureBootstrapProps = {
  context: {
    environmentId: 'demo',
    subscription: SUBSCRIPTION,
    privateApi: true,
    externalListeners: false,
    storageAccounts: [],
    keys: { keyVault: IDS.keyVault, etcd: 'etcd', data: 'data', closed: true, ours: true },
    controlPlaneEndpoint: false,
  },
  region: REGION,
  tags: { owner: 'platform' },
  access: { mode: 'managed', allowInstall: true, allowDelete: true, timeBound: false },
  vendor: OIDC,
};

function make(props: AzureBootstrapProps = PROPS) {
  const stack = testStack();
  const bootstrap = new AzureBootstrap(stack, 'Bootstrap', props);
  return { bootstrap, rendered: RenderedStack.of(stack) };
}

const inMode = (mode: Mode) => make({ ...PROPS, access: { ...PROPS.access, mode } });

describe('the bootstrap of a managed installation', () => {
  let bootstrap: AzureBootstrap;
  let rendered: RenderedStack;
  beforeAll(() => {
    ({ bootstrap, rendered } = make());
  });

  test('is two groups, an identity with one way in, roles with assignments, and alerts', () => {
    const counts = rendered.types.map((type) => [type, Object.keys(rendered.resources(type)).length]);
    expect(Object.fromEntries(counts)).toEqual({
      azurerm_resource_group: 2,
      azurerm_user_assigned_identity: 1,
      azurerm_federated_identity_credential: 1,
      azurerm_role_definition: 4,
      azurerm_role_assignment: 4,
      azurerm_monitor_activity_log_alert: Object.keys(DETECTED).length,
    });
  });

  test('makes the group of the data plane, and puts nothing into it', () => {
    expect(rendered.only('azurerm_resource_group', 'DataPlane')).toMatchObject({ name: 'byoc-demo', location: REGION });
    const groups = rendered.types.flatMap((type) => Object.values(rendered.field(type, 'resource_group_name')));
    expect([...new Set(groups.filter((name) => name !== undefined))]).toEqual([
      '<azurerm_resource_group.Bootstrap_Own.name>',
    ]);
  });

  test('lets the vendor act in that group and nowhere else', () => {
    for (const { scope, principal_id } of Object.values(rendered.resources('azurerm_role_assignment'))) {
      expect([scope, principal_id]).toEqual([
        IDS.dataPlaneGroup,
        '<azurerm_user_assigned_identity.Bootstrap_VendorAccess.principal_id>',
      ]);
    }
  });

  test('makes roles once their group is there', () => {
    for (const depends of Object.values(rendered.field('azurerm_role_definition', 'depends_on'))) {
      expect(depends).toEqual(['azurerm_resource_group.Bootstrap_DataPlane']);
    }
  });

  test('is stamped in a tag of the group, where the vendor reads it', () => {
    const { tags } = rendered.only('azurerm_resource_group', 'DataPlane');
    expect(tags).toEqual({ owner: 'platform', 'byoc:bootstrap': bootstrap.stamp });
    expect(JSON.parse(bootstrap.stamp)).toEqual({ ...VERSIONS, mode: 'managed' });
    // https://learn.microsoft.com/azure/azure-resource-manager/management/tag-resources#limitations
    expect(bootstrap.stamp.length).toBeLessThanOrEqual(256);
  });

  test('watches all groups of the installation', () => {
    for (const { resource_groups } of Object.values(rendered.field('azurerm_monitor_activity_log_alert', 'criteria'))) {
      expect(resource_groups).toEqual(['byoc-demo', 'byoc-demo-custody', 'byoc-demo-bootstrap', 'byoc-demo-nodes']);
    }
  });

  test('says what it gives, and what custody gives, to whom and when', () => {
    expect(new Set(bootstrap.policies.map(({ holder }) => holder))).toEqual(new Set(['vendor']));
    expect(bootstrap.policies.map(({ role, attached }) => [role.split(' ').at(-1), attached])).toEqual(
      expect.arrayContaining([
        ['read', 'mode managed or approved'],
        ['run', 'mode managed'],
        ['run-identities', 'mode managed'],
        ['install', 'mode managed, while install is allowed'],
        ['delete', 'mode managed, while delete is allowed'],
      ]),
    );
  });
});

test('the stamp has the version of the package', () => {
  expect(VERSIONS.template).toBe(version);
});

test('in mode approved the vendor comes in to read', () => {
  const { bootstrap } = inMode('approved');
  expect(bootstrap.deploymentRoles.assigned.map((name) => name.split(' ').at(-1))).toEqual(['read']);
  expect(JSON.parse(bootstrap.stamp).mode).toBe('approved');
});

test('in mode self-managed there is nobody of the vendor', () => {
  const { bootstrap, rendered } = inMode('self-managed');
  expect(bootstrap.vendorAccess).toBeUndefined();
  expect(rendered.types).toEqual([
    'azurerm_monitor_activity_log_alert',
    'azurerm_resource_group',
    'azurerm_role_definition',
  ]);
});

test('without a vendor, the mode is self-managed whatever is asked for', () => {
  const { vendor: _, ...props } = PROPS;
  const { bootstrap, rendered } = make(props);
  expect(JSON.parse(bootstrap.stamp).mode).toBe('self-managed');
  expect(rendered.types).not.toContain('azurerm_role_assignment');
});

test("the vendor's application gets the roles itself, and nothing is made for it", () => {
  const objectId = '99999999-0000-1111-2222-333333333333';
  const { rendered } = make({ ...PROPS, vendor: { objectId } });
  expect(rendered.types).not.toContain('azurerm_user_assigned_identity');
  expect([...new Set(Object.values(rendered.field('azurerm_role_assignment', 'principal_id')))]).toEqual([objectId]);
});

test('whoever is to be told is told', () => {
  const { rendered } = make({ ...PROPS, detectionsEmail: 'security@acme.example.com' });
  expect(rendered.only('azurerm_monitor_action_group').email_receiver[0].email_address).toBe(
    'security@acme.example.com',
  );
});
