import { ServiceAccount } from '@cdktf/provider-google/lib/service-account';
import { ServiceAccountIamMember } from '@cdktf/provider-google/lib/service-account-iam-member';
import { Construct } from 'constructs';
import { drawRoleOf } from '../draw-role';
import { namesOf } from '../names';
import { actingGrant } from '../permissions/acting';
import type { Place } from '../permissions/conditions';
import { supportGrant } from '../permissions/roles';
import { bind } from './binding';

/** Whom support is, and until when. */
export interface SupportWindow {
  /**
   * Addresses of the Google groups of the vendor's support engineers. Where the organization restricts domains
   * (`iam.allowedPolicyMemberDomains`), it must let theirs in.
   */
  readonly groups: readonly string[];
  /** When the access ends by itself, UTC: `2027-01-31T00:00:00Z`. */
  readonly expiresAt: string;
}

export interface GcpSupportAccessProps extends Place {
  /**
   * Lets the vendor's support engineers in until an expiry.
   *
   * @default - they are not let in
   */
  readonly support?: SupportWindow;
}

/**
 * A service account that the vendor's support engineers act by until an expiry; it has no keys. It leads to the Kubernetes
 * API and no further: what they may read there is a matter of Kubernetes roles. The expiry stands twice: on the account it
 * stops new tokens, on its role it stops the calls of those that are there, which live for an hour.
 *
 * Without an expiry there is no account. Its roles are there in any case, bound to nobody: the id of a deleted one cannot
 * be had again for weeks (https://cloud.google.com/iam/docs/creating-custom-roles), and support comes and goes.
 */
export class GcpSupportAccess extends Construct {
  /** Address of the account, by which Kubernetes knows the engineers. @default - they are not let in */
  public readonly email?: string;

  public constructor(scope: Construct, id: string, props: GcpSupportAccessProps) {
    super(scope, id);
    const { environmentId, project, support } = props;
    const reaching = supportGrant(props, support?.expiresAt);
    const acting = actingGrant('support', props, support?.expiresAt);
    const reachingRole = drawRoleOf(this, reaching, props);
    const actingRole = drawRoleOf(this, acting, props);
    if (support === undefined) return;

    const names = namesOf(environmentId, project);
    const account = new ServiceAccount(this, 'Resource', {
      project,
      accountId: names.supportAccount.id,
      displayName: `Vendor's support of ${names.cluster}`,
      description: `Support engineers of the vendor act by it until ${support.expiresAt}`,
    });
    this.email = account.email;
    for (const group of support.groups) {
      new ServiceAccountIamMember(this, group, {
        serviceAccountId: account.name,
        role: actingRole,
        member: `group:${group}`,
        ...(acting.condition === undefined ? {} : { condition: acting.condition }),
      });
    }
    bind(this, 'Binding-project', reaching, { project, role: reachingRole, member: account.member });
  }
}
