import { DnsManagedZone } from '@cdktf/provider-google/lib/dns-managed-zone';
import { DnsRecordSet } from '@cdktf/provider-google/lib/dns-record-set';
import { Construct } from 'constructs';
import { checksum } from '../../core/checksum';
import { privateAddressesOf } from '../../core/private-addresses';
import type { DataPlaneConfig } from '../../core/resolve-config';
import { namesOf } from '../names';

/** Names that lead to one address. */
export interface PrivateZone {
  /** Domain, without the dot at its end: `googleapis.com`. */
  readonly domain: string;
  /** Address of the domain. */
  readonly address: string;
  /** Whether every name below the domain leads there, too. */
  readonly subdomains: boolean;
}

export interface GcpPrivateZonesProps {
  /** Id of the environment, 2 to 16 lower-case letters and digits; no token, names are made from it. */
  readonly environmentId: string;
  /** Id of the project; no token. */
  readonly project: string;
  /** Resource name of the network that sees the zones: `projects/P/global/networks/N`. */
  readonly network: string;
  /** The zones; each domain once. */
  readonly zones: readonly PrivateZone[];
  /** Labels of the zones. */
  readonly labels: Readonly<Record<string, string>>;
}

/** Domains of Google's that nodes ask for: APIs, and the registries of GKE's images and of the customer's. */
const GOOGLE_DOMAINS = ['googleapis.com', 'gcr.io', 'pkg.dev'];

const TTL_SECONDS = 300;
const HASH_LENGTH = 8;

/**
 * Private DNS zones of a network, which lead names to private endpoints in it. Whoever writes them answers for others: the
 * customer applies them, never the vendor. They come after the network, which is found by its name.
 *
 * Until they are there, the endpoints are too, but nobody asks them: nodes start with Google's APIs at their public
 * addresses, by Private Google Access, and no pod of the product runs yet (docs/gcp/private-endpoints.md).
 */
export class GcpPrivateZones extends Construct {
  public constructor(scope: Construct, id: string, props: GcpPrivateZonesProps) {
    super(scope, id);
    const { environmentId, project, network } = props;
    const names = namesOf(environmentId, project);
    for (const { domain, address, subdomains } of props.zones) {
      const dnsName = `${domain}.`;
      // cdktf leaves dots out of ids.
      const part = new Construct(this, domain.replaceAll('.', '_'));
      const zone = new DnsManagedZone(part, 'Resource', {
        project,
        // A domain may be longer than a name, and names of zones that change places would get in each other's way.
        name: names.privateEndpoint(checksum(domain).slice(0, HASH_LENGTH)),
        description: `${domain}, at a private endpoint`,
        dnsName,
        visibility: 'private',
        privateVisibilityConfig: { networks: [{ networkUrl: network }] },
        labels: { ...props.labels },
      });
      const record = { project, managedZone: zone.name, ttl: TTL_SECONDS };
      new DnsRecordSet(part, 'Address', { ...record, name: dnsName, type: 'A', rrdatas: [address] });
      if (subdomains) {
        new DnsRecordSet(part, 'Subdomains', { ...record, name: `*.${dnsName}`, type: 'CNAME', rrdatas: [dnsName] });
      }
    }
  }
}

/** Zones for the private endpoints that a configuration makes; none for a network of the customer's. */
export function privateZonesOf({
  network,
  egress,
  plan,
}: Pick<DataPlaneConfig<'gcp'>, 'network' | 'egress' | 'plan'>): PrivateZone[] {
  if (network.kind === 'existing') return [];
  const { googleApis, controlPlane } = privateAddressesOf(network.layout);
  return [
    ...(network.endpoints === 'private' ? googleApisZones(googleApis) : []),
    ...(egress.mode === 'private-endpoint' ? controlPlaneZones(plan.controlPlane.hosts, controlPlane) : []),
  ];
}

/**
 * Zones that lead Google's APIs to their endpoint:
 * https://cloud.google.com/vpc/docs/configure-private-service-connect-apis#create-dns-records
 */
export function googleApisZones(address: string): PrivateZone[] {
  return GOOGLE_DOMAINS.map((domain) => ({ domain, address, subdomains: true }));
}

/** Zones that lead the hosts of the control plane, and no other name, to its endpoint. */
export function controlPlaneZones(hosts: readonly string[], address: string): PrivateZone[] {
  return [...new Set(hosts)].map((domain) => ({ domain, address, subdomains: false }));
}
