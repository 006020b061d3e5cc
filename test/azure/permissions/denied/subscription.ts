import { READERS, READS_GROUP } from './cast';
import { type AzureDenial, denied } from './denial';

const NOTHING = 'none: the data plane needs nothing of this provider';
const R = 'Microsoft.Resources';

/** The subscription, its resource groups and its services. */
export const subscription: readonly AzureDenial[] = [
  denied(
    `${R}/subscriptions/resourceGroups/write`,
    'makes resource groups that the customer does not watch',
    READS_GROUP,
  ),
  denied(`${R}/subscriptions/resourceGroups/delete`, 'deletes a resource group with all that is in it', READS_GROUP),
  denied(`${R}/deployments/write`, 'deploys a template over everything', READS_GROUP),
  denied(
    `${R}/deployments/exportTemplate/action`,
    'reads the settings of all that is in a resource group',
    READS_GROUP,
  ),
  denied(`${R}/deploymentScripts/write`, 'runs a script of its own in a container of the customer', READS_GROUP),
  denied(`${R}/deploymentStacks/manageDenySetting/action`, 'lifts what a stack forbids', READS_GROUP),
  denied(`${R}/tags/write`, 'hides what belongs to whom', READS_GROUP),
  denied(`${R}/subscriptions/resources/read`, 'finds out what else is in the subscription', READS_GROUP),
  denied(`${R}/subscriptions/providers/read`, 'sees which services the subscription uses', READS_GROUP),
  denied(`${R}/subscriptions/resourceGroups/read`, 'learns that an installation is there', READS_GROUP, READERS),
  denied('Microsoft.Security/pricings/write', 'turns Defender off', NOTHING),
  denied('Microsoft.Features/providers/features/register/action', 'turns previews on for everybody', NOTHING),
  denied('Microsoft.PolicyInsights/policyStates/queryResults/action', 'sees which policies are not kept', NOTHING),
];
