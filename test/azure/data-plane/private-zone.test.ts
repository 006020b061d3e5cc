import { AzurePrivateZone, type AzurePrivateZoneProps } from '../../../lib/azure/data-plane/private-zone';
import { DATA_PLANE_GROUP, render, SUBSCRIPTION } from '../../support/azure';

const NETWORK = `/subscriptions/${SUBSCRIPTION}/resourceGroups/byoc-demo/providers/Microsoft.Network/virtualNetworks/byoc-demo`;

const renderZone = (other: Partial<AzurePrivateZoneProps> = {}) =>
  render((stack) => {
    new AzurePrivateZone(stack, 'Zone', {
      resourceGroup: DATA_PLANE_GROUP,
      domain: 'privatelink.blob.core.windows.net',
      virtualNetwork: NETWORK,
      linkName: 'byoc-demo',
      fallback: true,
      tags: { 'byoc:environment': 'demo' },
      ...other,
    });
  });

test('a zone is asked by one network, writes no names of machines, and has tags that zones keep', () => {
  const rendered = renderZone();
  expect(rendered.only('azurerm_private_dns_zone')).toEqual({
    resource_group_name: DATA_PLANE_GROUP,
    name: 'privatelink.blob.core.windows.net',
    tags: { 'byoc-environment': 'demo' },
  });
  expect(rendered.only('azurerm_private_dns_zone_virtual_network_link')).toEqual({
    resource_group_name: DATA_PLANE_GROUP,
    name: 'byoc-demo',
    private_dns_zone_name: '<azurerm_private_dns_zone.Zone.name>',
    virtual_network_id: NETWORK,
    registration_enabled: false,
    resolution_policy: 'NxDomainRedirect',
    tags: { 'byoc-environment': 'demo' },
  });
});

test('a zone that is not of Azure has no fallback, which Azure would refuse', () => {
  const link = renderZone({ domain: 'control.example.com', fallback: false }).only(
    'azurerm_private_dns_zone_virtual_network_link',
  );
  expect(link.resolution_policy).toBeUndefined();
});
