import { parseArgs, types } from 'node:util';
import { ConfigError, loadConfig } from '../lib';
import { stackFiles, writeStackFile } from './stack-files';

const USAGE = 'write: node dist/cdktf-app/gcp.js plan.yaml environment.yaml [--out terraform] [--as-of moment]';

/**
 * Reads plan and environment, and writes the stacks for Terraform, in the order in which they are applied. Nothing is
 * written where one of the two is refused. With `--as-of 2026-11-21T00:00:00Z`, access that ended before that moment is
 * refused.
 *
 * @throws ConfigError with every problem of both
 */
export function main(args: readonly string[]): void {
  const { files, folder, asOf } = readArguments(args);
  const [plan, environment] = files;
  if (plan === undefined || environment === undefined || files.length > 2) {
    throw refused(['arguments'], 'name plan and environment', files.join(' '), USAGE);
  }
  const config = loadConfig(plan, environment, asOf === undefined ? {} : { asOf });
  if (config.cloud !== 'gcp') {
    const fix = 'name an environment on Google Cloud, such as environment-gcp.yaml of the examples';
    throw refused(['environment', 'cloud'], 'be gcp for this app', config.cloud, fix);
  }
  for (const { path, text } of config.warnings) console.error(`warning: '${path}' ${text}`);
  for (const file of stackFiles(config)) console.log(writeStackFile(file, folder));
}

function readArguments(args: readonly string[]): { files: string[]; folder: string; asOf: string | undefined } {
  try {
    const options = { out: { type: 'string', default: 'terraform' }, 'as-of': { type: 'string' } } as const;
    const { positionals, values } = parseArgs({ args: [...args], allowPositionals: true, options });
    return { files: positionals, folder: values.out, asOf: values['as-of'] };
  } catch (error) {
    throw refused(['arguments'], 'be known', types.isNativeError(error) ? error.message : error, USAGE);
  }
}

function refused(path: string[], rule: string, got: unknown, fix: string): ConfigError {
  return new ConfigError([{ path, rule, got, fix }]);
}

if (require.main === module) {
  try {
    main(process.argv.slice(2));
  } catch (error) {
    // What the customer can mend is said without a stack trace.
    console.error(error instanceof ConfigError ? error.message : error);
    process.exitCode = 1;
  }
}
