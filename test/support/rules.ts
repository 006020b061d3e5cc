import type { TemplateJson } from './aws';

interface RawRule {
  readonly RuleCondition?: unknown;
  readonly Assertions: readonly { readonly Assert: unknown; readonly AssertDescription: string }[];
}

interface RawParameter {
  readonly Type: string;
  readonly Default?: string;
  readonly AllowedPattern?: string;
  readonly AllowedValues?: readonly string[];
}

export interface TemplateWithParameters extends TemplateJson {
  readonly Parameters: Readonly<Record<string, RawParameter & Readonly<Record<string, unknown>>>>;
  readonly Rules?: Readonly<Record<string, RawRule>>;
}

/** Whether CloudFormation takes an answer: each element of a list must match, from its first letter to its last. */
export function takes({ Type, AllowedPattern, AllowedValues }: RawParameter, answer: string): boolean {
  const answers = Type === 'CommaDelimitedList' ? answer.split(',') : [answer];
  const pattern = AllowedPattern === undefined ? /^/ : new RegExp(`^(?:${AllowedPattern})$`);
  return answers.every((one) => pattern.test(one) && AllowedValues?.includes(one) !== false);
}

/** What the rules of a template say of answers: nothing if all of them hold. */
export function broken(template: TemplateWithParameters, answers: Readonly<Record<string, string>>): string[] {
  const value = (expression: unknown): unknown => {
    if (typeof expression !== 'object' || expression === null) return expression;
    const [name, argument] = Object.entries(expression)[0] as [string, any];
    switch (name) {
      case 'Ref': {
        const { Type, Default } = template.Parameters[argument] as RawParameter;
        const answer = answers[argument] ?? Default ?? '';
        return Type === 'CommaDelimitedList' ? answer.split(',') : answer;
      }
      case 'Fn::Equals':
        return value(argument[0]) === value(argument[1]);
      case 'Fn::Not':
        return value(argument[0]) !== true;
      case 'Fn::Contains':
        return (value(argument[0]) as string[]).includes(value(argument[1]) as string);
      case 'Fn::And':
        return argument.every((item: unknown) => value(item) === true);
      case 'Fn::EachMemberEquals':
        return (value(argument[0]) as string[]).every((member) => member === value(argument[1]));
      default:
        throw new Error(`${name} is not known in rules`);
    }
  };
  return Object.values(template.Rules ?? {})
    .filter(({ RuleCondition }) => RuleCondition === undefined || value(RuleCondition) === true)
    .flatMap(({ Assertions }) => Assertions)
    .filter(({ Assert }) => value(Assert) !== true)
    .map(({ AssertDescription }) => AssertDescription);
}
