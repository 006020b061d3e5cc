import { rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { writeManifests } from '../cdk8s-app/manifests';
import { examples, renderManifests, synthesize } from './examples';
import { ROOT } from './root';

// The template validator costs seconds and hundreds of megabytes; `npm run check` runs with it.
process.env.CDK_VALIDATION = 'false';

/** Writes the templates and the manifests of every example to out/, without account and network. */
const out = join(ROOT, 'out');
rmSync(out, { recursive: true, force: true });
for (const example of examples()) {
  console.log(example.name);
  if (example.config.cloud === 'aws') {
    for (const { stackName, file, resources, bytes } of synthesize(example, join(out, example.name))) {
      console.log(`  ${stackName}: ${resources} resources, ${bytes} bytes, ${relative(ROOT, file)}`);
    }
  }
  const manifests = renderManifests(example);
  const folder = join(out, example.name, 'manifests');
  writeManifests(manifests, folder);
  console.log(`  manifests: ${manifests.length} files, made-up outputs, ${relative(ROOT, folder)}`);
  for (const { path, text } of example.config.warnings) console.log(`  warning: '${path}' ${text}`);
}
