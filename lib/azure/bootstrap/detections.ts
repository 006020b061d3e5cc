import { MonitorActionGroup } from '@cdktf/provider-azurerm/lib/monitor-action-group';
import { MonitorActivityLogAlert } from '@cdktf/provider-azurerm/lib/monitor-activity-log-alert';
import { Construct } from 'constructs';
import { namesOf } from '../names';

export interface AzureDetectionsProps {
  /** Id of the environment, 2 to 16 lower-case letters and digits; no token, names are made from it. */
  readonly environmentId: string;
  /** Id of the subscription; no token. */
  readonly subscription: string;
  /** Name of the resource group that the alerts are in. */
  readonly resourceGroup: string;
  /** Names of the resource groups that are watched; they need not be there yet. */
  readonly watched: readonly string[];
  /** Tags of everything that takes some. */
  readonly tags: Readonly<Record<string, string>>;
  /**
   * Who is told.
   *
   * @default - nobody; alerts are seen in the portal
   */
  readonly email?: string;
}

/**
 * Operations that nobody should do unseen, by what their alerts are named after. Not among them: asking for the keys of a
 * storage account. Terraform does it in every plan of custody, and accounts take no keys here. Nor changes of node pools:
 * every upgrade is one, and whoever may write the cluster may do all that they can. A subscription takes
 * [100 alerts](https://learn.microsoft.com/azure/azure-monitor/fundamentals/service-limits#alerts) of this kind.
 */
export const DETECTED: Readonly<Record<string, { readonly operation: string; readonly meaning: string }>> = {
  'role-assigned': {
    operation: 'Microsoft.Authorization/roleAssignments/write',
    meaning: 'somebody was given a role',
  },
  'role-unassigned': {
    operation: 'Microsoft.Authorization/roleAssignments/delete',
    meaning: 'a role was taken away from somebody',
  },
  'role-scheduled': {
    operation: 'Microsoft.Authorization/roleAssignmentScheduleRequests/write',
    meaning: 'a role was given, extended or ended for a time',
  },
  'role-changed': {
    operation: 'Microsoft.Authorization/roleDefinitions/write',
    meaning: 'what a role allows was changed',
  },
  'role-deleted': {
    operation: 'Microsoft.Authorization/roleDefinitions/delete',
    meaning: 'a role was taken away from everybody',
  },
  'lock-set': { operation: 'Microsoft.Authorization/locks/write', meaning: 'a lock was set or changed' },
  'lock-lifted': { operation: 'Microsoft.Authorization/locks/delete', meaning: 'a lock was taken away' },
  'identity-federated': {
    operation: 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write',
    meaning: 'somebody was let act as an identity',
  },
  'cluster-changed': {
    operation: 'Microsoft.ContainerService/managedClusters/write',
    meaning: 'the cluster was changed, or another one was made',
  },
  'command-run': {
    operation: 'Microsoft.ContainerService/managedClusters/runCommand/action',
    meaning: 'a command was run in the cluster by way of Azure',
  },
  'admin-credential': {
    operation: 'Microsoft.ContainerService/managedClusters/listClusterAdminCredential/action',
    meaning: 'somebody asked for the credential of a local administrator, which the cluster does not have',
  },
  'vault-changed': {
    operation: 'Microsoft.KeyVault/vaults/write',
    meaning: 'the vault was changed, its firewall for example',
  },
  'vault-deleted': {
    operation: 'Microsoft.KeyVault/vaults/delete',
    meaning: 'the vault was deleted, and can be brought back',
  },
  'key-made': {
    operation: 'Microsoft.KeyVault/vaults/keys/write',
    meaning: 'a key was made in the vault by way of Azure',
  },
  'account-changed': {
    operation: 'Microsoft.Storage/storageAccounts/write',
    meaning: 'a storage account was made or changed, its firewall for example',
  },
  'logs-changed': {
    operation: 'Microsoft.Insights/diagnosticSettings/write',
    meaning: 'which logs are kept, or where they go, was changed',
  },
  'logs-ended': {
    operation: 'Microsoft.Insights/diagnosticSettings/delete',
    meaning: 'logs do not go to the account any more',
  },
  'alert-changed': { operation: 'Microsoft.Insights/activityLogAlerts/write', meaning: 'an alert was changed' },
  'alert-deleted': { operation: 'Microsoft.Insights/activityLogAlerts/delete', meaning: 'an alert was taken away' },
  'told-changed': { operation: 'Microsoft.Insights/actionGroups/write', meaning: 'who is told of alerts was changed' },
  'told-deleted': { operation: 'Microsoft.Insights/actionGroups/delete', meaning: 'nobody is told of alerts any more' },
};

/** https://learn.microsoft.com/azure/azure-monitor/alerts/action-groups */
const SHORT_NAME_LENGTH = 12;

/**
 * Alerts on what should not happen unseen, read from the activity log, which nobody can change. What is done further up,
 * on the subscription or a management group, has no resource group and is not seen: alerts on it are for whoever owns
 * the subscription. Reasons of the alerts are in their descriptions.
 */
export class AzureDetections extends Construct {
  public constructor(scope: Construct, id: string, props: AzureDetectionsProps) {
    super(scope, id);
    const { environmentId, subscription, resourceGroup, watched, tags, email } = props;
    const names = namesOf(environmentId, subscription);
    const told =
      email === undefined
        ? undefined
        : new MonitorActionGroup(this, 'Resource', {
            name: names.actionGroup,
            resourceGroupName: resourceGroup,
            shortName: environmentId.slice(0, SHORT_NAME_LENGTH),
            emailReceiver: [{ name: 'email', emailAddress: email, useCommonAlertSchema: true }],
            tags: { ...tags },
          });
    for (const [event, { operation, meaning }] of Object.entries(DETECTED)) {
      new MonitorActivityLogAlert(this, event, {
        name: names.alert(event),
        resourceGroupName: resourceGroup,
        location: 'global',
        description: `Installation ${environmentId}: ${meaning}`,
        scopes: [`/subscriptions/${subscription}`],
        criteria: {
          category: 'Administrative',
          operationName: operation,
          // Attempts that are refused end as Failed.
          statuses: ['Succeeded', 'Failed'],
          resourceGroups: [...watched],
        },
        ...(told === undefined ? {} : { action: [{ actionGroupId: told.id }] }),
        tags: { ...tags },
      });
    }
  }
}
