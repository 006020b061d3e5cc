import type { ICertificate } from '@kubernetes-models/cert-manager/cert-manager.io/v1' with {
  'resolution-mode': 'import',
};
import { Construct } from 'constructs';
import { Report } from '../../core/config-error';
import type { DeployedOutputs } from '../../core/outputs';
import type { DataPlaneConfig } from '../../core/resolve-config';
import { put } from '../manifest';
import { NAMESPACE_OF } from '../system-namespaces';
import { secretNameOf } from '../tls-secret';
import { type CertificateIssuer, type DnsZone, Issuer } from './certificate-issuer';

/** A host that needs a certificate. */
export interface CertifiedHost {
  readonly host: string;
  /** Namespace of the pods where TLS ends, and of their secret `tls-<host>`. */
  readonly namespace: string;
}

export interface CertificatesProps {
  readonly issuer: CertificateIssuer;
  /** Each host gets a certificate of its own. */
  readonly hosts: readonly CertifiedHost[];
}

const DAY = 24;
/** What Let's Encrypt gives; it is asked of a CA, too. */
const DURATION_HOURS = 90 * DAY;
/** Time to notice that a renewal fails. */
const RENEW_BEFORE_HOURS = 30 * DAY;

/**
 * Certificates of the hosts where TLS ends in the cluster, with a new key at each renewal. None is for a wildcard: it would
 * be valid for other hosts of the zone, and for those of other installations.
 *
 * @throws ConfigError if a host is a wildcard, or is named twice in a namespace
 */
export class Certificates extends Construct {
  public constructor(scope: Construct, id: string, props: CertificatesProps) {
    super(scope, id);
    checkHosts(props.hosts);
    const issuer = new Issuer(this, 'Issuer', { issuer: props.issuer });
    for (const { host, namespace } of props.hosts) {
      const name = secretNameOf(host);
      put<ICertificate>(this, `${namespace}-${name}`, {
        apiVersion: 'cert-manager.io/v1',
        kind: 'Certificate',
        metadata: { name, namespace },
        spec: {
          secretName: name,
          dnsNames: [host],
          issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: issuer.name },
          duration: `${DURATION_HOURS}h`,
          renewBefore: `${RENEW_BEFORE_HOURS}h`,
          privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
          usages: ['digital signature', 'server auth'],
          revisionHistoryLimit: 3,
        },
      });
    }
  }
}

function checkHosts(hosts: readonly CertifiedHost[]): void {
  const report = new Report();
  hosts.forEach(({ host, namespace }, index) => {
    const path = ['hosts', index, 'host'];
    if (host.includes('*')) {
      const rule = 'be one host: a wildcard would be valid in other environments, too';
      report.problem(path, rule, host, 'name each host');
    }
    if (hosts.slice(0, index).some((other) => other.host === host && other.namespace === namespace)) {
      report.problem(path, `be named once in ${namespace}`, host, 'remove it');
    }
  });
  report.throwIfAny();
}

/** Hosts whose TLS ends in the cluster. Where the environment has no DNS, the customer makes their secrets. */
export function certifiedHostsOf({ listeners }: Pick<DataPlaneConfig, 'listeners'>): CertifiedHost[] {
  const hosts = listeners.flatMap(({ component, protocol, host }): CertifiedHost[] =>
    (protocol === 'https' || protocol === 'tls') && host !== undefined
      ? [{ host, namespace: NAMESPACE_OF[component] }]
      : [],
  );
  return hosts.filter(
    ({ host, namespace }, index) =>
      hosts.findIndex((other) => other.host === host && other.namespace === namespace) === index,
  );
}

/**
 * The certificates of an installation. Undefined: no TLS ends in its cluster, or its customer brings the secrets.
 *
 * @throws ConfigError with everything that keeps cert-manager from issuing them
 */
export function certificatesPropsOf(config: DataPlaneConfig, outputs: DeployedOutputs): CertificatesProps | undefined {
  const { dns } = config.environment;
  const hosts = certifiedHostsOf(config);
  if (dns === undefined || hosts.length === 0) return undefined;
  const report = new Report();
  const { issuer } = dns;
  const zone = issuer.kind === 'acme' ? zoneOf(config, outputs, dns.zoneId, report) : undefined;
  report.throwIfAny();
  if (issuer.kind !== 'acme') return { issuer, hosts };
  return zone && { issuer: { kind: 'acme', email: issuer.email, domain: dns.domain, zone }, hosts };
}

/** Undefined only where the report has problems. */
function zoneOf(
  config: DataPlaneConfig,
  outputs: DeployedOutputs,
  zoneId: string,
  report: Report,
): DnsZone | undefined {
  const identity = outputs.workloads['cert-manager'];
  if (identity === undefined) {
    const rule = 'be the cloud identity that writes the challenge records of ACME';
    const fix = 'deploy custody with cert-manager in plan.clusterServices, then read the outputs again';
    report.problem(['outputs', 'workloads', 'cert-manager'], rule, identity, fix);
  }
  if (config.cloud === 'aws') return { kind: 'route53', region: config.environment.region, zoneId };
  if (config.cloud === 'gcp') return { kind: 'cloud-dns', project: config.environment.project, zoneName: zoneId };
  // /subscriptions/<subscription>/resourceGroups/<group>/providers/Microsoft.Network/dnsZones/<zone>
  const [, , subscriptionId = '', , resourceGroup = '', , , , zoneName = ''] = zoneId.split('/');
  if (identity === undefined || !('clientId' in identity)) return undefined;
  return { kind: 'azure-dns', subscriptionId, resourceGroup, zoneName, clientId: identity.clientId };
}
