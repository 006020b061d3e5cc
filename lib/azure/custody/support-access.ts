import { Construct } from 'constructs';
import { assignUntil } from '../draw-role';
import { roleIdOf } from '../permissions/grant';
import type { Place } from '../permissions/place';
import { supportGrant } from '../permissions/roles';
import { drawRoles } from './binding';

/** Whom support is, and until when. */
export interface SupportWindow {
  /** Object ids of Entra groups in the customer's tenant, in which the vendor's support engineers are guests. */
  readonly groups: readonly string[];
  /** When the access ends, UTC: `2027-01-31T00:00:00Z`. */
  readonly expiresAt: string;
  /** Whether the tenant has Privileged Identity Management, which ends it. Else it stays until `support` is taken away. */
  readonly timeBound: boolean;
}

export interface AzureSupportAccessProps extends Place {
  /**
   * Lets the vendor's support engineers in until an expiry.
   *
   * @default - they are not let in
   */
  readonly support?: SupportWindow;
}

/**
 * Leads the vendor's support engineers to the Kubernetes API and no further, until an expiry: what they may read there is
 * a matter of Kubernetes roles. It comes after the cluster, on which their role is assigned.
 */
export class AzureSupportAccess extends Construct {
  public constructor(scope: Construct, id: string, { environmentId, subscription, support }: AzureSupportAccessProps) {
    super(scope, id);
    const place = { environmentId, subscription };
    const grant = supportGrant(place);
    const role = roleIdOf(grant, place);
    const made = drawRoles(this, [grant], place);
    for (const principalId of support?.groups ?? []) {
      const definition = made[role];
      const assignment = {
        role,
        principalId,
        principalType: 'Group',
        on: grant.scope,
        reason: grant.reason,
        ...(definition === undefined ? {} : { dependsOn: [definition] }),
      } as const;
      assignUntil(this, `Group-${principalId}`, assignment, { timeBound: false, ...support });
    }
  }
}
