import type { Rendered, Resource } from '../aws';
import type { Deployment } from './deployment';

/** A statement of the policy of a key, a bucket or a role. */
export interface PolicyStatement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** Resources of one type, with their ids. */
export function resources(rendered: Rendered, type: string): [string, Resource][] {
  return Object.entries(rendered.all(type));
}

/** A key as custody refers to it, also where the data plane imports it. */
export function keyOf({ stacks, custody }: Deployment, text: string | undefined): { key?: string } {
  const [, name] = /^<import (.*)>$/.exec(text ?? '') ?? [];
  const outputs = Object.entries(stacks.custody.template.Outputs ?? {});
  const [output] = outputs.find(([, { Export }]) => Export !== undefined && Export.Name === name) ?? [];
  const key = output === undefined ? text : custody.outputs[output];
  return key === undefined ? {} : { key };
}

/** Whether a resource stays where its stack is deleted or the resource replaced. */
export function isKept({ DeletionPolicy, UpdateReplacePolicy }: Resource): boolean {
  return DeletionPolicy === 'RetainExceptOnCreate' && UpdateReplacePolicy === 'Retain';
}

/** One of the attributes that load balancers and target groups list. */
export function attribute(list: readonly { Key: string; Value: string }[], key: string): string | undefined {
  return list.find(({ Key }) => Key === key)?.Value;
}
