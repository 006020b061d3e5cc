import type { OutputDeclaration } from '../../core/outputs';
import { variablesOutput } from '../stack-variables';
import type { AzureBootstrap } from './bootstrap';

/** What the customer tells the vendor, and what custody must be told. */
export function bootstrapOutputs({
  vendorAccess,
  deploymentRoles,
  stamp,
}: AzureBootstrap): readonly OutputDeclaration[] {
  return [
    { name: 'Stamp', value: stamp, description: 'Version of the bootstrap that is in force, and who executes changes' },
    ...(vendorAccess === undefined
      ? []
      : [
          {
            name: 'VendorPrincipalId',
            value: vendorAccess.principalId,
            description: 'Object id of the principal that the vendor acts as',
          },
          {
            name: 'VendorRoles',
            value: deploymentRoles.assigned.join(','),
            description: 'Roles that it holds now on what the bootstrap makes',
          },
        ]),
    ...(vendorAccess?.clientId === undefined
      ? []
      : [
          {
            name: 'VendorClientId',
            value: vendorAccess.clientId,
            description: "Client id by which the vendor's tokens are exchanged",
          },
          variablesOutput('custody', { vendor_principal_id: vendorAccess.principalId }),
        ]),
  ];
}
