import { Construct, type IDependable } from 'constructs';
import { waitFor } from '../../terraform/wait-for';
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
  /**
   * What must be there before: the cluster, where a customer's app puts them into the same stack.
   *
   * @default - nothing of the same stack
   */
  readonly after?: readonly IDependable[];
}

/**
 * Leads the vendor's support engineers to the Kubernetes API and no further, until an expiry: what they may read there is
 * a matter of Kubernetes roles. It comes after the cluster, on which their role is assigned.
 */
export class AzureSupportAccess extends Construct {
  public constructor(scope: Construct, id: string, props: AzureSupportAccessProps) {
    super(scope, id);
    const { environmentId, subscription, support, after = [] } = props;
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
    waitFor(this, after);
  }
}
