import { Aws, CfnCondition, type CfnResource, Fn, type IResolvable } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** Whether something is so: known when the template is made, or a condition on its parameters. */
export type Switch = boolean | CfnCondition;

/** What a part of a policy depends on: a switch, or its opposite. */
export type Premise = Switch | Otherwise;

class Otherwise {
  public constructor(public readonly condition: CfnCondition) {}
}

/** The opposite. */
export function not(on: Switch): Premise {
  return on instanceof CfnCondition ? new Otherwise(on) : !on;
}

/** A premise in words. */
export function premiseName(on: Premise): string {
  if (on instanceof Otherwise) return `not ${on.condition.node.id}`;
  return on instanceof CfnCondition ? on.node.id : String(on);
}

/** Whether one of two holds. */
export function either(scope: Construct, id: string, a: Switch, b: Switch): Switch {
  if (typeof a === 'boolean') return a || b;
  if (typeof b === 'boolean') return b || a;
  return new CfnCondition(scope, id, { expression: Fn.conditionOr(a, b) });
}

/** Whether two hold. */
export function both(scope: Construct, id: string, a: Switch, b: Switch): Switch {
  if (typeof a === 'boolean') return a && b;
  if (typeof b === 'boolean') return b && a;
  return new CfnCondition(scope, id, { expression: Fn.conditionAnd(a, b) });
}

/** One of two values; nothing stands for `AWS::NoValue`. */
export function choose<Yes, No = undefined>(on: Premise, yes: Yes, no?: No): Yes | No | IResolvable | undefined {
  if (typeof on === 'boolean') return on ? yes : no;
  return chooseLater(on, yes, no);
}

/** The same at deployment. */
export function chooseLater(on: Exclude<Premise, boolean>, yes: unknown, no: unknown = Aws.NO_VALUE): IResolvable {
  return on instanceof CfnCondition
    ? Fn.conditionIf(on.logicalId, yes, no)
    : Fn.conditionIf(on.condition.logicalId, no, yes);
}

/** A resource that there is only where the switch is on. */
export function makeIf(on: Switch, make: () => CfnResource): void {
  if (on === false) return;
  const resource = make();
  if (on instanceof CfnCondition) resource.cfnOptions.condition = on;
}

/** A parameter that may be left empty. */
export class IfGiven<Value> {
  /**
   * @param given holds where the parameter is not empty
   * @param value the parameter
   */
  public constructor(
    public readonly given: CfnCondition,
    public readonly value: Value,
  ) {}
}

/** A value that may be missing: known when the template is made, or a parameter that may be left empty. */
export type Optional<Value> = Value | IfGiven<Value> | undefined;

/** Whether the value is there. */
export function isGiven(optional: Optional<unknown>): Switch {
  return optional instanceof IfGiven ? optional.given : optional !== undefined;
}

/** The value itself; nothing where it is known to be missing. */
export function valueIn<Value>(optional: Optional<Value>): Value | undefined {
  return optional instanceof IfGiven ? optional.value : optional;
}
