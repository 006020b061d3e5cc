import { grantPolicies, vendorPolicies } from '../../../lib/gcp/permissions/policies';
import { vendorRoles } from '../../../lib/gcp/permissions/vendor-roles';
import { EVERYTHING, grantsOf, PLACE, SUPPORT_GRANT } from './support/principals';

describe('the vendor', () => {
  const policies = vendorPolicies(EVERYTHING);

  test('has a record for each role: when, where and under which condition it is bound', () => {
    expect(policies.map(({ role, attached, on }) => [role, attached, on])).toEqual([
      ['byoc_acme_read', 'mode managed or approved', 'project acme-data'],
      ['byoc_acme_read_named', 'mode managed or approved', 'project acme-data'],
      ['byoc_acme_run_named', 'mode managed', 'project acme-data'],
      ['byoc_acme_run_nodes', 'mode managed', 'service account byoc-acme-nodes@acme-data.iam.gserviceaccount.com'],
      ['byoc_acme_install', 'mode managed, while install is allowed', 'project acme-data'],
      ['byoc_acme_install_named', 'mode managed, while install is allowed', 'project acme-data'],
      ['byoc_acme_delete', 'mode managed, while delete is allowed', 'project acme-data'],
      ['byoc_acme_delete_named', 'mode managed, while delete is allowed', 'project acme-data'],
    ]);
    expect(policies.map(({ condition }) => condition)).toEqual(
      vendorRoles(EVERYTHING).map(({ condition }) => condition),
    );
  });

  test('names every permission that the roles hold, with its reason', () => {
    vendorRoles(EVERYTHING).forEach(({ permissions }, index) => {
      const records = policies[index]?.permissions ?? [];
      expect([...new Set(records.flatMap((record) => record.permissions))].sort()).toEqual(permissions);
      for (const { phases, reason } of records) expect([phases.length > 0, reason.length > 0]).toEqual([true, true]);
    });
  });

  test('is plain data: a manifest of it is the same text each time', () => {
    const text = JSON.stringify(policies);
    expect(JSON.stringify(vendorPolicies(EVERYTHING))).toBe(text);
    expect(JSON.parse(text)).toEqual(policies);
  });
});

describe('others', () => {
  test('have records alike', () => {
    expect(grantPolicies('support', [SUPPORT_GRANT], PLACE)).toEqual([
      {
        holder: 'support',
        role: 'byoc_acme_support',
        attached: 'always',
        on: 'project acme-data',
        condition: SUPPORT_GRANT.condition,
        permissions: [
          {
            permissions: ['container.clusters.connect', 'container.clusters.get'],
            phases: ['run'],
            reason: 'finds and reaches the Kubernetes API; all other rights come from Kubernetes',
            neededBy: 'support',
          },
        ],
      },
    ]);
  });

  test('what the vendor grants is said to be so', () => {
    expect(
      grantPolicies('engine', grantsOf('telemetry:queue'), PLACE).map(({ role, attached, on }) => [role, attached, on]),
    ).toEqual([
      ['roles/pubsub.publisher', 'when the vendor grants it', "vendor's topic projects/riverbed-control/topics/state"],
    ]);
  });
});
