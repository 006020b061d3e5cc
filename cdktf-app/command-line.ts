import { parseArgs, types } from 'node:util';
import type { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { type Cloud, ConfigError, type DataPlaneConfig, loadConfig } from '../lib';
import { stackFiles, writeStackFile } from './stack-files';

/** What the command line names, read and resolved. */
export interface CommandLine {
  readonly config: DataPlaneConfig;
  /** Where the stacks are written to. */
  readonly folder: string;
}

/**
 * Reads plan and environment.
 *
 * @param cloud of the app that was called
 * @throws ConfigError with every problem of both
 */
export function readCommandLine(cloud: Cloud, args: readonly string[]): CommandLine {
  const usage = `write: node dist/cdktf-app/${cloud}.js plan.yaml environment.yaml [--out terraform] [--as-of moment]`;
  const { files, folder, asOf } = readArguments(args, usage);
  const [plan, environment] = files;
  if (plan === undefined || environment === undefined || files.length > 2) {
    throw refused(['arguments'], 'name plan and environment', files.join(' '), usage);
  }
  return { config: loadConfig(plan, environment, asOf === undefined ? {} : { asOf }), folder };
}

/** Writes the stacks, and says where they are and what is doubtful. */
export function writeStacks(
  { config, folder }: CommandLine,
  addStacks: (scope: Construct) => readonly TerraformStack[],
): void {
  for (const { path, text } of config.warnings) console.error(`warning: '${path}' ${text}`);
  for (const file of stackFiles(addStacks)) console.log(writeStackFile(file, folder));
}

/** The environment is on another cloud than the app is for. */
export function otherCloud(wanted: Cloud, title: string, got: Cloud): ConfigError {
  const fix = `name an environment on ${title}, such as environment-${wanted}.yaml of the examples`;
  return refused(['environment', 'cloud'], `be ${wanted} for this app`, got, fix);
}

/** Runs an app with the arguments of the process. */
export function runApp(main: (args: readonly string[]) => void): void {
  try {
    main(process.argv.slice(2));
  } catch (error) {
    // What the customer can mend is said without a stack trace.
    console.error(error instanceof ConfigError ? error.message : error);
    process.exitCode = 1;
  }
}

function readArguments(
  args: readonly string[],
  usage: string,
): { files: string[]; folder: string; asOf: string | undefined } {
  try {
    const options = { out: { type: 'string', default: 'terraform' }, 'as-of': { type: 'string' } } as const;
    const { positionals, values } = parseArgs({ args: [...args], allowPositionals: true, options });
    return { files: positionals, folder: values.out, asOf: values['as-of'] };
  } catch (error) {
    throw refused(['arguments'], 'be known', types.isNativeError(error) ? error.message : error, usage);
  }
}

function refused(path: string[], rule: string, got: unknown, fix: string): ConfigError {
  return new ConfigError([{ path, rule, got, fix }]);
}
