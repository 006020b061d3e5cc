import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../root';
import type { ProcessFigures } from './figures-of-process';

/** The input of everything that is measured, seen from the root: the streaming database. */
export const EXAMPLE = 'examples/streaming-database';

/** A Node program that is measured as a whole process, from `spawn` to its end. */
export interface Program {
  readonly name: string;
  /** What follows `node` on the command line. */
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** One process from start to end. */
export interface Run extends ProcessFigures {
  readonly wallSeconds: number;
  /** Time inside CDK's template validators, by its own account. Absent where they are off. */
  readonly validationSeconds?: number;
  readonly stdout: string;
}

/** The file that aws-cdk-lib writes for CDK_PERF_COUNTERS_FILE; times are in milliseconds. */
interface CdkCounters {
  readonly counters: { readonly validateTemplates?: number };
}

/** Runs the program once, in a fresh folder for what it synthesizes. `look` sees that folder before it goes. */
export function runProgram(program: Program, look?: (outputFolder: string) => void): Run {
  const scratch = mkdtempSync(join(tmpdir(), 'byoc-bench-'));
  try {
    const outputFolder = join(scratch, 'cdk.out');
    const figuresFile = join(scratch, 'figures.json');
    const countersFile = join(scratch, 'counters.json');
    const start = performance.now();
    const { status, signal, stdout, stderr, error } = spawnSync(
      process.execPath,
      ['-r', join(__dirname, 'figures-of-process.js'), ...program.args],
      {
        cwd: ROOT,
        encoding: 'utf8',
        maxBuffer: 2 ** 26,
        env: {
          ...inherited(),
          ...program.environment,
          BENCH_FIGURES_FILE: figuresFile,
          CDK_OUTDIR: outputFolder,
          CDK_PERF_COUNTERS_FILE: countersFile,
        },
      },
    );
    const wallSeconds = (performance.now() - start) / 1000;
    if (error !== undefined) throw error;
    if (status !== 0) throw new Error(`${program.name} ended with ${signal ?? status}:\n${stderr.slice(-4000)}`);
    const figures = JSON.parse(readFileSync(figuresFile, 'utf8')) as ProcessFigures;
    look?.(outputFolder);
    return { wallSeconds, stdout, ...figures, ...validationOf(countersFile) };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function validationOf(countersFile: string): { validationSeconds?: number } {
  if (!existsSync(countersFile)) return {};
  const { counters } = JSON.parse(readFileSync(countersFile, 'utf8')) as CdkCounters;
  const { validateTemplates } = counters;
  return validateTemplates === undefined ? {} : { validationSeconds: validateTemplates / 1000 };
}

/** The command as somebody would type it. */
export function commandLine({ args, environment = {} }: Program): string {
  const settings = Object.entries(environment).map(([name, value]) => `${name}=${quoted(value)}`);
  return [...settings, 'node', ...args.map((arg) => quoted(arg.replace(`${ROOT}/`, '').replace(homedir(), '~')))].join(
    ' ',
  );
}

/** The caller's environment without what would change the measured process. */
function inherited(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(AWS_|CDK_|CDKTF_|JSII_|NODE_|npm_)/.test(name));
  return { ...Object.fromEntries(kept), AWS_EC2_METADATA_DISABLED: 'true' };
}

function quoted(text: string): string {
  return /^[\w./=:@-]+$/.test(text) ? text : `'${text}'`;
}
