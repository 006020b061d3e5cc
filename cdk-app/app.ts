import { App } from 'aws-cdk-lib';
import { ConfigError, loadConfig } from '../lib';
import { addInstallation } from './installation';

/**
 * `cdk deploy --all -c plan=plan.yaml -c environment=environment.yaml`; paths are relative to the caller's folder. With
 * `-c asOf=2026-11-21T00:00:00Z`, access that ended before that moment is refused.
 */
function main(): void {
  // Where in this library a resource was made says nothing to who wrote two YAML files, and takes a fifth of the time.
  // Without autoSynth, nothing is written where the two files are refused.
  const app = new App({ stackTraces: false, treeMetadata: false, autoSynth: false });
  const file = (name: string): string => app.node.tryGetContext(name) ?? `${name}.yaml`;
  const asOf: string | undefined = app.node.tryGetContext('asOf');
  const config = loadConfig(file('plan'), file('environment'), asOf === undefined ? {} : { asOf });
  if (config.cloud !== 'aws') {
    throw new ConfigError([
      {
        path: ['environment', 'cloud'],
        rule: 'be aws for this app',
        got: config.cloud,
        fix: 'use the app of that cloud',
      },
    ]);
  }
  for (const { path, text } of config.warnings) console.error(`warning: '${path}' ${text}`);
  addInstallation(app, config);
  app.synth();
}

try {
  main();
} catch (error) {
  // What the customer can mend is said without a stack trace.
  console.error(error instanceof ConfigError ? error.message : error);
  process.exitCode = 1;
}
