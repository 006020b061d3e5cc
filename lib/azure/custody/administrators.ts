import { Construct, type IDependable } from 'constructs';
import { waitFor } from '../../terraform/wait-for';
import type { Place } from '../permissions/place';
import { administratorGrants } from '../permissions/roles';
import { bindAll } from './binding';

export interface AzureAdministratorsProps extends Place {
  /** Object ids of Entra groups of the customer. */
  readonly groups: readonly string[];
  /**
   * What must be there before: the cluster, where a customer's app puts them into the same stack.
   *
   * @default - nothing of the same stack
   */
  readonly after?: readonly IDependable[];
}

/**
 * Lets the customer's administrators do everything in the cluster, and nothing in others. It comes after the cluster, on
 * which their role is assigned.
 */
export class AzureAdministrators extends Construct {
  public constructor(scope: Construct, id: string, props: AzureAdministratorsProps) {
    super(scope, id);
    const { groups, environmentId, subscription, after = [] } = props;
    const place = { environmentId, subscription };
    for (const principalId of groups) {
      const group = new Construct(this, `Group-${principalId}`);
      bindAll(group, administratorGrants(place), { place, principalId, principalType: 'Group', made: {} });
    }
    waitFor(this, after);
  }
}
