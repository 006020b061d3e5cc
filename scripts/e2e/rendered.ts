import { App } from 'aws-cdk-lib';
import type { CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import { addInstallation } from '../../cdk-app/installation';
import type { Installation } from './installation';
import { temporaryFolder } from './temporary';

/** A stack as the bundled app makes it. */
export type RenderedStack = Pick<
  CloudFormationStackArtifact,
  'template' | 'templateFullPath' | 'terminationProtection'
>;

/** The four stacks of an installation, as the bundled app makes them. */
export function render({ config, bootstrap, detections, custody, dataPlane }: Installation) {
  const app = new App({ outdir: temporaryFolder('synth'), analyticsReporting: false });
  addInstallation(app, config);
  const assembly = app.synth();
  const stack = (id: string): RenderedStack => assembly.getStackArtifact(id);
  return {
    bootstrap: stack(bootstrap),
    detections: stack(detections),
    custody: stack(custody),
    dataPlane: stack(dataPlane),
  };
}
