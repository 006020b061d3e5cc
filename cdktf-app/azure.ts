import { addAzureInstallation } from './azure-installation';
import { otherCloud, readCommandLine, runApp, writeStacks } from './command-line';

/**
 * Reads plan and environment, and writes the stacks for Terraform, in the order in which they are applied. Nothing is
 * written where one of the two is refused. With `--as-of 2026-11-21T00:00:00Z`, access that ended before that moment is
 * refused.
 *
 * @throws ConfigError with every problem of both
 */
export function main(args: readonly string[]): void {
  const { config, folder } = readCommandLine('azure', args);
  if (config.cloud !== 'azure') throw otherCloud('azure', 'Azure', config.cloud);
  writeStacks({ config, folder }, (scope) => addAzureInstallation(scope, config));
}

if (require.main === module) runApp(main);
