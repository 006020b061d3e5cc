import type { OutputDeclaration } from '../../core/outputs';
import type { GcpBootstrap } from './bootstrap';

/** What the customer tells the vendor. */
export function bootstrapOutputs({ vendorAccess, deploymentRoles, stamp }: GcpBootstrap): readonly OutputDeclaration[] {
  return [
    { name: 'Stamp', value: stamp, description: 'Version of the bootstrap that is in force, and who executes changes' },
    ...(vendorAccess === undefined
      ? []
      : [
          { name: 'VendorAccount', value: vendorAccess.email, description: 'Service account that the vendor acts as' },
          {
            name: 'VendorRoles',
            value: deploymentRoles.bound.join(','),
            description: 'Roles that the account holds in the project now',
          },
        ]),
    ...(vendorAccess?.federation === undefined
      ? []
      : [
          {
            name: 'VendorProvider',
            value: vendorAccess.federation.provider,
            description: "Provider that the vendor's tokens are for",
          },
        ]),
  ];
}
