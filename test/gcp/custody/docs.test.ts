import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { GcpCustodyStack } from '../../../lib/gcp/custody/custody-stack';
import { GcpDataPlaneStack } from '../../../lib/gcp/data-plane/data-plane-stack';
import { fullGcpEnvironment, fullPlan } from '../../support/config';
import { RenderedStack, testScope } from '../../support/gcp';

const page = (name: string) => readFileSync(join(__dirname, '../../../docs/gcp', name), 'utf8');
/** What is kept, by the pattern of docs/gcp/uninstall.md. */
const KEPT = /^google_(kms_.*|storage_bucket|logging_project_bucket_config)\./;

let stack: GcpCustodyStack;
let rendered: RenderedStack;
/** `google_storage_bucket.Custody_ObjectStorage_data_E99B1578` and its block, of every resource. */
let resources: [string, Record<string, unknown>][];

beforeAll(() => {
  const { own: _, ...environment } = fullGcpEnvironment();
  const config = resolveConfig(fullPlan(), { ...environment, own: { metricsWorkspace: 'acme-metrics' } });
  stack = new GcpCustodyStack(testScope(), 'custody-acme', { config });
  rendered = RenderedStack.of(stack);
  resources = Object.entries(rendered.json.resource ?? {}).flatMap(([type, all]) =>
    Object.entries(all).map(([name, block]): [string, Record<string, unknown>] => [
      `${type}.${name}`,
      block as Record<string, unknown>,
    ]),
  );
});

describe('docs/gcp/uninstall.md', () => {
  test('lets the state forget what Terraform refuses to destroy, and nothing else', () => {
    expect(page('uninstall.md')).toContain(KEPT.source.replaceAll('\\.', '\\.'));
    const refused = resources.filter(([, { lifecycle }]) =>
      JSON.stringify(lifecycle)?.includes('"prevent_destroy":true'),
    );
    const forgotten = resources.filter(([address]) => KEPT.test(address));
    expect(forgotten.map(([address]) => address)).toEqual(refused.map(([address]) => address));
    expect(forgotten.length).toBe(10);
  });

  test('imports resources under the names that they have', () => {
    const imported = [...page('uninstall.md').matchAll(/ import (google_\S+) \\\n {2}(\S+)\n/g)].map(
      ([, address, id]) => [address, id],
    );
    const { keyRing, key, data, state } = {
      keyRing: rendered.only('google_kms_key_ring').name,
      key: rendered.only('google_kms_crypto_key').name,
      data: rendered.only('google_storage_bucket', 'data').name,
      state: rendered.only('google_storage_bucket', 'state').name,
    };
    const ring = `projects/acme-data/locations/europe-west1/keyRings/${keyRing}`;
    const addressOf = (start: string) => resources.find(([address]) => address.startsWith(start))?.[0];
    expect(imported).toEqual([
      [addressOf('google_kms_key_ring.'), ring],
      [addressOf('google_kms_crypto_key.'), `${ring}/cryptoKeys/${key}`],
      [addressOf('google_storage_bucket.Custody_ObjectStorage_data'), `acme-data/${data}`],
      [addressOf('google_storage_bucket.Custody_ObjectStorage_state'), `acme-data/${state}`],
    ]);
  });

  test('names no ring or bucket that does not exist', () => {
    const names = new Set(page('uninstall.md').match(/byoc-acme-(data-|state-)?[a-z0-9]{8}\b(?=[\s/])/g));
    const made = [
      rendered.only('google_kms_key_ring').name,
      rendered.only('google_storage_bucket', 'data').name,
      rendered.only('google_storage_bucket', 'state').name,
    ];
    expect([...names].sort()).toEqual(made.sort());
  });
});

test('docs/gcp/logs.md excludes from the default bucket what the sink takes', () => {
  expect(page('logs.md')).toContain(`filter='${stack.custody.logs.filter}'`);
});

test('docs/gcp/own-key.md names the members that custody binds', () => {
  const members = Object.values(rendered.field('google_kms_crypto_key_iam_member', 'member')) as string[];
  const known = members.filter((member) => !member.includes('<'));
  expect(known.length).toBe(3);
  for (const member of known) expect(page('own-key.md')).toContain(`\`${member}\``);
});

describe('the protection of the cluster', () => {
  let cluster: Record<string, unknown>;
  let addresses: string[];
  beforeAll(() => {
    const config = resolveConfig(fullPlan(), fullGcpEnvironment());
    const dataPlane = RenderedStack.of(new GcpDataPlaneStack(testScope(), 'data-plane-acme', { config }));
    cluster = dataPlane.only('google_container_cluster');
    addresses = Object.entries(dataPlane.json.resource ?? {}).flatMap(([type, all]) =>
      Object.keys(all).map((name) => `${type}.${name}`),
    );
  });

  test("is Terraform's alone, as docs/gcp/uninstall.md says", () => {
    expect(cluster).toMatchObject({ deletion_protection: true, lifecycle: { prevent_destroy: true } });
    for (const part of ['`prevent_destroy`', '`deletion_protection`', 'Google Cloud knows neither']) {
      expect(page('uninstall.md')).toContain(part);
    }
  });

  test('that a failed creation has left is taken off the cluster and nothing else: docs/gcp/changes.md', () => {
    const [, pattern = ''] = /grep '([^']+)' \|\n *xargs terraform .* untaint\n/.exec(page('changes.md')) ?? [];
    expect(addresses.filter((address) => new RegExp(pattern).test(address))).toEqual([
      expect.stringMatching(/^google_container_cluster\.DataPlane_Cluster_[0-9A-F]{8}$/),
    ]);
    expect(page('changes.md')).toContain(`gcloud container clusters delete ${cluster.name} `);
  });
});
