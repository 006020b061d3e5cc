import { FederatedIdentityCredential } from '@cdktf/provider-azurerm/lib/federated-identity-credential';
import { UserAssignedIdentity } from '@cdktf/provider-azurerm/lib/user-assigned-identity';
import { Construct } from 'constructs';
import { namesOf } from '../names';
import { checkOneWay, checkProps } from './check-props';

/** Tokens of one subject, from one issuer. */
export interface OidcIdentity {
  /** Issuer of the tokens, an https URL; no token. */
  readonly issuer: string;
  /** Exact subject, of at most 600 letters; no token. */
  readonly subject: string;
  /** Audience of the tokens. @default api://AzureADTokenExchange */
  readonly audience?: string;
}

/** Who the vendor is: its application, as the customer's tenant knows it, or an identity from outside Entra. */
export type VendorIdentity =
  | {
      /** Object id of the application's service principal in the tenant of the customer. */
      readonly objectId: string;
    }
  | { readonly oidc: OidcIdentity };

export interface AzureVendorAccessProps {
  /** Id of the environment, 2 to 16 lower-case letters and digits; no token, names are made from it. */
  readonly environmentId: string;
  /** Id of the subscription; no token. */
  readonly subscription: string;
  /** Region of what is made. */
  readonly region: string;
  /** Name of the resource group of what is made; nobody of the vendor may write in it. */
  readonly resourceGroup: string;
  /** Tags of what is made. */
  readonly tags: Readonly<Record<string, string>>;
  /** Who the vendor is, in exactly one way. */
  readonly identity: VendorIdentity;
}

/** What Entra expects of tokens that it exchanges, unless told otherwise. */
const AUDIENCE = 'api://AzureADTokenExchange';

/**
 * The one principal that the vendor acts as. Neither way has a secret in the customer's tenant: the vendor's application
 * proves itself to its own tenant, an identity that is made here takes the tokens of one subject. It holds nothing but
 * the roles that bootstrap and custody assign to it.
 */
export class AzureVendorAccess extends Construct {
  /** Object id of the principal, to which roles are assigned. */
  public readonly principalId: string;
  /** Client id by which an identity from outside comes in. @default - the vendor's application has one of its own */
  public readonly clientId?: string;

  /** @throws Error if the identity is not exactly one, or could not be told from others */
  public constructor(scope: Construct, id: string, props: AzureVendorAccessProps) {
    super(scope, id);
    const { environmentId, subscription, region, resourceGroup, tags, identity } = props;
    checkProps(this, { environmentId, subscription });
    checkOneWay(this, identity, ['objectId', 'oidc']);
    if ('objectId' in identity) {
      checkProps(this, { objectId: identity.objectId });
      this.principalId = identity.objectId;
      return;
    }
    const { issuer, subject, audience = AUDIENCE } = identity.oidc;
    checkProps(this, { issuer, subject, audience });
    const name = namesOf(environmentId, subscription).identity('vendor');
    const made = new UserAssignedIdentity(this, 'Resource', {
      name,
      resourceGroupName: resourceGroup,
      location: region,
      tags: { ...tags },
    });
    new FederatedIdentityCredential(this, 'Credential', {
      name,
      resourceGroupName: resourceGroup,
      parentId: made.id,
      issuer,
      subject,
      audience: [audience],
    });
    this.principalId = made.principalId;
    this.clientId = made.clientId;
  }
}
