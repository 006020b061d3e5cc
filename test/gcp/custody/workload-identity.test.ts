import type { GrantedCapability, Identity } from '../../../lib/core/workloads';
import { GcpWorkloadIdentity, type GcpWorkloadIdentityProps } from '../../../lib/gcp/custody/workload-identity';
import { PROJECT, PROJECT_NUMBER, type RenderedStack, render } from '../../support/gcp';

const ROLE = 'google_project_iam_custom_role';

function identity(name: string, capabilities: GrantedCapability[], more: Partial<Identity> = {}): Identity {
  return { name, kind: 'workload', namespace: 'riverbed', serviceAccount: name, capabilities, ...more };
}

function can(id: GrantedCapability['id'], target?: string): GrantedCapability {
  return { id, reason: 'a test', ...(target === undefined ? {} : { target }) };
}

function make(props: Partial<GcpWorkloadIdentityProps> = {}) {
  let identities!: GcpWorkloadIdentity;
  const rendered = render((stack) => {
    identities = new GcpWorkloadIdentity(stack, 'WorkloadIdentity', {
      environmentId: 'acme',
      project: PROJECT,
      projectNumber: PROJECT_NUMBER,
      identities: [],
      ...props,
    });
  });
  return { identities, rendered };
}

describe('nodes', () => {
  let rendered: RenderedStack;
  beforeAll(() => {
    rendered = make().rendered;
  });

  test('have a service account of their own', () => {
    expect(rendered.only('google_service_account')).toMatchObject({ project: PROJECT, account_id: 'byoc-acme-nodes' });
  });

  test('write logs and metrics, and that is all they may', () => {
    expect(rendered.types).toEqual(['google_project_iam_member', 'google_service_account']);
    expect(rendered.only('google_project_iam_member')).toEqual({
      project: PROJECT,
      role: 'roles/container.defaultNodeServiceAccount',
      member: '<google_service_account.WorkloadIdentity_Nodes.member>',
    });
  });

  test('pull from a mirror in the project, and from no other repository', () => {
    const { rendered } = make({ registry: 'europe-west1-docker.pkg.dev/acme-data/mirror/quay' });
    expect(rendered.only(ROLE)).toMatchObject({
      role_id: 'byoc_acme_images_pull',
      permissions: ['artifactregistry.repositories.downloadArtifacts'],
    });
    expect(rendered.only('google_artifact_registry_repository_iam_member')).toEqual({
      repository: 'projects/acme-data/locations/europe-west1/repositories/mirror',
      role: `<${ROLE}.WorkloadIdentity_byoc_acme_images_pull.name>`,
      member: '<google_service_account.WorkloadIdentity_Nodes.member>',
    });
  });

  test.each(['registry.acme.example.com/mirror', 'europe-west1-docker.pkg.dev/acme-images/mirror'])(
    '%s is opened by its owner',
    (registry) => {
      expect(make({ registry }).rendered.types).toEqual(['google_project_iam_member', 'google_service_account']);
    },
  );

  test('can be made by those who are named, under their condition', () => {
    const condition = { title: 'until', expression: "request.time < timestamp('2027-01-31T00:00:00Z')" };
    const user = { member: 'serviceAccount:vendor@x.iam.gserviceaccount.com', role: 'projects/acme-data/roles/act' };
    const { rendered } = make({
      nodeAccountUsers: [
        { ...user, condition },
        { ...user, member: 'group:ops@x.com' },
      ],
    });
    const on = { service_account_id: '<google_service_account.WorkloadIdentity_Nodes.name>', role: user.role };
    expect(rendered.resources('google_service_account_iam_member')).toEqual({
      'WorkloadIdentity_NodesUser-0': { ...on, member: user.member, condition },
      'WorkloadIdentity_NodesUser-1': { ...on, member: 'group:ops@x.com' },
    });
  });
});

describe('workloads', () => {
  let identities: GcpWorkloadIdentity;
  let rendered: RenderedStack;
  beforeAll(() => {
    ({ identities, rendered } = make({
      identities: [
        identity('engine', [can('bucket:read-write', 'data'), can('private-endpoints:read')]),
        identity('agent', [can('bucket:read-write', 'state'), can('metrics:query', 'acme-metrics')]),
        identity('archive-reader', [can('bucket:read', 'archive')], { googleServiceAccount: true }),
        identity('exporter', [can('telemetry:queue', 'projects/riverbed/topics/state')]),
      ],
    }));
  });

  test('are known to IAM by their Kubernetes account, or by a service account where they need one', () => {
    const pool = `projects/${PROJECT_NUMBER}/locations/global/workloadIdentityPools/acme-data.svc.id.goog`;
    const principal = (name: string) => `principal://iam.googleapis.com/${pool}/subject/ns/riverbed/sa/${name}`;
    expect(Object.keys(identities.identities)).toEqual(['engine', 'agent', 'archive-reader', 'exporter']);
    expect(identities.identities).toMatchObject({
      engine: principal('engine'),
      agent: principal('agent'),
      exporter: principal('exporter'),
    });
  });

  test('get service accounts only where they need one, without keys', () => {
    expect(rendered.field('google_service_account', 'account_id')).toEqual({
      WorkloadIdentity_Nodes: 'byoc-acme-nodes',
      'WorkloadIdentity_Account-archive-reader': expect.stringMatching(/^acme-archive-[a-z0-9]{4}$/),
    });
    expect(rendered.types).not.toContain('google_service_account_key');
  });

  test('share a role for each thing that they may do', () => {
    expect(rendered.field(ROLE, 'role_id')).toEqual({
      WorkloadIdentity_byoc_acme_bucket_read: 'byoc_acme_bucket_read',
      WorkloadIdentity_byoc_acme_bucket_read_write: 'byoc_acme_bucket_read_write',
      WorkloadIdentity_byoc_acme_metrics_query: 'byoc_acme_metrics_query',
      WorkloadIdentity_byoc_acme_private_endpoints_read: 'byoc_acme_private_endpoints_read',
      WorkloadIdentity_byoc_acme_sign: 'byoc_acme_sign',
    });
  });

  test('have the role for metrics in the project whose metrics they are', () => {
    expect(rendered.field(ROLE, 'project')).toEqual({
      WorkloadIdentity_byoc_acme_bucket_read: PROJECT,
      WorkloadIdentity_byoc_acme_bucket_read_write: PROJECT,
      WorkloadIdentity_byoc_acme_metrics_query: 'acme-metrics',
      WorkloadIdentity_byoc_acme_private_endpoints_read: PROJECT,
      WorkloadIdentity_byoc_acme_sign: PROJECT,
    });
  });

  test('roles say what they are for, and hold that', () => {
    expect(rendered.only(ROLE, 'bucket_read')).toEqual({
      project: PROJECT,
      role_id: 'byoc_acme_bucket_read',
      title: 'byoc acme: bucket-read',
      description: 'lists and reads objects of one bucket',
      permissions: ['storage.objects.get', 'storage.objects.list'],
      stage: 'GA',
    });
  });

  test('are bound to nothing yet: IAM does not know them before there is a cluster', () => {
    expect(Object.values(rendered.field('google_project_iam_member', 'member'))).toEqual([
      '<google_service_account.WorkloadIdentity_Nodes.member>',
    ]);
    expect(rendered.types).not.toContain('google_storage_bucket_iam_member');
  });
});
