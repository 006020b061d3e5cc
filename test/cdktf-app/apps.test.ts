import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { main as azure } from '../../cdktf-app/azure';
import { main as gcp } from '../../cdktf-app/gcp';
import {
  azureEnvironment,
  gcpEnvironment,
  minimalEnvironment,
  minimalPlanForEveryCloud,
  problemsOf,
} from '../support/config';

const STACKS = ['bootstrap-demo', 'custody-demo', 'data-plane-demo', 'grants-demo'];

interface App {
  readonly main: (args: readonly string[]) => void;
  /** What the cloud is called. */
  readonly title: string;
  readonly environment: object;
  /** A field of the environment with something that is refused. */
  readonly wrong: Readonly<Record<string, string>>;
}

const APPS: Readonly<Record<string, App>> = {
  gcp: { main: gcp, title: 'Google Cloud', environment: gcpEnvironment(), wrong: { project: '123456789012' } },
  azure: { main: azure, title: 'Azure', environment: azureEnvironment(), wrong: { subscription: 'acme' } },
};

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

describe.each(Object.entries(APPS))('the app for %s', (cloud, { main, title, environment, wrong }) => {
  /** Runs the app with two files. */
  function run(plan: unknown, installation: unknown, ...options: readonly string[]): void {
    const files = Object.entries({ plan, environment: installation }).map(([name, value]) => {
      const file = join(folder, `${name}.yaml`);
      writeFileSync(file, stringify(value));
      return file;
    });
    main([...files, '--out', out(), ...options]);
  }

  const out = (...parts: readonly string[]) => join(folder, 'out', ...parts);

  test('two files become four stacks in folders of their own, said in the order in which they are applied', () => {
    run(minimalPlanForEveryCloud(), environment);
    expect(said.out).toEqual(STACKS.map((stack) => out(stack, 'cdk.tf.json')));
    expect(readdirSync(out())).toEqual(STACKS);
    for (const stack of STACKS) expect([stack, readdirSync(out(stack))]).toEqual([stack, ['cdk.tf.json']]);
    expect(said.error.filter((line) => !/^warning: '[\w.]+' /.test(line))).toEqual([]);
  });

  test('what Terraform keeps beside a stack stays when the stack is written again', () => {
    mkdirSync(out('custody-demo'), { recursive: true });
    writeFileSync(out('custody-demo', 'terraform.tfstate'), 'state');
    run(minimalPlanForEveryCloud(), environment);
    run(minimalPlanForEveryCloud(), environment);
    expect(readFileSync(out('custody-demo', 'terraform.tfstate'), 'utf8')).toBe('state');
  });

  test('variables that cdktf reads change nothing', () => {
    run(minimalPlanForEveryCloud(), environment);
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
      run(minimalPlanForEveryCloud(), environment);
      expect(files()).toEqual(before);
    } finally {
      process.env = env;
    }
  });

  describe('nothing is written', () => {
    afterEach(() => expect([existsSync(out()), said.out]).toEqual([false, []]));

    test('if a file is refused; the problems of both are said together', () => {
      const plan = { ...minimalPlanForEveryCloud(), kubernetesVersion: '1.2' };
      const problems = problemsOf(() => run(plan, { ...environment, ...wrong, zones: [] }));
      expect(problems.map((line) => line.replace(/^.*?'([\w.]+)'.*$/, '$1'))).toEqual([
        'plan.kubernetesVersion',
        ...Object.keys(wrong).map((field) => `environment.${field}`),
        'environment.zones',
      ]);
    });

    test('if the environment is on another cloud', () => {
      expect(problemsOf(() => run(minimalPlanForEveryCloud(), minimalEnvironment()))).toEqual([
        `'environment.cloud' must be ${cloud} for this app, got aws; name an environment on ${title}, such as environment-${cloud}.yaml of the examples`,
      ]);
    });

    test('if access has ended by --as-of', () => {
      const ended = { ...environment, access: { vendorExpiresAt: '2026-11-20T00:00:00Z' } };
      const problems = problemsOf(() => run(minimalPlanForEveryCloud(), ended, '--as-of', '2026-11-21T00:00:00Z'));
      expect(problems).toHaveLength(1);
      expect(problems[0]).toContain(
        "'environment.access.vendorExpiresAt' must be later than 2026-11-21T00:00:00Z (asOf)",
      );
    });

    const usage = `write: node dist/cdktf-app/${cloud}.js plan.yaml environment.yaml [--out terraform] [--as-of moment]`;

    test.each([
      ['missing', ['plan.yaml'], 'plan.yaml'],
      ['one too many', ['a', 'b', 'c'], 'a b c'],
    ])('if a file is %s', (_, args, got) => {
      expect(problemsOf(() => main(args))).toEqual([
        `'arguments' must name plan and environment, got ${got}; ${usage}`,
      ]);
    });

    test('if an option is unknown', () => {
      const [problem] = problemsOf(() => main(['a', 'b', '--into', 'c']));
      expect(problem).toMatch(/^'arguments' must be known, got .*--into/);
      expect(problem?.endsWith(`; ${usage}`)).toBe(true);
    });
  });
});
