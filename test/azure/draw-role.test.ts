import { type Assignment, assign, assignUntil, drawRole, type Expiry } from '../../lib/azure/draw-role';
import { resourceIdsOf } from '../../lib/azure/names';
import type { CustomRole } from '../../lib/azure/permissions/custom-role';
import { type RenderedStack, render, SUBSCRIPTION } from '../support/azure';

const IDS = resourceIdsOf('demo', SUBSCRIPTION);
const PRINCIPAL = '99999999-8888-7777-6666-555555555555';
const ROLE: CustomRole = {
  guid: '12345678-1234-8234-8234-123456789012',
  id: IDS.role('read'),
  name: 'byoc-demo-abc read',
  description: 'reads',
  assignableScopes: [IDS.dataPlaneGroup, IDS.custodyGroup],
  actions: ['Microsoft.Network/natGateways/read'],
  dataActions: [],
};
const ASSIGNMENT: Assignment = {
  role: ROLE.id,
  principalId: PRINCIPAL,
  principalType: 'ServicePrincipal',
  on: IDS.dataPlaneGroup,
  reason: 'reads',
};

const drawn = (draw: (stack: Parameters<Parameters<typeof render>[0]>[0]) => void): RenderedStack => render(draw);
const until = (expiry: Expiry) =>
  drawn((stack) => {
    assignUntil(stack, 'Bind', ASSIGNMENT, expiry);
  });

test('a role has the id that is known before, and is made in the first of its scopes', () => {
  const rendered = drawn((stack) => {
    drawRole(stack, 'Role', ROLE);
  });
  expect(rendered.only('azurerm_role_definition')).toEqual({
    role_definition_id: ROLE.guid,
    name: ROLE.name,
    description: 'reads',
    scope: IDS.dataPlaneGroup,
    assignable_scopes: [IDS.dataPlaneGroup, IDS.custodyGroup],
    permissions: [{ actions: ['Microsoft.Network/natGateways/read'], data_actions: [] }],
  });
});

test('an assignment says to what kind of principal it is, and why', () => {
  const rendered = drawn((stack) => {
    assign(stack, 'Bind', ASSIGNMENT);
  });
  expect(rendered.only('azurerm_role_assignment')).toEqual({
    scope: IDS.dataPlaneGroup,
    role_definition_id: ROLE.id,
    principal_id: PRINCIPAL,
    principal_type: 'ServicePrincipal',
    description: 'reads',
  });
});

test('a condition comes with the one version that Azure takes', () => {
  const rendered = drawn((stack) => {
    assign(stack, 'Bind', { ...ASSIGNMENT, condition: { version: '2.0', expression: '(true)' } });
  });
  expect(rendered.only('azurerm_role_assignment')).toMatchObject({ condition: '(true)', condition_version: '2.0' });
});

test('on something in another subscription, the role is named by its id there', () => {
  const other = '00000000-1111-2222-3333-444444444444';
  const rendered = drawn((stack) => {
    assign(stack, 'Bind', { ...ASSIGNMENT, on: IDS.dataPlaneGroup.replace(SUBSCRIPTION, other) });
  });
  expect(rendered.only('azurerm_role_assignment').role_definition_id).toBe(ROLE.id.replace(SUBSCRIPTION, other));
});

test('what is kept is neither destroyed nor replaced', () => {
  const rendered = drawn((stack) => {
    const role = drawRole(stack, 'Role', ROLE, { kept: true });
    assign(stack, 'Bind', { ...ASSIGNMENT, dependsOn: [role], kept: true });
  });
  expect(rendered.only('azurerm_role_definition').lifecycle).toEqual({ prevent_destroy: true });
  expect(rendered.only('azurerm_role_assignment')).toMatchObject({
    lifecycle: { prevent_destroy: true },
    depends_on: ['azurerm_role_definition.Role'],
  });
});

describe('an assignment with an end', () => {
  test('is ended by Azure where the tenant can', () => {
    expect(
      until({ expiresAt: '2027-01-31T00:00:00Z', timeBound: true }).only('azurerm_pim_active_role_assignment'),
    ).toEqual({
      scope: IDS.dataPlaneGroup,
      role_definition_id: ROLE.id,
      principal_id: PRINCIPAL,
      justification: 'reads',
      schedule: { expiration: { end_date_time: '2027-01-31T00:00:00Z' } },
    });
  });

  test.each<[string, Expiry]>([
    ['the tenant cannot end it', { expiresAt: '2027-01-31T00:00:00Z', timeBound: false }],
    ['it has none', { timeBound: true }],
  ])('is an ordinary one where %s', (_, expiry) => {
    expect(until(expiry).types).toEqual(['azurerm_role_assignment']);
  });

  test('is never an eligible one: no application can make it active', () => {
    expect(until({ expiresAt: '2027-01-31T00:00:00Z', timeBound: true }).types).toEqual([
      'azurerm_pim_active_role_assignment',
    ]);
  });
});
