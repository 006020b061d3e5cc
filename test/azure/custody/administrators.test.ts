import { AzureAdministrators } from '../../../lib/azure/custody/administrators';
import { resourceIdsOf, roleDefinitionId } from '../../../lib/azure/names';
import { render, SUBSCRIPTION } from '../../support/azure';

const GROUPS = ['88888888-9999-0000-1111-222222222222', '33333333-9999-0000-1111-222222222222'];

function administer(groups: readonly string[]) {
  return render((stack) => {
    new AzureAdministrators(stack, 'Administrators', { environmentId: 'demo', subscription: SUBSCRIPTION, groups });
  });
}

test('administrators may do everything in this cluster and nothing in others', () => {
  const assignments = Object.values(administer(GROUPS).resources('azurerm_role_assignment'));
  expect(assignments.map(({ principal_id }) => principal_id).sort()).toEqual([...GROUPS].sort());
  for (const { scope, role_definition_id, principal_type } of assignments) {
    expect([scope, role_definition_id, principal_type]).toEqual([
      resourceIdsOf('demo', SUBSCRIPTION).cluster,
      // Azure Kubernetes Service RBAC Cluster Admin
      roleDefinitionId(SUBSCRIPTION, 'b1ff04bb-8a4e-4dc4-8eb5-8693973ce19b'),
      'Group',
    ]);
  }
});

test('where nobody is named, nobody is let in', () => {
  expect(administer([]).types).toEqual([]);
});
