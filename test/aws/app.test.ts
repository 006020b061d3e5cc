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

/** Runs the app with two files as CDK's command does, up to the end of its process. */
function run(plan: unknown, environment: unknown): Run {
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
    CDK_CONTEXT_JSON: JSON.stringify({ plan: planFile, environment: environmentFile }),
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

test('two files become the templates of two stacks', () => {
  const { exitCode, written } = run(minimalPlan(), minimalEnvironment());
  expect([exitCode, written.filter((file) => file.endsWith('.template.json')).sort()]).toEqual([
    undefined,
    ['custody-demo.template.json', 'data-plane-demo.template.json'],
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
