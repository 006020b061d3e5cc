import type { App } from 'aws-cdk-lib';
import { AwsCustodyStack, AwsDataPlaneStack } from '../lib/aws';
import type { DataPlaneConfig } from '../lib/core/resolve-config';

/** The stacks of one installation, in the order in which they are deployed. */
export function addInstallation(app: App, config: DataPlaneConfig<'aws'>): void {
  const { id } = config.environment;
  const custody = new AwsCustodyStack(app, `custody-${id}`, { config });
  const dataPlane = new AwsDataPlaneStack(app, `data-plane-${id}`, { config });
  dataPlane.node.addDependency(custody);
}
