import { CfnCondition, CfnParameter, CfnResource, Fn, type Stack } from 'aws-cdk-lib';
import { both, choose, either, IfGiven, isGiven, makeIf, not, type Switch, valueIn } from '../../lib/aws/switch';
import { Rendered, testStack } from '../support/aws';

let stack: Stack;
let condition: CfnCondition;
let other: CfnCondition;
beforeEach(() => {
  stack = testStack();
  const when = (id: string) => new CfnCondition(stack, id, { expression: Fn.conditionEquals(id, 'true') });
  condition = when('On');
  other = when('Other');
});

/** Conditions of the template by name, but for the two that every test has. */
function conditions(): Record<string, unknown> {
  const { On, Other, ...rest } = (Rendered.of(stack).json as { Conditions?: Record<string, unknown> }).Conditions ?? {};
  return rest;
}

describe('choose', () => {
  test('of what is known takes one of the two', () => {
    expect([choose(true, 'yes', 'no'), choose(false, 'yes', 'no')]).toEqual(['yes', 'no']);
  });

  test('of what is known takes nothing where there is no other', () => {
    expect([choose(true, 'yes'), choose(false, 'yes')]).toEqual(['yes', undefined]);
  });

  test('of a condition is a choice at deployment', () => {
    expect(stack.resolve(choose(condition, 'yes', 'no'))).toEqual({ 'Fn::If': ['On', 'yes', 'no'] });
  });

  test('of a condition has no value where there is no other', () => {
    expect(stack.resolve(choose(condition, 'yes'))).toEqual({ 'Fn::If': ['On', 'yes', { Ref: 'AWS::NoValue' }] });
  });

  test('of the opposite of a condition is turned around', () => {
    expect(stack.resolve(choose(not(condition), 'yes', 'no'))).toEqual({ 'Fn::If': ['On', 'no', 'yes'] });
    expect(stack.resolve(choose(not(condition), 'yes'))).toEqual({
      'Fn::If': ['On', { Ref: 'AWS::NoValue' }, 'yes'],
    });
  });

  test('of the opposite of what is known takes the other', () => {
    expect([choose(not(true), 'yes', 'no'), choose(not(false), 'yes', 'no')]).toEqual(['no', 'yes']);
  });
});

describe.each([
  ['either', either, [true, true, true, false], 'Fn::Or'],
  ['both', both, [true, false, false, false], 'Fn::And'],
] as const)('%s', (_, combine, known, operator) => {
  const combined = (a: Switch, b: Switch) => combine(stack, 'Combined', a, b);

  test('of what is known is known', () => {
    expect([combined(true, true), combined(true, false), combined(false, true), combined(false, false)]).toEqual(known);
    expect(conditions()).toEqual({});
  });

  test('of a condition and what decides it is known', () => {
    const deciding = operator === 'Fn::Or';
    expect([combined(deciding, condition), combined(condition, deciding)]).toEqual([deciding, deciding]);
  });

  test('of a condition and what decides nothing is the condition', () => {
    const neutral = operator === 'Fn::And';
    expect(combined(neutral, condition)).toBe(condition);
    expect(combined(condition, neutral)).toBe(condition);
    expect(conditions()).toEqual({});
  });

  test('of two conditions is a third', () => {
    expect(combined(condition, other)).toBeInstanceOf(CfnCondition);
    expect(conditions()).toEqual({ Combined: { [operator]: [{ Condition: 'On' }, { Condition: 'Other' }] } });
  });
});

describe('makeIf', () => {
  const make = () => new CfnResource(stack, 'Thing', { type: 'AWS::SNS::Topic' });
  const made = () => Rendered.of(stack).json.Resources;

  test('makes what is wanted', () => {
    makeIf(true, make);
    expect(made()).toEqual({ Thing: { Type: 'AWS::SNS::Topic' } });
  });

  test('does not even try what is not', () => {
    const spy = jest.fn(make);
    makeIf(false, spy);
    expect([spy.mock.calls, made()]).toEqual([[], undefined]);
  });

  test('makes what is wanted under a condition under that condition', () => {
    makeIf(condition, make);
    expect(made()).toEqual({ Thing: { Type: 'AWS::SNS::Topic', Condition: 'On' } });
  });
});

describe('a value that may be missing', () => {
  test('is there if it is written', () => {
    expect([isGiven('vpc-1'), valueIn('vpc-1')]).toEqual([true, 'vpc-1']);
  });

  test('is not there if it is not', () => {
    expect([isGiven(undefined), valueIn(undefined)]).toEqual([false, undefined]);
  });

  test('is there at deployment, where its parameter is not empty', () => {
    const value = new CfnParameter(stack, 'VpcId').valueAsString;
    const given = new IfGiven(condition, value);
    expect([isGiven(given), valueIn(given)]).toEqual([condition, value]);
  });
});
