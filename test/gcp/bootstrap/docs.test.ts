import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Testing } from 'cdktf';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { GcpBootstrapStack } from '../../../lib/gcp/bootstrap/bootstrap-stack';
import { namesOf } from '../../../lib/gcp/names';
import { fullGcpEnvironment, fullPlan } from '../../support/config';
import { testScope } from '../../support/gcp';
import { roomOf } from '../../support/gcp-facts/room-of';
import type { Room } from '../../support/terraform-facts/room';

const FOLDER = join(__dirname, '..', '..', '..', 'docs', 'gcp');
const PAGE = readFileSync(join(FOLDER, 'security.md'), 'utf8');

test('every page names the environment of Google Cloud, and not that of AWS beside it', () => {
  const pages = readdirSync(FOLDER).filter((name) => name.endsWith('.md'));
  expect(pages.length).toBeGreaterThan(5);
  const wrong = pages.filter((name) => /environment\.yaml/.test(readFileSync(join(FOLDER, name), 'utf8')));
  expect(wrong).toEqual([]);
});

describe('docs/gcp/security.md', () => {
  let room: Room;
  beforeAll(() => {
    const config = resolveConfig(fullPlan(), fullGcpEnvironment());
    room = roomOf(JSON.parse(Testing.synth(new GcpBootstrapStack(testScope(), 'bootstrap-acme', { config }))));
  });

  test('brings pool and provider back under the names that they have', () => {
    const imported = [...PAGE.matchAll(/ import \\\n {2}(google_\S+) \\\n {2}(\S+)\n/g)].map(([, address, id]) => [
      address,
      id,
    ]);
    const [pool, provider] = ['', '_provider'].map((end) => room.only(`google_iam_workload_identity_pool${end}`));
    const id = `projects/acme-data/locations/global/workloadIdentityPools/${pool?.block.workload_identity_pool_id}`;
    expect(imported).toEqual([
      [pool?.address, id],
      [provider?.address, `${id}/providers/${provider?.block.workload_identity_pool_provider_id}`],
    ]);
  });

  test('says, where access is revoked, how to find a cluster or nodes that outlive it', () => {
    const [, section = ''] = /^### What outlives a revocation\n([\s\S]*?)^###? /m.exec(PAGE) ?? [];
    expect(PAGE.indexOf(section)).toBeGreaterThan(PAGE.indexOf('## Can we revoke permissions after setup?'));
    const { cluster } = namesOf('acme', 'acme-data');
    for (const command of [
      'gcloud container clusters list --project acme-data',
      `gcloud container node-pools list --cluster ${cluster} --location europe-west1 --project acme-data`,
      'gcloud container clusters delete <name> --location <location> --project acme-data',
    ]) {
      expect(section).toContain(command);
    }
  });

  test('tells the vendor of outputs that there are', () => {
    const [, named = ''] = /bootstrap-acme output` says: ([^.]*)\./.exec(PAGE) ?? [];
    const names = [...named.matchAll(/`(\w+)`/g)].map(([, name = '']) => name);
    expect(names).toEqual(['VendorAccount', 'VendorProvider', 'VendorRoles']);
    expect(Object.keys(room.outputs)).toEqual(expect.arrayContaining(names));
  });

  test('names the account that the vendor acts as', () => {
    const accounts = new Set(PAGE.match(/byoc-acme-vendor@[a-z0-9.-]+\.com/g));
    expect([...accounts]).toEqual([room.outputs.VendorAccount]);
  });

  test('names services for audit logs that an environment may name', () => {
    const [, list = ''] = /dataAccessLogs: \[([^\]]*)\]/.exec(PAGE) ?? [];
    const dataAccessLogs = list.split(/,\s*/) as NonNullable<ReturnType<typeof fullGcpEnvironment>['dataAccessLogs']>;
    expect(dataAccessLogs.length).toBe(3);
    const environment = { ...fullGcpEnvironment(), dataAccessLogs: [...dataAccessLogs] };
    expect(resolveConfig(fullPlan(), environment)).toMatchObject({ environment: { dataAccessLogs } });
  });
});
