import { Construct } from 'constructs';
import type { Place } from '../permissions/conditions';
import { administratorGrants } from '../permissions/roles';
import { bind } from './binding';

export interface GcpAdministratorsProps extends Place {
  /** IAM members of the customer: `group:platform@example.com`. */
  readonly members: readonly string[];
}

/** Lets the customer's administrators do everything in this cluster, and nothing in others of the project. */
export class GcpAdministrators extends Construct {
  public constructor(scope: Construct, id: string, props: GcpAdministratorsProps) {
    super(scope, id);
    const { project, members } = props;
    for (const grant of administratorGrants(props)) {
      for (const member of members) bind(this, member, grant, { project, role: grant.role, member });
    }
  }
}
