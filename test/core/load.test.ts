import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadEnvironment, loadPlan } from '../../lib/core/load';
import { resolveConfig } from '../../lib/core/resolve-config';
import { fullEnvironment, fullPlan, minimalEnvironment, minimalPlan, problemsOf } from '../support/config';
import { ENVIRONMENT_YAML, PLAN_YAML } from '../support/config-yaml';

const folder = mkdtempSync(join(tmpdir(), 'byoc-load-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('an environment is read from YAML', () => {
  expect(loadEnvironment(file('environment.yaml', ENVIRONMENT_YAML))).toEqual(minimalEnvironment());
});

test('a plan is read from YAML', () => {
  expect(loadPlan(file('plan.yaml', PLAN_YAML))).toEqual(minimalPlan());
});

test('an environment is read from JSON', () => {
  expect(loadEnvironment(file('environment.json', JSON.stringify(fullEnvironment())))).toEqual(fullEnvironment());
});

test('a plan is read from JSON', () => {
  expect(loadPlan(file('plan.json', JSON.stringify(fullPlan())))).toEqual(fullPlan());
});

test.each(['minimal', 'streaming-database'])('example %s is read and resolved', (example) => {
  const path = (name: string) => join(__dirname, '..', '..', 'examples', example, name);
  const plan = loadPlan(path('plan.yaml'));
  expect(problemsOf(() => resolveConfig(plan, loadEnvironment(path('environment.yaml'))))).toEqual([]);
});

test('fails if a key is unknown, and names file, line, path and the nearest known key', () => {
  expect(
    problemsOf(() => loadEnvironment(file('environment.yaml', `${ENVIRONMENT_YAML}network:\n  cird: 10.0.0.0/16\n`))),
  ).toEqual(["environment.yaml:8: 'environment.network.cird' must be a known key, got cird; did you mean 'cidr'?"]);
});

test('fails if a value breaks a rule of its own', () => {
  const text = ENVIRONMENT_YAML.replace('id: demo', 'id: acme-eu');
  expect(problemsOf(() => loadEnvironment(file('environment.yaml', text)))).toEqual([
    "environment.yaml:1: 'environment.id' must be 2 to 16 lower-case letters and digits, starting with a letter, without hyphen, got acme-eu; choose another id",
  ]);
});

test('fails if something is missing, and names the line of what should hold it', () => {
  const text = PLAN_YAML.replace(', maxNodesPerZone: 3', '').replace('domain: notes.example.com\n', '');
  expect(problemsOf(() => loadPlan(file('plan.yaml', text)))).toEqual([
    "plan.yaml:1: 'plan.domain' must be set (a string), got nothing; add it",
    "plan.yaml:7: 'plan.nodeProfiles[0].maxNodesPerZone' must be set (a number), got nothing; add it",
  ]);
});

test('every problem of a file is named at once, in YAML and in JSON', () => {
  const text = JSON.stringify({ ...minimalEnvironment(), id: 'X', zone: 'a', region: 1 }, undefined, 1);
  expect(problemsOf(() => loadEnvironment(file('environment.json', text)))).toEqual([
    'environment.json:5: \'environment.region\' must be a string, got 1; write it in quotes: "1"',
    "environment.json:2: 'environment.id' must be 2 to 16 lower-case letters and digits, starting with a letter, without hyphen, got X; choose another id",
    "environment.json:14: 'environment.zone' must be a known key, got zone; did you mean 'zones'?",
  ]);
});

test('fails if an account number lacks its quotes, and shows it as it is written', () => {
  const text = ENVIRONMENT_YAML.replace("'111122223333'", '011122223333');
  expect(problemsOf(() => loadEnvironment(file('environment.yaml', text)))).toEqual([
    'environment.yaml:3: \'environment.account\' must be a string, got 011122223333; write it in quotes: "011122223333"',
  ]);
});

test('fails if a Kubernetes version lacks its quotes, and shows it as it is written', () => {
  expect(problemsOf(() => loadPlan(file('plan.yaml', `${PLAN_YAML}kubernetesVersion: 1.40\n`)))).toEqual([
    'plan.yaml:9: \'plan.kubernetesVersion\' must be a string, got 1.40; write it in quotes: "1.40"',
  ]);
});

test('fails if YAML is not closed', () => {
  expect(problemsOf(() => loadPlan(file('plan.yaml', 'product:\n  id: [a, b\nvendor: {}\n')))).toEqual([
    "plan.yaml:3: 'plan' must be valid YAML or JSON, got Flow sequence in block collection must be sufficiently indented and end with a ]; correct the syntax there",
  ]);
});

test('fails if a key stands twice', () => {
  expect(problemsOf(() => loadEnvironment(file('environment.yaml', `${ENVIRONMENT_YAML}id: other\n`)))).toEqual([
    "environment.yaml:7: 'environment' must be valid YAML or JSON, got Map keys must be unique; correct the syntax there",
  ]);
});

test('fails if a value has a tag, which would be lost', () => {
  const text = ENVIRONMENT_YAML.replace("'111122223333'", '!Ref AWS::AccountId');
  expect(problemsOf(() => loadEnvironment(file('environment.yaml', text)))).toEqual([
    "environment.yaml:3: 'environment' must be valid YAML or JSON, got Unresolved tag: !Ref; correct the syntax there",
  ]);
});

test('fails if an alias is unknown', () => {
  const text = ENVIRONMENT_YAML.replace('id: demo', 'id: *name');
  expect(problemsOf(() => loadEnvironment(file('environment.yaml', text)))).toEqual([
    "environment.yaml: 'environment' must be valid YAML or JSON, got Unresolved alias (the anchor must be set before the alias): name; correct the aliases",
  ]);
});

test('an alias stands for its anchor', () => {
  const text = ENVIRONMENT_YAML.replace('region: eu', 'tags: { region: &region eu-central-1 }\nregion: *region # eu');
  expect(loadEnvironment(file('environment.yaml', text)).region).toBe('eu-central-1');
});

test('fails if JSON is cut off', () => {
  const text = JSON.stringify(minimalPlan()).slice(0, -1);
  expect(problemsOf(() => loadPlan(file('plan.json', text)))).toEqual([
    "plan.json:1: 'plan' must be valid YAML or JSON, got Flow map must end with a }; correct the syntax there",
  ]);
});

test('fails if a file is empty', () => {
  expect(problemsOf(() => loadPlan(file('plan.yaml', '')))).toEqual([
    "plan.yaml: 'plan' must be an object, got null; give an object",
  ]);
});

test('fails if there is no such file', () => {
  const path = join(folder, 'missing.yaml');
  const [message] = problemsOf(() => loadPlan(path));
  expect(message).toBe(`'plan' must be a file that can be read, got ${path} (ENOENT); correct the path`);
});

test('fails if the file is a folder', () => {
  const [message] = problemsOf(() => loadEnvironment(folder));
  expect(message).toBe(`'environment' must be a file that can be read, got ${folder} (EISDIR); correct the path`);
});

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
