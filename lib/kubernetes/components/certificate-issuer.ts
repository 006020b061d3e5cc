import type { IClusterIssuer } from '@kubernetes-models/cert-manager/cert-manager.io/v1' with {
  'resolution-mode': 'import',
};
import { Construct } from 'constructs';
import { put } from '../manifest';

/** Who issues certificates. */
export type CertificateIssuer =
  | {
      readonly kind: 'acme';
      /** Address for notices of the ACME server. */
      readonly email: string;
      /** Domain of the DNS zone; names outside it are not asked for. */
      readonly domain: string;
      /** Where the challenge records are written. */
      readonly zone: DnsZone;
    }
  | {
      readonly kind: 'own-ca';
      /** Secret of type kubernetes.io/tls in the namespace cert-manager: the CA of the customer, made by the customer. */
      readonly secretName: string;
    }
  | { readonly kind: 'vendor-ca' };

/** A DNS zone, as cert-manager finds it with the cloud identity of its own pods. */
export type DnsZone =
  | { readonly kind: 'route53'; readonly region: string; readonly zoneId: string }
  | { readonly kind: 'cloud-dns'; readonly project: string; readonly zoneName: string }
  | {
      readonly kind: 'azure-dns';
      readonly subscriptionId: string;
      readonly resourceGroup: string;
      readonly zoneName: string;
      /** Client id of cert-manager's managed identity. */
      readonly clientId: string;
    };

/**
 * Secret of type kubernetes.io/tls in the namespace cert-manager with the vendor's CA. It must be an intermediate of this
 * installation alone, with a critical name constraint to its domain: whoever reads it can sign for every name that it may.
 */
export const VENDOR_CA_SECRET = 'byoc-vendor-ca';

/** https://letsencrypt.org/docs/acme-protocol-updates/ */
const ACME_SERVER = 'https://acme-v02.api.letsencrypt.org/directory';
/** cert-manager makes it, in its own namespace. */
const ACME_ACCOUNT_SECRET = 'byoc-acme-account';

export interface IssuerProps {
  readonly issuer: CertificateIssuer;
}

/**
 * The issuer of an installation. It can be changed in place, so its name has no version; but each kind has a name of its
 * own, so that another kind issues every certificate anew.
 */
export class Issuer extends Construct {
  /** Name of the ClusterIssuer. Only these may use the identity of cert-manager's pods. */
  public readonly name: string;

  public constructor(scope: Construct, id: string, props: IssuerProps) {
    super(scope, id);
    const { issuer } = props;
    this.name = `byoc-${issuer.kind}`;
    put<IClusterIssuer>(this, 'Resource', {
      apiVersion: 'cert-manager.io/v1',
      kind: 'ClusterIssuer',
      metadata: { name: this.name },
      spec: specOf(issuer),
    });
  }
}

function specOf(issuer: CertificateIssuer): IClusterIssuer['spec'] {
  switch (issuer.kind) {
    case 'acme':
      return {
        acme: {
          server: ACME_SERVER,
          email: issuer.email,
          privateKeySecretRef: { name: ACME_ACCOUNT_SECRET },
          solvers: [{ selector: { dnsZones: [issuer.domain] }, dns01: challengeIn(issuer.zone) }],
        },
      };
    case 'own-ca':
      return { ca: { secretName: issuer.secretName } };
    case 'vendor-ca':
      return { ca: { secretName: VENDOR_CA_SECRET } };
  }
}

function challengeIn(zone: DnsZone) {
  switch (zone.kind) {
    case 'route53':
      // With the id, cert-manager need not list the zones of the account, which its role may not.
      return { route53: { region: zone.region, hostedZoneID: zone.zoneId } };
    case 'cloud-dns':
      return { cloudDNS: { project: zone.project, hostedZoneName: zone.zoneName } };
    case 'azure-dns':
      return {
        azureDNS: {
          subscriptionID: zone.subscriptionId,
          resourceGroupName: zone.resourceGroup,
          hostedZoneName: zone.zoneName,
          managedIdentity: { clientID: zone.clientId },
        },
      };
  }
}
