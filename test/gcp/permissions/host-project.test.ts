import { hostProjectGrants } from '../../../lib/gcp/permissions/host-project';

const GKE = 'serviceAccount:service-123456789012@container-engine-robot.iam.gserviceaccount.com';
const COMPUTE = 'serviceAccount:123456789012@cloudservices.gserviceaccount.com';
const VENDOR = 'serviceAccount:byoc-acme-vendor@acme-data.iam.gserviceaccount.com';
const lines = (context: Parameters<typeof hostProjectGrants>[0]) =>
  hostProjectGrants(context).map(({ role, on, subnet, member }) => [role, on, subnet, member]);

test('service agents use the subnet for nodes, and GKE the agent of the host project', () => {
  expect(lines({ projectNumber: '123456789012', nodeSubnet: 'nodes' })).toEqual([
    ['roles/compute.networkUser', 'subnet', 'nodes', GKE],
    ['roles/compute.networkUser', 'subnet', 'nodes', COMPUTE],
    ['roles/container.hostServiceAgentUser', 'host project', undefined, GKE],
  ]);
});

test('and the other subnets, where there are some; the vendor uses that for nodes, where it applies', () => {
  const context = {
    projectNumber: '123456789012',
    nodeSubnet: 'nodes',
    controlPlaneSubnet: 'control-plane',
    privateServiceConnectSubnet: 'psc',
    appliedBy: VENDOR,
  };
  expect(lines(context)).toEqual([
    ['roles/compute.networkUser', 'subnet', 'nodes', GKE],
    ['roles/compute.networkUser', 'subnet', 'nodes', COMPUTE],
    ['roles/compute.networkUser', 'subnet', 'control-plane', GKE],
    ['roles/compute.networkUser', 'subnet', 'psc', GKE],
    ['roles/compute.networkUser', 'subnet', 'nodes', VENDOR],
    ['roles/container.hostServiceAgentUser', 'host project', undefined, GKE],
  ]);
  for (const { reason } of hostProjectGrants(context)) expect(reason).toMatch(/^[A-Za-z].{9,}[^.]$/);
});

test('nobody gets a right on firewall rules of the host project', () => {
  const roles = hostProjectGrants({ projectNumber: '1', nodeSubnet: 'nodes', appliedBy: VENDOR }).map(
    ({ role }) => role,
  );
  expect([...new Set(roles)]).toEqual(['roles/compute.networkUser', 'roles/container.hostServiceAgentUser']);
});
