import type { Context, ForeignResource, Principal, Verdict } from '../../../support/simulate';
import { type Grants, World } from './world';

/** Who asks; roles of the installation depend on what the customer grants. */
export type Who = (world: World) => Principal;

/** The one field in which a request that is allowed differs. Of `context` and `grants` one key; undefined takes it out. */
export type Twin =
  | { readonly who: Who }
  | { readonly action: string }
  | { readonly resource: string }
  | { readonly context: Readonly<Record<string, string | string[] | undefined>> }
  | { readonly grants: Grants };

/**
 * A request that is not allowed. `refused`: no statement allows it. `denied`: a statement denies it, whatever others
 * allow. The last element is what would be allowed, or why nothing like it ever is.
 */
export type Denial = readonly [
  story: string,
  verdict: 'refused' | 'denied',
  who: Who,
  action: string,
  resource: string | ForeignResource,
  context: Context,
  twin: Twin | string,
];

/** Denials under the same grants of the customer. */
export interface Chapter {
  readonly title: string;
  /** What the customer grants beside the usual. @default - the usual */
  readonly grants?: Grants;
  readonly denials: readonly Denial[];
}

/** The context with another value of one key; undefined takes it out. */
export function withKey(context: Context, key: string, value: string | string[] | undefined): Context {
  return given({ ...context, [key]: value });
}

/** A request as it is put to IAM. */
export interface Request {
  readonly who: Who;
  readonly action: string;
  readonly resource: string | ForeignResource;
  readonly context: Context;
  readonly grants: Grants;
}

/** What IAM answers to it. */
export function answerTo({ who, action, resource, context, grants }: Request): Promise<Verdict> {
  const world = World.of(grants);
  return world.account.ask(who(world), action, resource, context);
}

/** The request in which the twin differs from it. */
export function twinOf(request: Request, twin: Twin): Request {
  if ('context' in twin) return { ...request, context: given({ ...request.context, ...twin.context }) };
  if ('grants' in twin) return { ...request, grants: { ...request.grants, ...twin.grants } };
  return { ...request, ...twin };
}

/** The fields in which the twin differs, by name. */
export function differences(request: Request, twin: Twin): string[] {
  const other = twinOf(request, twin);
  const fields = (['who', 'action', 'resource'] as const).filter((field) => other[field] !== request[field]);
  return [
    ...fields,
    ...keysThatDiffer(request.context, other.context),
    ...keysThatDiffer(request.grants, other.grants),
  ];
}

function keysThatDiffer(a: object, b: object): string[] {
  const [left, right] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  return [...new Set([...left.keys(), ...right.keys()])].filter(
    (key) => JSON.stringify(left.get(key)) !== JSON.stringify(right.get(key)),
  );
}

function given(context: Readonly<Record<string, string | string[] | undefined>>): Context {
  const entries = Object.entries(context);
  return Object.fromEntries(entries.filter((entry): entry is [string, string | string[]] => entry[1] !== undefined));
}
