import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadEnvironment, loadPlan } from '../../lib/core/load';
import { resolveConfig } from '../../lib/core/resolve-config';
import { minimalEnvironment, minimalPlan, problemsOf } from '../support/config';
import { ENVIRONMENT_YAML, PLAN_YAML } from '../support/config-yaml';

const folder = mkdtempSync(join(tmpdir(), 'byoc-load-lines-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('while the file is read', () => {
  test('fails if a value below its key is wrong, on the line of the key', () => {
    const text = ENVIRONMENT_YAML.replace('id: demo', 'id:\n  acme-eu');
    expect(problemsOf(() => environment(text))).toEqual([
      "environment.yaml:1: 'environment.id' must be 2 to 16 lower-case letters and digits, starting with a letter, without hyphen, got acme-eu; choose another id",
    ]);
  });

  test('fails if a key is unknown, on its line and not on that of its value', () => {
    expect(problemsOf(() => environment(`${ENVIRONMENT_YAML}network:\n  cird:\n    10.0.0.0/16\n`))).toEqual([
      "environment.yaml:8: 'environment.network.cird' must be a known key, got cird; did you mean 'cidr'?",
    ]);
  });

  test('fails if an entry of a list is wrong, on the line of the entry', () => {
    const text = PLAN_YAML.replace('[control.notes.example.com]', '[\n  control.notes.example.com,\n  Control ]');
    expect(problemsOf(() => plan(text))).toEqual([
      "plan.yaml:7: 'plan.controlPlane.hosts[1]' must be a lower-case host name, got Control; write it like control.example.com",
    ]);
  });

  test('fails if a field of an entry is wrong, on the line of its key', () => {
    expect(problemsOf(() => plan(`${PLAN_YAML}buckets:\n  - name: data\n    versioned:\n      often\n`))).toEqual([
      "plan.yaml:11: 'plan.buckets[0].versioned' must be a boolean, got often; write true or false",
    ]);
  });

  test('fails if a list below its key is empty, on the line of the key', () => {
    expect(problemsOf(() => plan(PLAN_YAML.replace('[control.notes.example.com]', '\n  []')))).toEqual([
      "plan.yaml:5: 'plan.controlPlane.hosts' must have at least one entry, got []; add one",
    ]);
  });
});

describe('when plan and environment are joined', () => {
  test('fails if a value below its key is wrong, on the line of the key', () => {
    const loaded = environment(`${ENVIRONMENT_YAML}network:\n  cidr:\n    10.0.0.0/24\n`);
    expect(problemsOf(() => resolveConfig(minimalPlan(), loaded))).toEqual([
      "environment.yaml:8: 'environment.network.cidr' must be a /23 or larger on aws, got 10.0.0.0/24; choose a larger network",
    ]);
  });

  test('fails if a map is wrong, on the line of its key', () => {
    const loaded = environment(`${ENVIRONMENT_YAML}nodeLimits:\n  general:\n    minNodesPerZone: 4\n`);
    expect(problemsOf(() => resolveConfig(minimalPlan(), loaded))).toEqual([
      "environment.yaml:8: 'environment.nodeLimits.general' must not be more than maxNodesPerZone (3), got 4; lower the one or raise the other",
    ]);
  });

  test('fails if a key is wrong that YAML reads as a number, on its line', () => {
    const loaded = environment(`${ENVIRONMENT_YAML}nodeLimits:\n  general: {}\n  5:\n    minNodesPerZone: 4\n`);
    expect(problemsOf(() => resolveConfig(minimalPlan(), loaded))).toEqual([
      "environment.yaml:9: 'environment.nodeLimits.5' must name a node profile of the plan, got 5; choose one of system, general",
    ]);
  });

  test('fails if a field of an entry is wrong, on the line of its key', () => {
    const loaded = plan(PLAN_YAML.replace('memoryGiB: 8', 'memoryGiB: 8,\n      minNodesPerZone:\n        5'));
    expect(problemsOf(() => resolveConfig(loaded, minimalEnvironment()))).toEqual([
      "plan.yaml:9: 'plan.nodeProfiles[0].minNodesPerZone' must not be more than maxNodesPerZone (3), got 5; lower the one or raise the other",
    ]);
  });

  test('fails if both files are wrong, each on its own lines', () => {
    const loadedPlan = plan(`${PLAN_YAML}buckets:\n  - name: data\n`);
    const loadedEnvironment = environment(ENVIRONMENT_YAML.replace('eu-central-1c', 'eu-west-1c'));
    expect(problemsOf(() => resolveConfig(loadedPlan, loadedEnvironment))).toEqual([
      "environment.yaml:5: 'environment.zones[2]' must be a zone of eu-central-1, got eu-west-1c; choose one of eu-central-1a, eu-central-1b, eu-central-1c",
      "plan.yaml:9: 'plan.buckets' must have a bucket named 'state', got [\"data\"]; add it",
    ]);
  });

  test('fails if something is missing, on the line of the key that should hold it', () => {
    const loaded = environment(`${ENVIRONMENT_YAML}kubernetesApi:\n  access: public\n`);
    expect(problemsOf(() => resolveConfig(minimalPlan(), loaded))).toEqual([
      "environment.yaml:7: 'environment.kubernetesApi.allowedCidrs' must list the networks that may reach a public Kubernetes API, got []; add them, or set access to private",
    ]);
  });

  test('fails if an alias brings a wrong value, on the line of the alias', () => {
    const peers = 'network:\n  peeredCidrs: &peers [10.1.0.0/16, 8.0.0.0/7]\n';
    const loaded = environment(
      `${ENVIRONMENT_YAML}${peers}kubernetesApi:\n  access: private\n  allowedCidrs: *peers\n`,
    );
    expect(problemsOf(() => resolveConfig(minimalPlan(), loaded))).toEqual([
      "environment.yaml:11: 'environment.kubernetesApi.allowedCidrs[1]' must be a /8 or smaller, not a large part of the internet, got 8.0.0.0/7; list the networks that need it",
    ]);
  });

  test('fails if a map in JSON is wrong, on the line of its key', () => {
    const text = JSON.stringify(
      { ...minimalEnvironment(), nodeLimits: { general: { minNodesPerZone: 4 } } },
      undefined,
      1,
    );
    const loaded = loadEnvironment(file('environment.json', text));
    expect(problemsOf(() => resolveConfig(minimalPlan(), loaded))).toEqual([
      "environment.json:15: 'environment.nodeLimits.general' must not be more than maxNodesPerZone (3), got 4; lower the one or raise the other",
    ]);
  });

  test('fails if a changed copy is wrong, without a line', () => {
    const changed = { ...environment(ENVIRONMENT_YAML), zones: ['x', 'y'] };
    expect(problemsOf(() => resolveConfig(minimalPlan(), changed))).toEqual([
      '\'environment.zones\' must be exactly three zones, got ["x","y"]; add some of eu-central-1a, eu-central-1b, eu-central-1c',
      "'environment.zones[0]' must be a zone of eu-central-1, got x; choose one of eu-central-1a, eu-central-1b, eu-central-1c",
      "'environment.zones[1]' must be a zone of eu-central-1, got y; choose one of eu-central-1a, eu-central-1b, eu-central-1c",
    ]);
  });
});

function environment(text: string) {
  return loadEnvironment(file('environment.yaml', text));
}

function plan(text: string) {
  return loadPlan(file('plan.yaml', text));
}

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
