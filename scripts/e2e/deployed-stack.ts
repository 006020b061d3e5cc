import { isDeepStrictEqual } from 'node:util';
import type { Answer, Api } from './api';

interface Template {
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties: Answer }>>;
}

/** A resource of a stack: what its template says, and what it became. */
export interface DeployedResource {
  readonly logicalId: string;
  readonly physicalId: string;
  /** With references to other resources replaced by what they became. */
  readonly properties: Answer;
}

/** A stack as CloudFormation holds it. */
export class DeployedStack {
  public static async read(api: Api, stackName: string): Promise<DeployedStack> {
    const { TemplateBody } = await api.call('cloudformation', 'get_template', { StackName: stackName });
    const { StackResourceSummaries } = await api.call('cloudformation', 'list_stack_resources', {
      StackName: stackName,
    });
    const { Exports } = await api.call('cloudformation', 'list_exports');
    return new DeployedStack(
      typeof TemplateBody === 'string' ? JSON.parse(TemplateBody) : TemplateBody,
      new Map(StackResourceSummaries.map((entry: Answer) => [entry.LogicalResourceId, entry.PhysicalResourceId])),
      new Map(Exports.map(({ Name, Value }: Answer) => [Name, Value])),
    );
  }

  private constructor(
    private readonly template: Template,
    private readonly physicalIds: ReadonlyMap<string, string>,
    private readonly exports: ReadonlyMap<string, string>,
  ) {}

  /**
   * The resources of a type.
   *
   * @throws Error if there are none: a check of nothing would pass
   */
  public resources(type: string): DeployedResource[] {
    const found = this.maybe(type);
    if (found.length === 0) throw new Error(`the stack has no ${type}`);
    return found;
  }

  /** The resources of a type that a stack need not have. */
  public maybe(type: string): DeployedResource[] {
    return Object.entries(this.template.Resources)
      .filter(([, resource]) => resource.Type === type)
      .map(([logicalId, { Properties }]) => {
        const physicalId = this.physicalIds.get(logicalId);
        if (physicalId === undefined) throw new Error(`the stack did not make ${logicalId}`);
        return { logicalId, physicalId, properties: this.resolve(Properties) };
      });
  }

  /** Attributes stay as `<LogicalId.Attribute>`, but for those that are the resource's own id. */
  private resolve(value: Answer): Answer {
    if (Array.isArray(value)) return value.map((item) => this.resolve(item));
    if (typeof value !== 'object' || value === null) return value;
    if ('Ref' in value) return PSEUDO[value.Ref] ?? this.physicalIds.get(value.Ref) ?? `<${value.Ref}>`;
    if ('Fn::GetAtt' in value) {
      const [logicalId, attribute] = value['Fn::GetAtt'];
      return attribute === 'GroupId' ? this.physicalIds.get(logicalId) : `<${logicalId}.${attribute}>`;
    }
    if ('Fn::ImportValue' in value) return this.exports.get(value['Fn::ImportValue']);
    if ('Fn::Join' in value) {
      const [separator, parts] = value['Fn::Join'];
      return parts.map((part: Answer) => this.resolve(part)).join(separator);
    }
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, this.resolve(child)]));
  }
}

const PSEUDO: Readonly<Record<string, string>> = { 'AWS::Partition': 'aws' };

/**
 * Compares what is with what should be.
 *
 * @throws Error that names both
 */
export function expectEqual(what: string, actual: unknown, expected: unknown): void {
  if (isDeepStrictEqual(actual, expected)) return;
  throw new Error(`${what} is ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`);
}
