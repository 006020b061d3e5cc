import { resolveConfig } from '../../../lib/core/resolve-config';
import { GcpCustodyStack } from '../../../lib/gcp/custody/custody-stack';
import { GcpGrantsStack } from '../../../lib/gcp/custody/grants-stack';
import { GcpDataPlaneStack } from '../../../lib/gcp/data-plane/data-plane-stack';
import { fullGcpEnvironment, fullPlan, gcpEnvironment, minimalPlanForEveryCloud } from '../../support/config';
import { RenderedStack, testScope } from '../../support/gcp';

describe('the grants of everything', () => {
  const config = resolveConfig(fullPlan(), fullGcpEnvironment());
  let grants: RenderedStack;
  let custody: RenderedStack;
  let dataPlane: RenderedStack;
  beforeAll(() => {
    grants = RenderedStack.of(new GcpGrantsStack(testScope(), 'grants-acme', { config }));
    custody = RenderedStack.of(new GcpCustodyStack(testScope(), 'custody-acme', { config }));
    dataPlane = RenderedStack.of(new GcpDataPlaneStack(testScope(), 'data-plane-acme', { config }));
  });

  test('say which installation they are of, and what the vendor must grant', () => {
    expect(Object.keys(grants.outputs)).toEqual(['Contract', 'EnvironmentId', 'VendorGrants']);
    expect(JSON.parse(grants.outputs.VendorGrants)).toMatchObject([
      { role: 'roles/pubsub.publisher', resource: 'projects/riverbed/topics/state' },
      { role: 'roles/storage.objectCreator', resource: 'projects/_/buckets/riverbed-billing' },
    ]);
  });

  test('let challenges be answered for hosts of the domain, and for no other', () => {
    const { condition } = grants.only('google_project_iam_member', 'challenge-records');
    expect(condition.expression).toContain(`endsWith('.${config.environment.dns?.domain}./TXT')`);
  });

  test('have a state of their own', () => {
    expect(grants.json).toMatchObject({ terraform: { backend: { gcs: { prefix: 'byoc/acme/grants' } } } });
  });

  test('refer to no other stack: every name is written out', () => {
    const references = JSON.stringify(grants.json).match(/\$\{[^}]*\}/g) ?? [];
    expect(references.filter((reference) => !reference.includes('google_dns_managed_zone.PrivateZones_'))).toEqual([]);
    expect(grants.json.data).toBeUndefined();
  });

  test('lead names to private endpoints in the network of the data plane, which its name finds', () => {
    const zones = Object.values(grants.resources('google_dns_managed_zone'));
    expect(zones.map(({ dns_name }) => dns_name)).toEqual([
      'control.riverbed.example.com.',
      'gcr.io.',
      'googleapis.com.',
      'pkg.dev.',
    ]);
    const { project, name } = dataPlane.only('google_compute_network');
    for (const { private_visibility_config, labels } of zones) {
      expect(private_visibility_config).toEqual({
        networks: [{ network_url: `projects/${project}/global/networks/${name}` }],
      });
      expect(labels).toMatchObject({ 'byoc-environment': 'acme', 'byoc-product': 'riverbed', owner: 'platform' });
    }
  });

  test('lead them to the addresses that the data plane reserves for the endpoints', () => {
    const reserved = ['google_compute_global_address', 'google_compute_address'].flatMap((type) =>
      Object.values(dataPlane.resources(type)).flatMap(({ address }) => address ?? []),
    );
    const records = Object.values(grants.resources('google_dns_record_set')).filter(({ type }) => type === 'A');
    expect(reserved).toHaveLength(2);
    expect([...new Set(records.flatMap(({ rrdatas }) => rrdatas))].sort()).toEqual(reserved.sort());
  });

  test('bind roles that custody makes', () => {
    const made = Object.values(custody.resources('google_project_iam_custom_role')).map(
      ({ project, role_id }) => `projects/${project}/roles/${role_id}`,
    );
    const bound = [
      'google_service_account_iam_member',
      'google_project_iam_member',
      'google_storage_bucket_iam_member',
      'google_dns_managed_zone_iam_member',
    ].flatMap((type) => Object.values(grants.field(type, 'role')));
    expect(bound.length).toBeGreaterThan(6);
    expect(bound.filter((role) => !made.includes(role))).toEqual(['roles/iam.workloadIdentityUser']);
    // Support's roles are bound by custody itself.
    expect(made.filter((role) => !bound.includes(role))).toEqual([
      'projects/acme-data/roles/byoc_acme_act_as_support',
      'projects/acme-data/roles/byoc_acme_support',
    ]);
  });

  test('bind on buckets that custody makes, and on those of the customer', () => {
    const made = Object.values(custody.field('google_storage_bucket', 'name'));
    expect(Object.values(grants.field('google_storage_bucket_iam_member', 'bucket')).sort()).toEqual(
      ['acme-archive', ...made].sort(),
    );
  });

  test('let act by accounts that custody makes', () => {
    const made = Object.values(custody.field('google_service_account', 'account_id'));
    const used = Object.values(grants.field('google_service_account_iam_member', 'service_account_id'));
    expect(used.map((name) => made.includes(/serviceAccounts\/([^@]+)@/.exec(name)?.[1]))).toEqual([true, true]);
  });
});

test('a plan without workloads, in a network without private endpoints, needs no grants', () => {
  const config = resolveConfig(minimalPlanForEveryCloud(), gcpEnvironment());
  const rendered = RenderedStack.of(new GcpGrantsStack(testScope(), 'grants-demo', { config }));
  expect([rendered.types, rendered.outputs.VendorGrants]).toEqual([[], '[]']);
});
