import type { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import type { DataPlaneConfig } from '../lib/core/resolve-config';
import { GcpBootstrapStack, GcpCustodyStack, GcpDataPlaneStack, GcpGrantsStack } from '../lib/gcp';

/** The stacks of one installation, in the order in which they are applied. */
export function addGcpInstallation(scope: Construct, config: DataPlaneConfig<'gcp'>): TerraformStack[] {
  const { id } = config.environment;
  return [
    new GcpBootstrapStack(scope, `bootstrap-${id}`, { config }),
    new GcpCustodyStack(scope, `custody-${id}`, { config }),
    new GcpDataPlaneStack(scope, `data-plane-${id}`, { config }),
    new GcpGrantsStack(scope, `grants-${id}`, { config }),
  ];
}
