import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkFolder, writeManifests } from '../../cdk8s-app/manifests';
import { KEPT_KINDS, objectLines, RENDERED_KINDS } from '../../cdk8s-app/objects';
import { problemsOf } from '../support/config';

const FILES = [
  { path: '10-agent.yaml', content: 'a' },
  { path: 'charts/install.sh', content: 'b' },
  { path: 'objects.txt', content: 'c' },
];

describe('a folder of manifests', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'byoc-manifests-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('may be new or empty', () => {
    expect(problemsOf(() => checkFolder(join(folder, 'new')))).toEqual([]);
    expect(problemsOf(() => checkFolder(folder))).toEqual([]);
  });

  test('loses what an earlier version wrote, and nothing else', () => {
    writeManifests([{ path: '20-proxy.yaml', content: '' }, ...FILES], folder);
    mkdirSync(join(folder, '.git'));
    writeFileSync(join(folder, 'notes.md'), '');
    checkFolder(folder);
    writeManifests(FILES, folder);
    expect(readdirSync(folder).sort()).toEqual(['.git', '10-agent.yaml', 'charts', 'notes.md', 'objects.txt']);
  });

  test('fails if something else is in it, and leaves that alone', () => {
    writeFileSync(join(folder, 'plan.yaml'), '');
    expect(problemsOf(() => checkFolder(folder))).toEqual([
      `'arguments.out' must be a new folder, an empty one, or one of manifests, got ${folder} (plan.yaml); choose another one`,
    ]);
    expect(existsSync(join(folder, 'plan.yaml'))).toBe(true);
  });
});

test('an object is kept by the name that kubectl has for its kind', () => {
  const metadata = { name: 'agent', namespace: 'byoc-system' };
  expect(
    objectLines([
      { apiVersion: 'apps/v1', kind: 'Deployment', metadata },
      { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'x' } },
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'byoc-system' } },
    ]),
  ).toEqual(['clusterroles.rbac.authorization.k8s.io - x', 'deployments.apps byoc-system agent']);
});

test('no kind is both deleted and never deleted', () => {
  expect(KEPT_KINDS.filter((kind) => kind in RENDERED_KINDS)).toEqual([]);
});

test('fails if a kind is in no list', () => {
  expect(() => objectLines([{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x' } }])).toThrow(
    'kind Secret is in no list of cdk8s-app/objects.ts',
  );
});
