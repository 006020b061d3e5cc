import { CfnCondition, CfnResource, Fn, type Stack } from 'aws-cdk-lib';
import { Parameters, type Question } from '../../../lib/aws/parameters';
import { PATTERNS } from '../../../lib/aws/patterns';
import { isGiven, valueIn } from '../../../lib/aws/switch';
import { isMoment } from '../../../lib/core/moment';
import { Rendered, testStack } from '../../support/aws';
import { evaluated } from '../../support/evaluated';

const QUESTION: Question = { name: 'Thing', label: 'A thing', description: 'What it is, and how it looks' };

let stack: Stack;
let parameters: Parameters;
beforeEach(() => {
  stack = testStack();
  parameters = new Parameters(stack);
});

interface Sections {
  readonly Parameters?: Readonly<Record<string, object>>;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Rules?: Readonly<Record<string, unknown>>;
}

const template = () => Rendered.of(stack).json as Sections;

/** What a template makes of a value, for each answer. */
function resolved(value: unknown, ...answers: readonly Readonly<Record<string, string>>[]): unknown[] {
  new CfnResource(stack, 'Probe', { type: 'AWS::SNS::Topic', properties: { Value: value } });
  return answers.map((answer) => evaluated(stack, answer).Probe?.properties.Value);
}

describe('a text', () => {
  test('is asked for with all that a person needs', () => {
    parameters.ask({ ...QUESTION, pattern: '[a-z]+', rule: 'lower-case letters', fallback: 'a', choices: ['a', 'b'] });
    expect(template().Parameters).toEqual({
      Thing: {
        Type: 'String',
        Description: 'What it is, and how it looks',
        AllowedPattern: '[a-z]+',
        ConstraintDescription: 'lower-case letters',
        Default: 'a',
        AllowedValues: ['a', 'b'],
      },
    });
  });

  test('must be answered where there is no other', () => {
    parameters.ask(QUESTION);
    expect(template().Parameters).toEqual({ Thing: { Type: 'String', Description: 'What it is, and how it looks' } });
  });

  test('that may be empty has a pattern that takes nothing as well', () => {
    parameters.ask({ ...QUESTION, pattern: '[a-z]+', fallback: '' });
    expect(template().Parameters?.Thing).toMatchObject({ AllowedPattern: '|[a-z]+', Default: '' });
  });

  test('may be a list', () => {
    parameters.ask({ ...QUESTION, list: true });
    expect(template().Parameters?.Thing).toMatchObject({ Type: 'CommaDelimitedList' });
  });
});

describe('yes or no', () => {
  test('is asked for as such', () => {
    parameters.askWhether({ ...QUESTION, fallback: 'false' });
    expect(template().Parameters?.Thing).toMatchObject({ AllowedValues: ['true', 'false'], Default: 'false' });
  });

  test('is a condition that holds for yes', () => {
    const on = parameters.askWhether({ ...QUESTION, fallback: 'false' });
    expect(on).toBeInstanceOf(CfnCondition);
    const value = Fn.conditionIf('IsThing', 'yes', 'no');
    expect(resolved(value, {}, { Thing: 'true' }, { Thing: 'false' })).toEqual(['no', 'yes', 'no']);
  });
});

describe('what may be left empty', () => {
  test('is given where it is not', () => {
    const given = parameters.askIfAny(QUESTION);
    expect(isGiven(given)).toBeInstanceOf(CfnCondition);
    const value = Fn.conditionIf('HasThing', valueIn(given), 'nothing');
    expect(resolved(value, {}, { Thing: 'a' })).toEqual(['nothing', 'a']);
  });

  test('may be a list', () => {
    const given = parameters.askIfAnyOf({ ...QUESTION, pattern: '[a-z]+' });
    const value = Fn.conditionIf('HasThing', valueIn(given), 'nothing');
    expect(resolved(value, {}, { Thing: 'a' }, { Thing: 'a,b' })).toEqual(['nothing', ['a'], ['a', 'b']]);
    expect(template().Parameters?.Thing).toMatchObject({ AllowedPattern: '|[a-z]+', Type: 'CommaDelimitedList' });
  });
});

