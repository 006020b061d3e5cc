import { z } from 'zod';
import { strict, text, uuid } from '../schema';
import { common, existingCommon, newNetwork } from './common';

const existingAzure = strict({
  ...existingCommon,
  virtualNetworkId: z.string().describe('Resource id of the virtual network.'),
  nodeSubnetId: z.string().describe('Resource id of the subnet for nodes.'),
  apiServerSubnetId: z
    .string()
    .optional()
    .describe('Resource id of the subnet delegated to the API server.\n\n@default - none'),
  privateEndpointSubnetId: z.string().describe('Resource id of the subnet for private endpoints.'),
  loadBalancerSubnetId: z.string().describe('Resource id of the subnet for load balancers.'),
}).meta({ title: 'ExistingVirtualNetwork' });

/** An environment on Azure. */
export const azureEnvironment = strict({
  cloud: z.literal('azure').describe('Microsoft Azure.'),
  subscription: uuid().describe('Subscription.'),
  tenant: uuid().describe('Entra tenant of the customer.'),
  region: text(/^[a-z]+\d?$/, 'be a region name', 'write it like westeurope').describe('Region.'),
  ...common,
  network: z
    .discriminatedUnion('kind', [newNetwork, existingAzure])
    .prefault({})
    .describe('The network: a new one, or one of yours.'),
  administrators: z.array(uuid()).default([]).describe('Entra groups of the customer that administer the cluster.'),
  apiServer: z
    .enum(['vnet-integration', 'private-cluster'])
    .default('vnet-integration')
    .describe('How the private API server is attached.'),
  backend: z
    .discriminatedUnion('type', [
      strict({
        type: z.literal('azurerm').describe('State in a storage account.'),
        resourceGroup: z.string().describe('Resource group.'),
        storageAccount: z.string().describe('Storage account.'),
        container: z.string().describe('Container.'),
      }).meta({ title: 'AzurermBackend' }),
      strict({ type: z.literal('local').describe('State in a file.') }).meta({ title: 'LocalBackend' }),
    ])
    .prefault({ type: 'local' })
    .describe('Where Terraform keeps its state.'),
  own: strict({
    encryptionKey: z.string().optional().describe('Versioned id of a Key Vault key.\n\n@default - custody makes one'),
    buckets: z.record(z.string(), z.string()).default({}).describe("Storage accounts of yours, by the plan's names."),
    metricsWorkspace: z
      .string()
      .optional()
      .describe('Resource id of an Azure Monitor workspace that workloads may query.\n\n@default - none'),
  })
    .prefault({})
    .describe('What you bring yourself.'),
}).meta({ title: 'AzureEnvironment' });
