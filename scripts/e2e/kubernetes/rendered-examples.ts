import { writeManifests } from '../../../cdk8s-app/manifests';
import { examples, renderManifests } from '../../examples';
import { temporaryFolder } from '../temporary';
import { Manifests } from './manifests';
import type { RenderedExample } from './rendered-example';

/** Every example with what the app renders of it, in folders that live as long as the run. */
export function renderedExamples(): RenderedExample[] {
  return examples().map((example) => {
    const folder = temporaryFolder(example.name);
    writeManifests(renderManifests(example), folder);
    return { name: example.name, config: example.config, manifests: new Manifests(folder) };
  });
}
