import { AzureSupportAccess, type SupportWindow } from '../../../lib/azure/custody/support-access';
import { resourceIdsOf } from '../../../lib/azure/names';
import { type RenderedStack, render, SUBSCRIPTION } from '../../support/azure';

const IDS = resourceIdsOf('demo', SUBSCRIPTION);
const ROLE = 'azurerm_role_definition';
const GROUPS = ['12121212-3434-5656-7878-909090909090', '12121212-3434-5656-7878-000000000000'];
const SUPPORT: SupportWindow = { groups: GROUPS, expiresAt: '2027-01-31T00:00:00Z', timeBound: true };

function support(window?: SupportWindow): RenderedStack {
  return render((stack) => {
    new AzureSupportAccess(stack, 'Support', {
      environmentId: 'demo',
      subscription: SUBSCRIPTION,
      ...(window === undefined ? {} : { support: window }),
    });
  });
}

describe('support', () => {
  let rendered: RenderedStack;
  beforeAll(() => {
    rendered = support(SUPPORT);
  });

  test('leads to the Kubernetes API and no further', () => {
    expect(rendered.only(ROLE)).toMatchObject({
      role_definition_id: IDS.role('support').split('/').at(-1),
      permissions: [
        {
          actions: [
            'Microsoft.ContainerService/managedClusters/listClusterUserCredential/action',
            'Microsoft.ContainerService/managedClusters/read',
          ],
          data_actions: [],
        },
      ],
    });
  });

  test('is for the groups and for nobody else, on this cluster, until the expiry', () => {
    const assignments = Object.values(rendered.resources('azurerm_pim_active_role_assignment'));
    expect(assignments.map(({ principal_id }) => principal_id).sort()).toEqual([...GROUPS].sort());
    for (const assignment of assignments) {
      expect(assignment).toMatchObject({
        scope: IDS.cluster,
        role_definition_id: IDS.role('support'),
        schedule: { expiration: { end_date_time: '2027-01-31T00:00:00Z' } },
        depends_on: [`${ROLE}.Support_Role-support`],
      });
    }
    expect(rendered.types).toEqual(['azurerm_pim_active_role_assignment', ROLE]);
  });
});

test('where the tenant cannot end it, support is there until it is taken away', () => {
  const rendered = support({ ...SUPPORT, timeBound: false });
  expect(rendered.types).toEqual(['azurerm_role_assignment', ROLE]);
  for (const { principal_type, scope } of Object.values(rendered.resources('azurerm_role_assignment'))) {
    expect([principal_type, scope]).toEqual(['Group', IDS.cluster]);
  }
});

test('without support, nobody holds its role', () => {
  expect(support().types).toEqual([ROLE]);
});
