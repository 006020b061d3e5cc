import { GcpEncryption } from '../../../lib/gcp/custody/encryption';
import { GcpLogs, type GcpLogsProps } from '../../../lib/gcp/custody/logs';
import { messageOf, PROJECT, PROJECT_NUMBER, REGION, type RenderedStack, render } from '../../support/gcp';

const KEY = 'projects/acme-data/locations/europe-west1/keyRings/main/cryptoKeys/byoc';
const BUCKET = 'google_logging_project_bucket_config';
const SINK = 'google_logging_project_sink';

function keepLogs(props: Partial<GcpLogsProps> = {}): { logs: GcpLogs; rendered: RenderedStack } {
  let logs!: GcpLogs;
  const rendered = render((stack) => {
    const common = { environmentId: 'acme', project: PROJECT, region: REGION, dataOnDelete: 'retain' } as const;
    const encryption = new GcpEncryption(stack, 'Encryption', {
      ...common,
      projectNumber: PROJECT_NUMBER,
      labels: {},
      encryptionKey: KEY,
    });
    logs = new GcpLogs(stack, 'Logs', { ...common, encryption, retentionDays: 90, ...props });
  });
  return { logs, rendered };
}

describe('logs', () => {
  let logs: GcpLogs;
  let rendered: RenderedStack;
  beforeAll(() => {
    ({ logs, rendered } = keepLogs());
  });

  test('have a bucket of their own in the region', () => {
    expect(rendered.only(BUCKET)).toMatchObject({ project: PROJECT, location: REGION, bucket_id: 'byoc-acme' });
  });

  test('are kept as long as the environment says, which can still be changed', () => {
    expect(rendered.only(BUCKET)).toMatchObject({ retention_days: 90, locked: false });
  });

  test("are encrypted with the installation's key, once Cloud Logging may use it", () => {
    expect(rendered.only(BUCKET)).toMatchObject({
      cmek_settings: { kms_key_name: KEY },
      depends_on: ['google_kms_crypto_key_iam_member.Encryption_Grant-logging'],
    });
  });

  test('outlive their stack', () => {
    expect(rendered.only(BUCKET).lifecycle).toEqual({ prevent_destroy: true });
  });

  test('are led to their bucket by a sink', () => {
    expect(rendered.only(SINK)).toMatchObject({
      project: PROJECT,
      name: 'byoc-acme-logs',
      destination: `logging.googleapis.com/<${BUCKET}.Logs.id>`,
      unique_writer_identity: true,
    });
  });

  test('are those of the cluster, its subnets and its gateway, and no others', () => {
    expect(logs.filter.split(' OR (')).toEqual([
      '(resource.type=("gke_cluster" OR "gke_nodepool" OR "k8s_cluster" OR "k8s_container" OR "k8s_control_plane_component" OR "k8s_node" OR "k8s_pod") AND resource.labels.cluster_name="byoc-acme" AND resource.labels.location="europe-west1")',
      'resource.type="gce_subnetwork" AND resource.labels.subnetwork_name=~"^byoc-acme-")',
      'resource.type="nat_gateway" AND resource.labels.gateway_name="byoc-acme")',
    ]);
    expect(rendered.only(SINK).filter).toBe(logs.filter);
  });

  test.each([
    ['byoc-acme-nodes', true],
    ['byoc-acme2-nodes', false],
    ['byoc-acm-nodes', false],
    ['my-byoc-acme-nodes', false],
  ])('subnet %s is taken: %s', (subnet, taken) => {
    const pattern = /subnetwork_name=~"([^"]+)"/.exec(logs.filter)?.[1] ?? '';
    expect(new RegExp(pattern).test(subnet)).toBe(taken);
  });
});

test('logs go with their stack where the environment says so', () => {
  const { rendered } = keepLogs({ dataOnDelete: 'destroy' });
  expect(rendered.only(BUCKET).lifecycle).toEqual({ prevent_destroy: false });
});

test('ten years can be kept', () => {
  expect(keepLogs({ retentionDays: 3650 }).rendered.only(BUCKET).retention_days).toBe(3650);
});

test('fails if logs are to be kept longer', () => {
  expect(messageOf(() => keepLogs({ retentionDays: 3653 }))).toBe(
    "'retentionDays' of Test/Logs must be at most 3650, got 3653; Cloud Logging keeps nothing longer",
  );
});
