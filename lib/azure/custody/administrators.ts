import { Construct } from 'constructs';
import type { Place } from '../permissions/place';
import { administratorGrants } from '../permissions/roles';
import { bindAll } from './binding';

export interface AzureAdministratorsProps extends Place {
  /** Object ids of Entra groups of the customer. */
  readonly groups: readonly string[];
}

/**
 * Lets the customer's administrators do everything in the cluster, and nothing in others. It comes after the cluster, on
 * which their role is assigned.
 */
export class AzureAdministrators extends Construct {
  public constructor(scope: Construct, id: string, { groups, environmentId, subscription }: AzureAdministratorsProps) {
    super(scope, id);
    const place = { environmentId, subscription };
    for (const principalId of groups) {
      const group = new Construct(this, `Group-${principalId}`);
      bindAll(group, administratorGrants(place), { place, principalId, principalType: 'Group', made: {} });
    }
  }
}
