import { addAzureInstallation } from '../../cdktf-app/azure-installation';
import { addGcpInstallation } from '../../cdktf-app/gcp-installation';
import { type StackFile, stackFiles } from '../../cdktf-app/stack-files';
import type { DataPlaneConfig } from '../../lib';

/** An installation that Terraform applies. */
export type TerraformConfig = DataPlaneConfig<'gcp' | 'azure'>;

/** The stacks of an installation as the bundled app of its cloud writes them. */
export function installationFiles(config: TerraformConfig): StackFile[] {
  return stackFiles((scope) =>
    config.cloud === 'gcp' ? addGcpInstallation(scope, config) : addAzureInstallation(scope, config),
  );
}
