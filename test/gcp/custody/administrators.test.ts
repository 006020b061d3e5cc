import { GcpAdministrators } from '../../../lib/gcp/custody/administrators';
import { PROJECT, REGION, render } from '../../support/gcp';

const MEMBERS = ['group:platform@acme.example.com', 'user:ada@acme.example.com'];

function administer(members: readonly string[]) {
  return render((stack) => {
    const place = { environmentId: 'acme', project: PROJECT, region: REGION };
    new GcpAdministrators(stack, 'Administrators', { ...place, members });
  });
}

test('administrators may do everything in this cluster and nothing in others', () => {
  const bindings = Object.values(administer(MEMBERS).resources('google_project_iam_member'));
  expect(bindings.map(({ member }) => member)).toEqual(MEMBERS);
  for (const { project, role, condition } of bindings) {
    expect([project, role, condition]).toEqual([
      PROJECT,
      'roles/container.admin',
      {
        title: 'byoc acme administrators',
        expression:
          "resource.type == 'container.googleapis.com/Cluster' && resource.name == 'projects/acme-data/locations/europe-west1/clusters/byoc-acme'",
      },
    ]);
  }
});

test('where nobody is named, nobody is let in', () => {
  expect(administer([]).types).toEqual([]);
});
