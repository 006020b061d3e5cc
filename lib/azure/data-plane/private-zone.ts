import { PrivateDnsZone } from '@cdktf/provider-azurerm/lib/private-dns-zone';
import { PrivateDnsZoneVirtualNetworkLink } from '@cdktf/provider-azurerm/lib/private-dns-zone-virtual-network-link';
import { Construct } from 'constructs';
import { zoneTags } from '../names';

export interface AzurePrivateZoneProps {
  /** Name of the resource group of the zone. */
  readonly resourceGroup: string;
  /** Domain of the zone: `privatelink.blob.core.windows.net`. */
  readonly domain: string;
  /** Resource id of the virtual network that asks the zone; it may ask one zone of a domain. */
  readonly virtualNetwork: string;
  /** Name of the link between the two. */
  readonly linkName: string;
  /** Whether names that the zone does not have are asked for on the internet. Azure knows this for its own domains only. */
  readonly fallback: boolean;
  /** Tags of zone and link, as everything else has them. */
  readonly tags: Readonly<Record<string, string>>;
}

/** A private DNS zone that one virtual network asks. */
export class AzurePrivateZone extends Construct {
  /** Resource id of the zone. */
  public readonly zoneId: string;
  /** Domain of the zone. */
  public readonly domain: string;

  public constructor(scope: Construct, id: string, props: AzurePrivateZoneProps) {
    super(scope, id);
    const common = { resourceGroupName: props.resourceGroup, tags: zoneTags(props.tags) };
    const zone = new PrivateDnsZone(this, 'Resource', { ...common, name: props.domain });
    new PrivateDnsZoneVirtualNetworkLink(this, 'Link', {
      ...common,
      name: props.linkName,
      privateDnsZoneName: zone.name,
      virtualNetworkId: props.virtualNetwork,
      registrationEnabled: false,
      ...(props.fallback ? { resolutionPolicy: 'NxDomainRedirect' } : {}),
    });
    this.zoneId = zone.id;
    this.domain = zone.name;
  }
}
