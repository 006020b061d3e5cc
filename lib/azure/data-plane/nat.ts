import { NatGateway } from '@cdktf/provider-azurerm/lib/nat-gateway';
import { NatGatewayPublicIpAssociation } from '@cdktf/provider-azurerm/lib/nat-gateway-public-ip-association';
import { PublicIp } from '@cdktf/provider-azurerm/lib/public-ip';
import { SubnetNatGatewayAssociation } from '@cdktf/provider-azurerm/lib/subnet-nat-gateway-association';
import { Construct } from 'constructs';
import { namesOf } from '../names';
import type { AzurePlace } from '../place';

export interface AzureNatProps extends AzurePlace {
  /** Zones of the address: `1`, `2` and `3`. */
  readonly zones: readonly string[];
  /** Resource id of the subnet whose nodes and pods call out. */
  readonly subnet: string;
}

/**
 * A subnet takes one NAT gateway, so there is one for all zones. The gateway itself is in no zone that could be named, its
 * address in every one: https://learn.microsoft.com/azure/nat-gateway/nat-availability-zones
 */
export class AzureNat extends Construct {
  /** Addresses that calls come from, known once deployed. */
  public readonly addresses: readonly string[];

  public constructor(scope: Construct, id: string, props: AzureNatProps) {
    super(scope, id);
    const { environmentId, subscription, resourceGroup, region, zones, subnet, tags } = props;
    const names = namesOf(environmentId, subscription);
    const common = { resourceGroupName: resourceGroup, location: region, tags: { ...tags } };
    const address = new PublicIp(this, 'Address', {
      ...common,
      name: names.natAddress,
      allocationMethod: 'Static',
      sku: 'Standard',
      zones: [...zones],
    });
    const gateway = new NatGateway(this, 'Resource', { ...common, name: names.natGateway, skuName: 'Standard' });
    new NatGatewayPublicIpAssociation(this, 'GatewayAddress', {
      natGatewayId: gateway.id,
      publicIpAddressId: address.id,
    });
    new SubnetNatGatewayAssociation(this, 'Subnet', { natGatewayId: gateway.id, subnetId: subnet });
    this.addresses = [address.ipAddress];
  }
}
