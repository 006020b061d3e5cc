import { type Chart, Testing } from 'cdk8s';
import { exampleOutputs } from '../../cdk8s-app/example-outputs';
import type { AzureEnvironment, CustomerEnvironment, GcpEnvironment, VendorPlan } from '../../lib/core/config-types';
import type { DeployedOutputs } from '../../lib/core/outputs';
import { parseOutputs } from '../../lib/core/parse-outputs';
import type { DataPlaneConfig } from '../../lib/core/resolve-config';
import { resolveConfig } from '../../lib/core/resolve-config';

/** A Kubernetes object as it is applied. Not typed: a test names the field it expects. */
export type Manifest = any;

/** What a construct renders, in a chart of a customer's own. */
export function objectsOf(build: (chart: Chart) => unknown): Manifest[] {
  const chart = Testing.chart();
  build(chart);
  return Testing.synth(chart);
}

/** The one object of a kind, or of a kind and name. */
export function one(objects: readonly Manifest[], kind: string, name?: string): Manifest {
  const found = objects.filter((each) => each.kind === kind && (name === undefined || each.metadata.name === name));
  if (found.length !== 1) throw new Error(`there are ${found.length} objects of kind ${kind} ${name ?? ''}`);
  return found[0];
}

/** Objects of a kind. */
export function all(objects: readonly Manifest[], kind: string): Manifest[] {
  return objects.filter((each) => each.kind === kind);
}

/** A configuration and outputs that go with it, as deployed stacks would say them. */
export function deployed(
  plan: VendorPlan,
  environment: CustomerEnvironment,
): { config: DataPlaneConfig; outputs: DeployedOutputs } {
  const config = resolveConfig(plan, environment) as DataPlaneConfig;
  return { config, outputs: parseOutputs(config, exampleOutputs(config)) };
}

export type { AzureEnvironment, GcpEnvironment };
