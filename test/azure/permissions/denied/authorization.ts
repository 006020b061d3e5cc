import { type AzureDenial, denied } from './denial';

const NOTHING = 'none: the customer assigns every role, so that nobody gets anything of this provider';

/** Roles, locks and policies. */
export const authorization: readonly AzureDenial[] = [
  denied('Microsoft.Authorization/roleAssignments/write', 'makes itself the owner of the resource group', NOTHING),
  denied('Microsoft.Authorization/roleAssignments/delete', "takes the customer's own access away", NOTHING),
  denied('Microsoft.Authorization/roleAssignments/read', 'sees who may do what', NOTHING),
  denied('Microsoft.Authorization/roleDefinitions/write', 'widens its own roles', NOTHING),
  denied('Microsoft.Authorization/roleDefinitions/delete', 'takes roles of the customer away', NOTHING),
  denied('Microsoft.Authorization/elevateAccess/action', 'becomes administrator of all subscriptions', NOTHING),
  denied('Microsoft.Authorization/locks/delete', 'removes what protects data from deletion', NOTHING),
  denied('Microsoft.Authorization/locks/write', 'locks everybody out of changes, at the worst moment', NOTHING),
  denied('Microsoft.Authorization/policyAssignments/delete', 'lifts a rule of the organization', NOTHING),
  denied(
    'Microsoft.Authorization/policyAssignments/write',
    'has a policy change resources with rights of its own',
    NOTHING,
  ),
  denied('Microsoft.Authorization/policyExemptions/write', 'exempts itself from a policy', NOTHING),
  denied('Microsoft.Authorization/denyAssignments/delete', 'removes what the customer has forbidden', NOTHING),
  denied(
    'Microsoft.Authorization/roleAssignmentScheduleRequests/write',
    'extends its own access past its end',
    NOTHING,
  ),
  denied('Microsoft.Authorization/roleManagementPolicies/write', 'lets roles be activated without approval', NOTHING),
];
