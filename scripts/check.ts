import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { addTemplates } from '../cdk-app/templates';
import { awsExample, awsExamples, synthesize } from './examples';
import { staleFiles } from './rendered-files';
import { ROOT } from './root';

/** Runs everything that must hold before a change lands. The last line counts. */
interface Step {
  readonly name: string;
  /** Throws, or returns what is wrong, if the step does not hold. */
  readonly run: () => string | undefined | Promise<string | undefined>;
}

const steps: Step[] = [
  { name: 'lint and format (biome)', run: () => command('biome', 'check', '--error-on-warnings', '.') },
  { name: 'types (tsc)', run: () => command('tsc', '--noEmit') },
  { name: 'tests (jest), none skipped', run: testsWithoutSkip },
  {
    name: 'rendered files are up to date',
    run: async () => {
      const stale = await staleFiles();
      return stale.length === 0 ? undefined : `run npm run render for ${stale.join(', ')}`;
    },
  },
  { name: "examples and templates with CDK's validator", run: validateExamples },
  { name: 'package (publint)', run: () => command('publint', '--strict') },
  { name: 'types of the package (attw)', run: () => command('attw', '--pack') },
];

async function main(): Promise<void> {
  let failed = 0;
  for (const { name, run } of steps) {
    const started = Date.now();
    const problem = await attempt(run);
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    console.log(`${problem === undefined ? 'ok' : 'FAILED'} ${name} (${seconds} s)`);
    if (problem !== undefined) {
      failed += 1;
      console.log(problem);
    }
  }
  console.log(`${steps.length - failed} passed, ${failed} failed, 0 skipped`);
  process.exitCode = failed === 0 ? 0 : 1;
}

async function attempt(run: Step['run']): Promise<string | undefined> {
  try {
    return await run();
  } catch (error) {
    return String(error);
  }
}

/** Output of a tool of this project if it fails. */
function command(tool: string, ...args: string[]): string | undefined {
  const { status, stdout, stderr } = spawnSync(join(ROOT, 'node_modules', '.bin', tool), args, {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return status === 0 ? undefined : `${stdout}${stderr}`;
}

/** A skipped test is a test that we do not have. */
function testsWithoutSkip(): string | undefined {
  return inFolder((folder) => {
    const report = join(folder, 'jest.json');
    const problem = command('jest', '--silent', '--json', `--outputFile=${report}`);
    if (problem !== undefined) return problem;
    const { numPendingTests, numTodoTests } = JSON.parse(readFileSync(report, 'utf8')) as Record<string, number>;
    const left = `${numPendingTests} skipped, ${numTodoTests} to do`;
    // What compares with reference data beside the project says so and is left out where there is none.
    const without = existsSync(join(ROOT, '..', 'shared')) ? 0 : numPendingTests;
    if (without !== 0) console.log(`skipped ${without} tests: there is no reference data in ../shared`);
    return numPendingTests === without && numTodoTests === 0 ? undefined : left;
  });
}

/** Every finding counts, also one that the validator calls a warning. */
function validateExamples(): string | undefined {
  return inFolder((outdir) => {
    const context = { '@aws-cdk/core:validateAgainstDefaultRules': true };
    const folders = awsExamples().map((example) => {
      const folder = join(outdir, example.name);
      synthesize(example, folder, context);
      return folder;
    });
    const app = new App({ outdir: join(outdir, 'templates'), context, analyticsReporting: false });
    addTemplates(app, awsExample('streaming-database'), 'asked for');
    const reports = [...folders, app.synth().directory].flatMap((folder) => {
      const report = JSON.parse(readFileSync(join(folder, 'validation-report.json'), 'utf8')) as ValidationReport;
      return report.pluginReports;
    });
    // What is acknowledged beside the code is reported too: without a single report, the validator did not run.
    if (reports.length === 0) return 'the validator did not run';
    const findings = reports.flatMap(({ violations }) => violations.map(({ description }) => description));
    return findings.length === 0 ? undefined : findings.join('\n');
  });
}

/** Runs a step with a folder that is removed afterwards. */
function inFolder<Result>(run: (folder: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'byoc-check-'));
  try {
    return run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What CDK writes beside the templates. */
interface ValidationReport {
  readonly pluginReports: readonly { readonly violations: readonly { readonly description: string }[] }[];
}

void main();
