import { GcpHostProjectGrants } from '../../../lib/gcp/data-plane/host-project-grants';
import { PROJECT_NUMBER, REGION, render } from '../../support/gcp';

const GKE = 'serviceAccount:service-123456789012@container-engine-robot.iam.gserviceaccount.com';
const APIS = 'serviceAccount:123456789012@cloudservices.gserviceaccount.com';
const VENDOR = 'serviceAccount:byoc-demo-vendor@acme-data.iam.gserviceaccount.com';
const COMMON = { hostProject: 'acme-host', region: REGION, projectNumber: PROJECT_NUMBER, nodeSubnet: 'apps' };

test('a host project lets GKE, the nodes and who applies use each subnet that they need, and no other', () => {
  const rendered = render((stack) => {
    new GcpHostProjectGrants(stack, 'Grants', {
      ...COMMON,
      controlPlaneSubnet: 'apps-control',
      privateServiceConnectSubnet: 'apps-consumers',
      appliedBy: VENDOR,
    });
  });
  const members = Object.values(rendered.resources('google_compute_subnetwork_iam_member'));
  expect(members.map(({ subnetwork, member }) => [subnetwork, member])).toEqual(
    expect.arrayContaining([
      ['apps', GKE],
      ['apps', APIS],
      ['apps', VENDOR],
      ['apps-control', GKE],
      ['apps-consumers', GKE],
    ]),
  );
  expect(members).toHaveLength(5);
  for (const member of members) {
    expect(member).toMatchObject({ project: 'acme-host', region: REGION, role: 'roles/compute.networkUser' });
  }
});

test('in all of the host project, GKE has the one role that it cannot do without', () => {
  const rendered = render((stack) => {
    new GcpHostProjectGrants(stack, 'Grants', COMMON);
  });
  expect(rendered.only('google_project_iam_member')).toEqual({
    project: 'acme-host',
    role: 'roles/container.hostServiceAgentUser',
    member: GKE,
  });
  expect(rendered.types).toEqual(['google_compute_subnetwork_iam_member', 'google_project_iam_member']);
});
