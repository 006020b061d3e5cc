import { otherCloud, readCommandLine, runApp, writeStacks } from './command-line';
import { addGcpInstallation } from './gcp-installation';

/**
 * Reads plan and environment, and writes the stacks for Terraform, in the order in which they are applied. Nothing is
 * written where one of the two is refused. With `--as-of 2026-11-21T00:00:00Z`, access that ended before that moment is
 * refused.
 *
 * @throws ConfigError with every problem of both
 */
export function main(args: readonly string[]): void {
  const { config, folder } = readCommandLine('gcp', args);
  if (config.cloud !== 'gcp') throw otherCloud('gcp', 'Google Cloud', config.cloud);
  writeStacks({ config, folder }, (scope) => addGcpInstallation(scope, config));
}

if (require.main === module) runApp(main);
