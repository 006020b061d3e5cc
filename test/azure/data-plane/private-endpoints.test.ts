import {
  AzurePrivateEndpoints,
  type AzurePrivateEndpointsProps,
} from '../../../lib/azure/data-plane/private-endpoints';
import { resourceIdsOf } from '../../../lib/azure/names';
import { DATA_PLANE_GROUP, REGION, type RenderedStack, render, SUBSCRIPTION } from '../../support/azure';

const IDS = resourceIdsOf('demo', SUBSCRIPTION);
const SUBNET = IDS.subnet('private-endpoints');
const ALIAS = 'control.00000000-0000-0000-0000-000000000000.westeurope.azure.privatelinkservice';
const CONTROL_PLANE = { alias: ALIAS, hosts: ['control.riverbed.example.com', 'control.riverbed.example.com'] };

const renderEndpoints = (other: Partial<AzurePrivateEndpointsProps>) =>
  render((stack) => {
    new AzurePrivateEndpoints(stack, 'Endpoints', {
      environmentId: 'demo',
      subscription: SUBSCRIPTION,
      resourceGroup: DATA_PLANE_GROUP,
      region: REGION,
      subnet: SUBNET,
      storageAccounts: {},
      names: { zones: 'new', virtualNetwork: IDS.network },
      tags: { 'byoc:environment': 'demo' },
      ...other,
    });
  });

test('a bucket may be called as it likes', () => {
  const names = ['zone', 'vault', 'blob', 'control-plane'];
  const storageAccounts = Object.fromEntries(names.map((name) => [name, IDS.storageAccount(name)]));
  const rendered = renderEndpoints({ storageAccounts, keyVault: IDS.keyVault, controlPlane: CONTROL_PLANE });
  expect(Object.keys(rendered.resources('azurerm_private_endpoint'))).toHaveLength(6);
});

test('without services there are neither endpoints nor zones', () => {
  expect(renderEndpoints({}).types).toEqual([]);
});

describe("endpoints of custody's accounts and vault", () => {
  let rendered: RenderedStack;
  beforeAll(() => {
    rendered = renderEndpoints({
      storageAccounts: { data: IDS.storageAccount('data'), state: IDS.storageAccount('state') },
      keyVault: IDS.keyVault,
    });
  });

  test('have an address in the subnet, for blobs alone, and are approved as they are made', () => {
    expect(rendered.only('azurerm_private_endpoint', 'BlobData')).toEqual({
      resource_group_name: DATA_PLANE_GROUP,
      location: REGION,
      name: 'byoc-demo-blob-data',
      subnet_id: SUBNET,
      private_service_connection: {
        name: 'byoc-demo-blob-data',
        is_manual_connection: false,
        private_connection_resource_id: IDS.storageAccount('data'),
        subresource_names: ['blob'],
      },
      private_dns_zone_group: {
        name: 'default',
        private_dns_zone_ids: ['<azurerm_private_dns_zone.Endpoints_ZoneBlob.id>'],
      },
      tags: { 'byoc:environment': 'demo' },
    });
  });

  test('are one for each account, with one zone for all', () => {
    expect(rendered.field('azurerm_private_endpoint', 'name')).toEqual({
      Endpoints_BlobData: 'byoc-demo-blob-data',
      Endpoints_BlobState: 'byoc-demo-blob-state',
      Endpoints_Vault: 'byoc-demo-vault',
    });
    expect(rendered.field('azurerm_private_dns_zone', 'name')).toEqual({
      Endpoints_ZoneBlob: 'privatelink.blob.core.windows.net',
      Endpoints_ZoneVault: 'privatelink.vaultcore.azure.net',
    });
  });

  test('are for the vault as well, in a zone of its own', () => {
    expect(rendered.only('azurerm_private_endpoint', 'Vault')).toMatchObject({
      private_service_connection: {
        is_manual_connection: false,
        private_connection_resource_id: IDS.keyVault,
        subresource_names: ['vault'],
      },
      private_dns_zone_group: { private_dns_zone_ids: ['<azurerm_private_dns_zone.Endpoints_ZoneVault.id>'] },
    });
  });

  test('are found by the network, and services of others that it does not know on the internet', () => {
    for (const link of Object.values(rendered.resources('azurerm_private_dns_zone_virtual_network_link'))) {
      expect(link).toMatchObject({
        name: 'byoc-demo',
        virtual_network_id: IDS.network,
        resolution_policy: 'NxDomainRedirect',
      });
    }
  });
});

describe('the endpoint of the control plane', () => {
  let rendered: RenderedStack;
  beforeAll(() => {
    rendered = renderEndpoints({ controlPlane: CONTROL_PLANE });
  });

  test("asks the vendor's service for a connection, and says who asks", () => {
    expect(rendered.only('azurerm_private_endpoint')).toMatchObject({
      name: 'byoc-demo-control-plane',
      subnet_id: SUBNET,
      private_service_connection: {
        name: 'byoc-demo-control-plane',
        is_manual_connection: true,
        request_message: 'Installation demo',
        private_connection_resource_alias: ALIAS,
      },
    });
  });

  test('is where each host leads, and no other name: a zone of one record, each host once', () => {
    expect(rendered.only('azurerm_private_dns_zone').name).toBe('control.riverbed.example.com');
    expect(rendered.only('azurerm_private_dns_a_record')).toEqual({
      resource_group_name: DATA_PLANE_GROUP,
      zone_name: '<azurerm_private_dns_zone.Endpoints_control_riverbed_example_com.name>',
      name: '@',
      ttl: 300,
      records: ['<azurerm_private_endpoint.Endpoints_ControlPlane.private_service_connection[0].private_ip_address>'],
      tags: { 'byoc-environment': 'demo' },
    });
    expect(rendered.only('azurerm_private_dns_zone_virtual_network_link').resolution_policy).toBeUndefined();
  });

  test("comes without those of Azure's services", () => {
    expect(rendered.types).toEqual([
      'azurerm_private_dns_a_record',
      'azurerm_private_dns_zone',
      'azurerm_private_dns_zone_virtual_network_link',
      'azurerm_private_endpoint',
    ]);
  });
});

describe("in a network with zones of the customer's", () => {
  const services = {
    storageAccounts: { data: IDS.storageAccount('data') },
    keyVault: IDS.keyVault,
    controlPlane: CONTROL_PLANE,
  };

  test('names are written there, and no zone is made or linked', () => {
    const rendered = renderEndpoints({
      ...services,
      names: { zones: 'existing', blob: 'blob-zone', vault: 'vault-zone' },
    });
    expect(rendered.types).toEqual(['azurerm_private_endpoint']);
    const zones = rendered.field('azurerm_private_endpoint', 'private_dns_zone_group');
    expect(zones).toMatchObject({
      Endpoints_BlobData: { private_dns_zone_ids: ['blob-zone'] },
      Endpoints_Vault: { private_dns_zone_ids: ['vault-zone'] },
    });
  });

  test('what a policy has written is left alone where no zone is named', () => {
    const rendered = renderEndpoints({ ...services, names: { zones: 'existing' } });
    for (const endpoint of Object.values(rendered.resources('azurerm_private_endpoint'))) {
      expect(endpoint.private_dns_zone_group).toBeUndefined();
      expect(endpoint.lifecycle).toEqual({ ignore_changes: ['private_dns_zone_group'] });
    }
  });
});
