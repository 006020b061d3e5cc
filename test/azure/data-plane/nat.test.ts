import { AzureNat } from '../../../lib/azure/data-plane/nat';
import { DATA_PLANE_GROUP, REGION, type RenderedStack, render, SUBSCRIPTION, ZONES } from '../../support/azure';

const SUBNET = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/nodes';

describe('a NAT', () => {
  let rendered: RenderedStack;
  beforeAll(() => {
    rendered = render((stack) => {
      new AzureNat(stack, 'Nat', {
        environmentId: 'demo',
        subscription: SUBSCRIPTION,
        resourceGroup: DATA_PLANE_GROUP,
        region: REGION,
        zones: ZONES,
        subnet: SUBNET,
        tags: { owner: 'platform' },
      });
    });
  });

  test('has one address, which is in every zone', () => {
    expect(rendered.only('azurerm_public_ip')).toEqual({
      resource_group_name: DATA_PLANE_GROUP,
      location: REGION,
      name: 'byoc-demo-nat',
      allocation_method: 'Static',
      sku: 'Standard',
      zones: ['1', '2', '3'],
      tags: { owner: 'platform' },
    });
  });

  test('has one gateway, bound to no zone', () => {
    expect(rendered.only('azurerm_nat_gateway')).toEqual({
      resource_group_name: DATA_PLANE_GROUP,
      location: REGION,
      name: 'byoc-demo',
      sku_name: 'Standard',
      tags: { owner: 'platform' },
    });
  });

  test('is for the nodes of the subnet, and calls out from its address', () => {
    expect(rendered.only('azurerm_subnet_nat_gateway_association')).toEqual({
      nat_gateway_id: '<azurerm_nat_gateway.Nat.id>',
      subnet_id: SUBNET,
    });
    expect(rendered.only('azurerm_nat_gateway_public_ip_association')).toEqual({
      nat_gateway_id: '<azurerm_nat_gateway.Nat.id>',
      public_ip_address_id: '<azurerm_public_ip.Nat_Address.id>',
    });
  });
});