describe('rules', () => {
  const other = { ...QUESTION, name: 'Other' };

  test('hold everywhere, or where something is so', () => {
    const { valueAsString } = parameters.ask(QUESTION);
    const isThing = Fn.conditionEquals(valueAsString, 'thing');
    parameters.assert('Always', undefined, [[isThing, 'must be a thing']]);
    parameters.assert('Sometimes', Fn.conditionNot(isThing), [[isThing, 'must be a thing']]);
    const Assertions = [
      { Assert: { 'Fn::Equals': [{ Ref: 'Thing' }, 'thing'] }, AssertDescription: 'must be a thing' },
    ];
    expect(template().Rules).toEqual({
      Always: { Assertions },
      Sometimes: { Assertions, RuleCondition: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'Thing' }, 'thing'] }] } },
    });
  });

  test('ask for an answer that another one needs, without a condition: rules know none', () => {
    const given = parameters.askIfAny(QUESTION);
    parameters.require('OtherIsKnown', given, parameters.ask(other).valueAsString, 'Other is needed with Thing');
    const isNotEmpty = (name: string) => ({ 'Fn::Not': [{ 'Fn::Equals': [{ Ref: name }, ''] }] });
    expect(template().Rules).toEqual({
      OtherIsKnown: {
        RuleCondition: isNotEmpty('Thing'),
        Assertions: [{ Assert: isNotEmpty('Other'), AssertDescription: 'Other is needed with Thing' }],
      },
    });
  });
});

test('questions are shown in groups, each with its label', () => {
  parameters.group('First').ask(QUESTION);
  parameters.group('Empty');
  parameters.group('Second').ask({ ...QUESTION, name: 'Other', label: 'Another' });
  parameters.askIfAny({ ...QUESTION, name: 'Third', label: 'A third' });
  expect(parameters.interface).toEqual({
    ParameterGroups: [
      { Label: { default: 'First' }, Parameters: ['Thing'] },
      { Label: { default: 'Second' }, Parameters: ['Other', 'Third'] },
    ],
    ParameterLabels: {
      Thing: { default: 'A thing' },
      Other: { default: 'Another' },
      Third: { default: 'A third' },
    },
  });
});

describe('the pattern of a moment', () => {
  const fits = (text: string) => new RegExp(`^(?:${PATTERNS.moment.pattern})$`).test(text);
  const days = Array.from({ length: 366 }, (_, day) => new Date(Date.UTC(2028, 0, 1 + day)).toISOString().slice(5, 10));

  test('takes every day that every year has', () => {
    expect(days).toHaveLength(366);
    expect(days.filter((day) => !fits(`2027-${day}T23:59:59Z`))).toEqual(['02-29']);
  });

  test('takes nothing that is no moment', () => {
    const numbers = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'));
    const texts = [
      ...numbers.flatMap((month) => numbers.map((day) => `2027-${month}-${day}T00:00:00Z`)),
      ...numbers.flatMap((number) => [`2027-01-31T${number}:00:00Z`, `2027-01-31T00:${number}:00Z`]),
      ...numbers.map((number) => `2027-01-31T00:00:${number}Z`),
      '2027-01-31',
      '2027-01-31T00:00Z',
      '2027-01-31T00:00:00',
      '2027-01-31T00:00:00+01:00',
      '2027-01-31 00:00:00Z',
      ' 2027-01-31T00:00:00Z',
      '27-01-31T00:00:00Z',
    ];
    expect(texts.filter((text) => fits(text) && !isMoment(text))).toEqual([]);
    expect(texts.filter(fits)).toHaveLength(365 + 24 + 60 + 60);
  });
});
