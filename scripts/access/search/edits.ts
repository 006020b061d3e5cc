import type { PolicyDocument } from '../simulator';
import { covers } from './requests';
import { type Role, roleOf, type Statement, type World } from './world';

/** A change of the policies that are searched, as a mistake in the library would make it. */
export interface Edit {
  readonly what: string;
  readonly apply: (world: World) => World;
}

/** A statement that allows more. */
export function allow(role: string, action: string, resource = '*', condition: Statement['Condition'] = {}): Edit {
  const Statement = [{ Effect: 'Allow', Action: action, Resource: resource, Condition: condition }];
  return {
    what: `${role} is allowed ${action}`,
    apply: (world) => withRole(world, role, ({ policies }) => ({ policies: [...policies, { Statement }] })),
  };
}

/** A guard that forgets an action. */
export function noGuard(role: string, action: string): Edit {
  const forgetting = (statement: Statement) => {
    const kept = [statement.Action ?? []].flat().filter((pattern) => !covers(action)(pattern));
    return statement.Effect === 'Allow' ? [statement] : kept.length === 0 ? [] : [{ ...statement, Action: kept }];
  };
  return {
    what: `no guard denies ${role} ${action}`,
    apply: (world) =>
      withRole(world, role, ({ policies }) => ({ policies: policies.map((one) => changed(one, forgetting)) })),
  };
}

/** A statement of a role that has lost something, or is gone. */
export function rewritten(role: string, sid: string, rewrite: (statement: Statement) => readonly Statement[]): Edit {
  return {
    what: `${sid} of ${role} is rewritten`,
    apply: (world) =>
      withRole(world, role, ({ policies }) => ({ policies: policies.map((one) => bySid(one, sid, rewrite)) })),
  };
}

/** A boundary without one of its statements, for every role. */
export function boundaryWithout(sid: string): Edit {
  const lose = (role: Role): Role =>
    role.boundary === undefined ? role : { ...role, boundary: bySid(role.boundary, sid, () => []) };
  return {
    what: `the boundary has no ${sid}`,
    apply: (world) => ({
      ...world,
      roles: Object.fromEntries(Object.entries(world.roles).map(([name, role]) => [name, lose(role)])),
    }),
  };
}

/** A trust that lets in others as well. */
export function trusts(role: string, statement: object): Edit {
  const one = { Effect: 'Allow', Action: ['sts:AssumeRole', 'sts:TagSession'], ...statement };
  return {
    what: `${role} trusts ${JSON.stringify(statement)}`,
    apply: (world) => withRole(world, role, ({ trust }) => ({ trust: { Statement: [...trust.Statement, one] } })),
  };
}

/** A statement of the policy of a bucket or a key that has lost something. */
export function policyRewritten(
  arn: string,
  sid: string,
  rewrite: (statement: Statement) => readonly Statement[],
): Edit {
  return {
    what: `${sid} of ${arn} is rewritten`,
    apply: (world) => {
      const policy = world.policies[arn];
      if (policy === undefined) throw new Error(`no policy of '${arn}'`);
      return { ...world, policies: { ...world.policies, [arn]: bySid(policy, sid, rewrite) } };
    },
  };
}

/** The statement without these condition keys. */
export function without(...keys: readonly string[]): (statement: Statement) => readonly Statement[] {
  return (statement) => {
    const kept = Object.entries(statement.Condition ?? {}).map(([operator, condition]) => [
      operator,
      Object.fromEntries(Object.entries(condition).filter(([key]) => !keys.includes(key))),
    ]);
    const Condition = Object.fromEntries(kept.filter(([, condition]) => Object.keys(condition ?? {}).length > 0));
    return [{ ...statement, Condition }];
  };
}

function withRole(world: World, name: string, change: (role: Role) => Partial<Role>): World {
  const role = roleOf(world, name);
  return { ...world, roles: { ...world.roles, [name]: { ...role, ...change(role) } } };
}

function bySid(
  policy: PolicyDocument,
  sid: string,
  rewrite: (statement: Statement) => readonly Statement[],
): PolicyDocument {
  return changed(policy, (statement) => (statement.Sid === sid ? rewrite(statement) : [statement]));
}

function changed(policy: PolicyDocument, change: (statement: Statement) => readonly Statement[]): PolicyDocument {
  return { Statement: (policy.Statement as readonly Statement[]).flatMap(change) };
}
