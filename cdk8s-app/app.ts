import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ConfigError, loadConfig, parseOutputs } from '../lib';
import { checkFolder, manifestsOf, writeManifests } from './manifests';

const USAGE =
  'write: node dist/cdk8s-app/app.js plan.yaml environment.yaml outputs.json [more-outputs.json ...] [--out manifests]';

/** Reads plan, environment and outputs, and writes the manifests. Nothing is written where one of them is refused. */
function main(): void {
  const { files, folder } = readArguments();
  const [plan, environment, ...outputs] = files;
  if (plan === undefined || environment === undefined || outputs.length === 0) {
    throw refused(['arguments'], 'name plan, environment and outputs', files.join(' '), USAGE);
  }
  const config = loadConfig(plan, environment);
  for (const { path, text } of config.warnings) console.error(`warning: '${path}' ${text}`);
  const manifests = manifestsOf(config, parseOutputs(config, outputs.map(readJson)));
  checkFolder(folder);
  writeManifests(manifests, folder);
  for (const { path } of manifests) console.log(`${folder}/${path}`);
}

function readArguments(): { files: string[]; folder: string } {
  try {
    const options = { out: { type: 'string', default: 'out/manifests' } } as const;
    const { positionals, values } = parseArgs({ allowPositionals: true, options });
    return { files: positionals, folder: values.out };
  } catch (error) {
    throw refused(['arguments'], 'be known', error instanceof Error ? error.message : error, USAGE);
  }
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const fix = 'give the file of cdk deploy --outputs-file, or of terraform output -json';
    throw refused(['outputs'], 'be a file with JSON', `${file} (${error})`, fix);
  }
}

function refused(path: string[], rule: string, got: unknown, fix: string): ConfigError {
  return new ConfigError([{ path, rule, got, fix }]);
}

try {
  main();
} catch (error) {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exitCode = 1;
}
