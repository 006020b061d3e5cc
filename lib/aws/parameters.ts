import { CfnCondition, CfnParameter, CfnRule, Fn, type ICfnConditionExpression } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { IfGiven, type Switch } from './switch';

/** One question that a template asks. Everything that a person needs to answer it is here. */
export interface Question {
  /** Name of the parameter. */
  readonly name: string;
  /** Label in the console. */
  readonly label: string;
  /** What it is, and how it looks. */
  readonly description: string;
  /** What an answer must match. @default - anything; for a list, each element must */
  readonly pattern?: string;
  /** What is said of an answer that does not match. */
  readonly rule?: string;
  /** @default - it must be answered */
  readonly fallback?: string;
  readonly choices?: readonly string[];
  /** Whether it is a list, written with commas. */
  readonly list?: true;
}

/** A question that may be left unanswered. */
export interface OptionalQuestion extends Omit<Question, 'fallback'> {
  /** What is filled in, for the customer to change. @default - nothing */
  readonly filledIn?: string | undefined;
}

export const YES_OR_NO = ['true', 'false'];

/** Parameters of a template, in the groups in which the console shows them. */
export class Parameters {
  private readonly asked: { group: string; questions: Question[] }[] = [];

  public constructor(private readonly scope: Construct) {}

  /** Starts a group. */
  public group(group: string): this {
    this.asked.push({ group, questions: [] });
    return this;
  }

  /** A text; a list where the question says so. */
  public ask(question: Question): CfnParameter {
    this.asked.at(-1)?.questions.push(question);
    const { name, description, pattern, rule, fallback, choices, list } = question;
    return new CfnParameter(this.scope, name, {
      type: list === true ? 'CommaDelimitedList' : 'String',
      description,
      ...(pattern === undefined ? {} : { allowedPattern: fallback === '' ? `|${pattern}` : pattern }),
      ...(rule === undefined ? {} : { constraintDescription: rule }),
      ...(fallback === undefined ? {} : { default: fallback }),
      ...(choices === undefined ? {} : { allowedValues: [...choices] }),
    });
  }

  /** Yes or no. */
  public askWhether(question: Omit<Question, 'choices'>): Switch {
    const { valueAsString } = this.ask({ ...question, choices: YES_OR_NO });
    return new CfnCondition(this.scope, `Is${question.name}`, {
      expression: Fn.conditionEquals(valueAsString, 'true'),
    });
  }

  /** A text that may be left empty. */
  public askIfAny({ filledIn, ...question }: OptionalQuestion): IfGiven<string> {
    const parameter = this.ask({ ...question, fallback: '' });
    if (filledIn !== undefined) parameter.default = filledIn;
    const { valueAsString } = parameter;
    return new IfGiven(this.isNotEmpty(question.name, valueAsString), valueAsString);
  }

  /** A list that may be left empty. */
  public askIfAnyOf(question: Omit<Question, 'fallback' | 'list'>): IfGiven<readonly string[]> {
    const { valueAsList } = this.ask({ ...question, fallback: '', list: true });
    return new IfGiven(this.isNotEmpty(question.name, Fn.join('', valueAsList)), valueAsList);
  }

  /** An answer that another one needs. */
  public require(id: string, where: IfGiven<unknown>, value: string, message: string): void {
    this.assert(id, where.given.expression, [[Fn.conditionNot(Fn.conditionEquals(value, '')), message]]);
  }

  /**
   * Rules that CloudFormation checks before it makes anything.
   *
   * @param when where they hold; they may ask for parameters only, not for conditions
   */
  public assert(
    id: string,
    when: ICfnConditionExpression | undefined,
    assertions: readonly (readonly [ICfnConditionExpression, string])[],
  ): void {
    new CfnRule(this.scope, id, {
      ...(when === undefined ? {} : { ruleCondition: when }),
      assertions: assertions.map(([assert, assertDescription]) => ({ assert, assertDescription })),
    });
  }

  /** Labels and groups for the console. */
  public get interface(): object {
    return {
      ParameterGroups: this.asked
        .filter(({ questions }) => questions.length > 0)
        .map(({ group, questions }) => ({
          Label: { default: group },
          Parameters: questions.map(({ name }) => name),
        })),
      ParameterLabels: Object.fromEntries(
        this.asked.flatMap(({ questions }) => questions.map(({ name, label }) => [name, { default: label }])),
      ),
    };
  }

  private isNotEmpty(name: string, value: string): CfnCondition {
    return new CfnCondition(this.scope, `Has${name}`, {
      expression: Fn.conditionNot(Fn.conditionEquals(value, '')),
    });
  }
}
