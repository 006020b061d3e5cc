/** A template as CloudFormation takes it. */
export interface TemplateJson {
  readonly Parameters?: Readonly<Record<string, { readonly Type: string; readonly Default?: unknown }>>;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Resources?: Readonly<Record<string, RawResource>>;
}

interface RawResource {
  readonly Type: string;
  readonly Condition?: string;
  readonly Properties?: unknown;
}

/** A resource with every reference, condition and parameter resolved. */
export interface EvaluatedResource {
  readonly type: string;
  /** Not typed: who asks names the property it expects. */
  readonly properties: any;
}

export interface Place {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  /** Name and id of the stack. */
  readonly stackName: string;
}

export interface EvaluationInput extends Place {
  /** Values of parameters; lists as one text with commas, as the console sends them. @default - the template's */
  readonly parameters?: Readonly<Record<string, string>>;
  /** What a reference to a resource becomes: `Ref`, or an attribute's name. @default - `<LogicalId>`, `<LogicalId.Attribute>` */
  readonly reference?: (logicalId: string, type: string, attribute: string) => string | undefined;
  /** Values of exports of other stacks. @default - `<import NAME>` */
  readonly exports?: Readonly<Record<string, string>>;
}

const NO_VALUE = Symbol('AWS::NoValue');

/**
 * What CloudFormation would make of a template: resources whose condition holds, with values in place of references.
 *
 * @throws Error for a function that it does not know, and for a parameter without value
 */
export function evaluate(template: TemplateJson, input: EvaluationInput): Readonly<Record<string, EvaluatedResource>> {
  const evaluation = new Evaluation(template, input);
  return Object.fromEntries(
    Object.entries(template.Resources ?? {})
      .filter(([, { Condition }]) => Condition === undefined || evaluation.condition(Condition))
      .map(([id, { Type, Properties }]) => [id, { type: Type, properties: evaluation.value(Properties ?? {}) }]),
  );
}

class Evaluation {
  private readonly pseudo: Readonly<Record<string, unknown>>;

  public constructor(
    private readonly template: TemplateJson,
    private readonly input: EvaluationInput,
  ) {
    const { account, region, partition, stackName } = input;
    this.pseudo = {
      'AWS::AccountId': account,
      'AWS::Region': region,
      'AWS::Partition': partition,
      'AWS::StackName': stackName,
      'AWS::StackId': `arn:${partition}:cloudformation:${region}:${account}:stack/${stackName}/01234567-89ab-cdef-0123-456789abcdef`,
      'AWS::URLSuffix': partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com',
      'AWS::NoValue': NO_VALUE,
    };
  }

  public condition(name: string): boolean {
    const found = this.template.Conditions?.[name];
    if (found === undefined) throw new Error(`there is no condition '${name}'`);
    return this.value(found) === true;
  }

  public value(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item) => this.value(item)).filter((item) => item !== NO_VALUE);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const [first] = entries;
    if (entries.length === 1 && first !== undefined && /^(Ref|Condition|Fn::.*)$/.test(first[0])) {
      if (first[0] !== 'Condition' || typeof first[1] === 'string') return this.intrinsic(first[0], first[1]);
    }
    return Object.fromEntries(
      entries.map(([key, item]) => [key, this.value(item)] as const).filter(([, item]) => item !== NO_VALUE),
    );
  }

  private intrinsic(name: string, argument: any): unknown {
    switch (name) {
      case 'Ref':
        return this.reference(argument);
      case 'Condition':
        return this.condition(argument);
      case 'Fn::If': {
        const [condition, yes, no] = argument;
        return this.value(this.condition(condition) ? yes : no);
      }
      case 'Fn::Equals':
        return this.value(argument[0]) === this.value(argument[1]);
      case 'Fn::Not':
        return this.value(argument[0]) !== true;
      case 'Fn::And':
        return argument.every((item: unknown) => this.value(item) === true);
      case 'Fn::Or':
        return argument.some((item: unknown) => this.value(item) === true);
      case 'Fn::Join':
        return (this.value(argument[1]) as unknown[]).join(argument[0]);
      case 'Fn::Split':
        return String(this.value(argument[1])).split(argument[0]);
      case 'Fn::Select':
        return (this.value(argument[1]) as unknown[])[Number(argument[0])];
      case 'Fn::Base64':
        return this.value(argument);
      case 'Fn::Sub':
        return this.substituted(argument);
      case 'Fn::GetAtt': {
        const [id, attribute] = typeof argument === 'string' ? argument.split(/\.(.*)/) : argument;
        return this.resource(id, attribute);
      }
      case 'Fn::ImportValue': {
        const exportName = String(this.value(argument));
        return this.input.exports?.[exportName] ?? `<import ${exportName}>`;
      }
      default:
        throw new Error(`${name} is not known`);
    }
  }

  private substituted(argument: string | [string, Record<string, unknown>]): string {
    const [text, values] = typeof argument === 'string' ? [argument, {}] : argument;
    return text.replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
      if (literal === '!') return `\${${name}}`;
      if (name in values) return String(this.value((values as Record<string, unknown>)[name]));
      const [id = '', attribute] = name.split(/\.(.*)/);
      return String(attribute === undefined ? this.reference(id) : this.resource(id, attribute));
    });
  }

  private reference(name: string): unknown {
    if (name in this.pseudo) return this.pseudo[name];
    const parameter = this.template.Parameters?.[name];
    if (parameter === undefined) return this.resource(name, 'Ref');
    const given = this.input.parameters?.[name] ?? parameter.Default;
    if (given === undefined) throw new Error(`parameter '${name}' has no value`);
    return /^(CommaDelimitedList|List<)/.test(parameter.Type) ? String(given).split(',') : String(given);
  }

  private resource(id: string, attribute: string): string {
    const found = this.template.Resources?.[id];
    if (found === undefined) throw new Error(`there is no resource '${id}'`);
    const fallback = attribute === 'Ref' ? `<${id}>` : `<${id}.${attribute}>`;
    return this.input.reference?.(id, found.Type, attribute) ?? fallback;
  }
}
