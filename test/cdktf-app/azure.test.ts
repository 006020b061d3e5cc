import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { main } from '../../cdktf-app/azure';
import { azureEnvironment, minimalEnvironment, minimalPlanForEveryCloud, problemsOf } from '../support/config';

const STACKS = ['bootstrap-demo', 'custody-demo', 'data-plane-demo', 'grants-demo'];

let folder: string;
let said: { readonly out: string[]; readonly error: string[] };
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'byoc-app-'));
  said = { out: [], error: [] };
  jest.spyOn(console, 'log').mockImplementation((line) => said.out.push(line));
  jest.spyOn(console, 'error').mockImplementation((line) => said.error.push(line));
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the app with two files. */
function run(plan: unknown, environment: unknown, ...options: readonly string[]): void {
  const files = Object.entries({ plan, environment }).map(([name, value]) => {
    const file = join(folder, `${name}.yaml`);
    writeFileSync(file, stringify(value));
    return file;
  });
  main([...files, '--out', out(), ...options]);
}

const out = (...parts: readonly string[]) => join(folder, 'out', ...parts);

test('two files become four stacks in folders of their own, said in the order in which they are applied', () => {
  run(minimalPlanForEveryCloud(), azureEnvironment());
  expect(said.out).toEqual(STACKS.map((stack) => out(stack, 'cdk.tf.json')));
  expect(readdirSync(out())).toEqual(STACKS);
  for (const stack of STACKS) expect([stack, readdirSync(out(stack))]).toEqual([stack, ['cdk.tf.json']]);
  expect(said.error.filter((line) => !/^warning: '[\w.]+' /.test(line))).toEqual([]);
});

test('variables that cdktf reads change nothing', () => {
  run(minimalPlanForEveryCloud(), azureEnvironment());
  const files = () => STACKS.map((stack) => readFileSync(out(stack, 'cdk.tf.json'), 'utf8'));
  const before = files();
  const { env } = process;
  process.env = {
    ...env,
    CDKTF_CONTEXT_JSON: JSON.stringify({ excludeStackIdFromLogicalIds: 'true', cdktfVersion: '0.0.0' }),
    CDKTF_TARGET_STACK_ID: 'custody-demo',
    SYNTH_HCL_OUTPUT: 'true',
  };
  try {
    rmSync(out(), { recursive: true });
    run(minimalPlanForEveryCloud(), azureEnvironment());
    expect(files()).toEqual(before);
  } finally {
    process.env = env;
  }
});

describe('nothing is written', () => {
  afterEach(() => expect([existsSync(out()), said.out]).toEqual([false, []]));

  test('if a file is refused; the problems of both are said together', () => {
    const plan = { ...minimalPlanForEveryCloud(), kubernetesVersion: '1.2' };
    const problems = problemsOf(() => run(plan, { ...azureEnvironment(), subscription: 'acme', zones: [] }));
    expect(problems.map((line) => line.replace(/^.*?'([\w.]+)'.*$/, '$1'))).toEqual([
      'plan.kubernetesVersion',
      'environment.subscription',
      'environment.zones',
    ]);
  });

  test('if the environment is on another cloud', () => {
    expect(problemsOf(() => run(minimalPlanForEveryCloud(), minimalEnvironment()))).toEqual([
      "'environment.cloud' must be azure for this app, got aws; name an environment on Azure, such as environment-azure.yaml of the examples",
    ]);
  });

  const usage = 'write: node dist/cdktf-app/azure.js plan.yaml environment.yaml [--out terraform] [--as-of moment]';

  test('if a file is missing', () => {
    expect(problemsOf(() => main(['plan.yaml']))).toEqual([
      `'arguments' must name plan and environment, got plan.yaml; ${usage}`,
    ]);
  });
});
