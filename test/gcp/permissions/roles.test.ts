import { nodeGrants, supportGrant } from '../../../lib/gcp/permissions/roles';
import { grants } from './support/cel';
import { ADMINISTRATOR_GRANTS, EXPIRY, PLACE, SUPPORT_GRANT } from './support/principals';

const NOW = '2026-11-21T00:00:00Z';
const cluster = (name: string) => ({
  type: 'container.googleapis.com/Cluster',
  name: `projects/acme-data/locations/europe-west1/clusters/${name}`,
});

describe('nodes', () => {
  const LOGS_AND_METRICS = ['roles/container.defaultNodeServiceAccount', 'project', undefined];
  const rolesFor = (registry: string | undefined) =>
    nodeGrants('acme-data', registry).map(({ role, on, target }) => [role, on, target]);

  test('have what GKE needs of each, and pull no images of the project', () => {
    expect(rolesFor(undefined)).toEqual([LOGS_AND_METRICS]);
  });

  test.each([['europe-west1-docker.pkg.dev/acme-data/mirror'], ['europe-west1-docker.pkg.dev/acme-data/mirror/byoc']])(
    'pull from the mirror, where it is a repository of the project: %s',
    (registry) => {
      expect(rolesFor(registry)).toEqual([
        LOGS_AND_METRICS,
        ['images-pull', 'image repository', 'projects/acme-data/locations/europe-west1/repositories/mirror'],
      ]);
    },
  );

  test.each([
    ['europe-west1-docker.pkg.dev/acme-images/mirror'],
    ['registry.acme.example.com/mirror'],
    ['europe-west1-docker.pkg.dev.example.com/acme-data/mirror'],
  ])('get nothing here for a mirror elsewhere: %s', (registry) => {
    expect(rolesFor(registry)).toEqual([LOGS_AND_METRICS]);
  });
});

describe('support', () => {
  const { role, permissions, on, condition } = SUPPORT_GRANT;
  const expression = condition?.expression ?? '';

  test('finds and reaches the cluster, and has no other right', () => {
    expect([role, permissions, on]).toEqual([
      'support',
      ['container.clusters.connect', 'container.clusters.get'],
      'project',
    ]);
  });

  test('of this cluster, until the expiry', () => {
    expect(grants(expression, { ...cluster('byoc-acme'), time: NOW })).toBe(true);
    expect(grants(expression, { ...cluster('byoc-acme'), time: EXPIRY })).toBe(false);
    expect(grants(expression, { ...cluster('payroll'), time: NOW })).toBe(false);
  });

  test('is of this cluster also where only its role is made', () => {
    const { condition, ...rest } = supportGrant(PLACE, undefined);
    const { condition: _, ...until } = SUPPORT_GRANT;
    expect(rest).toEqual(until);
    expect(grants(condition?.expression ?? '', { ...cluster('payroll'), time: NOW })).toBe(false);
  });
});

test('administrators have everything in this cluster, and nothing in others', () => {
  const [{ role, condition } = {}] = ADMINISTRATOR_GRANTS;
  const expression = condition?.expression ?? '';
  expect(role).toBe('roles/container.admin');
  expect(grants(expression, { ...cluster('byoc-acme'), time: NOW })).toBe(true);
  expect(grants(expression, { ...cluster('byoc-acme-eu'), time: NOW })).toBe(false);
});
