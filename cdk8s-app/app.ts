import { readFileSync, rmSync } from 'node:fs';
import { ConfigError, loadConfig, parseOutputs } from '../lib';
import { manifestsOf, writeManifests } from './manifests';

const USAGE =
  'usage: node dist/cdk8s-app/app.js plan.yaml environment.yaml outputs.json [more-outputs.json ...] [--out out/manifests]';

/** Reads plan, environment and outputs, and writes the manifests. Nothing is written where one of them is refused. */
function main(args: readonly string[]): void {
  const at = args.indexOf('--out');
  const folder = at < 0 ? 'out/manifests' : args[at + 1];
  const [plan, environment, ...outputs] = args.filter((_, index) => at < 0 || (index !== at && index !== at + 1));
  if (plan === undefined || environment === undefined || outputs.length === 0 || folder === undefined) {
    throw new ConfigError([
      { path: ['arguments'], rule: 'name plan, environment and outputs', got: args.join(' '), fix: USAGE },
    ]);
  }
  const config = loadConfig(plan, environment);
  for (const { path, text } of config.warnings) console.error(`warning: '${path}' ${text}`);
  const files = manifestsOf(config, parseOutputs(config, outputs.map(readJson)));
  // What an earlier version wrote and this one does not must not be applied.
  rmSync(folder, { recursive: true, force: true });
  writeManifests(files, folder);
  for (const { path } of files) console.log(`${folder}/${path}`);
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const fix = 'give the file of cdk deploy --outputs-file, or of terraform output -json';
    throw new ConfigError([{ path: ['outputs'], rule: 'be a file with JSON', got: `${file} (${error})`, fix }]);
  }
}

try {
  main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exitCode = 1;
}
