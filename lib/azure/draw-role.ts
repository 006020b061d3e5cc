import { PimActiveRoleAssignment } from '@cdktf/provider-azurerm/lib/pim-active-role-assignment';
import { RoleAssignment } from '@cdktf/provider-azurerm/lib/role-assignment';
import { RoleDefinition } from '@cdktf/provider-azurerm/lib/role-definition';
import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import type { Condition } from './permissions/conditions';
import type { CustomRole } from './permissions/custom-role';

/** How Terraform treats a role or an assignment. */
export interface Drawing {
  /** What must be there before. @default [] */
  readonly dependsOn?: readonly ITerraformDependable[];
  /** Whether Terraform refuses to destroy or replace it. @default false */
  readonly kept?: boolean;
}

/** Makes a custom role. */
export function drawRole(scope: Construct, id: string, role: CustomRole, drawing: Drawing = {}): RoleDefinition {
  return new RoleDefinition(scope, id, {
    roleDefinitionId: role.guid,
    name: role.name,
    description: role.description,
    scope: role.assignableScopes[0],
    assignableScopes: [...role.assignableScopes],
    permissions: [{ actions: [...role.actions], dataActions: [...role.dataActions] }],
    ...metaArguments(drawing),
  });
}

function metaArguments({ dependsOn = [], kept = false }: Drawing) {
  return {
    ...(dependsOn.length === 0 ? {} : { dependsOn: [...dependsOn] }),
    ...(kept ? { lifecycle: { preventDestroy: true } } : {}),
  };
}

/** A role for somebody, on something. */
export interface Assignment extends Drawing {
  /** Resource id of the role. */
  readonly role: string;
  /** Object id of who gets it. */
  readonly principalId: string;
  /** What that is. Azure then does not look for it, where it may not be known yet. */
  readonly principalType: 'ServicePrincipal' | 'Group';
  /** Resource id of what it is on. */
  readonly on: string;
  /** Why, in a sentence without its end. */
  readonly reason: string;
  /** @default - none */
  readonly condition?: Condition;
}

/**
 * The role by its id in the subscription of what it is assigned on, which may be another one than the installation's.
 * Azure answers with that id, and Terraform would see a change each time.
 */
function roleOn({ role, on }: Assignment): string {
  const [, kind, subscription] = on.split('/');
  return kind === 'subscriptions' ? role.replace(/^(\/subscriptions\/)[^/]+/, `$1${subscription}`) : role;
}

/** Assigns a role. Every change of it takes it away and gives it anew. */
export function assign(scope: Construct, id: string, assignment: Assignment): RoleAssignment {
  const { principalId, principalType, on, reason, condition } = assignment;
  return new RoleAssignment(scope, id, {
    scope: on,
    roleDefinitionId: roleOn(assignment),
    principalId,
    principalType,
    description: reason,
    ...(condition === undefined ? {} : { condition: condition.expression, conditionVersion: condition.version }),
    ...metaArguments(assignment),
  });
}

/** When an assignment ends, and whether Azure ends it. */
export interface Expiry {
  /** UTC: `2027-01-31T00:00:00Z`. @default - it has no end */
  readonly expiresAt?: string;
  /** Whether the tenant has Privileged Identity Management, which ends it. Else it stays until somebody takes it away. */
  readonly timeBound: boolean;
}

/**
 * The same, until the expiry where Azure can end it. An assignment that ends has no condition: Privileged Identity
 * Management knows none for those that are active at once, and no application can make an eligible one active.
 * https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-resource-roles-assign-roles
 */
export function assignUntil(
  scope: Construct,
  id: string,
  assignment: Omit<Assignment, 'condition'>,
  { expiresAt, timeBound }: Expiry,
): void {
  if (expiresAt === undefined || !timeBound) {
    assign(scope, id, assignment);
    return;
  }
  const { principalId, on, reason } = assignment;
  new PimActiveRoleAssignment(scope, id, {
    scope: on,
    roleDefinitionId: roleOn(assignment),
    principalId,
    justification: reason,
    schedule: { expiration: { endDateTime: expiresAt } },
    ...metaArguments(assignment),
  });
}
