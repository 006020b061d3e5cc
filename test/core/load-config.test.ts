import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../lib/core/load-config';
import { resolveConfig } from '../../lib/core/resolve-config';
import { fullEnvironment, fullPlan, minimalEnvironment, minimalPlan, problemsOf } from '../support/config';

const folder = mkdtempSync(join(tmpdir(), 'byoc-load-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('two files become what their contents become', () => {
  const config = loadConfig(file('plan.json', fullPlan()), file('environment.json', fullEnvironment()));
  expect(config).toEqual(resolveConfig(fullPlan(), fullEnvironment()));
});

test('fails if both files break a rule, and names both', () => {
  const plan = file('plan.json', { ...minimalPlan(), domain: 'x' });
  const environment = file('environment.json', { ...minimalEnvironment(), id: 'X' });
  expect(problemsOf(() => loadConfig(plan, environment))).toEqual([
    "plan.json:1: 'plan.domain' must be a lower-case host name, got x; write it like control.example.com",
    "environment.json:1: 'environment.id' must be 2 to 16 lower-case letters and digits, starting with a letter, without hyphen, got X; choose another id",
  ]);
});

test('fails if an expiry is past at the moment that is given, and names file and line', () => {
  const access = { externalId: '9f2c1a7755d04c1e8f6b', vendorExpiresAt: '2026-11-20T00:00:00Z' };
  const [plan, environment] = [
    file('plan.json', minimalPlan()),
    file('environment.json', { ...minimalEnvironment(), access }),
  ];
  expect(problemsOf(() => loadConfig(plan, environment, { asOf: '2026-11-21T00:00:00Z' }))).toEqual([
    "environment.json:1: 'environment.access.vendorExpiresAt' must be later than 2026-11-21T00:00:00Z (asOf), got 2026-11-20T00:00:00Z; set a later moment, or set mode to self-managed and remove it",
  ]);
  expect(problemsOf(() => loadConfig(plan, environment))).toEqual([]);
});

test('fails if the moment that is given cannot be read, and names no file', () => {
  const [plan, environment] = [file('plan.json', minimalPlan()), file('environment.json', minimalEnvironment())];
  expect(problemsOf(() => loadConfig(plan, environment, { asOf: '2026-11-21' }))).toEqual([
    "'asOf' must be a moment in UTC with seconds and Z, got 2026-11-21; write it like 2027-01-31T00:00:00Z",
  ]);
});

test('fails if there is no plan', () => {
  const plan = join(folder, 'missing.yaml');
  expect(problemsOf(() => loadConfig(plan, file('environment.json', minimalEnvironment())))).toEqual([
    `'plan' must be a file that can be read, got ${plan} (ENOENT); correct the path`,
  ]);
});

test('fails if there is no environment', () => {
  const environment = join(folder, 'missing.yaml');
  expect(problemsOf(() => loadConfig(file('plan.json', minimalPlan()), environment))).toEqual([
    `'environment' must be a file that can be read, got ${environment} (ENOENT); correct the path`,
  ]);
});

test('fails if the files break a rule together, and names file and line', () => {
  const environment = file('environment.json', { ...minimalEnvironment(), nodeLimits: { genral: {} } });
  expect(problemsOf(() => loadConfig(file('plan.json', minimalPlan()), environment))).toEqual([
    "environment.json:1: 'environment.nodeLimits.genral' must name a node profile of the plan, got genral; choose one of system, general",
  ]);
});

test('an error of another kind is a bug of ours and is not hidden', () => {
  jest.isolateModules(() => {
    jest.doMock('../../lib/core/load', () => ({
      readPlan: () => {
        throw new TypeError('a bug');
      },
    }));
    const isolated = require('../../lib/core/load-config') as typeof import('../../lib/core/load-config');
    expect(() => isolated.loadConfig('plan.yaml', 'environment.yaml')).toThrow(new TypeError('a bug'));
  });
});

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(content));
  return path;
}
