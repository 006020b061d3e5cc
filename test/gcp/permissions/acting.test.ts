import { actingGrant } from '../../../lib/gcp/permissions/acting';
import { grants } from './support/cel';
import { ACTING_GRANTS, EXPIRY, PLACE } from './support/principals';

const NOW = '2026-11-21T00:00:00Z';

describe.each([
  ['vendor', ['iam.serviceAccounts.get', 'iam.serviceAccounts.getAccessToken']],
  ['support', ['iam.serviceAccounts.getAccessToken']],
] as const)('who acts as %s', (as, permissions) => {
  const grant = ACTING_GRANTS[as];

  test('gets access tokens of one account: it signs nothing, and shows others no identity', () => {
    expect(grant).toMatchObject({
      kind: 'custom',
      role: `act-as-${as}`,
      permissions,
      on: 'service account',
      target: `byoc-acme-${as}@acme-data.iam.gserviceaccount.com`,
    });
  });

  test('gets none after the expiry', () => {
    const { title, expression = '' } = grant.condition ?? {};
    expect(title).toBe(`byoc acme ${as}`);
    expect([NOW, EXPIRY].map((time) => grants(expression, { time }))).toEqual([true, false]);
  });

  test('gets them without end where there is none', () => {
    expect(actingGrant(as, PLACE, undefined)).not.toHaveProperty('condition');
  });
});
