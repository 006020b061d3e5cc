import { z } from 'zod';
import { email, nonEmpty, strict, text, uuid } from '../schema';
import { containerName, keyId, resourceGroupName, resourceId, storageAccountName } from './azure-ids';
import { existingAzureNetwork, newAzureNetwork } from './azure-network';
import { common } from './common';

/** What of the cluster only Azure lets a customer choose. */
const cluster = {
  apiServer: z
    .enum(['vnet-integration', 'private-cluster'])
    .default('vnet-integration')
    .describe(
      "How the API server is attached: in a subnet of the network, or behind a private endpoint in the nodes' subnet, which cannot be public.",
    ),
  upgradeChannel: z
    .enum(['patch', 'stable', 'rapid', 'node-image'])
    .default('patch')
    .describe(
      "Along which AKS upgrades the cluster: the plan's Kubernetes version is where it starts, and stays with `patch`. `node-image`: AKS never upgrades Kubernetes.",
    ),
  nodeOsUpgradeChannel: z
    .enum(['NodeImage', 'SecurityPatch', 'None'])
    .default('NodeImage')
    .describe(
      'How AKS keeps the operating system of the nodes up to date: by a new image each week, by security patches (their images cost extra), or not at all.',
    ),
  osDisks: z
    .record(z.string(), z.enum(['ephemeral', 'managed']))
    .default({})
    .describe(
      'OS disks of node profiles, by name: `ephemeral` on a disk of the machine, which is faster and has no cost, or `managed`.\n\n@default - `ephemeral` where the size of the machine allows it, else `managed`',
    ),
  azurePolicy: z.boolean().default(false).describe('Whether the Azure Policy add-on runs in the cluster.'),
  defenderWorkspace: resourceId('a Log Analytics workspace', 'Microsoft.OperationalInsights/workspaces/<workspace>')
    .optional()
    .describe(
      'Resource id of the Log Analytics workspace to which Microsoft Defender for Containers reports.\n\n@default - none: Defender watches nothing in the cluster',
    ),
};

/** An environment on Azure. */
export const azureEnvironment = strict({
  cloud: z.literal('azure').describe('Microsoft Azure.'),
  subscription: uuid().describe('Subscription.'),
  tenant: uuid().describe('Entra tenant of the customer.'),
  region: text(/^[a-z]+\d?$/, 'be a region name', 'write it like westeurope').describe('Region.'),
  ...common,
  network: z
    .discriminatedUnion('kind', [newAzureNetwork, existingAzureNetwork])
    .prefault({})
    .describe('The network: a new one, or one of yours.'),
  administrators: z
    .array(uuid())
    .default([])
    .describe(
      'Entra groups of the customer that administer the cluster, by object id. At least one: AKS has no local accounts here.',
    ),
  vendorObjectId: uuid()
    .optional()
    .describe(
      "Object id of the service principal that the vendor's application (`vendor.azure.applicationId`) has in your tenant.\n\n@default - none: the vendor has no access, or is known by `vendor.azure.oidc`",
    ),
  timeBoundAssignments: z
    .boolean()
    .default(false)
    .describe(
      'Whether `vendorExpiresAt` and `supportExpiresAt` end role assignments by themselves, which needs Privileged Identity Management: Entra ID P2 or Entra ID Governance.',
    ),
  ...cluster,
  endpointServices: z
    .array(
      strict({
        component: z.enum(['agent', 'proxy', 'ingress']).describe('Component whose internal load balancer is offered.'),
        subscriptions: nonEmpty(uuid()).describe('Subscriptions that may ask for a connection.'),
      }).meta({ title: 'AzureEndpointService' }),
    )
    .default([])
    .describe('Load balancers offered through Private Link; each connection must be approved.'),
  detections: strict({
    email: email().optional().describe('Who is told of what the bootstrap detects.\n\n@default - nobody'),
  })
    .prefault({})
    .describe('What becomes of what the bootstrap detects.'),
  backend: z
    .discriminatedUnion('type', [
      strict({
        type: z.literal('azurerm').describe('State in a storage account of the subscription.'),
        resourceGroup: resourceGroupName().describe('Resource group.'),
        storageAccount: storageAccountName().describe('Storage account.'),
        container: containerName().describe('Container.'),
      }).meta({ title: 'AzurermBackend' }),
      strict({ type: z.literal('local').describe('State in a file.') }).meta({ title: 'LocalBackend' }),
    ])
    .prefault({ type: 'local' })
    .describe('Where Terraform keeps its state.'),
  own: strict({
    encryptionKey: keyId()
      .optional()
      .describe(
        'Key Vault key of yours, with its version: volumes and buckets follow its rotation, secrets of Kubernetes stay with the version. Needs `keyVault` and the settings of docs/azure/own-key.md.\n\n@default - custody makes one for secrets and one for the rest',
      ),
    keyVault: resourceId('a key vault', 'Microsoft.KeyVault/vaults/<vault>')
      .optional()
      .describe('Resource id of the key vault of `encryptionKey`.\n\n@default - custody makes one'),
    buckets: z
      .record(
        z.string(),
        resourceId(
          'a container',
          'Microsoft.Storage/storageAccounts/<account>/blobServices/default/containers/<container>',
        ),
      )
      .default({})
      .describe("Containers of yours, by the plan's names of buckets."),
    logWorkspace: resourceId('a Log Analytics workspace', 'Microsoft.OperationalInsights/workspaces/<workspace>')
      .optional()
      .describe(
        'Resource id of a Log Analytics workspace that gets the logs as well, to search them; how long it keeps them and which key encrypts it are its own.\n\n@default - none: logs are in a storage account of custody',
      ),
    metricsWorkspace: resourceId('an Azure Monitor workspace', 'Microsoft.Monitor/accounts/<workspace>')
      .optional()
      .describe('Resource id of an Azure Monitor workspace that workloads may query.\n\n@default - none'),
  })
    .prefault({})
    .describe('What you bring yourself.'),
}).meta({ title: 'AzureEnvironment' });
