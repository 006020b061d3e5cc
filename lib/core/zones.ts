import type { CloudFacts } from './clouds/cloud-facts';
import type { Report } from './config-error';
import type { Environment } from './environment/environment';

/** The zones of an installation. */
export interface Zones {
  readonly names: readonly string[];
  /** `id` where they mean the same place in every account (AWS: `euc1-az1`). Names and ids never mix. */
  readonly kind: 'name' | 'id';
}

const ZONE_COUNT = 3;

/** Exactly three zones of the region, by name or by id. */
export function resolveZones(environment: Environment, facts: CloudFacts, report: Report): Zones {
  const { zones, region } = environment;
  const path = ['environment', 'zones'];
  const known = facts.regions[region];
  const kind = zones.some(isId) ? 'id' : 'name';
  const offered = ((kind === 'id' ? known?.zoneIds : known?.zones) ?? []).filter(
    (zone) => !known?.unsupportedZoneIds?.includes(zone),
  );
  const free = offered.filter((zone) => !zones.includes(zone));
  if (known === undefined) {
    report.warn(
      ['environment', 'region'],
      `${region} is not in the table of ${facts.regionsSource.checked}: its zones are not checked; verify with: ${facts.verify.zones(region)}`,
    );
  } else if ((known.zonesPerAccount ?? known.zones.length) < ZONE_COUNT) {
    report.problem(
      ['environment', 'region'],
      'have three zones for every account',
      `${region} (${known.zonesPerAccount ?? known.zones.length})`,
      'choose another region',
    );
    return { names: zones, kind };
  }
  if (known?.sovereign !== undefined) {
    report.warn(
      ['environment', 'region'],
      `is in ${known.sovereign}, whose endpoints have other names: bootstrap, custody and data plane are for public Azure`,
    );
  }
  if (kind === 'name' && known?.unsupportedZoneIds !== undefined) {
    report.warn(
      path,
      `the Kubernetes service does not support ${known.unsupportedZoneIds.join(', ')}, whose letter differs per account; verify with: ${facts.verify.zones(region)}`,
    );
  }
  // https://learn.microsoft.com/azure/reliability/availability-zones-overview#physical-and-logical-availability-zones
  if (facts.cloud === 'azure') {
    report.warn(
      path,
      `are numbers of this subscription: zone 1 of another one may be another place; verify with: ${facts.verify.zones(region)}`,
    );
  }
  if (zones.length !== ZONE_COUNT) {
    const some = free.length === 0 ? 'add some' : `add some of ${free.join(', ')}`;
    report.problem(path, 'be exactly three zones', zones, zones.length > ZONE_COUNT ? 'remove some' : some);
  }
  zones.forEach((zone, index) => {
    const at = [...path, index];
    if (zones.indexOf(zone) < index) {
      report.problem(
        at,
        'differ from the other zones',
        zone,
        free.length === 0 ? 'remove it or choose another zone' : `choose one of ${free.join(', ')}`,
      );
    } else if (isId(zone) !== (kind === 'id')) {
      report.problem(at, 'be a zone id like the others', zone, 'write all zones as names or all as ids');
    } else if (known?.unsupportedZoneIds?.includes(zone)) {
      report.problem(at, 'be a zone that the Kubernetes service supports', zone, `choose one of ${offered.join(', ')}`);
    } else if (known !== undefined && !offered.includes(zone)) {
      report.problem(at, `be a zone of ${region}`, zone, `choose one of ${offered.join(', ')}`);
    }
  });
  return { names: zones, kind };
}

/** AWS zone ids: `euc1-az1`. */
function isId(zone: string): boolean {
  return /^[a-z]+\d-az\d+$/.test(zone);
}
