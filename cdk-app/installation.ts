import type { App } from 'aws-cdk-lib';
import { AwsBootstrapStack, AwsCustodyStack, AwsDataPlaneStack, AwsDetectionsStack } from '../lib/aws';
import type { DataPlaneConfig } from '../lib/core/resolve-config';

/** The stacks of one installation, in the order in which they are deployed. */
export function addInstallation(app: App, config: DataPlaneConfig<'aws'>): void {
  const { id } = config.environment;
  const bootstrap = new AwsBootstrapStack(app, `bootstrap-${id}`, { config });
  new AwsDetectionsStack(app, `detections-${id}`, { config });
  const custody = new AwsCustodyStack(app, `custody-${id}`, { config });
  const dataPlane = new AwsDataPlaneStack(app, `data-plane-${id}`, { config });
  custody.node.addDependency(bootstrap);
  dataPlane.node.addDependency(custody);
}
