import type { OutputDeclaration } from '../../core/outputs';
import type { AwsBootstrap } from './bootstrap';

/** What the customer tells the vendor. */
export function bootstrapOutputs(bootstrap: AwsBootstrap): readonly OutputDeclaration[] {
  const { deploymentRole, vendorAccessRole } = bootstrap;
  return [
    ...(vendorAccessRole === undefined
      ? []
      : [{ name: 'VendorRoleArn', value: vendorAccessRole.roleArn, description: 'Role that the vendor takes' }]),
    {
      name: 'DeploymentRoleArn',
      value: deploymentRole.roleArn,
      description: 'Role that every change set of the data plane must name',
    },
  ];
}
