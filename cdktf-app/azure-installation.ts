import type { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { AzureBootstrapStack, AzureCustodyStack, AzureDataPlaneStack, AzureGrantsStack } from '../lib/azure';
import type { DataPlaneConfig } from '../lib/core/resolve-config';

/** The stacks of one installation, in the order in which they are applied. */
export function addAzureInstallation(scope: Construct, config: DataPlaneConfig<'azure'>): TerraformStack[] {
  const { id } = config.environment;
  return [
    new AzureBootstrapStack(scope, `bootstrap-${id}`, { config }),
    new AzureCustodyStack(scope, `custody-${id}`, { config }),
    new AzureDataPlaneStack(scope, `data-plane-${id}`, { config }),
    new AzureGrantsStack(scope, `grants-${id}`, { config }),
  ];
}
