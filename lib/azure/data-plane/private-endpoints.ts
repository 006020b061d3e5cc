import { PrivateDnsARecord } from '@cdktf/provider-azurerm/lib/private-dns-a-record';
import {
  PrivateEndpoint,
  type PrivateEndpointPrivateServiceConnection,
} from '@cdktf/provider-azurerm/lib/private-endpoint';
import { Construct } from 'constructs';
import { pascalCase } from '../../core/names';
import { namesOf, zoneTags } from '../names';
import type { AzurePlace } from '../place';
import { AzurePrivateZone } from './private-zone';

/** Services of Azure that there are endpoints for, by the name that Azure gives to a part of each. */
const SERVICES = {
  blob: { part: 'blob', domain: 'privatelink.blob.core.windows.net' },
  vault: { part: 'vault', domain: 'privatelink.vaultcore.azure.net' },
} as const;
type Service = keyof typeof SERVICES;

/** How names lead to the endpoints. */
export type EndpointNames =
  | {
      /** By zones that are made here. */
      readonly zones: 'new';
      /** Resource id of the virtual network that asks them. */
      readonly virtualNetwork: string;
    }
  | {
      /**
       * By zones of the customer's. Without their ids, whoever owns them writes the records: a policy does, in most networks
       * with a hub. Names of a control plane are always written so.
       */
      readonly zones: 'existing';
      /** Resource id of the zone privatelink.blob.core.windows.net. @default - its owner writes the records */
      readonly blob?: string;
      /** Resource id of the zone privatelink.vaultcore.azure.net. @default - its owner writes the record */
      readonly vault?: string;
    };

export interface AzurePrivateEndpointsProps extends AzurePlace {
  /** Resource id of the subnet that the endpoints have their addresses in. */
  readonly subnet: string;
  /** Resource ids of storage accounts, by the plan's names of their buckets. */
  readonly storageAccounts: Readonly<Record<string, string>>;
  /**
   * Resource id of a key vault.
   *
   * @default - none is reached from the network
   */
  readonly keyVault?: string;
  /**
   * The vendor's control plane, as a Private Link service of the vendor's.
   *
   * @default - it is reached through the internet
   */
  readonly controlPlane?: {
    /** `<prefix>.<guid>.<region>.azure.privatelinkservice`. The vendor accepts the connection, or has named the subscription. */
    readonly alias: string;
    /** Host names of the control plane; each leads to the endpoint and no other name does. */
    readonly hosts: readonly string[];
  };
  /** How names lead to the endpoints. */
  readonly names: EndpointNames;
}

const TTL_SECONDS = 300;

/**
 * Private addresses of services: storage accounts and key vault take no connections elsewhere. Whoever applies this is let
 * in by custody's roles, so that the connections are approved as they are made.
 */
export class AzurePrivateEndpoints extends Construct {
  /** Endpoints of storage accounts, by the plan's names of their buckets. */
  public readonly storageAccounts: Readonly<Record<string, PrivateEndpoint>>;
  /** Endpoint of the key vault. @default - there is none */
  public readonly keyVault?: PrivateEndpoint;
  /** Endpoint of the control plane. @default - there is none */
  public readonly controlPlane?: PrivateEndpoint;

  public constructor(scope: Construct, id: string, props: AzurePrivateEndpointsProps) {
    super(scope, id);
    const { storageAccounts, keyVault, controlPlane, names } = props;
    const accounts = Object.entries(storageAccounts);
    const blobZone = accounts.length === 0 ? undefined : this.zoneOf('blob', props);
    this.storageAccounts = Object.fromEntries(
      accounts.map(([bucket, account]) => [
        bucket,
        this.endpoint(`blob-${bucket}`, connectionTo('blob', account), blobZone, props),
      ]),
    );
    if (keyVault !== undefined) {
      this.keyVault = this.endpoint('vault', connectionTo('vault', keyVault), this.zoneOf('vault', props), props);
    }
    if (controlPlane !== undefined) {
      const connection = {
        // Nobody approves for another tenant. The vendor's service does so by itself where it names the subscription.
        isManualConnection: true,
        requestMessage: `Installation ${props.environmentId}`,
        privateConnectionResourceAlias: controlPlane.alias,
      };
      const endpoint = this.endpoint('control-plane', connection, undefined, props);
      this.controlPlane = endpoint;
      if (names.zones === 'new') {
        const { privateIpAddress } = endpoint.privateServiceConnection;
        for (const host of new Set(controlPlane.hosts)) {
          this.hostZone(host, privateIpAddress, names.virtualNetwork, props);
        }
      }
    }
  }

  private endpoint(
    name: string,
    connection: Omit<PrivateEndpointPrivateServiceConnection, 'name'>,
    zone: string | undefined,
    { environmentId, subscription, resourceGroup, region, subnet, tags }: AzurePrivateEndpointsProps,
  ): PrivateEndpoint {
    const fullName = namesOf(environmentId, subscription).privateEndpoint(name);
    return new PrivateEndpoint(this, pascalCase(name), {
      resourceGroupName: resourceGroup,
      location: region,
      name: fullName,
      subnetId: subnet,
      privateServiceConnection: { name: fullName, ...connection },
      ...(zone === undefined
        ? // Else each apply would take away what a policy of the customer's has put there.
          { lifecycle: { ignoreChanges: ['private_dns_zone_group'] } }
        : { privateDnsZoneGroup: { name: 'default', privateDnsZoneIds: [zone] } }),
      tags: { ...tags },
    });
  }

  /** Resource id of the zone in which Azure itself writes names of a service. Undefined: somebody else's policy does. */
  private zoneOf(service: Service, props: AzurePrivateEndpointsProps): string | undefined {
    const { names } = props;
    if (names.zones === 'existing') return names[service];
    return new AzurePrivateZone(this, `Zone${pascalCase(service)}`, {
      ...zoneProps(props),
      domain: SERVICES[service].domain,
      virtualNetwork: names.virtualNetwork,
      // Services of others may have private endpoints, too, and are reached at their public addresses from here.
      fallback: true,
    }).zoneId;
  }

  /** A zone of one name: no other name of the vendor's leads to the endpoint. */
  private hostZone(host: string, address: string, virtualNetwork: string, props: AzurePrivateEndpointsProps): void {
    // cdktf leaves dots out of ids.
    const zone = new AzurePrivateZone(this, host.replaceAll('.', '_'), {
      ...zoneProps(props),
      domain: host,
      virtualNetwork,
      fallback: false,
    });
    new PrivateDnsARecord(zone, 'Address', {
      resourceGroupName: props.resourceGroup,
      zoneName: zone.domain,
      // The name of the zone itself.
      name: '@',
      ttl: TTL_SECONDS,
      records: [address],
      tags: zoneTags(props.tags),
    });
  }
}

function connectionTo(service: Service, resource: string) {
  return {
    isManualConnection: false,
    privateConnectionResourceId: resource,
    subresourceNames: [SERVICES[service].part],
  };
}

function zoneProps({ environmentId, subscription, resourceGroup, tags }: AzurePrivateEndpointsProps) {
  return { resourceGroup, linkName: namesOf(environmentId, subscription).network, tags };
}
