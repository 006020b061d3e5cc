import type { EvaluatedResource } from '../template';
import { type Installation, type RequestContext, type Tags, type Thing, tagsOf } from './installation';

/** What CloudFormation does with a resource. */
export type Handler = 'create' | 'read' | 'update' | 'delete';

/**
 * When a request must be possible. `run`: always. `install`: while installing is allowed. `delete`: while deleting is
 * allowed. `remove`: in either case, because an installation that fails is rolled back.
 */
export type NeededIn = 'install' | 'run' | 'remove' | 'delete';

/** Actions that CloudFormation needs for resources of one type. */
export interface Need {
  readonly on: readonly Handler[];
  readonly phase: NeededIn;
  /** Only for resources that have this property, by its path. @default - for every one */
  readonly property?: string;
  readonly actions: readonly string[];
  /** What each action is checked against; one request for each. */
  readonly against: readonly Target[];
  /** Context keys beside those of what it is checked against. @default - none */
  readonly context?: RequestContext | ((call: Call) => RequestContext);
}

/** Needs by resource type. */
export type Needs = Readonly<Record<string, readonly Need[]>>;

/** A resource that CloudFormation handles. */
export class Call {
  public constructor(
    public readonly logicalId: string,
    private readonly resource: EvaluatedResource,
    public readonly installation: Installation,
  ) {}

  public get properties(): any {
    return this.resource.properties;
  }

  /** The resource as IAM sees it. */
  public get thing(): Thing {
    return this.installation.thing(this.logicalId);
  }

  public get tags(): Tags {
    return tagsOf(this.resource);
  }

  /** Tags that the call to make it carries, CloudFormation's own among them where the type has tags. */
  public get requestTags(): RequestContext {
    return requestTags(this.tags, this.properties.Tags === undefined ? [] : SYSTEM_TAGS);
  }

  /** What a property refers to. */
  public named(path: string): Thing[] {
    return valuesAt(this.properties, path).map((value) => this.installation.named(value));
  }

  /** What a property refers to that names one thing. */
  public theOne(path: string): Thing {
    const [thing, ...others] = this.named(path);
    if (thing === undefined || others.length > 0) throw new Error(`${path} of ${this.logicalId} names not one thing`);
    return thing;
  }
}

/** Resource and context of a request. */
export interface Asked {
  readonly resource: string;
  readonly context: RequestContext;
}

/** What a request is checked against. */
export type Target = (call: Call) => readonly Asked[];

/** Nothing in particular: the action knows no resources. */
export const anything: Target = () => [{ resource: '*', context: {} }];

/** The resource that is being made, with the tags that it is to have. */
export const made: Target = ({ thing, requestTags }) => [{ resource: thing.arn, context: requestTags }];

/** The resource that is being made where IAM only knows its tags. */
export const madeAnywhere: Target = ({ requestTags }) => [{ resource: '*', context: requestTags }];

/** What the new resource is made in, where IAM checks its tags there too. */
export const madeIn =
  (path: string): Target =>
  (call) =>
    call.named(path).map((thing) => ({ resource: thing.arn, context: { ...facts(thing), ...call.requestTags } }));

/** The resource as it is. */
export const itself: Target = ({ thing }) => [{ resource: thing.arn, context: facts(thing) }];

/** What a property refers to. */
export const named =
  (path: string): Target =>
  (call) =>
    call.named(path).map((thing) => ({ resource: thing.arn, context: facts(thing) }));

/** Roles that a property names by ARN. */
export const roles =
  (path: string): Target =>
  ({ properties }) =>
    valuesAt(properties, path).map((arn) => ({ resource: String(arn), context: {} }));

/** A role that AWS makes for one of its services. */
export const serviceLinkedRole =
  (service: string, name: string): Target =>
  ({ installation }) => [{ resource: installation.serviceLinkedRole(service, name), context: {} }];

/** The resource when tags of the customer's change. */
export const retagged: Target = ({ thing, tags }) => [
  { resource: thing.arn, context: { ...facts(thing), ...requestTags(tags) } },
];

/** The resource when tags of the customer's go. Ours never do. */
export const untagged: Target = ({ thing, tags }) => {
  const keys = Object.keys(tags).filter((key) => !key.startsWith('byoc:'));
  return keys.length === 0 ? [] : [{ resource: thing.arn, context: { ...facts(thing), 'aws:TagKeys': keys } }];
};

/** Reads that know no resources. */
export function reads(on: readonly Handler[], ...actions: string[]): Need {
  return { on, phase: 'run', actions, against: [anything] };
}

/** A role that AWS makes when its service is first used in an account. */
export function makesServiceLinkedRole(on: readonly Handler[], service: string, name: string): Need {
  return {
    on,
    phase: 'install',
    actions: ['iam:CreateServiceLinkedRole'],
    against: [serviceLinkedRole(service, name)],
    context: { 'iam:AWSServiceName': service },
  };
}

/** Tags that CloudFormation adds: a policy that lists the keys it allows must let them pass. */
const SYSTEM_TAGS = ['aws:cloudformation:logical-id', 'aws:cloudformation:stack-id', 'aws:cloudformation:stack-name'];

/** Context of a request that sets tags. */
export function requestTags(tags: Tags, others: readonly string[] = []): RequestContext {
  const keys = Object.keys(tags);
  if (keys.length === 0) return {};
  return {
    ...Object.fromEntries(keys.map((key) => [`aws:RequestTag/${key}`, tags[key] ?? ''])),
    'aws:TagKeys': [...keys, ...others],
  };
}

/** Context of a request about something that is there. */
export function facts({ tags, context }: Thing): RequestContext {
  return {
    ...Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:ResourceTag/${key}`, value])),
    ...context,
  };
}

/** Every value at a path; lists are looked through. */
export function valuesAt(value: unknown, path: string): unknown[] {
  return path
    .split('.')
    .reduce<unknown[]>(
      (values, key) => values.flatMap((item) => (item as Record<string, unknown>)?.[key] ?? []),
      [value].flat(),
    );
}

/** Id at the end of an ARN of EC2. */
export function idOf({ arn }: Thing): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
