import { type IResolvable, type IResolveContext, Token } from 'aws-cdk-lib';
import type { Permission } from '../permissions/permission';
import { choose } from '../switch';

/**
 * A policy of permissions that may depend on parameters, in few bytes: a template that is pasted into the console has
 * 51,200 of them, and a reference inside a text costs five times as much when it is joined as when it is substituted.
 */
export class CompactPolicy implements IResolvable {
  public readonly creationStack: string[] = [];

  /** @param statements more of them: a trust names principals, which a permission does not */
  public constructor(
    private readonly permissions: readonly Permission[],
    private readonly statements: readonly object[] = [],
  ) {}

  public resolve(context: IResolveContext): unknown {
    const Statement = [...this.permissions.map(statementOf), ...this.statements].filter((one) => one !== undefined);
    return substituted(context.resolve({ Version: '2012-10-17', Statement }));
  }

  public toString(): string {
    return Token.asString(this);
  }
}

/** A value with every join of texts and references as one text with the references in it. */
export function substituted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(substituted);
  if (typeof value !== 'object' || value === null) return value;
  const join = (value as { 'Fn::Join'?: readonly [string, unknown] })['Fn::Join'];
  if (join !== undefined && join[0] === '' && Array.isArray(join[1])) {
    const parts = join[1].map(partOf);
    if (parts.every((part) => part !== undefined)) return { 'Fn::Sub': parts.join('') };
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, substituted(item)]));
}

/** Undefined for what a substitution cannot hold. */
function partOf(part: unknown): string | undefined {
  if (typeof part === 'string') return part.replaceAll('${', '${!');
  const { Ref, 'Fn::GetAtt': attribute } = part as { Ref?: string; 'Fn::GetAtt'?: readonly string[] };
  return Ref !== undefined ? `\${${Ref}}` : attribute !== undefined ? `\${${attribute.join('.')}}` : undefined;
}

function statementOf(permission: Permission): unknown {
  const { sid, effect, actions, resources, allBut, conditions, when } = permission;
  const statement = {
    ...(sid === undefined ? {} : { Sid: sid }),
    Effect: effect ?? 'Allow',
    Action: single(actions),
    [allBut === true ? 'NotResource' : 'Resource']: single(resources),
    ...(conditions === undefined ? {} : { Condition: conditions }),
  };
  return choose(when ?? true, statement);
}

/** IAM takes a list of one for the one. What is a list only at deployment stays as it is. */
function single(values: readonly string[]): string | readonly string[] {
  const [first] = values;
  return first !== undefined && values.length === 1 && !Token.isUnresolved(values) ? first : values;
}
