import { existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { writeManifests } from '../cdk8s-app/manifests';
import { writeStackFile } from '../cdktf-app/stack-files';
import { examples, renderManifests, synthesize } from './examples';
import { ROOT } from './root';
import { installationFiles } from './terraform/installation-files';
import { blocksOf } from './terraform/references';

// The template validator costs seconds and hundreds of megabytes; `npm run check` runs with it.
process.env.CDK_VALIDATION = 'false';

/** Writes the templates, Terraform stacks and manifests of every example to out/, without account and network. */
function main(): void {
  const out = join(ROOT, 'out');
  expectNoState(out);
  rmSync(out, { recursive: true, force: true });
  for (const example of examples()) {
    console.log(example.name);
    const folder = join(out, example.name);
    const { name, config } = example;
    if (config.cloud === 'aws') {
      for (const { stackName, file, resources, bytes } of synthesize({ name, config }, folder))
        print(stackName, resources, bytes, file);
    } else {
      for (const file of installationFiles(config)) {
        print(
          file.stack,
          blocksOf(JSON.parse(file.content)).length,
          Buffer.byteLength(file.content),
          writeStackFile(file, folder),
        );
      }
    }
    const manifests = renderManifests(example);
    const below = join(folder, 'manifests');
    writeManifests(manifests, below);
    console.log(`  manifests: ${manifests.length} files, made-up outputs, ${relative(ROOT, below)}`);
    for (const { path, text } of config.warnings) console.log(`  warning: '${path}' ${text}`);
  }
}

/** Who applied a stack from here would lose what Terraform knows of it. */
function expectNoState(out: string): void {
  if (!existsSync(out)) return;
  const files = readdirSync(out, { recursive: true, encoding: 'utf8' });
  const states = files.filter((file) => basename(file) === 'terraform.tfstate');
  if (states.length > 0) throw new Error(`out/ is emptied and must have no state, got ${states.join(', ')}; move it`);
}

function print(stack: string, resources: number, bytes: number, file: string): void {
  console.log(`  ${stack}: ${resources} resources, ${bytes} bytes, ${relative(ROOT, file)}`);
}

main();
