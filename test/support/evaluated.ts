import type { Stack } from 'aws-cdk-lib';
import { evaluateWithArns } from '../../scripts/access/principals';
import type { EvaluatedResource, Place, TemplateJson } from '../../scripts/access/template';
import { ACCOUNT, REGION, Rendered } from './aws';

export type { EvaluatedResource } from '../../scripts/access/template';

/** A statement of a policy as IAM reads it. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: unknown;
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface Document {
  readonly Version: string;
  readonly Statement: readonly Statement[];
}

/** Where the templates of tests are deployed. */
export const PLACE: Place = { account: ACCOUNT, region: REGION, partition: 'aws', stackName: 'any-name' };

/** What CloudFormation makes of a stack, by logical id without hash. */
export function evaluated(
  stack: Stack | Rendered,
  parameters: Readonly<Record<string, string>> = {},
  place: Partial<Place> = {},
): Readonly<Record<string, EvaluatedResource>> {
  const template = (stack instanceof Rendered ? stack : Rendered.of(stack)).json as TemplateJson;
  const resources = evaluateWithArns(template, { ...PLACE, ...place, parameters });
  return Object.fromEntries(
    Object.entries(resources).map(([id, resource]) => [id.replace(/[0-9A-F]{8}$/, ''), resource]),
  );
}

/** Properties of the one resource whose id ends like this. Not typed: a test names the property it expects. */
export function propertiesOf(resources: Readonly<Record<string, EvaluatedResource>>, idSuffix: string): any {
  const found = Object.entries(resources).filter(([id]) => id.endsWith(idSuffix));
  const [first] = found;
  if (found.length !== 1 || first === undefined) {
    throw new Error(`'${idSuffix}' is the end of ${found.length} ids: ${Object.keys(resources).join(', ')}`);
  }
  return first[1].properties;
}

/** Statements of a policy by their names. */
export function bySid({ Statement }: Document): Readonly<Record<string, Statement>> {
  return Object.fromEntries(Statement.map((statement) => [statement.Sid ?? '', statement]));
}

/** Inline policies of a role by name. */
export function inlinePolicies({
  Policies = [],
}: {
  readonly Policies?: readonly { readonly PolicyName: string; readonly PolicyDocument: Document }[];
}): Readonly<Record<string, Document>> {
  return Object.fromEntries(Policies.map(({ PolicyName, PolicyDocument }) => [PolicyName, PolicyDocument]));
}

/** The same with each list of one as the one: IAM makes no difference, and a template with parameters keeps lists. */
export function withoutListsOfOne<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value), (_, item) => (Array.isArray(item) && item.length === 1 ? item[0] : item));
}
