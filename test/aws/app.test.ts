import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { gcpEnvironment, minimalEnvironment, minimalPlan, minimalPlanForEveryCloud } from '../support/config';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'byoc-app-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Run {
  readonly exitCode: unknown;
  /** What the customer reads. */
  readonly said: string;
  /** What CDK's command would deploy. */
  readonly written: readonly string[];
}

/** Runs the app with two files as CDK's command does, up to the end of its process. `context` is what `-c` adds. */
function run(plan: unknown, environment: unknown, context: Readonly<Record<string, string>> = {}): Run {
  const [planFile, environmentFile, out] = ['plan.yaml', 'environment.yaml', 'out'].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  writeFileSync(planFile, stringify(plan));
  writeFileSync(environmentFile, stringify(environment));
  const { env, exitCode } = process;
  const listening = process.listeners('beforeExit');
  const error = jest.spyOn(console, 'error').mockImplementation();
  process.env = {
    ...env,
    CDK_OUTDIR: out,
    CDK_CONTEXT_JSON: JSON.stringify({ plan: planFile, environment: environmentFile, ...context }),
  };
  try {
    jest.isolateModules(() => require('../../cdk-app/app'));
    // What CDK would write at the end, unasked.
    for (const listener of process.listeners('beforeExit')) {
      if (!listening.includes(listener)) listener(0);
    }
    return {
      exitCode: process.exitCode,
      said: error.mock.calls.map((line) => line.join(' ')).join('\n'),
      written: readdirSync(out),
    };
  } finally {
    for (const listener of process.listeners('beforeExit')) {
      if (!listening.includes(listener)) process.removeListener('beforeExit', listener);
    }
    error.mockRestore();
    process.env = env;
    process.exitCode = exitCode;
  }
}

test('two files become the templates of four stacks', () => {
  const { exitCode, written } = run(minimalPlan(), minimalEnvironment());
  expect([exitCode, written.filter((file) => file.endsWith('.template.json')).sort()]).toEqual([
    undefined,
    ['bootstrap', 'custody', 'data-plane', 'detections'].map((room) => `${room}-demo.template.json`),
  ]);
});

test('nothing is written if a file is refused: an empty app would be deployed over what is there', () => {
  const { exitCode, said, written } = run(minimalPlan(), { ...minimalEnvironment(), account: '1' });
  expect([exitCode, written]).toEqual([1, []]);
  expect(said).toBe("environment.yaml:3: 'environment.account' must be 12 digits, got 1; write it in quotes");
});

test('nothing is written if the environment is on another cloud', () => {
  const { exitCode, said, written } = run(minimalPlanForEveryCloud(), gcpEnvironment());
  expect([exitCode, written]).toEqual([1, []]);
  expect(said).toBe("'environment.cloud' must be aws for this app, got gcp; use the app of that cloud");
});

describe('with -c asOf=<moment>', () => {
  const environment = {
    ...minimalEnvironment(),
    access: { externalId: '9f2c1a7755d04c1e8f6b', vendorExpiresAt: '2026-11-20T00:00:00Z' },
  };

  test('nothing is written if access has ended by then', () => {
    const { exitCode, said, written } = run(minimalPlan(), environment, { asOf: '2026-11-21T00:00:00Z' });
    expect([exitCode, written]).toEqual([1, []]);
    expect(said).toBe(
      "environment.yaml:13: 'environment.access.vendorExpiresAt' must be later than 2026-11-21T00:00:00Z (asOf), " +
        'got 2026-11-20T00:00:00Z; set a later moment, or set mode to self-managed and remove it',
    );
  });

  test('access that ends later is written', () => {
    const { exitCode, said, written } = run(minimalPlan(), environment, { asOf: '2026-11-19T23:59:59Z' });
    expect(exitCode).toBeUndefined();
    expect(said).not.toContain('vendorExpiresAt');
    expect(written).toContain('bootstrap-demo.template.json');
  });
});
