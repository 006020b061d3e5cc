import { actingGrant } from '../permissions/acting';
import type { DeploymentContext } from '../permissions/deployment/context';
import type { PolicyRecord } from '../permissions/permission';
import { grantPolicies, vendorPolicies } from '../permissions/policies';

/** Every permission that a bootstrap gives, or would give in another mode or phase, with its reason. */
export function bootstrapPolicies(context: DeploymentContext): readonly PolicyRecord[] {
  const acting = grantPolicies('identity of the vendor', [actingGrant('vendor', context, context.expiresAt)], context);
  return [...acting.map((policy) => ({ ...policy, attached: 'mode managed or approved' })), ...vendorPolicies(context)];
}
