import { ServiceAccount } from '@cdktf/provider-google/lib/service-account';
import { ServiceAccountIamMember } from '@cdktf/provider-google/lib/service-account-iam-member';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { drawRoleOf } from '../draw-role';
import { namesOf } from '../names';
import { actingGrant } from '../permissions/acting';
import { checkNotOurs, checkOneWay, checkProps } from './check-props';
import { GcpIdentityFederation, type GcpIdentityFederationProps } from './identity-federation';

/** Who the vendor is: a service account of its own, or an identity from outside Google Cloud. */
export type VendorIdentity = { readonly serviceAccount: string } | GcpIdentityFederationProps['identity'];

export interface GcpVendorAccessProps {
  /** Id of the environment, 2 to 16 lower-case letters and digits; no token, names are made from it. */
  readonly environmentId: string;
  /** Id of the project; no token. */
  readonly project: string;
  /** Number of the project. */
  readonly projectNumber: string;
  /** Who may act as the account that is made here, in exactly one way. */
  readonly identity: VendorIdentity;
  /**
   * When that ends by itself, UTC: `2027-01-31T00:00:00Z`.
   *
   * @default - it does not end by itself
   */
  readonly expiresAt?: string;
  /**
   * Description of the account, at most 256 bytes. Who may act as the account can read it.
   *
   * @default Acts for the vendor; has no key
   */
  readonly description?: string;
  /**
   * Resource name of the role by which whoever comes in acts as the account.
   *
   * @default - a custom role, made here
   */
  readonly role?: string;
  /** What must be there before: the APIs. @default [] */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/**
 * The one service account that the vendor acts as, in the customer's project. It has no key; exactly one identity may take
 * it, and it holds nothing but the roles that the bootstrap binds to it.
 */
export class GcpVendorAccess extends Construct {
  /** Address of the account. */
  public readonly email: string;
  /** The account as a member of bindings, once it is there. */
  public readonly member: string;
  /** How the vendor comes in. @default - by a service account of its own */
  public readonly federation?: GcpIdentityFederation;

  /** @throws Error if the identity is not exactly one, is one of the installation, or would not end when it says */
  public constructor(scope: Construct, id: string, props: GcpVendorAccessProps) {
    super(scope, id);
    const { environmentId, project, projectNumber, identity, expiresAt, dependsOn = [] } = props;
    const { description = 'Acts for the vendor; has no key' } = props;
    checkProps(this, { environmentId, project, projectNumber }, { expiresAt });
    checkOneWay(this, identity, ['serviceAccount', 'oidc', 'awsRole']);
    if ('serviceAccount' in identity) {
      checkProps(this, { serviceAccount: identity.serviceAccount });
      checkNotOurs(this, identity.serviceAccount, { environmentId, project });
    }
    const account = new ServiceAccount(this, 'Resource', {
      project,
      accountId: namesOf(environmentId, project).vendorAccount.id,
      displayName: `byoc ${environmentId} vendor`,
      description,
      dependsOn: [...dependsOn],
    });
    this.email = account.email;
    this.member = account.member;
    let member: string;
    if ('serviceAccount' in identity) {
      member = `serviceAccount:${identity.serviceAccount}`;
    } else {
      this.federation = new GcpIdentityFederation(this, 'Federation', { ...props, identity });
      member = this.federation.member;
    }
    const acting = actingGrant('vendor', props, expiresAt);
    // A change of who or until when takes the binding away before it makes the new one.
    new ServiceAccountIamMember(this, 'TakenBy', {
      serviceAccountId: account.name,
      role: props.role ?? drawRoleOf(this, acting, props, dependsOn),
      member,
      ...(acting.condition === undefined ? {} : { condition: acting.condition }),
    });
  }
}
