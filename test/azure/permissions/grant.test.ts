import { type Grant, roleIdOf, roleNameOf } from '../../../lib/azure/permissions/grant';
import { ADMINISTRATOR_GRANTS, IDS, PLACE, SUPPORT_GRANT } from './support/principals';

const [ADMINISTRATORS] = ADMINISTRATOR_GRANTS as readonly [Grant];

test('a role of Azure is named as Azure does, by the id that it has in every tenant', () => {
  expect(roleNameOf(ADMINISTRATORS, PLACE)).toBe('Azure Kubernetes Service RBAC Cluster Admin');
  expect(roleIdOf(ADMINISTRATORS, PLACE)).toBe(
    `/subscriptions/${PLACE.subscription}/providers/Microsoft.Authorization/roleDefinitions/b1ff04bb-8a4e-4dc4-8eb5-8693973ce19b`,
  );
});

test('a custom role is named after the installation, by an id that is known before it is made', () => {
  expect(roleNameOf(SUPPORT_GRANT, PLACE)).toMatch(/^byoc-acme-[a-z0-9]{8} support$/);
  expect(roleIdOf(SUPPORT_GRANT, PLACE)).toBe(IDS.role('support'));
});
